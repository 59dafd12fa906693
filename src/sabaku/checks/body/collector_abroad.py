"""One check: a debt is collected with threats, into an account in another country."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _bulk, _said
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late

SEARCHED = 10_000
_IBAN = late.pattern(r"\b([a-z]{2})\d\d(?: ?[a-z0-9]{4}){3,7}(?: ?[a-z0-9]{1,3})?\b")
_AT_HOME = {
    "de": frozenset(["de", "at", "ch", "li", "lu", "be", "it"]),
    "fr": frozenset(["fr", "be", "ch", "lu", "mc"]),
    "nl": frozenset(["nl", "be"]),
    "it": frozenset(["it", "ch", "sm", "va"]),
    "es": frozenset(["es", "ad"]),
    "pt": frozenset(["pt"]),
}
"""Countries in which that language is an official one: a creditor who writes it has their account there."""


@check(
    id="body.collector-abroad",
    over="message",
    said=("threat.legal", "court.summons", "court.jail", "deadline.now", "payment.unpaid"),
    group="body",
    sure="inferred",
    title=Text(ja="督促の振込先が、外国の口座です", en="A debt to be paid into an account abroad"),
    says=Text(
        ja="「{threat}」と支払いを迫っていますが、振込先 {account} は、この文面の言語を公用語とする国の口座ではありません。"
        "架空の督促状に多い特徴です。",
        en="“{threat}”, and yet the account {account} lies in no country that has the letter's language as its own. "
        "False debt collectors often give such accounts.",
    ),
    advice=Text(
        ja="支払わず、債権者の名称と請求の根拠を、公的な登録簿や消費生活相談の窓口で確かめてください。",
        en="Do not pay; look the collector up in the public register, and ask a consumer advice centre.",
    ),
    speaks_for=("card-phishing",),
    experts=("THREAT", "CTX"),
)
def collector_abroad(case: Case, threat: Observable) -> Iterator[Hit]:
    """Consumer centres (Verbraucherzentrale) name the foreign IBAN as the mark of false collectors: the money is gone sooner than
    it could be called back. Innocent cause: a creditor of another country, who seldom threatens with the reader's own courts."""
    home = _AT_HOME.get(_said.lang(case))
    if home is None or _bulk.mass(case) or case.seen("list", "mailing-list"):
        return
    for found in _IBAN.finditer(_said.folded(case)[:SEARCHED]):
        if found[1] not in home:
            place = Span("visible", *found.span())
            shown = case.message.quote(place)
            yield Hit(_said.quote(threat), Evidence(place, found=shown), threat=threat.shown, account=datum("code", shown))
            return

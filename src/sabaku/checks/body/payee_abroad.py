"""One check: a Japanese letter moves the payment to a bank abroad."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _bulk, _letter, _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Datum, Evidence, Observable, Span, Text
from sabaku.text import late

LONG = 4000
_IBAN = late.pattern(r"\biban[^a-z0-9\n]{0,6}((?!jp)([a-z]{2})[0-9]{2}(?: ?[a-z0-9]{2,4}){3,8})\b")
"""ISO 13616: the account's country stands in front."""
_SWIFT = late.pattern(
    r"\b(?:swift|bic)(?: ?/ ?(?:bic|swift))?[ -]?(?:code|コード)?[^a-z0-9\n]{0,6}"
    r"([a-z]{4}([a-z]{2})[a-z0-9]{2}(?:[a-z0-9]{3})?)\b"
)
"""ISO 9362: four letters for the bank, two for its country, two for the place, three for the branch."""


@check(
    id="body.payee-abroad",
    over="message",
    said=("payee.changed",),
    lang="ja",
    group="body",
    sure="inferred",
    title=Text(ja="振込先を海外の銀行へ変更させようとしています", en="The payment is moved to a bank abroad"),
    says=Text(
        ja="「{phrase}」と振込先の変更を求め、その口座はSWIFTコード {code} が示すとおり日本国外({country})の銀行です。"
        "国内の取引先の代金を海外口座へ送らせるのは、ビジネスメール詐欺の典型です。",
        en="“{phrase}”, and the new account lies abroad: the SWIFT code {code} names a bank in {country}. "
        "Payments to a supplier at home are diverted in this way.",
    ),
    advice=Text(
        ja="変更する前に、以前から知っている電話番号で取引先に確認してください。",
        en="Before you change anything, ask the supplier by a telephone number that you have known before.",
    ),
    speaks_for=("bec",),
    experts=("BEC", "CTX"),
)
def payee_abroad(case: Case, phrase: Observable) -> Iterator[Hit]:
    """Money that has gone abroad is not called back in time (IPA, business email compromise). Judged where the letter is Japanese
    and the code's country is not Japan. Innocent cause: a trading partner whose head office is abroad."""
    if _letter.size(case) > LONG:
        return
    if _bulk.mass(case) or case.seen("list", "mailing-list"):
        return
    text = _letter.only(case, _said.folded(case))
    found = _SWIFT.search(text) or _IBAN.search(text)
    if found is None or found[2] == "jp":
        return
    place = Span("visible", *found.span(1))
    code = case.message.quote(place)
    yield Hit(
        _said.quote(phrase),
        Evidence(place, found=code),
        phrase=phrase.shown,
        code=Datum("code", code),
        country=Datum("country", found[2].upper()),
    )

"""One check: a summons or fine that waits behind a link."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _files, _results, _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late

LONG = 6000
"""Characters above which it is a newsletter or a discussion that talks of courts."""


_LOADS = late.pattern(
    r"\b(?:download\w*|descarg\w{2,5}|telecharg\w{1,4}|baix(?:ar|e)|scaric\w{1,4}|herunterlad\w{1,3}|herunterzuladen|downloaden)\b"
    "|ダウンロード|下载"
)


@check(
    id="body.court-lure",
    over="message",
    group="body",
    title=Text(ja="裁判所・警察・行政からの通知を口実にしています", en="A summons, a fine or an official letter as the pretext"),
    says=Text(
        ja="「{summons}」と、裁判所や警察、行政からの通知を口実に「{demand}」と求めています。"
        "こうした通知がメールのリンクや添付で届くことはありません。",
        en="“{summons}” is the pretext for “{demand}”. Courts, police and authorities don't serve papers by a link "
        "or file in a mail.",
    ),
    speaks_for=("phishing",),
    experts=("LBTN", "CTX"),
)
def court_lure(case: Case, it: Observable) -> Iterator[Hit]:
    """Fear makes people open what they would not; behind it stand trojans and pages for card numbers.

    Innocent causes: a law firm's own correspondence, portals of courts for lawyers. Newsletters of a proven sender are left out.
    """
    if _said.has(case, "newsletter.unsubscribe") and _results.vouched(case):
        return
    summons = _said.first(case, "court.summons", "court.jail")
    demand = _said.first(case, "action", "share", "deadline", "threat", "credential", "payment")
    if summons is not None and demand is not None and len(_said.text(case)) < LONG and (_said.leads(case) or _files.beside(case)):
        wanted = _wanted(case)
        yield Hit(_said.quote(summons), _said.quote(demand), speaks_for=wanted, summons=summons.shown, demand=demand.shown)


def _wanted(case: Case) -> tuple[str, ...] | None:
    """An interrogation in a chat, a file that is to be opened, or a fine that is to be paid behind the link; None where the mail
    does not tell."""
    if _said.has(case, "boss.line", "offer.chat", "stranger.channel"):
        return ("extortion",)
    if _files.beside(case) or _LOADS.search(_said.folded(case)[:LONG]):
        return ("malware",)
    if _said.links(case) and _said.has(case, "payment.unpaid", "payment.pay", "payment.fee", "card.ask"):
        return ("card-phishing",)
    return None

"""One check: nobody is addressed."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late

_NAMED = late.pattern(
    "(?:[様樣]|さま|さん|殿|先生)(?=[\\s、,。::!！へ]|$)|御中|各位|"
    "\\b(?i:dear|valued|hello|hi|hey|good (?:morning|afternoon|evening)|greetings|sehr geehrte|liebe|hallo|guten tag|bonjour"
    "|chere?s?|estimad[oa]s?|hola|buenos dias|ola|exm[oa]|gentile|buongiorno|beste|geachte|folks|hoi)\\b"
)
_BARS = late.pattern("[\\s=*#~_・━─―—┏┓┗┛┃│■□◆◇★☆●○◎▼▽-]*")
"""Lines and ornaments above the first word."""
_SENTENCE = late.pattern("[^\n。]{1,60}+。?")
_ASKS = (
    "threat",
    "credential",
    "card",
    "payment.unpaid",
    "parcel.failed",
    "mailbox.held",
    "mailbox.quota",
    "tax",
    "hosting",
    "prize.points",
)
TOP = 200


@check(
    id="body.salutation-missing",
    over="message",
    said=_ASKS,
    group="body",
    title=Text(ja="宛名がありません", en="Nobody is addressed"),
    says=Text(
        ja="本文は「{start}」で始まり、宛名がありません。契約先からの重要な連絡なら、氏名を書くのが普通です。",
        en="The text starts “{start}” and addresses nobody; a firm that knows its customers calls them by name.",
    ),
    sure="inferred",
    experts=("NONAME",),
)
def salutation_missing(case: Case, it: Observable) -> Iterator[Hit]:
    """167 of 806 experts' mails had no name. Advertising has none either: only where an account is spoken of."""
    text = _said.text(case)
    bars = _BARS.match(text)
    start = bars.end() if bars else 0
    top = text[start : start + TOP]
    if len(top) < 60 or _NAMED.search(top) or _by_address(case, top):
        return
    sentence = _SENTENCE.match(text, start)
    if sentence:
        yield Hit(Evidence(Span("visible", *sentence.span()), found=sentence[0]), start=sentence[0])


def _by_address(case: Case, top: str) -> bool:
    """Whether the text begins with the reader's own address: that is a salutation, if none of a firm that knows them."""
    first = top.partition("\n")[0].casefold()
    return any(it.value.casefold() in first for it in case.seen("address", "to", "delivered-to"))

"""One check: words of hurry."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text, When

_GRAVE = (
    "threat",
    "credential",
    "card",
    "payment",
    "boss",
    "parcel.failed",
    "mailbox",
    "extortion",
    "hosting.domain",
    "tax",
    "scare",
    "refund",
)


@check(
    id="body.urges",
    over="message",
    group="body",
    title=Text(ja="期限や強い言葉で急がせています", en="It hurries the reader"),
    says=Text(ja="「{phrase}」と、対応を急がせています。", en="“{phrase}”: it urges the reader to hurry."),
    speaks_for=("credential-phishing", "card-phishing", "bec"),
    experts=("URG",),
    quiet_when=("body.pressure",),
)
def urges(case: Case, it: Observable) -> Iterator[Hit]:
    """Half of all advertising hurries as well: only beside a demand, a threat or a request for money does it count.

    Where all three stand together body.pressure counts these words, and this one only tells.
    """
    if not _said.has(case, *_GRAVE):
        return
    phrase = _said.first(case, "deadline.if_not", "deadline.now", "deadline.days") or _term(case)
    if phrase is not None:
        yield Hit(_said.quote(phrase), phrase=phrase.shown)


def _term(case: Case) -> Observable | None:
    """A day soon by which something has to be done."""
    dates = (it for it in case.seen("date") if isinstance(it.detail, When) and it.detail.role == "deadline")
    return (
        next(dates, None) if _said.has(case, "threat", "card.problem", "credential.verify", "payment", "prize.points") else None
    )

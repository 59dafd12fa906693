"""One check: words of hurry."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sabaku.checks import _dates, _lures, _said, _sent
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
    said=_GRAVE,
    group="body",
    title=Text(ja="期限や急ぎの言葉があります", en="It sets a term or urges haste"),
    says=Text(ja="「{phrase}」と、期限や急ぐ必要を示しています。", en="“{phrase}”: a term is set, or haste is urged."),
    speaks_for=("disguised",),
    experts=("URG",),
    quiet_when=("body.pressure",),
)
def urges(case: Case, it: Observable) -> Iterator[Hit]:
    """Half of all advertising hurries as well: only beside a demand, a threat or a request for money does it count.

    Where all three stand together body.pressure counts these words, and this one only tells.
    """
    words = _said.said(case, "deadline.if_not", "deadline.now", "deadline.days")
    phrase = next((it for it in words if not _is_a_term(case, it) and not _lures.to_delete(case, it)), None) or _term(case)
    if phrase is not None:
        place = _dates.clause(case, phrase) if phrase.kind == "date" else _said.quote(phrase)
        yield Hit(place, phrase=place.found)


def _term(case: Case) -> Observable | None:
    """A day soon by which something has to be done."""
    if not _said.has(case, "threat", "card.problem", "credential.verify", "payment", "prize.points"):
        return None
    sent = _sent.sent(case)
    return next((it for it in case.seen("date") if _is_soon(it, sent[0] if sent else None)), None)


def _is_a_term(case: Case, phrase: Observable) -> bool:
    """Whether the words are a term of hours or a few days, of which body.deadline-hours tells."""
    if not _dates.pressed(case):
        return False
    terms = (it for it, when in _dates.stated(case) if _dates.is_short(when) and it.seen.view == phrase.seen.view)
    return any(it.seen.start < phrase.seen.end and phrase.seen.start < it.seen.end for it in terms)


SOON = 31
"""Days within which an end of a term hurries anybody."""


def _is_soon(it: Observable, sent: datetime | None) -> bool:
    """Whether it is a term that ends shortly after the mail was sent; where that is unknown, any term."""
    if not isinstance(it.detail, When) or it.detail.role != "deadline":
        return False
    day = _dates.day_of(it.detail, sent) if sent else None
    return day is None or sent is None or (day - sent.date()).days <= SOON

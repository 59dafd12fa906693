"""What became of a report: whether the site still lives after it was sent. Pure: the record is read and written by a door."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from sabaku.model import Case, Listing, Site

ALIVE = frozenset(("up", "cloaked"))


class Sent(Struct, frozen=True):
    """One notice that was sent: a line of the case's record."""

    at: datetime
    receiver: str
    key: str
    to: tuple[str, ...]
    subject: str
    message_id: str
    sha256: str
    """Of the draft."""
    follows: datetime | None = None


def last(sent: tuple[Sent, ...], receiver: str, key: str, to: tuple[str, ...]) -> Sent | None:
    """The last time that this notice went to these recipients."""
    same = [it for it in sent if (it.receiver, it.key, it.to) == (receiver, key, to)]
    return max(same, key=lambda it: it.at, default=None)


def still_alive(case: Case, since: datetime) -> bool:
    """Whether an answer that is younger than the report says that the site is up, or newly lists it."""
    for key, fact in case.facts.items():
        if fact.at is None or fact.at.tzinfo is None or fact.at <= since:
            continue
        up = key.source == "visit" and isinstance(fact.value, Site) and fact.value.state in ALIVE
        if up or (key.source == "feeds" and isinstance(fact.value, Listing) and fact.value.listed):
            return True
    return False

"""When the mail was written and when it came, in the reader's zone. Plain look-ups."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sabaku.model import Case, Header, Span, once


def zone(case: Case) -> tzinfo:
    """The reader's zone; UTC where its name is unknown."""
    try:
        return ZoneInfo(case.input.home.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


@once
def stated_date(case: Case) -> tuple[Header, datetime] | None:
    """The Date field and its time, UTC where it names no zone; None where there is none or it can't be read."""
    field = next(iter(case.message.named("date")), None)
    if field is None:
        return None
    try:
        when = parsedate_to_datetime(field.text[:LONGEST_DATE])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return field, when if when.tzinfo else when.replace(tzinfo=UTC)


LONGEST_DATE = 200
"""Characters of a Date field that are read."""


def _written(case: Case) -> tuple[datetime, Header] | None:
    """When the mail came, and the field that says so: the border's clock before the sender's own."""
    moment, hop = case.origin.border_at, case.origin.hop
    received = case.message.named("received")
    if moment is not None and hop is not None and hop < len(received):
        return moment, received[hop]
    stated = stated_date(case)
    return (stated[1], stated[0]) if stated is not None else None


@once
def sent(case: Case) -> tuple[datetime, Span] | None:
    """When the mail came, in the reader's zone, and where that is written."""
    found = _written(case)
    if found is None:
        return None
    try:
        return found[0].astimezone(zone(case)), case.message.span_of(found[1])
    except (OverflowError, ValueError):
        return None


def sent_day(case: Case) -> date | None:
    """The day on which the mail was sent: the reader's, or the day before where it still was that in the sender's own zone."""
    found, stated = sent(case), stated_date(case)
    if found is None:
        return None
    try:
        return min(found[0].date(), found[0].astimezone(stated[1].tzinfo if stated is not None else UTC).date())
    except (ValueError, OverflowError):
        return found[0].date()

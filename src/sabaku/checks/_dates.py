"""Plain functions about the dates that a mail states: calendar arithmetic that several checks share. No clock."""

from __future__ import annotations

import functools
import re
from datetime import date, datetime, timedelta

from sabaku import data
from sabaku.checks import _said
from sabaku.model import Case, Evidence, Observable, Span, When
from sabaku.text import late


def stated(case: Case) -> tuple[tuple[Observable, When], ...]:
    """The dates and times of the mail, in its order."""
    return tuple((it, it.detail) for it in case.seen("date") if isinstance(it.detail, When))


def day_of(when: When, near: datetime | None = None) -> date | None:
    """The day, if month and day are stated and exist; a missing year is the one that puts it nearest to `near`."""
    if when.month is None or when.day is None:
        return None
    if when.year is not None:
        return _date(when.year, when.month, when.day)
    if near is None:
        return None
    found = [it for year in (near.year - 1, near.year, near.year + 1) if (it := _date(year, when.month, when.day))]
    return min(found, key=lambda it: abs((it - near.date()).days)) if found else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def minutes(clock: str) -> int | None:
    """Minutes since midnight of HH:MM; None for anything else."""
    hours, colon, rest = clock.partition(":")
    return int(hours) * 60 + int(rest) if colon and hours.isdigit() and rest.isdigit() else None


def holiday(day: date) -> str:
    """The name of a Japanese holiday, or "" (data/holidays.toml; unknown years have none)."""
    return _holidays().get(day.isoformat(), "")


@functools.cache
def _holidays() -> dict[str, str]:
    years = data.toml("holidays")["days"]
    return {f"{year}-{month_day}": name for year, days in years.items() for month_day, name in days.items()}


def working_days_between(earlier: date, later: date) -> int:
    """Working days from the one (not counted) to the other (counted), without weekends and Japanese holidays."""
    days = min((later - earlier).days, 400)
    return sum(1 for n in range(1, days + 1) if is_working(earlier + timedelta(n)))


def is_working(day: date) -> bool:
    """Monday to Friday and no Japanese holiday."""
    return day.weekday() < 5 and not holiday(day)


_DEMANDS = (
    "threat",
    "credential.verify",
    "credential.password",
    "card.ask",
    "card.problem",
    "payment.unpaid",
    "parcel.failed",
    "prize.win",
    "prize.chosen",
)


def pressed(case: Case) -> bool:
    """Whether the mail has a demand beside which a short term is pressure, and no courtesy."""
    return _said.has(case, *_DEMANDS)


def is_short(when: When) -> bool:
    """A term of at most three days."""
    number = when.start[2:-1] if when.start.startswith("PT") else ""
    days = when.start[1:-1] if when.start.startswith("P") and not number else ""
    return (number.isdigit() and int(number) <= 72) or (days.isdigit() and int(days) <= 3)


_CLAUSE_BEGINS = late.pattern(r"[^\n。、！？!?]*+\Z")

_CLAUSE_ENDS = late.pattern(r"[\s)]{0,2}(?:までに?|迄に?|以内に?|必着|締切|期限|中に?)")

_CLAUSE_LEADS = late.pattern(
    r"\b(?:if|unless|by|before|until|till|within|no later than|antes|hasta|até|bis|vor|avant|entro|voor|uiterlijk)\b",
    re.IGNORECASE,
)
"""Words with which a clause that was cut short may begin."""

_CLAUSE_INSIDE = late.pattern(r"[(（【「\[](?=[^)）】」\]\n]{0,40}\Z)")

AROUND = 40
"""Characters before a date among which its clause begins."""


def clause(case: Case, it: Observable) -> Evidence:
    """A date with the words that lead to it: «antes de 05/10/2023» urges, «05/10/2023» alone says nothing."""
    whole = case.message.view(it.seen.view).text
    window = max(0, it.seen.start - AROUND)
    led = _CLAUSE_BEGINS.search(whole[window : it.seen.start])
    start = window + led.start() if led else it.seen.start
    if start == window > 0 and " " in whole[start : it.seen.start]:
        leads = _CLAUSE_LEADS.search(whole, start, it.seen.start)
        start = leads.start() if leads else whole.index(" ", start)
    if inside := _CLAUSE_INSIDE.search(whole, start, it.seen.start):
        start = inside.end()
    last = _CLAUSE_ENDS.match(whole, it.seen.end)
    found = whole[start : last.end() if last else it.seen.end]
    start += len(found) - len(found.lstrip())
    return Evidence(Span(it.seen.view, start, start + len(found.strip())), found=found.strip())

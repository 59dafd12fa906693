"""What whois and RDAP answers have in common: their dates, and names that stand for nobody. Pure."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

JST = timezone(timedelta(hours=9))
MONTHS = {
    name: n for n, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}
YEAR_FIRST = re.compile(
    r"(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?:[T ]{1,2}(\d{2}):(\d{2})(?::(\d{2}))?(?:\.\d{1,9})?)?\s{0,2}(Z|[+-]\d{2}:?\d{2})?",
    re.ASCII,
)
DAY_FIRST = re.compile(r"(\d{1,2})[-. /]([A-Za-z]{3})[a-z]{0,6}[-. /,]{1,2}(\d{4})", re.ASCII)
HIDDEN = re.compile(
    r"redacted|privacy|private|not disclosed|data protected|gdpr|whois ?guard|withheld|by proxy|proxy service|protection service"
    r"|onamae(?:\.com)? proxy|whois agent|statutory masking|domain protection|identity protect|プロテクト|代行|プロキシ",
    re.IGNORECASE,
)


def moment(text: str, zone: timezone = UTC) -> datetime | None:
    """The time that a registry writes there, in any of the usual forms; None where it is none. A bare date is its midnight."""
    if "(JST)" in text:
        zone = JST
    found = YEAR_FIRST.search(text[:60])
    if found:
        return _time(found, zone)
    other = DAY_FIRST.search(text[:60])
    if other and other[2].lower() in MONTHS:
        return _date(int(other[3]), MONTHS[other[2].lower()], int(other[1]), zone)
    return None


def hidden(name: str) -> bool:
    """Whether the name is that of a privacy service, or says that there is none to be seen."""
    return bool(HIDDEN.search(name[:300]))


def _time(found: re.Match[str], zone: timezone) -> datetime | None:
    day = _date(int(found[1]), int(found[2]), int(found[3]), _zone(found[7]) if found[7] else zone)
    if day is None or found[4] is None:
        return day
    hour, minute, second = int(found[4]), int(found[5]), int(found[6] or 0)
    return day.replace(hour=hour, minute=minute, second=second) if hour < 24 and minute < 60 and second < 60 else day


def _zone(text: str) -> timezone:
    if text == "Z":
        return UTC
    sign, hours, minutes = (-1 if text[0] == "-" else 1), int(text[1:3]), int(text[-2:])
    return timezone(sign * timedelta(hours=hours, minutes=minutes)) if hours < 24 and minutes < 60 else UTC


def _date(year: int, month: int, day: int, zone: timezone) -> datetime | None:
    try:
        return datetime(year, month, day, tzinfo=zone)
    except ValueError:
        return None

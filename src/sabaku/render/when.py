"""Dates, times, weekdays and durations as a reader of either language writes them. Looks at no clock."""

from __future__ import annotations

import functools
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sabaku.model import Lang, Text
from sabaku.text import late

WEEKDAYS = (
    Text("月曜日", "Monday"),
    Text("火曜日", "Tuesday"),
    Text("水曜日", "Wednesday"),
    Text("木曜日", "Thursday"),
    Text("金曜日", "Friday"),
    Text("土曜日", "Saturday"),
    Text("日曜日", "Sunday"),
)
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
ZONES = {"Asia/Tokyo": Text("日本時間", "Japan time"), "UTC": Text("協定世界時", "UTC")}


@functools.cache
def zone_of(name: str) -> tzinfo:
    """The time zone of that IANA name; UTC for a name that nobody knows."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def zone_name(name: str, at: datetime, lang: Lang) -> str:
    """What the reader calls their zone: a name where there is a usual one, else its offset at `at`, a time in that zone."""
    known = ZONES.get(name)
    if known is not None:
        return known.in_(lang)
    return f"UTC{offset(at)}"


def offset(at: datetime) -> str:
    """The offset from UTC as mail headers write it, e.g. +0900 (RFC 5322 section 3.3); "" for a time without zone."""
    return at.strftime("%z")[:5]


def day(year: int | None, month: int | None, date: int | None, lang: Lang) -> str:
    """A date of which some fields may be unknown: 「2023年6月12日」, "12 June 2023"."""
    if lang == "ja":
        return "".join(f"{it}{unit}" for it, unit in ((year, "年"), (month, "月"), (date, "日")) if it is not None)
    name = MONTHS[month - 1] if month is not None and 1 <= month <= 12 else month
    return " ".join(str(it) for it in (date, name, year) if it is not None)


def clock(at: datetime, lang: Lang) -> str:
    """Date, weekday and time in the zone that `at` carries, without naming it."""
    weekday = WEEKDAYS[at.weekday()]
    date = day(at.year, at.month, at.day, lang)
    time = at.strftime("%H:%M:%S" if at.second else "%H:%M")
    return f"{date}({weekday.ja[0]}){time}" if lang == "ja" else f"{weekday.en[:3]} {date}, {time}"


def shifted(at: datetime, zone: str) -> datetime:
    """The same moment in that zone. A time without zone is taken as UTC; one at the edge of the calendar stays."""
    try:
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(zone_of(zone))
    except (OverflowError, ValueError):
        return at if at.tzinfo else at.replace(tzinfo=UTC)


def moment(at: datetime | None, lang: Lang, zone: str, *, original: bool = True) -> str:
    """The time in the reader's zone, with the original beside where its offset differs; "" for None."""
    if at is None:
        return ""
    here = shifted(at, zone)
    named = zone_name(zone, here, lang)
    told = f"{clock(here, lang)}({named})" if lang == "ja" else f"{clock(here, lang)} ({named})"
    if not original or at.tzinfo is None or at.utcoffset() == here.utcoffset():
        return told
    written = f"{at.strftime('%H:%M:%S')} {offset(at)}"
    if at.date() != here.date():
        written = f"{at.year:04d}-{at.month:02d}-{at.day:02d} {written}"
    return f"{told[:-1]}、原文は {written})" if lang == "ja" else f"{told[:-1]}; written as {written})"


def read(text: str) -> datetime | None:
    """The time that an ISO 8601 text states, or None."""
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        return None


_WRITTEN = late.pattern(
    r"(?<!\d)(\d{4})\s?[年/.-]\s?(\d{1,2})\s?[月/.-]\s?(\d{1,2})(?!\d)\s?日?"
    r"(?:\D{0,12}?(午前|午後)?\s?(\d{1,2})\s?[:時]\s?(\d{2})(?!\d))?"
)


def stated(text: str, zone: str) -> datetime | None:
    """When a Date field says that the mail was sent: as RFC 5322 wants it, or as a Japanese mail program writes it where it
    quotes the mail that it forwards (in the reader's zone). None for what cannot be read."""
    from email.utils import parsedate_to_datetime

    try:
        at = parsedate_to_datetime(text[:80])
    except (ValueError, TypeError, IndexError, OverflowError):
        return _written(text[:80], zone)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _written(text: str, zone: str) -> datetime | None:
    found = _WRITTEN.search(text)
    if found is None:
        return None
    year, month, date, half, hours, minutes = found.groups()
    later = 12 if half == "午後" and int(hours) < 12 else 0
    try:
        return datetime(int(year), int(month), int(date), int(hours or 0) + later, int(minutes or 0), tzinfo=zone_of(zone))
    except ValueError:
        return None


_DATE = late.pattern(r"(?:(\d{4})|-)-(\d{1,2})(?:-(\d{1,2}))?(?!\d)")
_HOURS = late.pattern(r"(\d{1,2}:\d{2}(?::\d{2})?)\s?[-–~〜/]\s?(\d{1,2}:\d{2}(?::\d{2})?)")


def told_date(value: str, lang: Lang) -> str:
    """An ISO-like date (2023-06-12, 2023-06, --06-12) in words; anything else as it is."""
    found = _DATE.fullmatch(value)
    if not found:
        at = read(value)
        return value if at is None else day(at.year, at.month, at.day, lang)
    year, month, date = (int(it) if it else None for it in found.groups())
    return day(year, month, date, lang)


def told_time(value: str, lang: Lang, zone: str) -> str:
    """A moment, a time of day or a range of them; anything else as it is."""
    hours = _HOURS.fullmatch(value)
    if hours:
        return f"{hours[1]}{'〜' if lang == 'ja' else '–'}{hours[2]}"
    if "T" not in value and not _DATE.match(value):
        return value
    at = read(value)
    if at is None:
        return value
    if at.tzinfo is None:
        return clock(at, lang)
    return moment(at, lang, zone) if zone else f"{clock(at, lang)} {offset(at)}"


def told_weekday(value: str, lang: Lang) -> str:
    """A weekday by number (0 = Monday), or one already named in either language."""
    for number, names in enumerate(WEEKDAYS):
        if value.lower() in {str(number), names.ja, names.ja[0], names.en.lower(), names.en[:3].lower()}:
            return names.in_(lang)
    return value


_UNITS = (
    (365 * 86400, Text("年", "year")),
    (86400, Text("日", "day")),
    (3600, Text("時間", "hour")),
    (60, Text("分", "minute")),
    (1, Text("秒", "second")),
)


def told_duration(seconds: float, lang: Lang) -> str:
    """A duration in its two largest units: 「3時間5分」, "3 hours 5 minutes"."""
    left, parts = abs(round(seconds)), []
    for size, names in _UNITS:
        count, left = divmod(left, size)
        if count:
            parts.append(f"{count:,}{names.ja}" if lang == "ja" else f"{count:,} {names.en}{'s' if count > 1 else ''}")
        if len(parts) == 2:
            break
    minus = ("マイナス" if lang == "ja" else "minus ") if seconds < 0 and parts else ""
    return minus + ("" if lang == "ja" else " ").join(parts) if parts else ("0秒" if lang == "ja" else "0 seconds")

"""Every date and time that the visible text and the subject state, as stated: right or wrong is for the checks.

Western, Japanese-era and kanji-numeral dates, weekdays, times, ranges and terms («24 時間以内»), each with the role that the
words around it give. One linear pass over the folded text; nothing is computed from the clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sabaku.extract import language
from sabaku.extract.datewords import DAY, ELSE_WORDS, MONTH, MONTHS, day_of_week, month_before, role_of, weekday_before
from sabaku.extract.visible import folded as folded_visible
from sabaku.model import Defect, Input, Message, Observable, Span, When
from sabaku.text import late
from sabaku.text.fold import fold

MOST = 120
"""Dates of one view that are told; a table with more is named as a defect."""

_WEEKDAYS = "月火水木金土日"
_ERAS = {"令和": 2018, "令": 2018, "r": 2018, "平成": 1988, "平": 1988, "h": 1988, "昭和": 1925, "昭": 1925}

# Where a date, a time or a term may begin: a short run of digits that no address, amount or code holds. Runs in C.
_ANCHOR = re.compile("[0-9][0-9]{0,3}+(?=[ 年月日時週営/:.\n)°-]|, |[shnrtdoue]|$)")
_ERA = late.pattern("(?:令和?|平成?|昭和?)[. ]?(?:[0-9]{1,2}|元)[年./-]|[一二三四五六七八九十]月[一二三四五六七八九十]{1,3}日")
_START = late.pattern(
    r"""
      (?P<y>[0-9]{4}|[0-9]{2}(?=年))\ ?(?:年\ ?|(?P<sep>[-/.])\ ?)(?P<m>[0-9]{1,2})\ ?
        (?:月\ ?(?:(?P<d>[0-9]{1,2})\ ?日)?|(?P=sep)\ ?(?P<d2>[0-9]{1,2})(?![0-9]))
    | (?P<m3>[0-9]{1,2})\ ?月\ ?(?P<d3>[0-9]{1,2})\ ?日
    | (?P<a>[0-9]{1,2})(?P<sep2>[./-])(?P<b>[0-9]{1,2})(?P=sep2)(?P<y4>[0-9]{4})(?![0-9])
    | (?P<d8>[0-9]{1,2})\.(?P<m8>[0-9]{1,2})\.(?![0-9])
    | (?P<m5>[0-9]{1,2})/(?P<d5>[0-9]{1,2})
        (?=\ ?(?:[(\[][月火水木金土日]|[月火水木金土日]曜|まで|迄|から|より|[0-9]{1,2}(?::[0-9]{2}|時)))
    | (?P<h>[0-9]{1,2})(?:[:h][0-5][0-9](?::[0-5][0-9])?(?![0-9])|\ ?時(?!間))
    | (?P<n>[0-9]{1,3})\ ?-?(?P<unit>時間|営業日|日間|日|週間|hours?|hrs?|(?:business\ )?days?|h(?![a-z0-9])
        |stunden|horas|heures|ore|uur|tage)
    | (?P<d6>[0-9]{1,2})(?:st|nd|rd|th|er|°|o)?(?:\ of|\ de)?(?:\ |-|\.\ ?)(?P<mn>MONTH)(?![a-z])\.?
        (?:(?:,?\ |-|\ del?\ )(?P<y6>[0-9]{4})(?![0-9]))?
    | (?P<d7>[0-9]{1,2})(?:st|nd|rd|th)?(?![0-9:.,]?[0-9])(?:,?\ (?P<y7>[0-9]{4})(?![0-9]))?
    """.replace("MONTH", MONTH),
    re.VERBOSE,
)
_JAPANESE = late.pattern(
    r"""(?P<era>令和?|平成?|昭和?|[rh])[.\ ]?(?P<ey>[0-9]{1,2}|元)(?:年\ ?|[./-])
        (?P<em>[0-9]{1,2})(?:月\ ?|[./-])(?P<ed>[0-9]{1,2})日?
    | (?:(?P<kera>令和|平成|昭和)(?P<key>[一二三四五六七八九十]{1,3})年|(?P<ky>[〇一二三四五六七八九]{4})年)?
        (?P<km>[一二三四五六七八九十]{1,2})月(?P<kd>[一二三四五六七八九十]{1,3})日
    """,
    re.VERBOSE,
)
_WEEKDAY = late.pattern(
    r"\s{0,2}(?:[(\[]\s?([月火水木金土日])(?:曜日?)?(?:[・,、]?祝日?)?\s?[)\]]|([月火水木金土日])曜日?"
    rf"|[(\[]?(?:星期|礼拝|周)([一二三四五六日天])[)\]]?|[(\[]\s?({DAY})\s?[)\]])"
)
_CHINESE_DAYS = "一二三四五六日天"
_TIME = (
    r"(午前|午後|am|pm)?\s?([0-2]?[0-9])(?:[:h]([0-5][0-9])(?::[0-5][0-9])?|\s?時(?!間)\s?(?:([0-5]?[0-9])\s?分|(半))?)"
    r"\s?(am\b|pm\b|a\.m\.|p\.m\.)?"
)
_NEXT = "(?:翌日?|[0-9]{1,2}/[0-9]{1,2}|(?:(?:[0-9]{4}年)?[0-9]{1,2}月)?[0-9]{1,2}日)?"
_AT = r"(?:[\s,、のat]{0,4}|,?\s(?:um|gegen|a|as|a las|alle|alle ore|ore|om)\s)"
_TIMES = late.pattern(rf"{_AT}{_TIME}(?:\s?(?:-|~|から|より|→|to|ー|bis|a|y|e|et|tot)\s?{_NEXT}\s?{_TIME})?")


_DAY_FIRST = frozenset(("de", "fr", "es", "pt", "it", "nl", "pl", "ru"))


def find(message: Message, input: Input, so_far: Sequence[Observable]) -> Iterator[Observable]:
    """One `date` observable for each date or time in the visible text and the subject."""
    for header in message.named("subject")[:1]:
        yield from _in(message, f"header:{message.headers.index(header)}", header.text, fold(header.text))
    yield from _in(message, "visible", message.view("visible").text, message.once(folded_visible))


def _in(message: Message, view: str, text: str, folded: str) -> Iterator[Observable]:
    day_first = message.once(language.of) in _DAY_FIRST
    for n, (start, end, when) in enumerate(stated(text, folded, day_first=day_first)):
        if n == MOST:
            message.found_defects.append(Defect("too-many-dates", Span(view, start, end), f"only the first {MOST} are told"))
            return
        yield Observable("date", value_of(when), when.role, Span(view, start, end), text[start:end], when)


def stated(text: str, folded: str | None = None, *, day_first: bool = False) -> Iterator[tuple[int, int, When]]:
    """The dates and times of a text (and the same text folded, where it is known already) with their places.

    `day_first`: whether 06/07/2023 is the sixth of July, as in most of Europe; else it is unclear, and no date.
    """
    folded = fold(text) if folded is None else folded
    done = 0
    for it in _candidates(folded):
        if it.start() < done:
            continue
        found = _read(folded, it, day_first)
        if found is not None and not _modal(text, *found[:2]):
            start, done, when = found
            role = role_of(folded, start, done)
            yield start, done, When(when.year, when.month, when.day, when.weekday, when.start, when.end, role or when.role)


def _modal(text: str, start: int, end: int) -> bool:
    """Whether the month is the verb: «12 may be»."""
    return " may" in text[start:end] or text.startswith(("may ", "march "), start)


_INSIDE = frozenset("0123456789abcdefghijklmnopqrstuvwxyz.,/_%=&#?@-+*")
_MARKS = "令平昭〇一二三四五六七八九十"
_JOINED = frozenset("年月日時週営/:.°-shnrtdoue")
_APART = frozenset("年月日時週営-/.h")
_BEGIN = frozenset((*(name[:2] for name in MONTHS), "bu", "da", "st", "or", "uu", "ta", "of", "de"))
"""What follows a number of a date or a term right away; behind a space; the first two letters of the words that do."""


def _candidates(folded: str) -> Iterator[re.Match[str]]:
    """Places where a date, time or term may stand, in order."""
    japanese = [it.start() for it in _ERA.finditer(folded)] if any(mark in folded for mark in _MARKS) else []
    for anchor in _ANCHOR.finditer(folded):
        at = anchor.start()
        while japanese and japanese[0] < at:
            yield from _japanese(folded, japanese.pop(0))
        before = folded[at - 1] if at else " "
        if before in "rh" and _JAPANESE.match(folded, at - 1) and (at < 2 or folded[at - 2] not in _INSIDE):
            yield from _japanese(folded, at - 1)
        elif (before not in _INSIDE or folded.startswith("**", max(0, at - 2))) and (
            (_goes_on(folded, anchor.end()) or month_before(folded, at)) and (found := _START.match(folded, at))
        ):
            yield found
    for at in japanese:
        yield from _japanese(folded, at)


def _goes_on(folded: str, end: int) -> bool:
    """Whether what stands behind a number can make a date, a time or a term of it: behind most there is just another word."""
    if folded[end : end + 1] != " ":
        return folded[end : end + 1] in _JOINED
    return folded[end + 1 : end + 2] in _APART or folded[end + 1 : end + 3] in _BEGIN


def _japanese(folded: str, at: int) -> Iterator[re.Match[str]]:
    """The date with an era or in kanji that begins there, or a little before (the year, the tens)."""
    while at and folded[at - 1] in "〇一二三四五六七八九十年":
        at -= 1
    if folded[max(0, at - 2) : at] in _ERAS and folded[at] not in "0123456789元":
        at -= 2
    found = _JAPANESE.match(folded, at)
    if found:
        yield found


def value_of(when: When) -> str:
    """The date in ISO-like form: 2023-06-12, --06-12 without a year, T08:57/10:40, P24H for a term."""
    if when.start.startswith("P"):
        return when.start
    date = ""
    if when.month is not None:
        year = f"{when.year:04d}" if when.year is not None else "-"
        date = f"{year}-{when.month:02d}" + (f"-{when.day:02d}" if when.day is not None else "")
    times = "/".join(it for it in (when.start, when.end) if it)
    return date + (f"T{times}" if times else "")


# --- one date ----------------------------------------------------------------------------------------------------

Found = tuple[int, int, When]


def _read(text: str, it: re.Match[str], day_first: bool) -> Found | None:
    """What stands there, with weekday and times that follow it; None where it is only a number."""
    if it.re.pattern == _JAPANESE.pattern:
        return _dated(text, it.start(), it.end(), _era(it) if it["era"] else _kanji(it))
    if it["n"]:
        return _term(text, it)
    if it["h"]:
        return _only_time(text, it)
    return _western(text, it, day_first)


def _western(text: str, it: re.Match[str], day_first: bool) -> Found | None:
    """A date in figures or with a month's name, with the weekday before it; 12.06. is a date only behind one."""
    month = month_before(text, it.start()) if it["d7"] else None
    if it["d7"] and not month:
        return None
    start = month[0] if month else it.start()
    before = weekday_before(text, start)
    if it["d8"] and before is None:
        return None
    weekday = before.weekday if before else None
    named = it["d6"] or it["d7"]
    date = _named(it, month, weekday) if named else _numeric(it, day_first or (before is not None and before.day_first))
    return _dated(text, before.start if before else start, it.end(), date, weekday)


Three = tuple[int | None, int | None, int | None]


def _dated(text: str, start: int, end: int, date: Three | None, weekday: int | None = None) -> Found | None:
    """The date with what follows it; None if the numbers make no date."""
    if date is None:
        return None
    year, month, day = date
    if month is None or not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return None
    if year is not None and not 1900 <= year <= 2199:
        return None
    return _with_tail(text, start, end, When(year, month, day, weekday))


def _era(it: re.Match[str]) -> Three:
    year = 1 if it["ey"] == "元" else int(it["ey"])
    return _ERAS[it["era"]] + year, int(it["em"]), int(it["ed"])


def _numeric(it: re.Match[str], day_first: bool) -> Three | None:
    if it["d8"]:
        return None, int(it["m8"]), int(it["d8"])
    if it["m"]:
        day = it["d"] or it["d2"]
        year = int(it["y"])
        return (year if year > 99 else 2000 + year), int(it["m"]), int(day) if day else None
    if it["y4"]:
        return _either_order(int(it["a"]), int(it["b"]), int(it["y4"]), day_first or it["sep2"] == ".")
    return None, int(it["m3"] or it["m5"]), int(it["d3"] or it["d5"])


def _either_order(one: int, other: int, year: int, day_first: bool) -> Three | None:
    """Day and month in the order that the numbers, the point or the language allow; unclear ones are no date."""
    if (day_first and other <= 12) or one > 12 >= other:
        return year, other, one
    if other > 12 >= one or one == other:
        return year, one, other
    return None


def _named(it: re.Match[str], month: tuple[int, int] | None, weekday: int | None) -> Three | None:
    """A date whose month has a name; a name that is another word too needs the year or the weekday beside it."""
    if month:
        return (int(it["y7"]) if it["y7"] else None), month[1], int(it["d7"])
    if it["mn"] in ELSE_WORDS and not it["y6"] and weekday is None:
        return None
    return (int(it["y6"]) if it["y6"] else None), MONTHS[it["mn"]], int(it["d6"])


def _kanji(it: re.Match[str]) -> Three:
    year = _ERAS[it["kera"]] + _counted(it["key"]) if it["kera"] else _counted(it["ky"]) if it["ky"] else None
    return year, _counted(it["km"]), _counted(it["kd"])


def _counted(kanji: str) -> int:
    """二十七 -> 27."""
    tens, ten, ones = kanji.rpartition("十")
    digits = "〇一二三四五六七八九"
    if not ten:
        return int("".join(str(digits.index(char)) for char in kanji))
    high = digits.index(tens[-1]) if tens and tens[-1] in digits else 1
    return high * 10 + (digits.index(ones[0]) if ones and ones[0] in digits else 0)


# --- what follows ------------------------------------------------------------------------------------------------


def _with_tail(text: str, start: int, end: int, when: When) -> Found:
    """The date with the weekday and the times that stand behind it, in either order."""
    weekday, first, last = when.weekday, "", ""
    for _ in range(2):
        if weekday is None and (it := _WEEKDAY.match(text, end)):
            weekday, end = _day_named(it), it.end()
        if not first and (times := _times(text, end)):
            first, last, end = times
    return start, end, When(when.year, when.month, when.day, weekday, first, last)


def _day_named(it: re.Match[str]) -> int:
    """Monday = 0; Chinese counts its days from Monday and has two words for Sunday."""
    if it[4]:
        return day_of_week(it[4])
    return min(_CHINESE_DAYS.index(it[3]), 6) if it[3] else _WEEKDAYS.index(it[1] or it[2])


def _times(text: str, at: int) -> tuple[str, str, int] | None:
    """A time or a range of times that begins there."""
    it = _TIMES.match(text, at)
    if not it:
        return None
    first = _clock(it[1], it[2], it[3] or it[4], it[5], it[6])
    last = _clock(it[7] or it[1], it[8], it[9] or it[10], it[11], it[12]) if it[8] else ""
    return (first, last, at + len(it[0].rstrip())) if first else None


def _clock(before: str | None, hour: str, minute: str | None, half: str | None, after: str | None) -> str:
    """HH:MM of a time as written; "" where the numbers make none."""
    hours, minutes = int(hour), 30 if half else int(minute or 0)
    noon = (before or after or "").replace(".", "")
    if noon in ("午後", "pm") and hours < 12:
        hours += 12
    if noon == "am" and hours == 12:
        hours = 0
    return f"{hours:02d}:{minutes:02d}" if hours <= 29 and minutes < 60 else ""


def _only_time(text: str, it: re.Match[str]) -> Found | None:
    """A time that no date precedes."""
    start = it.start()
    start -= 2 if text[max(0, start - 2) : start] in ("午前", "午後") else 0
    times = _times(text, start)
    return (start, times[2], When(start=times[0], end=times[1])) if times else None


_WITHIN_AFTER = late.pattern(r"\s?(以内|内に|のうち|を過ぎ|経過|以上|後に|後、|前|notice|deadline)")
_WITHIN_BEFORE = late.pattern(
    r"(?:within|in|next|only|have|under|after|innerhalb von|binnen|dentro de|em|sous|dans les|entro)"
    r"(?: the| the next| next| only| just| las| as)?\s?$"
)


def _term(text: str, it: re.Match[str]) -> Found | None:
    """A term: within 24 hours, 3日以内."""
    after = _WITHIN_AFTER.match(text, it.end())
    before = _WITHIN_BEFORE.search(text[max(0, it.start() - 24) : it.start()])
    if not after and not before:
        return None
    if after and after[1] in ("前", "以上", "後に", "後、"):
        return None
    hours = it["unit"].startswith(("時間", "h", "st", "ore", "uur"))
    weeks = it["unit"] == "週間"
    value = f"PT{it['n']}H" if hours else f"P{int(it['n']) * (7 if weeks else 1)}D"
    return it.start(), after.end() if after else it.end(), When(start=value, role="deadline")

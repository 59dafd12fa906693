"""One check: a date whose stated weekday is another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from msgspec.structs import replace

from sabaku.checks import _dates, _said, _sent
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text, When

NEAR = 60
"""Days from the mail within which a date without its year is surely of this year or the one beside it."""


@check(
    id="body.weekday-wrong",
    over="message",
    group="body",
    title=Text(ja="日付と曜日が合っていません", en="Date and weekday do not fit"),
    says=Text(
        ja="{date}を{stated}と書いていますが、暦の上では{real}です。",
        en="The mail calls {date} a {stated}; by the calendar it is a {real}.",
    ),
    speaks_for=("phishing",),
    experts=("DATE",),
)
def weekday_wrong(case: Case, it: Observable) -> Iterator[Hit]:
    """Business notices are made with a calendar; templates that are reused for years keep the old weekday.

    Innocent cause: a slip of the pen in a mail written by hand. A date without its year is judged in Japanese mail that asks
    for something, where the weekday fits neither this year nor the ones beside it; none is in quoted replies, whose header lines
    other programs write.
    """
    text = _said.text(case)
    sent = _sent.sent(case) if _said.lang(case) == "ja" and _said.leads(case) and not case.seen("list", "mailing-list") else None
    for seen, when in _dates.stated(case):
        day = _wrong(when, sent[0] if sent else None)
        if day is not None and not _quoted(text, seen):
            yield Hit(
                _said.quote(seen),
                date=datum("date", day.isoformat()),
                stated=datum("weekday", when.weekday),
                real=datum("weekday", day.weekday()),
            )


def _wrong(when: When, sent: datetime | None) -> date | None:
    """The day that is stated with a weekday which it does not have; None where it has it, or may have."""
    if when.weekday is None:
        return None
    day = _dates.day_of(when, sent)
    if day is None or day.weekday() == when.weekday:
        return None
    if when.year is not None:
        return day
    beside = (_dates.day_of(replace(when, year=day.year + n)) for n in (-1, 1))
    near = sent is not None and abs((day - sent.date()).days) <= NEAR
    return day if near and all(it is not None and it.weekday() != when.weekday for it in beside) else None


def _quoted(text: str, seen: Observable) -> bool:
    return seen.seen.view == "visible" and text[text.rfind("\n", 0, seen.seen.start) + 1 :][:1] == ">"

"""One check: a date whose stated weekday is another."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _dates, _said
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text


@check(
    id="body.weekday-wrong",
    over="message",
    group="body",
    title=Text(ja="日付と曜日が合っていません", en="Date and weekday do not fit"),
    says=Text(
        ja="{date}を{stated}と書いていますが、暦の上では{real}です。",
        en="The mail calls {date} a {stated}; by the calendar it is a {real}.",
    ),
    speaks_for=("credential-phishing",),
    experts=("DATE",),
)
def weekday_wrong(case: Case, it: Observable) -> Iterator[Hit]:
    """Business notices are made with a calendar; templates that are reused for years keep the old weekday.

    Innocent cause: a slip of the pen in a mail written by hand. Only dates that state their year are judged, and none in
    quoted replies, whose header lines other programs write.
    """
    text = _said.text(case)
    for seen, when in _dates.stated(case):
        day = _dates.day_of(when) if when.year is not None and when.weekday is not None else None
        if day is not None and day.weekday() != when.weekday and not _quoted(text, seen):
            yield Hit(
                _said.quote(seen),
                date=datum("date", day.isoformat()),
                stated=datum("weekday", when.weekday),
                real=datum("weekday", day.weekday()),
            )


def _quoted(text: str, seen: Observable) -> bool:
    return seen.seen.view == "visible" and text[text.rfind("\n", 0, seen.seen.start) + 1 :][:1] == ">"

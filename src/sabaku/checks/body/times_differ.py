"""One check: two statements of when the same thing happened that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sabaku.checks import _dates, _said
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Datum, Observable, Text, When


@check(
    id="body.times-differ",
    over="message",
    group="body",
    title=Text(ja="同じ出来事の時刻が食い違っています", en="Two different times for the same event"),
    says=Text(
        ja="同じ日の出来事の時間帯が、一方では「{one}」、もう一方では「{other}」と書かれています。{what}が異なります。",
        en="For the same day the mail gives “{one}” in one place and “{other}” in another: {what} differ.",
    ),
    speaks_for=("phishing",),
    experts=("DATE",),
)
def times_differ(case: Case, it: Observable) -> Iterator[Hit]:
    """An outage has one beginning and one end; whoever makes it up forgets what was said two lines above.

    Two ranges on the same day that do not touch each other may be two outages: only overlapping ones, and never more than
    two ranges, are held against the mail. Timetables and seminar programmes are left alone.
    """
    ranges = [
        (seen, when)
        for seen, when in _dates.stated(case)
        if when.start and when.end and when.day is not None and seen.seen.view == "visible"
    ]
    if len(ranges) != 2:
        return
    for (one, first), (other, second) in pairwise(ranges):
        same_day = (first.month, first.day) == (second.month, second.day)
        if same_day and (first.start, first.end) != (second.start, second.end) and _overlap(first, second):
            yield Hit(_said.quote(one), _said.quote(other), one=_range(first), other=_range(second), what=_what(first, second))


def _overlap(one: When, other: When) -> bool:
    bounds = [_dates.minutes(it) for it in (one.start, one.end, other.start, other.end)]
    if any(it is None for it in bounds):
        return False
    start, end, start2, end2 = (it or 0 for it in bounds)
    return abs(start - start2) <= 240 and max(start, start2) <= min(end, end2) + 60


def _range(when: When) -> str:
    return f"{when.start}–{when.end}"


def _what(one: When, other: When) -> Datum:
    start, end = one.start != other.start, one.end != other.end
    if start and end:
        return datum("text", "both", Text("開始と終了の両方", "both start and end"))
    return datum("text", "one", Text("開始時刻" if start else "終了時刻", "the starts" if start else "the ends"))

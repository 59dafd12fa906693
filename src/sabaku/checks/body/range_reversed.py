"""One check: a period that ends before it begins."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sabaku.checks import _dates, _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Span, Text, When
from sabaku.text import late
from sabaku.text.fold import fold

_BETWEEN = late.pattern(r"\s{0,2}(?:~|〜|～|-|–|から|より|→|to|until|ー)\s{0,2}")


@check(
    id="body.range-reversed",
    over="message",
    group="body",
    title=Text(ja="期間の終わりが始まりより前になっています", en="A period ends before it begins"),
    says=Text(
        ja="期間「{period}」は、終わりの日時が始まりより前になっています。", en="The period “{period}” ends before it begins."
    ),
    experts=("DATE",),
)
def range_reversed(case: Case, it: Observable) -> Iterator[Hit]:
    """Periods are computed wrongly by programs that fill a template. Times over midnight are no contradiction."""
    text = _said.text(case)
    for one, first in _dates.stated(case):
        if one.seen.view == "visible" and _in_itself(one.shown, first):
            yield Hit(Evidence(one.seen, found=one.shown), period=one.shown)
            return
    for (one, first), (other, second) in pairwise(_dates.stated(case)):
        if (
            one.seen.view != "visible"
            or other.seen.view != "visible"
            or not _BETWEEN.fullmatch(text[one.seen.end : other.seen.start])
        ):
            continue
        start, end = _dates.day_of(first), _dates.day_of(second)
        if start and end and end < start:
            where = Span("visible", one.seen.start, other.seen.end)
            period = text[where.start : where.end]
            yield Hit(Evidence(where, found=period), period=period)


_END = late.pattern(r"(?:~|〜|～|-|–|から|より|→)\s?(?:([0-9]{4})年)?([0-9]{1,2})月([0-9]{1,2})日")


def _in_itself(shown: str, when: When) -> bool:
    """Whether a period that was read as one date with times names an end before its start («6月12日10:00~6月11日12:00»)."""
    found = _END.search(fold(shown))
    start = _dates.day_of(when) if found else None
    if found is None or start is None:
        return False
    end = _dates.day_of(When(int(found[1] or start.year), int(found[2]), int(found[3])))
    if end is None or (not found[1] and start.month - end.month > 6):
        return False
    clocks = _dates.minutes(when.start), _dates.minutes(when.end)
    same = end == start and clocks[0] is not None and clocks[1] is not None and clocks[1] < clocks[0]
    return end < start or same

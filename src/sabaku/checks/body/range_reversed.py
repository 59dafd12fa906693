"""One check: a period that ends before it begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from sabaku.checks import _dates, _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Span, Text

_BETWEEN = re.compile(r"\s{0,2}(?:~|〜|～|-|–|から|より|→|to|until|ー)\s{0,2}")


@check(
    id="body.range-reversed",
    over="message",
    group="body",
    title=Text(ja="期間の終わりが始まりより前です", en="A period ends before it begins"),
    says=Text(ja="期間「{period}」は、終わりが始まりより前です。", en="The period “{period}” ends before it begins."),
    experts=("DATE",),
)
def range_reversed(case: Case, it: Observable) -> Iterator[Hit]:
    """Periods are computed wrongly by programs that fill a template. Times over midnight are no contradiction."""
    text = _said.text(case)
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

"""One check: a date or time that no calendar and no clock has."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _dates, _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text, When


@check(
    id="body.impossible-date",
    over="date",
    group="body",
    title=Text(ja="存在しない日付が書かれています", en="A date that does not exist"),
    says=Text(ja="「{date}」という日付は暦にありません。", en="There is no such date as “{date}”."),
    experts=("DATE",),
)
def impossible_date(case: Case, it: Observable) -> Iterator[Hit]:
    """A date like 30 February comes from a program that adds days to a number. Innocent cause: a slip of the pen."""
    when = it.detail
    if isinstance(when, When) and when.year is not None and when.day is not None and _dates.day_of(when) is None:
        yield Hit(_said.quote(it), date=it.shown)

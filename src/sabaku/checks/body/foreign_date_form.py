"""One check: a date in an order that Japan does not use, in Japanese text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text.fold import fold

_DAY_FIRST = re.compile(r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4}\b")


@check(
    id="body.foreign-date-form",
    over="date",
    lang="ja",
    group="body",
    title=Text(ja="日付の書き方が日本式ではありません", en="A date in a foreign order"),
    says=Text(
        ja="「{date}」のように年を最後に書く形は日本では使いません。海外で作られた文面とみられます。",
        en="“{date}”, with the year at the end, is not how dates are written in Japan.",
    ),
    sure="inferred",
    experts=("DATE",),
)
def foreign_date_form(case: Case, it: Observable) -> Iterator[Hit]:
    """Templates from abroad fill in the date of their own machine. Innocent cause: mail programs' quoted headers."""
    asks = _said.has(case, "threat", "credential", "mailbox", "card", "parcel")
    if asks and it.seen.view == "visible" and _DAY_FIRST.match(fold(it.shown)):
        yield Hit(_said.quote(it), date=it.shown)

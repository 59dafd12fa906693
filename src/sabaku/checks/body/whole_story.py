"""One check: all the parts of an advance-fee story in one letter."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said, _story
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text

IDEAS, OF_MONEY = 6, 2


@check(
    id="body.whole-story",
    over="message",
    group="body",
    title=Text(ja="前払い金詐欺の筋書きがそろっています", en="The whole plot of an advance-fee fraud"),
    says=Text(
        ja="大金の話(「{money}」)から「{person}」「{plea}」まで、作り話の部品が{count}種類そろっています。",
        en="From the money (“{money}”) to “{person}” and “{plea}”: {count} parts of the usual plot stand in one letter.",
    ),
    speaks_for=("advance-fee",),
    experts=("LURE", "CTX"),
)
def whole_story(case: Case, it: Observable) -> Iterator[Hit]:
    """One or two such parts stand in honest letters of lawyers and charities; six together, told to a stranger, in none."""
    found, money = _story.parts(case), _story.money(case)
    others = [one for name, one in found.items() if name not in _story.MONEY]
    if len(found) < IDEAS or len(money) < OF_MONEY or len(others) < 2:
        return
    if len(found) < IDEAS + _story.known_to_writer(case) or _story.excused(case):
        return
    apart = list({one.shown.casefold(): one for one in others}.values())  # one phrase may be two parts: another is quoted then
    shown = (money[0], *(apart if len(apart) > 1 else others)[:2])
    yield Hit(
        *map(_said.quote, shown),
        money=shown[0].shown,
        person=shown[1].shown,
        plea=shown[2].shown,
        count=datum("number", len(found)),
    )

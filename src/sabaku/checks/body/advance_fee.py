"""One check: a fortune from a stranger."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said, _story
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text

MEANINGS = 3
"""Different parts of the story that make it one."""


@check(
    id="body.advance-fee",
    over="message",
    group="body",
    title=Text(ja="見知らぬ人からの大金の話です", en="A fortune from a stranger"),
    says=Text(
        ja="「{one}」「{other}」「{third}」など、遺産・寄付・融資・資金移動などの話の決まり文句が{count}種類あります。手数料だけを払わせる詐欺です。",
        en="“{one}”, “{other}”, “{third}”: {count} of the stock phrases of inheritance, donation, loan and fund stories. "
        "The victim pays fees and never sees the money.",
    ),
    speaks_for=("advance-fee",),
    experts=("LURE", "CTX"),
)
def advance_fee(case: Case, it: Observable) -> Iterator[Hit]:
    """The oldest fraud by mail («419»). Three different parts of the story are wanted, one about the money.

    Innocent causes: a lawyer's letter on a real estate, a grant, an investor whom one knows. They greet their reader by name:
    then it takes more parts, and many where a firm proves who it is. Who offers goods and looks for partners has no fortune.
    """
    found, money = _story.parts(case), _story.money(case)
    if not money or len(found) < MEANINGS or len(found) < MEANINGS + _story.known_to_writer(case) or _story.excused(case):
        return
    if _seeks_partners(case, money):
        return
    told = money + [it for it in found.values() if it not in money]
    shown = list({it.shown.casefold(): it for it in reversed(told)}.values())[::-1][:MEANINGS]
    if len(shown) < MEANINGS:  # one phrase that means two things is still one
        return
    yield Hit(
        *map(_said.quote, shown),
        one=shown[0].shown,
        other=shown[1].shown,
        third=shown[2].shown,
        count=datum("number", len(found)),
    )


def _seeks_partners(case: Case, money: list[Observable]) -> bool:
    """Whether all its talk of money is a maker's or dealer's wish for business partners."""
    return all(it.value == "advance-fee.proposal" for it in money) and _said.has(case, "trade.sells")

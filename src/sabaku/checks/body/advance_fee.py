"""One check: the stock phrases of advance-fee letters: a fortune from a stranger, or a consignment that waits."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said, _story
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text
from sabaku.text import late

MEANINGS = 3
"""Different parts of the story that make it one."""


@check(
    id="body.advance-fee",
    over="message",
    group="body",
    title=Text(ja="手数料をだまし取る詐欺の決まり文句が並んでいます", en="The stock phrases of an advance-fee letter"),
    says=Text(
        ja="「{one}」「{other}」「{third}」など、遺産・寄付・融資・送金・留め置きの荷物といった話の決まり文句が{count}種類あります。手数料だけを払わせる詐欺です。",
        en="“{one}”, “{other}”, “{third}”: {count} of the stock phrases of letters about an inheritance, a gift, a loan, "
        "funds or a consignment. The victim pays fees and never sees what was promised.",
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
    once = list({it.shown.casefold(): it for it in reversed(told)}.values())[::-1]
    shown = sorted(once, key=_says_little)[:MEANINGS]
    if len(shown) < MEANINGS:  # one phrase that means two things is still one
        return
    yield Hit(
        *map(_said.quote, shown),
        one=_told(case, shown[0]),
        other=_told(case, shown[1]),
        third=_told(case, shown[2]),
        count=datum("number", len(found)),
    )


def _told(case: Case, it: Observable) -> str:
    """The phrase as it is quoted: one that says little with the word behind it."""
    if not _says_little(it):
        return it.shown
    text = case.message.view(it.seen.view).text
    more = _NEXT.match(text, it.seen.end)
    return text[it.seen.start : more.end()].rstrip(",;") if more else it.shown


_NEXT = late.pattern(r"[ .:]{0,4}[^\s<>]{1,40}")


def _says_little(it: Observable) -> bool:
    """Whether the phrase is a word like «Mrs.» or «email:», which tells a reader nothing by itself."""
    return it.shown.isascii() and len(it.shown.strip(" .:")) < TELLING


TELLING = 6
"""Letters of the shortest phrase that is worth quoting where there are others."""


def _seeks_partners(case: Case, money: list[Observable]) -> bool:
    """Whether all its talk of money is a maker's or dealer's wish for business partners."""
    return all(it.value == "advance-fee.proposal" for it in money) and _said.has(case, "trade.sells")

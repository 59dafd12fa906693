"""One check: copies of branded goods for sale."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _house, _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text


@check(
    id="body.counterfeit-goods",
    over="message",
    said=("shop.copies",),
    group="body",
    title=Text(ja="偽ブランド品の販売をうたっています", en="It offers copies of branded goods"),
    says=Text(
        ja="「{phrase}」と、偽ブランド品(コピー商品)の販売をうたっています。"
        "偽ブランド品の販売は犯罪であり、代金だけを取られて何も届かないこともあります。",
        en="“{phrase}”: copies of branded goods are for sale. Selling them is a crime, and often the money is taken and nothing "
        "comes.",
    ),
    speaks_for=("fake-shop",),
    experts=("LURE",),
)
def counterfeit_goods(case: Case, phrase: Observable) -> Iterator[Hit]:
    """No honest shop calls its goods copies. Innocent causes: warnings and news about them, which say so; lists of links;
    the list of what the house's own filter holds back."""
    if case.seen("list", "mailing-list") or _said.has(case, "goodwill.warning") or _house.own_notice(case):
        return
    if _said.leads(case):
        yield Hit(_said.quote(phrase), phrase=phrase.shown)

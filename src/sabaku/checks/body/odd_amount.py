"""One check: a sum of money written as nobody in Japan writes it."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Datum, Observable, Text
from sabaku.text import late
from sabaku.text.fold import fold

_SEN = late.pattern(r"(?:[¥円]\s?[0-9,]+[.,][0-9]{1,2}(?![0-9])|[0-9,]+[.,][0-9]{1,2}\s?円)$")
_WHY = {
    "sen": Text("円に小数以下の端数を付けています", "yen with decimals"),
    "dollar": Text("国内の手続きなのにドルなどの外貨で求めています", "foreign money for a Japanese matter"),
}


@check(
    id="body.odd-amount",
    over="amount",
    lang="ja",
    group="body",
    title=Text(ja="金額の書き方が不自然です", en="A sum that no Japanese firm would write"),
    says=Text(
        ja="「{amount}」という金額は、{why}。日本の事業者からの請求としては不自然です。",
        en="“{amount}”: {why}, which no Japanese firm would ask for.",
    ),
    sure="inferred",
    speaks_for=("card-phishing",),
    experts=("NUM",),
)
def odd_amount(case: Case, it: Observable) -> Iterator[Hit]:
    """Templates from abroad. Innocent cause: firms that sell in dollars; so dollars count only beside a parcel or a tax."""
    if it.value.startswith("JPY ") and _SEN.search(fold(it.shown).strip()):
        yield Hit(_said.quote(it), amount=it.shown, why=Datum("text", "sen", _WHY["sen"]))
    elif (
        it.value.startswith(("USD ", "EUR "))
        and _said.has(case, "parcel.failed", "tax.tax")
        and not _said.has(case, "advance-fee")
    ):
        yield Hit(_said.quote(it), amount=it.shown, why=Datum("text", "dollar", _WHY["dollar"]))

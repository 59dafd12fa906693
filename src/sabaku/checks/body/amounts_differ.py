"""One check: one sum is told in several ways."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late

_LABEL = late.pattern(
    "(合計|請求(?:金)?額|ご請求金額|お支払い金額|お支払金額|支払い金額|還付(?:金)?額|返金額"
    "|total|amount due|total amount|grand total)[^0-9¥$€]{0,12}$",
    re.IGNORECASE,
)


@check(
    id="body.amounts-differ",
    over="message",
    group="body",
    title=Text(ja="同じはずの金額が食い違っています", en="One sum, told in two ways"),
    says=Text(
        ja="「{label}」が、一方では{one}、もう一方では{other}と書かれています。",
        en="“{label}” is given as {one} in one place and as {other} in another.",
    ),
    experts=("NUM",),
)
def amounts_differ(case: Case, it: Observable) -> Iterator[Hit]:
    """Sums are filled in at random. Only the same label with different sums counts, and not where there are many (lists)."""
    text = _said.text(case)
    known: dict[str, Observable] = {}
    labelled = [
        (found[1], it)
        for it in case.seen("amount", "text")
        if (found := _LABEL.search(text[max(0, it.seen.start - 24) : it.seen.start]))
    ]
    if not 2 <= len(labelled) <= 4:
        return
    for label, amount in labelled:
        before = known.setdefault(label, amount)
        if before.value != amount.value and before.value[:3] == amount.value[:3]:
            yield Hit(_said.quote(before), _said.quote(amount), label=label, one=before.shown, other=amount.shown)
            return

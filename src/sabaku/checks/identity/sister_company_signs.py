"""One company of a group speaks, its sister signs."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check
from sabaku.checks._claimed import claims, own
from sabaku.checks._named import named
from sabaku.checks._said import has
from sabaku.model import Case, Evidence, Observable, Text
from sabaku.names.brands import brand, kin, squeeze

_MONEY = ("bank", "card", "broker", "loan")


@check(
    id="identity.sister-company-signs",
    over="message",
    group="identity",
    title=Text("名乗っている会社と、署名の会社が違います", "The company that speaks and the one that signs differ"),
    says=Text(
        "{brand}を名乗っていますが、署名や著作権表示は{other}(「{shown}」)になっています。",
        "It claims to come from {brand}, but the signature or copyright line is of {other} (“{shown}”).",
    ),
    experts=("WRONGBR", "SIGWRONG"),
)
def sister_company_signs(case: Case, _: Observable) -> Iterator[Hit]:
    """A bank and the card company of its group are two firms, and each signs its own mail; forgers mix their templates.

    Judged for banks, cards and brokers only. Innocent causes: a joint notice of both.
    """
    if own(case) is not None and not has(case, "threat", "credential.verify", "card.problem"):
        return
    for one in claims(case)[:1]:
        if one.brand.sector not in _MONEY:
            continue
        for it in case.seen("brand", "signature"):
            other = brand(it.value)
            if other is None or other.id == one.brand.id or other.sector not in _MONEY or other.id not in kin(one.brand.id):
                continue
            if squeeze(it.shown) not in other.weak:
                places = (Evidence(one.seen.seen, found=one.seen.shown), Evidence(it.seen, found=case.message.quote(it.seen)))
                yield Hit(*places, brand=named(one.brand.id), other=named(other.id), shown=it.shown)
                return

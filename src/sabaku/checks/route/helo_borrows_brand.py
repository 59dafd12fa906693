"""One check: a client that greets with a brand's name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sabaku.checks import _route
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._named import named
from sabaku.checks._route import NONE, names_reverse
from sabaku.model import Case, Datum, Hop, Observable, Text
from sabaku.names import brands
from sabaku.names.hosts import registrable
from sabaku.names.whose import authentic


@check(
    id="route.helo-borrows-brand",
    over=_route.origin_hops,
    group="route",
    title=Text(
        ja="送信元が有名企業のサーバーを名乗っています",
        en="The client posed as a brand's server",
    ),
    says=Text(
        ja="送信元は{brand}のドメイン「{helo}」を名乗っていますが、接続元 {ip} の逆引き名({rdns})からは確かめられません。",
        en="The client greeted as “{helo}”, a name of {brand}, but the reverse name of {ip} ({rdns}) does not confirm it.",
    ),
    experts=("RIP",),
    attacks=(40,),
)
def helo_borrows_brand(case: Case, it: Observable) -> Iterator[Hit]:
    """The greeting is free text; the reverse name is not. Real servers of brands have matching names (and mail services greet
    with their own). Only said of servers that write reverse names at all.
    """
    hop = it.detail
    if not isinstance(hop, Hop) or not hop.ip or not names_reverse(hop):
        return
    name = hop.helo.lower().rstrip(".")
    owners = brands.owners(name)
    if (
        owners
        and not _allowed(case, owners)
        and registrable(hop.rdns or "-") != registrable(name)
        and not any(brands.standing(id, hop.rdns) for id in owners)
    ):
        rdns = datum("domain", hop.rdns) if hop.rdns else Datum("text", "none", NONE)
        yield Hit(
            _route.at(case, it.seen, hop.helo),
            brand=named(_whose(case, owners, name)),
            helo=datum("domain", name),
            ip=datum("ip", hop.ip),
            rdns=rdns,
        )


def _allowed(case: Case, owners: Iterable[str]) -> bool:
    """Whether From shows the brand's own domain and is proven: then its owner lets this machine send, whatever it is called."""
    shown = (_route.domain_of(it) for it in _route.from_domains(case))
    return any(authentic(case, it) is not None for it in shown if any(brands.standing(id, it) for id in owners))


def _whose(case: Case, owners: Iterable[str], name: str) -> str:
    """The owner to be named where several share the domain: the one that the mail claims, else the one called like the domain."""
    label = registrable(name).partition(".")[0]
    claimed = {it.brand for it in case.claims}
    return min(owners, key=lambda it: (it not in claimed, it != label, len(it)))

"""The recipient does not use the claimed service."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check
from sabaku.checks._claimed import Claimed, claims
from sabaku.checks._named import named
from sabaku.model import Case, Evidence, Observable, Text
from sabaku.names.brands import squeeze


@check(
    id="identity.not-a-customer",
    over="message",
    group="identity",
    title=Text("利用していないサービスを名乗っています", "It claims a service that the recipient does not use"),
    says=Text(
        "{brand}を名乗っていますが、受信者が利用しているサービスの中に{brand}はありません。",
        "It claims to come from {brand}, which is not among the services that the recipient uses.",
    ),
    experts=("NOTUSER",),
)
def not_a_customer(case: Case, _: Observable) -> Iterator[Hit]:
    """Who has no contract can't have one that expires. Needs the operator's list of services used.

    Innocent causes: advertising to non-customers, an employee's private contract under the company's address.
    """
    services = case.input.home.services
    if services is None:
        return
    used = {squeeze(name) for name in services}
    for claimed in claims(case)[:1]:
        if not _names(claimed) & used:
            yield Hit(Evidence(claimed.seen.seen, found=claimed.seen.shown), brand=named(claimed.brand.id))


def _names(claimed: Claimed) -> set[str]:
    """Every way to write the brand in a list of services: id, names, domains, and the parent's id."""
    brand = claimed.brand
    return {squeeze(it) for it in (brand.id, brand.parent, *brand.aliases, *brand.weak.values(), *brand.domains)}

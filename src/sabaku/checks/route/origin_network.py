"""One check: who runs the network of the origin."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _route
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Origin, Text


@check(
    id="route.origin-network",
    over="origin",
    group="route",
    title=Text(
        ja="発信元のネットワーク",
        en="The network of the origin",
    ),
    says=Text(
        ja="発信元 {ip} は {network} のネットワーク(割り当て地:{country})です。",
        en="The origin {ip} belongs to the network of {network} (assigned to {country}).",
    ),
    needs=("network",),
    experts=("RIP", "RGEO"),
)
def origin_network(case: Case, it: Observable) -> Iterator[Hit]:
    """Who runs the network from which the mail came, and the country, with the honest precision of the table (no map pin
    here).
    """
    origin = it.detail
    if not isinstance(origin, Origin) or not origin.ip:
        return
    case.need("network", origin.ip)
    told = _route.network(case, origin.ip)
    if told is None:
        return
    where = _route.place(case, origin.ip)
    country = (where[1].country if where else "") or told[1].country
    name = told[1].organisation or f"AS{told[1].asn}"
    answers = [Evidence(told[0].question, found=name)] + ([Evidence(where[0].question, found=country)] if where else [])
    yield Hit(*answers, ip=datum("ip", origin.ip), network=name, country=datum("country", country) if country else "?")

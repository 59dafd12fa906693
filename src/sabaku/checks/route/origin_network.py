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
        ja="発信元 {ip} は {network} のネットワークのIPアドレスです。",
        en="The origin {ip} belongs to the network of {network}.",
    ),
    needs=("network",),
    experts=("RIP",),
)
def origin_network(case: Case, it: Observable) -> Iterator[Hit]:
    """Informs: whose network it is, which no sender can write; not who sent, as anybody may rent a server."""
    origin = it.detail
    if not isinstance(origin, Origin) or not origin.ip:
        return
    case.need("network", origin.ip)
    told = _route.network(case, origin.ip)
    if told is None:
        return
    name = told[1].organisation or f"AS{told[1].asn}"
    shown = f"{name} (AS{told[1].asn})" if told[1].organisation and told[1].asn else name
    yield Hit(Evidence(told[0].question, found=name), ip=datum("ip", origin.ip), network=shown)

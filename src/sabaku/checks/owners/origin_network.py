"""One check: who runs the network from which the mail came."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text


@check(
    id="owners.origin-network",
    over="origin",
    group="owners",
    needs=("network",),
    title=Text(ja="発信元IPアドレスの事業者", en="Who runs the network of the origin"),
    says=Text(
        ja="発信元IPアドレス {ip} は、{operator} のネットワークのものです。",
        en="The address {ip}, from which the mail came, is in the network of {operator}.",
    ),
    experts=("RIP",),
)
def origin_network(case: Case, it: Observable) -> Iterator[Hit]:
    """Informs. Which company runs the line is a fact that the sender cannot write himself, unlike nearly all of the mail.

    It says whose network it is, not who sent: anybody may rent a server there. Source: routing tables and registries.
    """
    found = _outside.network(case, it.value) if it.value else None
    if found is not None:
        question, network = found
        operator = f"{network.organisation} (AS{network.asn})" if network.asn else network.organisation
        yield Hit(
            _outside.quoted(case, it),
            Evidence(question, found=network.organisation),
            ip=datum("ip", it.value),
            operator=operator,
        )

"""One check: a brand's mail from a rented machine."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _results, _route
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._named import named
from sabaku.model import Case, Evidence, Observable, Text


@check(
    id="route.cloud-origin",
    over="origin",
    group="route",
    title=Text(
        ja="誰でも借りられるサーバーから送られています",
        en="It came from a machine that anybody can rent",
    ),
    says=Text(
        ja="{brand}を名乗っていますが、発信元 {ip} は {network} のネットワークにある、誰でも借りられるサーバーです。",
        en="It claims to come from {brand}, but the origin {ip} is in the network of {network}, where anybody can rent machines.",
    ),
    needs=("network",),
    sure="inferred",
    experts=("RIP",),
    attacks=(40,),
    quiet_when=("route.passed-on",),
)
def cloud_origin(case: Case, it: Observable) -> Iterator[Hit]:
    """Said only where the mail claims a brand and neither the machine's name nor a mail service explains it; of a company
    with a network of its own route.rivals-network tells where it came from another, and its own is where its notices
    come from, too. Innocent cause: a brand that runs its mail in a cloud under names that are not known here; so this is
    an inference, and weighs little alone.
    """
    origin, claim = _route.sure(case), _route.claimed(case)
    if origin is None or origin.ip is None or claim is None or _route.by_service(case):
        return
    case.need("network", origin.ip)
    told = _route.network(case, origin.ip)
    if (
        told is None
        or told[1].use not in ("cloud", "hosting")
        or _route.of_brand(claim[1], origin.rdns)
        or _results.vouched(case)
    ):
        return
    name = told[1].organisation
    if claim[1].sector in _route.PROVIDERS:
        return
    answer = Evidence(told[0].question, found=name)
    yield Hit(Evidence(it.seen, found=it.shown), answer, brand=named(claim[1].id), ip=datum("ip", origin.ip), network=name)

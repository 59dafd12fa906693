"""One check: a route whose fields do not follow on one another."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _route
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Hop, Observable, Text
from sabaku.names.hosts import registrable


@check(
    id="route.broken-chain",
    over="hop",
    group="route",
    title=Text(
        ja="経路がつながっていません",
        en="The route does not hang together",
    ),
    says=Text(
        ja="境界のすぐ下のReceivedは {by} が書いたことになっていますが、境界に接続してきたのは {client} です。"
        "途中の行が偽造されたか、抜けています。",
        en="The field below the border says it was written by {by}, but the client of the border was {client}: fields were "
        "forged or are missing.",
    ),
    sure="inferred",
    attacks=(30,),
)
def broken_chain(case: Case, it: Observable) -> Iterator[Hit]:
    """Each server writes on top of what it got, so the writer of the next field should be the client of this one. Innocent
    causes: servers with different inner and outer names, filters that write no field; so this weighs little.
    """
    hop = it.detail
    found = _route.origin_hop(case)
    if not isinstance(hop, Hop) or found is None or hop.n != found[1].n + 1 or not hop.by or case.seen("list"):
        return
    client = found[1]
    if _route.local_name(hop.by) or _route.literal(hop.by) or not client.rdns or _route.by_service(case):
        return
    near = {registrable(name) for name in (client.rdns, client.helo.lower()) if name}
    if registrable(hop.by) not in near and not _route.local_name(client.helo):
        yield Hit(
            _route.at(case, it.seen, hop.by),
            _route.at(case, found[0].seen, client.rdns),
            by=datum("domain", hop.by),
            client=datum("domain", client.rdns),
        )

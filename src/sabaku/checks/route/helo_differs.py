"""One check: a greeting that differs from the reverse name."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _route
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Hop, Observable, Text
from sabaku.names import brands
from sabaku.names.hosts import registrable


@check(
    id="route.helo-differs",
    over=_route.origin_hops,
    group="route",
    title=Text(
        ja="名乗った名前と逆引き名が違います",
        en="The greeting and the reverse name differ",
    ),
    says=Text(
        ja="送信元は「{helo}」と名乗りましたが、逆引き名は「{rdns}」です。",
        en="The client greeted as “{helo}”, but its reverse name is “{rdns}”.",
    ),
)
def helo_differs(case: Case, it: Observable) -> Iterator[Hit]:
    """A weak sign: rented servers keep the hoster's reverse name while they greet with their customer's. Together with others
    it counts. Of a brand's name in the greeting route.helo-borrows-brand tells.
    """
    hop = it.detail
    if not isinstance(hop, Hop) or not hop.rdns or _route.submitted(hop) or _route.by_service(case):
        return
    name = hop.helo.lower().rstrip(".")
    if brands.owners(name) and _route.names_reverse(hop):
        return
    if _route.local_name(name) or _route.literal(name) or hop.rdns == "localhost":
        return
    if registrable(name) != registrable(hop.rdns):
        yield Hit(_route.at(case, it.seen, hop.helo), helo=datum("domain", name), rdns=datum("domain", hop.rdns))

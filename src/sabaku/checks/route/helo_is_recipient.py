"""One check: a client that greets with the recipient's own name."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _route
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Hop, Observable, Text
from sabaku.names.hosts import registrable
from sabaku.names.whose import authentic


@check(
    id="route.helo-is-recipient",
    over=_route.origin_hops,
    group="route",
    title=Text(
        ja="送信元が受信側のサーバーを名乗っています",
        en="The client posed as the recipient's own server",
    ),
    says=Text(
        ja="外部の {ip} が、受信側のドメイン「{helo}」を名乗って接続しています。"
        "受信側の名前を外から名乗る正当な理由はありません。",
        en="A client from outside ({ip}) greeted with the recipient's own name “{helo}”. Nobody outside has a reason to do that.",
    ),
    attacks=(40,),
)
def helo_is_recipient(case: Case, it: Observable) -> Iterator[Hit]:
    """Senders do it to be taken for an internal machine. Said only where the client has no reverse name, or where the greeting
    is the bare domain. Innocent cause: an own server that the configuration does not name; left
    out where the house's own domain provably lets it send.
    """
    hop = it.detail
    if not isinstance(hop, Hop) or case.seen("list"):
        return
    name = hop.helo.lower().rstrip(".")
    own = (registrable(name) in _route.home_sites(case) and (not hop.rdns or name == registrable(name))) or name == hop.by
    if own and authentic(case, name) is not None and _from_there(case, name):
        return
    if own and hop.ip and registrable(hop.rdns or "-") != registrable(name) and not _route.submitted(hop):
        yield Hit(_route.at(case, it.seen, hop.helo), helo=datum("domain", name), ip=datum("ip", hop.ip))


def _from_there(case: Case, name: str) -> bool:
    return any(_route.domain_of(it) == registrable(name) for it in _route.from_domains(case))

"""One check: a HELO that is the client's own address."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _route
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Hop, Observable, Text


@check(
    id="route.helo-bare-address",
    over=_route.origin_hops,
    group="route",
    title=Text(
        ja="送信元が名前ではなくIPアドレスを名乗っています",
        en="The client called itself by a bare address",
    ),
    says=Text(
        ja="送信元は、名前の代わりに自分のIPアドレス「{helo}」を名乗っています。"
        "メールサーバーではなく、端末やスクリプトから直接送られたときによく見られます。",
        en="The client called itself “{helo}”, its own address instead of a name: usual for programs that send directly, "
        "unusual for mail servers.",
    ),
    attacks=(40,),
)
def helo_bare_address(case: Case, it: Observable) -> Iterator[Hit]:
    """An address literal is allowed only for clients that have no name (RFC 5321 section 4.1.3); servers have one."""
    hop = it.detail
    if isinstance(hop, Hop) and hop.ip and hop.helo.strip("[]").lower() == hop.ip and not _route.submitted(hop):
        yield Hit(_route.at(case, it.seen, hop.helo), helo=hop.helo)

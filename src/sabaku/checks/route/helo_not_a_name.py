"""One check: a HELO that is no public name."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _route
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Hop, Observable, Text


@check(
    id="route.helo-not-a-name",
    over=_route.origin_hops,
    group="route",
    title=Text(
        ja="送信元が自分を正しく名乗っていません",
        en="The client did not give a proper name",
    ),
    says=Text(
        ja="送信元は自分を「{helo}」と名乗っています。これは接続時の自己申告(HELO)にすぎず、"
        "実際の接続元は {ip} です。正しく設定されたメールサーバーは自分の正式な名前を名乗ります。",
        en="The client called itself “{helo}”. That is only its own greeting (HELO); the connection really came from {ip}"
        ". Proper mail servers give their real name.",
    ),
    experts=("RLOC",),
    attacks=(40,),
)
def helo_not_a_name(case: Case, it: Observable) -> Iterator[Hit]:
    """RFC 5321 section 4.1.4 wants the client's fully qualified name (or its own address in brackets).

    In Postfix's notation `from [127.0.0.1] (unknown [192.0.2.1])` the first is only the greeting; it does not show that a
    mail server in a local environment was used. Scripts and kits on rented machines greet like that. Innocent causes: a
    badly set-up server of a small company, a scanner or printer.
    """
    hop = it.detail
    if not isinstance(hop, Hop) or not hop.helo or not hop.ip or _route.submitted(hop):
        return
    if _route.local_name(hop.helo) or (_route.literal(hop.helo) and hop.helo.strip("[]").lower() != hop.ip):
        yield Hit(_route.at(case, it.seen, hop.helo), helo=hop.helo, ip=datum("ip", hop.ip))

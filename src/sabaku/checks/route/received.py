"""One check: what Received is, and which of the fields can be believed."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _route
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Hop, Observable, Text


@check(
    id="route.received",
    over="hop",
    group="route",
    title=Text(
        ja="Receivedについて",
        en="About Received",
    ),
    says=Text(
        ja="「{line}」は受信側のサーバー {by} が自ら書いた行です。"
        "信用できるのはここに書かれた接続元のIPアドレス {ip} で、これより下の行は送信側で自由に書けます。",
        en="The line “{line}” was written by the receiving server {by} itself. What can be relied on is the client "
        "address {ip} in it; lines below it could have been written by the sender.",
    ),
)
def received(case: Case, it: Observable) -> Iterator[Hit]:
    """Which of the Received fields was written by whom, and what in it can be believed (RFC 5321 section 4.4).

    The name before the parenthesis is what the client called itself (HELO); only the address, and the name beside it, were
    seen by the server.
    """
    hop = it.detail
    if not isinstance(hop, Hop) or hop.standing != "border" or not hop.ip:
        return
    line = it.shown.partition(" by ")[0].strip()[:120]
    yield Hit(_route.at(case, it.seen, line), line=line, by=datum("domain", hop.by), ip=datum("ip", hop.ip))

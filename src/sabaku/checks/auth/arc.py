"""One check: what an ARC chain is."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _route
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text


@check(
    id="auth.arc",
    over="signature:arc-seal",
    group="auth",
    title=Text(
        ja="中継時の認証記録(ARC)があります",
        en="There is a record of relaying (ARC)",
    ),
    says=Text(
        ja="{domain} が中継したときの認証結果を、署名付き(ARC)で残しています。"
        "中継した事業者の言い分であり、差出人を保証するものではありません。",
        en="{domain} relayed the mail and left its results under a signature (ARC). That is the word of the relay; it does "
        "not vouch for the sender.",
    ),
    attacks=(35,),
)
def arc(case: Case, it: Observable) -> Iterator[Hit]:
    """RFC 8617: forwarders and lists seal what they saw before they changed the mail. A chain is worth as much as the relay
    that made it: attackers with an own server can seal anything.
    """
    if it.value:
        yield Hit(_route.at(case, it.seen, it.value), domain=datum("domain", it.value))

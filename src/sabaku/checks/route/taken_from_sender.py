"""One check: that another server took the mail from the sender's own and passed it on."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _relayed
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._who import senders
from sabaku.model import Case, Evidence, Hop, Observable, Text


@check(
    id="route.taken-from-sender",
    over="hop:claimed",
    group="route",
    sure="inferred",
    title=Text(
        ja="途中のサーバーが送信元から受け取って転送したと記録されています",
        en="A server on the way notes that it took the mail from the sender and passed it on",
    ),
    says=Text(
        ja="{relay} は、差出人のドメイン {domain} の名を持つサーバー(または配信サービス)から受け取ったと記録しています。"
        "転送するとSPFは失敗し、件名や本文に手が加わると電子署名も合わなくなるため、"
        "この二つの失敗は差出人の問題とはみなしません。この記録は送信側でも書けるため、差出人が本物だという証明にはなりません。",
        en="{relay} notes that it took the mail from a server with a name of {domain}, the domain in From, or of a mail service. "
        "Passing mail on breaks SPF, and a changed subject or text the signature, so a failure of these is not held against the "
        "sender. "
        "A sender could write such a note, too: it does not prove who sent the mail.",
    ),
)
def taken_from_sender(case: Case, it: Observable) -> Iterator[Hit]:
    """Alumni addresses, hosters, gateways and lists without marks keep the sender's address and change the text (RFC 7960 section
    3). Anybody can write such a `Received` field: it is believed of mail in nobody's name but the sender's own, at a domain that
    no list knows, and what DMARC says still counts where the mail leads elsewhere or brings something.
    """
    found = _relayed.taken(case)
    if found is it:
        domain = senders(case)[0].domain
        noted = it.detail.by if isinstance(it.detail, Hop) else ""
        relay = noted or case.origin.rdns or case.origin.helo
        yield Hit(Evidence(it.seen, found=it.shown), relay=datum("domain", relay), domain=datum("domain", domain))

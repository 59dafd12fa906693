"""One check: that a forwarder passed the mail on."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _relayed
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text


@check(
    id="route.forwarder",
    over="list:forwarder|filter",
    group="route",
    title=Text(
        ja="転送されたメールです",
        en="The mail was forwarded",
    ),
    says=Text(
        ja="{relay} で転送されたメールです。"
        "転送すると送信ドメイン認証(SPF)は失敗するのが普通なので、その失敗は差出人の問題とはみなしません。",
        en="It was forwarded by {relay}. Forwarding usually breaks SPF, so a failure there is not held against the sender.",
    ),
)
def forwarder(case: Case, it: Observable) -> Iterator[Hit]:
    """A mailbox or alias that passes mail on looks like the sender to the next server (RFC 7960 section 3). Its marks can be
    written by any sender: where much could be gained by them, see route.forwarder-unproven.
    """
    if _relayed.excused(case):
        yield Hit(Evidence(it.seen, found=it.shown), relay=datum("domain", it.value))

"""One check: that another server took the company's mail and passed it on."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _genuine
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._claimed import among_subscribers, own
from sabaku.checks._named import named
from sabaku.checks._results import refuted
from sabaku.model import Case, Evidence, Observable, Text


@check(
    id="route.passed-on",
    over="message",
    group="route",
    sure="inferred",
    title=Text(
        ja="途中のサーバーで転送されたと見られる案内です",
        en="A notice that another server seems to have passed on",
    ),
    says=Text(
        ja="{brand}の案内を {relay} が受け取り、転送したと記録されています。転送すると送信ドメイン認証は失敗するのが普通です。"
        "見知らぬサイトへのリンクも、添付ファイルも、別の返信先もなく、偽装しても得るものがないため、"
        "認証の失敗を差出人の問題とはみなしません。",
        en="{relay} notes that it took the notice of {brand} and passed it on, which usually breaks sender authentication. It "
        "leads to no stranger's site, brings no file and names no other address for answers: a forger would gain nothing, so "
        "that failure is not held against the sender.",
    ),
)
def passed_on(case: Case, _: Observable) -> Iterator[Hit]:
    """University and company forwarders keep the sender's address (SPF fails) and add a line (DKIM fails), and Microsoft 365 does
    not say which name of theirs is confirmed (RFC 7960 section 3). Anybody can write such a `Received` field: it is believed of
    mail that leads nowhere but to the company itself, and where the machine it was taken from bears its name or a mail service's.
    """
    found, hop = own(case) or among_subscribers(case), _genuine.passed_over(case)
    if found is None or hop is None or refuted(case, found[1].domain) is None:
        return
    yield Hit(
        Evidence(hop.seen, found=hop.shown),
        brand=named(found[0].brand.id),
        relay=datum("domain", case.origin.rdns or case.origin.helo),
    )

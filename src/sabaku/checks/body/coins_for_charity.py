"""One check: gifts for a good work, in crypto money."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _bulk, _links, _said, _vouched
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late


@check(
    id="body.coins-for-charity",
    over="message",
    said=("offer.donate",),
    group="body",
    title=Text(ja="暗号資産での寄付を求めています", en="Gifts for a good work, in crypto money"),
    says=Text(
        ja="「{phrase}」と寄付を呼びかけ、送り先は暗号資産のアドレス {wallet} だけです。誰が受け取るのか確かめられません。",
        en="“{phrase}”, and the gift is to go to the wallet {wallet}: nobody can tell whose that is.",
    ),
    speaks_for=("advance-fee",),
    experts=("BTC", "LURE"),
)
def coins_for_charity(case: Case, phrase: Observable) -> Iterator[Hit]:
    """Wars and earthquakes bring false collectors within hours. Innocent cause: free-software projects take coins, on lists and
    beside other ways; those are left out, and so is whoever offers a way to unsubscribe, or leads to a page of its own site from
    a domain that is proven to be theirs: they can be told by it."""
    wallet = _given(case)
    if wallet is None or _bulk.mass(case) or case.seen("list", "mailing-list") or _OTHER_WAYS.search(_said.folded(case)):
        return
    if any(
        _links.link(it).domain in _vouched.own_proven(case) and _links.link(it).path.strip("/") for it in _links.clicked(case)
    ):
        return
    yield Hit(_said.quote(phrase), wallet, phrase=phrase.shown, wallet=datum("code", wallet.found or ""))


_OTHER_WAYS = late.pattern(
    r"\biban\b|\bpaypal\b|\bbank (?:transfer|account|details)\b|\b(?:credit|debit) card\b|\bcheques?\b|\bstripe\b|uberweisung"
    r"|\bvirement\b|\bbonifico\b|\btransferencia\b|口座|銀行振込|郵便振替|クレジットカード"
)
"""Ways to give that lead to somebody by name."""
_LABELLED = late.pattern(
    r"\b(?:btc|bitcoin|eth|ethereum|usdt|trx|tron|ltc|litecoin|xmr|monero|doge)\b[^\n\w]{0,4}(?:\((?:erc|trc)-?20\)|(?:wallet|address)\b)?"
    r"[^\n\w]{0,4}\n?[ \t]{0,4}((?:0x|bc1|t|l|d|[13])[0-9a-z]{24,70})\b"
)


def _given(case: Case) -> Evidence | None:
    """The wallet, or what stands in its place: an address written behind the coin's name, whose checksum may be wrong."""
    wallet = case.first("wallet")
    if wallet is not None:
        return _said.quote(wallet)
    found = _LABELLED.search(_said.folded(case)[: _said.SEARCHED])
    if found is None:
        return None
    place = Span("visible", *found.span(1))
    return Evidence(place, found=case.message.quote(place))

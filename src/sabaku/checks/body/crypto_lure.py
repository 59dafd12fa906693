"""One check: tokens to claim, a wallet to connect."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _files, _genuine, _said
from sabaku.checks._check import Hit, check
from sabaku.checks._claimed import own
from sabaku.checks._links import targets
from sabaku.model import Case, Observable, Text
from sabaku.names.brands import standing

_DEALERS = frozenset(("crypto", "payment", "broker", "bank"))
"""Sectors whose companies do write of crypto money and wallets."""


@check(
    id="body.crypto-lure",
    over="message",
    said=("crypto",),
    group="body",
    title=Text(ja="暗号資産の受け取りやウォレットの接続を誘っています", en="Crypto money to claim, or a wallet to connect"),
    says=Text(
        ja="「{phrase}」と、暗号資産の受け取りやウォレットの接続を誘っています。接続や「署名」をすると、中身を抜き取られます。",
        en="“{phrase}”: it offers crypto money or wants a wallet connected. Connecting or “signing” empties the wallet.",
    ),
    speaks_for=("credential-phishing", "advance-fee"),
    experts=("LURE",),
)
def crypto_lure(case: Case, phrase: Observable) -> Iterator[Hit]:
    """Projects announce airdrops on their own sites and never ask for a recovery phrase. Judged where the mail leads somewhere.

    Innocent causes: newsletters about crypto money that report of such events. Left out is proven mail of those who deal in it
    (exchanges, wallets, banks), and what leads to their own sites alone. Another company's account at its mailing service may
    have been taken over.
    """
    if not _of_a_dealer(case) and (_said.leads(case) or _files.beside(case)):
        yield Hit(_said.quote(phrase), phrase=phrase.shown)


def _of_a_dealer(case: Case) -> bool:
    found = own(case)
    if found is None or found[0].brand.sector not in _DEALERS:
        return False
    return _genuine.of_the_brand(case) or _leads_home(case, found[0].brand.id)


def _leads_home(case: Case, brand: str) -> bool:
    """Whether all that can be clicked leads to the brand's own sites, and nothing is enclosed: nobody else could empty a wallet
    with that, proven or not."""
    links = targets(case)
    return (
        bool(links)
        and not _files.beside(case)
        and all(standing(brand, link.host) in ("verified", "unverified") for _, link in links)
    )

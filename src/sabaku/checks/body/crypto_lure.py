"""One check: tokens to claim, a wallet to connect."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _notes, _said
from sabaku.checks._check import Hit, check
from sabaku.checks.identity._who import own
from sabaku.model import Case, Observable, Text

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

    Innocent causes: newsletters about crypto money that report of such events; proven mail of those who deal in it (exchanges,
    wallets, banks) is left out. Another company's account at its mailing service may have been taken over.
    """
    if not _of_a_dealer(case) and (_said.leads(case) or case.seen("file")):
        yield Hit(_said.quote(phrase), phrase=phrase.shown)


def _of_a_dealer(case: Case) -> bool:
    found = own(case) if _notes.of_the_brand(case) else None
    return found is not None and found[0].brand.sector in _DEALERS

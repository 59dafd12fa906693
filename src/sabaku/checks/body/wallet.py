"""One check: the address of a crypto wallet in the text."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _genuine, _said
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text
from sabaku.names.brands import HOME

_NAMES = {
    "bitcoin": Text("ビットコイン", "Bitcoin"),
    "ethereum": Text("イーサリアム", "Ethereum"),
    "monero": Text("モネロ", "Monero"),
    "litecoin": Text("ライトコイン", "Litecoin"),
    "dogecoin": Text("ドージコイン", "Dogecoin"),
    "tron": Text("トロン(USDT)", "Tron (USDT)"),
}


@check(
    id="body.wallet",
    over="wallet",
    group="body",
    title=Text(ja="暗号資産の送金先が書かれています", en="A crypto wallet to pay into"),
    says=Text(
        ja="{kind}の送金先アドレス {address} が書かれています(検査符号は正しく、実在しうるアドレスです)。",
        en="It gives the {kind} address {address} (its checksum is right: it is a usable address).",
    ),
    speaks_for=("extortion", "advance-fee"),
    experts=("BTC",),
)
def wallet(case: Case, it: Observable) -> Iterator[Hit]:
    """Payment that nobody can call back. Innocent causes: talk about crypto money on technical lists, donations; an
    exchange's own proven notice of what its customer sent is left out."""
    if _genuine.of_the_brand(case):
        return
    kind, _, address = it.value.partition(":")
    named = any(one.brand != HOME for one in case.claims)  # then the address is part of a notice, and another thing is wanted
    yield Hit(
        _said.quote(it),
        speaks_for=() if named else None,
        kind=datum("text", kind, _NAMES.get(kind)),
        address=datum("code", address),
    )

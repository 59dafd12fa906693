"""One check: gifts for a good work, in crypto money."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _author, _said
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text


@check(
    id="body.coins-for-charity",
    over="message",
    group="body",
    title=Text(ja="暗号資産での寄付を求めています", en="Gifts for a good work, in crypto money"),
    says=Text(
        ja="「{phrase}」と寄付を呼びかけ、送り先は暗号資産のアドレス {wallet} だけです。誰が受け取るのか確かめられません。",
        en="“{phrase}”, and the gift is to go to the wallet {wallet}: nobody can tell whose that is.",
    ),
    speaks_for=("advance-fee",),
    experts=("BTC", "LURE"),
)
def coins_for_charity(case: Case, it: Observable) -> Iterator[Hit]:
    """Wars and earthquakes bring false collectors within hours. Innocent cause: free-software projects take coins, on lists and
    beside other ways; those are left out, and so is whoever offers a way to unsubscribe."""
    phrase, wallet = _said.first(case, "offer.donate"), case.first("wallet")
    if phrase is None or wallet is None or _author.mass(case) or case.seen("list", "mailing-list"):
        return
    yield Hit(_said.quote(phrase), _said.quote(wallet), phrase=phrase.shown, wallet=datum("code", wallet.shown))

"""One check: so much in coins into this wallet, and nothing that it would be for."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _author, _said, _story
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text

LONG = 4000


@check(
    id="body.coins-demanded",
    over="message",
    said=("extortion.pay",),
    group="body",
    sure="inferred",
    title=Text(
        ja="何の代金とも言わずに、暗号資産での支払いを求めています", en="Coins are demanded, and nothing is said to be bought"
    ),
    says=Text(
        ja="「{pay}」と求め、送金先 {address} を示していますが、請求書も、会社名も、確かめるためのリンクもありません。"
        "取り戻せない方法で払わせる、脅迫メールに多い形です。",
        en="“{pay}”, into {address}: there is no bill, no firm and no page behind it. "
        "Threats that go to masses of people are paid like this, and nobody can call the money back.",
    ),
    advice=Text(
        ja="支払いも返信もしないでください。",
        en="Neither pay nor answer.",
    ),
    quiet_when=("body.extortion-bluff", "body.blackmail"),
    speaks_for=("extortion",),
    experts=("BTC", "BLUFF"),
)
def coins_demanded(case: Case, pay: Observable) -> Iterator[Hit]:
    """However a blackmailer words his threat, he has to name a sum, a wallet and no name of his own.

    Innocent causes: a seller or a club that takes coins: it has a bill or a page, greets its customer by name, or signs at its
    own proven domain. Newsletters, lists and answers are left out.
    """
    wallet = case.first("wallet")
    if wallet is None or len(_said.text(case)) > LONG or case.seen("file", "attachment") or _author.own_links(case):
        return
    if case.seen("list") or _author.mass(case) or _story.conversation(case) or case.seen("phone"):
        return
    if not _author.by_readers_name(case) and not _author.firm(case):
        address = datum("code", wallet.value.partition(":")[2])
        yield Hit(_said.quote(pay), _said.quote(wallet), pay=pay.shown, address=address)

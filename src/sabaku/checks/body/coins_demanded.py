"""One check: so much in coins into this wallet, and nothing that it would be for."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _bulk, _coins, _files, _firms, _greeted, _letter, _said, _story, _told
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text
from sabaku.text import late

LONG = 4000
_TERM = late.pattern(
    r"\b(?:\d{1,3}|one|two|three|four|five|seven) (?:hours?|days?)\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day is (?:the"
    r"|your) (?:last|final)|\b(?:before|by|until) (?:mon|tues|wednes|thurs|fri"
    r"|satur|sun)day\b"
    r"|\bno (?:police|cops)\b|\b(?:don't|do not|never) (?:call|tell|go to|bother|involve|contact|inform) (?:the )?(?:police"
    r"|cops)\b"
    r"|\b(?:\d{1,3}|zwei|drei|funf) (?:stunden|tage)\b|\b(?:\d{1,3}|deux|trois|cinq) (?:heures|jours)\b"
    r"|\b(?:\d{1,3}|dos|tres|cinco) (?:horas|dias)\b|\b(?:\d{1,3}|due|tre|cinque) (?:ore|giorni)\b"
    r"|\d{1,3} ?(?:時間|日)(?:以内|です|の猶予|間|後)|\d{1,3} ?小[时時]|\d{1,3} ?시간"
)
"""A price in coins and a term, or that the police must not know: what a threat cannot do without, in whatever words it is
made."""


@check(
    id="body.coins-demanded",
    over="wallet",
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
def coins_demanded(case: Case, wallet: Observable) -> Iterator[Hit]:
    """However a blackmailer words the threat, it has to name a sum, a wallet and nobody's name; often also a term.

    Innocent causes: a seller or a club that takes coins: it has a bill or a page, greets its customer by name, or signs at its
    own proven domain. Newsletters, lists and answers are left out.
    """
    if wallet is not case.first("wallet") or _letter.size(case) > LONG or _files.beside(case) or _letter.own_links(case):
        return
    if case.seen("list", "mailing-list") or _bulk.mass(case) or _story.conversation(case) or case.seen("phone"):
        return
    pay = _demand(case)
    if pay is not None and not _greeted.by_readers_name(case) and not _firms.firm(case):
        address = datum("code", wallet.value.partition(":")[2])
        yield Hit(pay, _said.quote(wallet), pay=pay.found or "", address=address)


def _demand(case: Case) -> Evidence | None:
    """The words that demand coins; else a price in coins, where a term is set too."""
    told = _said.first(case, "extortion.pay")
    if told is not None:
        return _said.quote(told)
    text = _letter.only(case, _said.folded(case))
    price = _coins.price(text) if _TERM.search(text) else None
    return _told.at(case, price) if price else None

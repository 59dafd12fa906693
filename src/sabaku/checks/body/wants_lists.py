"""One check: lists of employees or customers, or what is on the firm's account, are wanted in a hurry."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _author, _bulk, _files, _house, _letter, _said, _story, _tied
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Address, Case, Evidence, Observable, Text
from sabaku.names.brands import is_public
from sabaku.names.hosts import registrable
from sabaku.names.whose import home_domains

SHORT = 900


@check(
    id="body.wants-lists",
    over="message",
    said=("boss.lists", "boss.debts", "boss.balance"),
    group="body",
    title=Text(ja="社外のアドレスから、社内の情報を求めています", en="What only the firm knows is wanted from outside"),
    says=Text(
        ja="「{phrase}」と、社内の人しか知らない情報を求めていますが、返事は社外の {domain} に届きます。"
        "次の詐欺に使う材料を集める手口です。",
        en="“{phrase}”: the firm's own data is wanted, and the answer would go to {domain}, outside the firm. "
        "It is the material for the next fraud.",
    ),
    speaks_for=("bec",),
    experts=("BEC",),
)
def wants_lists(case: Case, phrase: Observable) -> Iterator[Hit]:
    """Tax forms and debtors' lists are asked for in a superior's name (IRS 2017, «W-2 phishing»); before a transfer is ordered,
    so is the balance of the account; what is owed tells whom to bill in whose name.

    Innocent causes: an accountant outside the firm who does need them, has a domain and signs in full. Such a one asks
    for balances and debts, too, so those count only at an address that anybody may have, and balances where they are wanted at
    once.
    """
    if phrase.value == "boss.balance" and not _said.has(case, "deadline"):
        return
    if phrase.value != "boss.lists" and not _of_anybody(case):
        return
    if _letter.size(case) > SHORT or _letter.own_links(case) or _bulk.mass(case):
        return
    if _story.conversation(case) or _files.beside(case) or case.seen("list", "mailing-list"):
        return
    houses = home_domains(case)
    for one, domain in [(it.seen, it.domain) for it in _author.authors(case)[:1]] + _replies(case):
        if houses and registrable(domain) not in houses and not _tied.tied(case, domain):
            where = Evidence(one.seen, found=one.shown)
            yield Hit(_said.quote(phrase), where, phrase=phrase.shown, domain=datum("domain", domain))
            return


def _replies(case: Case) -> list[tuple[Observable, str]]:
    """Where the answers go, if From itself is the house's own, as it may be forged."""
    replies = ((it, it.detail.domain) for it in case.seen("address", "reply-to") if isinstance(it.detail, Address))
    return [(it, domain) for it, domain in replies if is_public(domain)]


def _of_anybody(case: Case) -> bool:
    return any(is_public(it.domain) or _house.of_any(it.domain) for it in _author.authors(case)[:1]) or bool(_replies(case))

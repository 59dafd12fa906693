"""One check: lists of employees or customers are wanted in a hurry."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _author, _letter, _said, _story
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Address, Case, Evidence, Observable, Text
from sabaku.names.brands import is_public
from sabaku.names.hosts import registrable
from sabaku.names.whose import home_domains

SHORT = 900


@check(
    id="body.wants-lists",
    over="message",
    said=("boss.lists",),
    group="body",
    title=Text(ja="社外のアドレスから、社員や顧客の一覧を求めています", en="Lists of staff or customers are wanted from outside"),
    says=Text(
        ja="「{phrase}」と、社員や顧客のデータを求めていますが、返事は社外の {domain} に届きます。"
        "次の詐欺に使う材料を集める手口です。",
        en="“{phrase}”: data of employees or customers is wanted, and the answer would go to {domain}, outside the firm. "
        "It is the material for the next fraud.",
    ),
    speaks_for=("bec",),
    experts=("BEC",),
)
def wants_lists(case: Case, phrase: Observable) -> Iterator[Hit]:
    """Tax forms and debtors' lists are asked for in a superior's name (IRS 2017, «W-2 phishing»).

    Innocent causes: an accountant outside the firm who does need them; he has a domain of his own and signs in full.
    """
    if _letter.size(case) > SHORT or _letter.own_links(case) or _author.mass(case):
        return
    if _story.conversation(case) or case.seen("file") or case.seen("list"):
        return
    houses = home_domains(case)
    for one, domain in [(it.seen, it.domain) for it in _author.authors(case)[:1]] + _replies(case):
        if houses and registrable(domain) not in houses and not _author.tied(case, domain):
            where = Evidence(one.seen, found=one.shown)
            yield Hit(_said.quote(phrase), where, phrase=phrase.shown, domain=datum("domain", domain))
            return


def _replies(case: Case) -> list[tuple[Observable, str]]:
    """Where the answers go, if From itself is the house's own, as it may be forged."""
    replies = ((it, it.detail.domain) for it in case.seen("address", "reply-to") if isinstance(it.detail, Address))
    return [(it, domain) for it, domain in replies if is_public(domain)]

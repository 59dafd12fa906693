"""One check: lists of employees or customers are wanted in a hurry."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _author, _said, _story
from sabaku.checks._check import Hit, check, datum
from sabaku.hosts import registrable
from sabaku.model import Case, Evidence, Observable, Text
from sabaku.whose import home_domains

SHORT = 900


@check(
    id="body.wants-lists",
    over="message",
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
def wants_lists(case: Case, it: Observable) -> Iterator[Hit]:
    """Tax forms and debtors' lists are asked for in a superior's name (IRS 2017, «W-2 phishing»).

    Innocent causes: an accountant outside the firm who does need them; he has a domain of his own and signs in full.
    """
    phrase = _said.first(case, "boss.lists")
    if phrase is None or len(_said.text(case)) > SHORT or _author.own_links(case) or _author.mass(case):
        return
    if _story.conversation(case) or case.seen("file") or case.seen("list"):
        return
    houses = home_domains(case)
    for sender in _author.authors(case)[:1]:
        if houses and registrable(sender.domain) not in houses and not _author.tied(case, sender.domain):
            where = Evidence(sender.seen.seen, found=sender.seen.shown)
            yield Hit(_said.quote(phrase), where, phrase=phrase.shown, domain=datum("domain", sender.domain))

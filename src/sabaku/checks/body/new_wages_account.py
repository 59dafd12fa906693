"""One check: somebody's pay shall go to another account, and they write from outside."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _author, _bulk, _letter, _said, _story
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text
from sabaku.names.hosts import registrable
from sabaku.names.whose import home_domains
from sabaku.text import late

SHORT = 1200
_IN_PERSON = late.pattern(
    "持参(?:します|いたします|致します)|持って(?:いき|行き|まいり|参り|伺い)ます|お持ちします|手渡し(?:で|し)"
)


@check(
    id="body.new-wages-account",
    over="message",
    said=("payee.wages",),
    group="body",
    title=Text(
        ja="社外のアドレスから、給与の振込先の変更を求めています", en="Wages shall go to another account, asked from outside"
    ),
    says=Text(
        ja="「{phrase}」と、給与の振込先の変更を求めていますが、{domain} は勤務先のドメインではありません。"
        "社員になりすまして給与を横取りする手口です。",
        en="“{phrase}”: the account for somebody's pay is to be changed, but {domain} is not the employer's domain. "
        "This is how wages are diverted in an employee's name.",
    ),
    advice=Text(
        ja="本人に、社内の連絡先で直接確認してください。",
        en="Ask the employee directly, by the contact that the firm has on file.",
    ),
    speaks_for=("bec",),
    experts=("BEC", "FFREE"),
)
def new_wages_account(case: Case, phrase: Observable) -> Iterator[Hit]:
    """Payroll diversion (FBI IC3 2019): the writer needs no access, only an employee's name.

    Innocent causes: an employee who writes from home, which no pay office accepts either; somebody who asks a bank.
    Whoever brings the form in person is left out, and will be seen.
    """
    when = _said.first(case, "payee.payday", "payee.switched", "payee.changed")
    if (when is None and not _asks(case)) or _letter.size(case) > SHORT:
        return
    if _letter.own_links(case) or _bulk.mass(case) or _story.conversation(case) or _IN_PERSON.search(_said.folded(case)):
        return
    houses = home_domains(case)
    for sender in _author.authors(case)[:1]:
        if houses and registrable(sender.domain) not in houses:
            yield Hit(
                _said.quote(phrase),
                Evidence(sender.seen.seen, found=sender.seen.shown),
                phrase=phrase.shown,
                domain=datum("domain", sender.domain),
            )


def _asks(case: Case) -> bool:
    """Whether the subject is about pay too: then one phrase in the text is what the mail is about."""
    return any(one.seen.view != "visible" for one in _said.said(case, "payee.wages")) or _said.has(case, "boss.task")

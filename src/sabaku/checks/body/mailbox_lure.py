"""One check: the mailbox itself is the bait: full, blocked, to be confirmed."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text

_DEMAND = ("credential.verify", "credential.password", "credential.login", "action.click", "threat.suspend", "deadline.hours")


@check(
    id="body.mailbox-lure",
    over="message",
    group="body",
    title=Text(ja="メールボックスやサーバーの問題を口実にしています", en="The mailbox or mail server as the pretext"),
    says=Text(
        ja="「{mailbox}」など、メールやサーバーの都合を口実にして手続きを求めています。メールのパスワードを盗む手口です。",
        en="“{mailbox}”: mailbox or server are the pretext for a demand. So passwords of mailboxes are stolen.",
    ),
    speaks_for=("credential-phishing",),
    experts=("LBTN", "KNOWN", "CTX"),
)
def mailbox_lure(case: Case, it: Observable) -> Iterator[Hit]:
    """Mail servers have no full-box notices that lead to a login page elsewhere. Innocent: a hoster's real maintenance notice."""
    mailbox, demand = _said.first(case, "mailbox.held", "mailbox.quota", "mailbox.upgrade"), _said.first(case, *_DEMAND)
    if mailbox is None:
        mailbox = _said.first(case, "mailbox.product", "mailbox.protocol")
        demand = _said.first(case, "credential.password", "credential.login", "credential.verify")
    if mailbox and demand and mailbox.seen != demand.seen and (_said.leads(case) or case.seen("file")) and not _technical(case):
        yield Hit(_said.quote(mailbox), _said.quote(demand), mailbox=mailbox.shown)


def _technical(case: Case) -> bool:
    """A discussion on a list about mail servers, which uses the same words."""
    return bool(case.seen("list", "mailing-list")) and not _said.has(case, "threat", "mailbox.held", "mailbox.quota", "action")

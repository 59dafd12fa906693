"""One check: a domain or server that is about to be lost, or was disturbed, and a link to a login."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _lures, _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text


@check(
    id="body.hosting-lure",
    over="message",
    said=("hosting.domain", "hosting.admin"),
    group="body",
    title=Text(ja="サーバーやドメインの契約・管理を口実にしています", en="A pretext for whoever runs the server or domain"),
    says=Text(
        ja="「{hosting}」など、サーバーやドメインの契約・管理を口実にして手続きを求めています。",
        en="“{hosting}”: the server or domain is the pretext for a demand.",
    ),
    speaks_for=("credential-phishing",),
    experts=("LBTN", "CTX"),
)
def hosting_lure(case: Case, hosting: Observable) -> Iterator[Hit]:
    """With an administrator's password mail can be sent and pages put up in the firm's name.

    Where the mailbox is the pretext, body.mailbox-lure tells of it.
    """
    demands = (
        "credential.verify",
        "credential.password",
        "credential.login",
        "payment.unpaid",
        "payment.pay",
        "payment.transfer",
    )
    demand = _said.first(case, *demands) or (_said.first(case, "action.click") if _said.lang(case) == "ja" else None)
    if demand and _said.leads(case) and _lures.mailbox(case) is None:
        yield Hit(_said.quote(hosting), _said.quote(demand), hosting=hosting.shown)

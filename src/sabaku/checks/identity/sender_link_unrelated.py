"""The sender's domain and the link's have nothing in common."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check, datum
from sabaku.checks._claimed import claims
from sabaku.checks._links import targets
from sabaku.checks._who import place, senders, through_list
from sabaku.model import Case, Evidence, Observable, Text
from sabaku.names.brands import one_owner
from sabaku.names.hosts import registrable


@check(
    id="identity.sender-link-unrelated",
    over="message",
    said=("credential", "card", "threat", "mailbox"),
    group="identity",
    title=Text("差出人とリンク先のドメインに関係がありません", "The sender's and the link's domains are unrelated"),
    says=Text(
        "差出人のドメインは {sender}、リンク先は {link} で、互いに関係がありません。",
        "The sender's domain is {sender} and the link leads to {link}; they have nothing in common.",
    ),
    experts=("LD",),
)
def sender_link_unrelated(case: Case, _: Observable) -> Iterator[Hit]:
    """Whoever writes about a service of their own links to it.

    Judged only where the reader is asked for a password or card, or threatened, and where no company is claimed: of those other
    checks compare the links with the company's own.
    Innocent causes: trackers of mailing services, payment services, questionnaires.
    """
    sending, links = senders(case), targets(case)
    if not sending or not links or claims(case) or through_list(case):
        return
    known = {registrable(it.domain) for it in sending}
    if any(link.domain in known or one_owner(link.host, sending[0].domain) for _, link in links):
        return
    it, link = links[0]
    yield Hit(
        place(sending[0]),
        Evidence(it.seen, found=case.message.quote(it.seen)),
        sender=datum("domain", registrable(sending[0].domain)),
        link=datum("domain", link.host),
    )

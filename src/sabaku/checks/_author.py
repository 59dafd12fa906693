"""Who wrote a letter, whatever a mailing list did to it, and whether it is a letter at all: look-ups. No judgement."""

from __future__ import annotations

from sabaku.checks import _links
from sabaku.checks.identity._who import Sender, senders, through_list
from sabaku.hosts import registrable
from sabaku.model import Address, Case, Observable

MANY_LINKS = 3
"""Links of its own above which a mail is no letter but a page: newsletters, shops, notices of a platform."""


def authors(case: Case) -> tuple[Sender, ...]:
    """The addresses of the author: From, or Reply-To where a mailing list put itself into From."""
    if not through_list(case):
        return senders(case)
    own = {it.seen.value for it in senders(case)}
    replies = (it for it in case.seen("address", "reply-to") if it.value not in own)
    return tuple(Sender(it, it.detail) for it in replies if isinstance(it.detail, Address) and it.detail.domain)


def own_links(case: Case) -> tuple[Observable, ...]:
    """The links of the author's own, without those that a list or group service put below."""
    return tuple(it for it in _links.digest(case).clicked if _links.link(it).host != "groups.google.com")


def mass(case: Case) -> bool:
    """Whether the sender himself offers to unsubscribe; on a mailing list that field is the list's."""
    return bool(case.message.named("list-unsubscribe")) and not case.seen("list", "mailing-list")


def is_letter(case: Case) -> bool:
    """Whether it is written as a letter: few links, nothing to unsubscribe from, no page of the sender's own platform."""
    return case.once(_is_letter)


def _is_letter(case: Case) -> bool:
    links = own_links(case)
    if len(links) > MANY_LINKS or mass(case):
        return False
    houses = {registrable(it.domain) for it in senders(case)}
    return not any(_links.link(it).domain in houses for it in links) or len(links) < 2

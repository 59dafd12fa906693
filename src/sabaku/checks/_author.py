"""Who wrote a letter, whatever a mailing list did to it, and with what links: look-ups. No judgement."""

from __future__ import annotations

import re

from sabaku.checks import _links
from sabaku.checks._who import Sender, senders, through_list
from sabaku.model import Address, Case, Observable, once


def authors(case: Case) -> tuple[Sender, ...]:
    """The addresses of the author: From, or Reply-To where a mailing list put itself into From."""
    if not through_list(case):
        return senders(case)
    own = {it.seen.value for it in senders(case)}
    replies = (it for it in case.seen("address", "reply-to") if it.value not in own)
    return tuple(Sender(it, it.detail) for it in replies if isinstance(it.detail, Address) and it.detail.domain)


@once
def own_links(case: Case) -> tuple[Observable, ...]:
    """The links of the author's own, without those that a list or group service put below."""
    return tuple(it for it in _links.digest(case).clicked if _links.link(it).host != "groups.google.com")


def is_machine(local: str) -> bool:
    """An address that nobody reads, and so nobody's stolen mailbox: systems send from it in their customers' names."""
    return re.sub("[._-]", "", local).startswith(("noreply", "donotreply", "notification"))

"""Whether a mail goes to many at once, or is written as a letter: look-ups. No judgement."""

from __future__ import annotations

from sabaku.checks import _author, _links, _said
from sabaku.checks._who import senders
from sabaku.model import Case, once
from sabaku.names.brands import is_public
from sabaku.names.hosts import registrable

MANY_LINKS = 3
"""Links of its own above which a mail is no letter but a page: newsletters, shops, notices of a platform."""


@once
def mass(case: Case) -> bool:
    """Whether the sender offers to unsubscribe; on a mailing list that field is the list's.

    Hardly any newsletter comes from a mailbox at a free mail service, and anybody there can write the field: it excuses nothing.
    A letter without a link and a word of it in its text bears the field for filters only.
    """
    if not case.message.named("list-unsubscribe") or case.seen("list", "mailing-list"):
        return False
    if any(is_public(it.domain) for it in senders(case)):
        return False
    return bool(_links.digest(case).clicked) or _said.has(case, "newsletter")


@once
def is_letter(case: Case) -> bool:
    """Whether it is written as a letter: few links, nothing to unsubscribe from, no page of the sender's own platform."""
    links = _author.own_links(case)
    if len(links) > MANY_LINKS or mass(case):
        return False
    houses = {registrable(it.domain) for it in senders(case)}
    return not any(_links.link(it).domain in houses for it in links) or len(links) < 2

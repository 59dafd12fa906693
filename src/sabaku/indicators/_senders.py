"""Whose the addresses and domains are that a mail gives as its senders or contacts."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.indicators._links import FRESH, links
from sabaku.indicators._reasons import (
    DRILL,
    FORGED,
    MADE,
    NO_SIGN,
    NOT_SHOWN,
    REPLIES,
    SAME,
    WRITTEN,
)
from sabaku.indicators._subject import Indicator, Subject, checks_of, is_checked, is_drill
from sabaku.model import (
    Address,
    Observable,
)
from sabaku.names import hosts
from sabaku.names.endings import is_organisations
from sabaku.names.whose import (
    LIST,
    VICTIM,
    Judged,
    authentic,
    somebodys,
    victims,
)

_WRITING = frozenset(("advance-fee", "bec", "callback", "extortion"))
"""Kinds of fraud that live from an answer; their links are those of whomever they pretend to be."""
_OWN_SENDER = FRESH | {"identity.from-random", "lists.domain-listed"}
"""Findings about a sender's domain that show that it was made for the fraud."""


_ABUSED = frozenset(("owners.sender-is-someone-else", "identity.from-other-organisation"))


def senders(it: Subject) -> Iterator[Indicator]:
    """Addresses and domains that the mail gives as its senders' or as contacts."""
    linked = {one.value for one in links(it) if one.kind == "domain" and one.role == "attacker"}
    for seen in it.case.seen("address", "from", "sender", "return-path", "reply-to", "text", "mailto"):
        who = seen.detail
        if not isinstance(who, Address) or not who.domain or not who.local:
            continue
        domain = hosts.registrable(who.domain)
        checks = checks_of(it, seen, seen.value, who.domain, domain)
        ours = _sender(it, seen, domain, linked)
        yield Indicator("address", seen.value, *ours, (seen.seen,), checks)
        yield Indicator("domain", domain, *_sender_domain(it, who.domain, ours), (seen.seen,), checks)


def _sender(it: Subject, seen: Observable, domain: str, linked: set[str]) -> Judged:
    if seen.value in victims(it.case) or domain in victims(it.case):
        return VICTIM
    if is_drill(it.case):
        return DRILL
    if it.report.verdict.level == "no-sign":
        return NO_SIGN
    known = somebodys(it.case, domain)
    if known is not None and (known.role != "shared" or known is LIST):
        return known
    if known is None:
        return _strange(it, domain, linked)
    return _on_shared(it, seen)


def _strange(it: Subject, domain: str, linked: set[str]) -> Judged:
    if domain in linked:
        return Judged("attacker", SAME)
    if not is_organisations(domain) and (is_checked(it, domain, _OWN_SENDER) or _borrowed_look(it, domain)):
        return Judged("attacker", MADE)
    if is_checked(it, domain, _ABUSED):
        return Judged("abused", FORGED)
    return Judged("unclear", NOT_SHOWN)


def _borrowed_look(it: Subject, domain: str) -> bool:
    """A domain that looks like a brand's is the attacker's if they really send from it; a name in From may be forged."""
    return is_checked(it, domain, _LOOKS) and authentic(it.case, domain) is not None


_LOOKS = frozenset(("identity.from-imitates", "identity.from-holds-name", "links.lookalike-letters"))


def _on_shared(it: Subject, seen: Observable) -> Judged:
    """An address at a service where anybody gets one: the attacker's where answers are to go to it."""
    fraud = it.report.verdict.level == "fraud"
    if isinstance(seen.detail, Address) and seen.detail.local.lower().startswith(_NOBODY):
        return Judged("unclear", NOT_SHOWN)
    if fraud and seen.role == "reply-to":
        return Judged("attacker", REPLIES)
    if fraud and seen.role in ("text", "mailto") and it.report.verdict.category in _WRITING:
        return Judged("attacker", WRITTEN)
    return Judged("unclear", NOT_SHOWN)


_NOBODY = ("noreply", "no-reply", "no_reply", "donotreply", "do-not-reply")
"""An address that nobody reads is nobody's mailbox to write to, whatever the field says."""


def _sender_domain(it: Subject, domain: str, ours: Judged) -> Judged:
    known = somebodys(it.case, domain)
    return known if known is not None else ours

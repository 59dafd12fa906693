"""Whether a firm provably writes at its own domain, or somebody of one, or a system for one: look-ups. No judgement."""

from __future__ import annotations

import re

from sabaku.checks import _vouched
from sabaku.checks._author import is_machine
from sabaku.checks._foreign import foreign
from sabaku.checks._route import own_machine
from sabaku.checks._tied import named_in_words, names_in_text, signs, tied, words_of
from sabaku.checks._who import Sender, answered_at, senders
from sabaku.model import Address, Case, once
from sabaku.names.brands import is_official, is_public
from sabaku.names.endings import is_organisations
from sabaku.names.hosts import registrable
from sabaku.names.whose import authentic, delivered_houses
from sabaku.text.fold import fold


def _at_own_domain(case: Case) -> Sender | None:
    """The first sender, where their domain is proven and no mail provider's."""
    first = next(iter(senders(case)), None)
    own = first is not None and not is_public(first.domain) and authentic(case, first.domain) is not None
    return first if own else None


def firm(case: Case) -> bool:
    """Whether a firm writes at its own domain, proven to be no forgery, named in the text, and wants its answers there."""
    it = _at_own_domain(case)
    if it is None or not signs(case, it) or not tied(case, it.domain):
        return False
    return all(registrable(other) == registrable(it.domain) for other in answered_at(case))


def own_business(case: Case) -> bool:
    """Whether a firm writes of its own business: as `firm`, posing as no known company, and leading nowhere else."""
    return firm(case) and foreign(case) is None and not _vouched.leading_away(case)


@once
def of_a_firm(case: Case) -> bool:
    """Whether somebody writes at a firm's own, proven domain that the text names in words, and wants the answers there."""
    it = _at_own_domain(case)
    if it is None or not (named_in_words(case, it.domain) or _of_a_house(case, it.domain)):
        return False
    return answered_at(case) <= {it.domain}


def _of_a_house(case: Case, domain: str) -> bool:
    """Whether a Japanese firm or body names itself in From and in the text, at a domain that only such can have: its name in
    kanji cannot be compared with letters. As no known company: that would be another's name."""
    return is_organisations(domain) and domain.endswith(".jp") and foreign(case) is None and bool(names_in_text(case))


def by_name(case: Case) -> bool:
    """Whether somebody writes at a firm's proven domain from the mailbox that bears their name, and reads the answers there."""
    it = _at_own_domain(case)
    if it is None or not answered_at(case) <= {it.domain}:
        return False
    return any(word in it.who.local for word in re.findall("[a-z]{3,}", fold(it.who.shown)))


def for_a_firm(case: Case) -> bool:
    """Whether a system provably sends in the name of whoever reads the answers, and that name stands in the text too."""
    it = next(iter(senders(case)), None)
    if it is None or not is_machine(it.who.local) or not signs(case, it):
        return False
    replies = [fold(one.detail.local) for one in case.seen("address", "reply-to") if isinstance(one.detail, Address)]
    return any(word in local for word in words_of(it) for local in replies) and authentic(case, it.domain) is not None


def of_the_house(case: Case) -> bool:
    """Whether the sender's domain is the recipient's own and proven: then a colleague writes, or somebody with their mailbox."""
    houses = delivered_houses(case) | {registrable(it) for it in case.input.home.domains}
    return any(registrable(it.domain) in houses and authentic(case, it.domain) is not None for it in senders(case)[:1])


def for_a_customer(case: Case) -> bool:
    """Whether a known service provably writes for one of its customers: answers then go to them (signing, sharing, billing)."""
    return any(is_official(it.domain) and not is_public(it.domain) and proven(case, it.domain) for it in senders(case)[:1])


def proven(case: Case, domain: str) -> bool:
    """Whether a result or the confirmed name of the machine that sent it shows that the mail comes from that domain."""
    return bool(authentic(case, domain) or own_machine(case, domain))

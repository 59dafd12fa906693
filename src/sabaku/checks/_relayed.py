"""Mail that a server unknown to us passed on: whether that explains what fails, and what a forger would gain. No judgement.

Who passes mail on under the sender's name breaks SPF, and with a line of their own DKIM. Whether they did stands in `Received`
fields that anybody can write. So they excuse a failure only where its opposite would prove nothing: a domain that no list knows
and that speaks for nobody else can be had, signature and all, for the price of one.
"""

from __future__ import annotations

from sabaku.checks import _accounts, _files, _house, _links, _route, _said
from sabaku.checks._claimed import claims, claims_home
from sabaku.checks._throwaway import throwaway
from sabaku.checks._who import Sender, senders, witnessed
from sabaku.model import Case, Observable, once
from sabaku.names import brands
from sabaku.names.endings import state
from sabaku.names.hosts import registrable
from sabaku.names.whose import authentic


@once
def taken(case: Case) -> Observable | None:
    """The field in which the machine that handed the mail to the border notes that it came from the sender's own, or from a mail
    service; only where nobody's name is at stake but the sender's, and nothing is demanded under threats."""
    sender = _nobodys(case)
    if sender is None or case.seen("list") or authentic(case, sender.domain) is not None or _threatens(case):
        return None
    if state(sender.domain) and not _wants_nothing(case, sender):
        return None
    return _route.taken_from(case, sender.domain)


def explained(case: Case) -> bool:
    """Whether failures of SPF and DKIM are explained by whoever passed the mail on, known or not."""
    return bool(case.seen("list", "mailing-list", "group")) or excused(case) or taken(case) is not None


@once
def excused(case: Case) -> bool:
    """Whether the marks of a forwarder excuse what fails at the border: those of the house's own filter, known by its networks,
    do; where a mailbox provider of a proven machine noted what it saw, that decides; else only where nobody's name is at
    stake but the sender's own. Any sender can write such marks."""
    if case.seen("list", "filter"):
        return True
    if not case.seen("list", "forwarder"):
        return False
    if witnessed(case):
        return not any(it.method == "dmarc" and it.result == "fail" for it in witnessed(case))
    sender = _nobodys(case)
    if sender is None or _threatens(case):
        return False
    return not state(sender.domain) or _wants_nothing(case, sender)


def _nobodys(case: Case) -> Sender | None:
    """The only address in From, where its domain is neither a known company's, nor the reader's own house's, nor of the
    throw-away kind, and where the mail claims to be nobody else's."""
    sending = senders(case)
    if len(sending) != 1 or claims(case) or claims_home(case) is not None:
        return None
    domain = sending[0].domain
    known = brands.owners(domain) and not brands.is_public(domain)
    house = registrable(domain) in _house.own_domains(case)
    return None if known or house or throwaway(domain) is not None else sending[0]


def _threatens(case: Case) -> bool:
    """Whether it extorts, names a wallet, wants wages paid elsewhere, or money or a file opened under threat of the law, or leads
    into a folder that no site shows its visitors."""
    if _said.has(case, "extortion", "payee.wages") or case.seen("wallet"):
        return True
    if _said.has(case, "threat.legal") and (_said.has(case, "payee") or _files.beside(case)):
        return True
    return any(_links.inner_folder(link) for _, link in _links.targets(case))


@once
def in_vain(case: Case) -> bool:
    """Whether, besides, a forger would gain nothing by it."""
    sender = _nobodys(case) if taken(case) is not None else None
    return sender is not None and _wants_nothing(case, sender)


def _wants_nothing(case: Case, sender: Sender) -> bool:
    """Whether all links and addresses lead to the sender's own domain, which not anybody can write from, and the mail brings no
    file, names no account to pay into, and tells nobody to ring."""
    if brands.is_public(sender.domain) or case.seen("file", "attachment") or _said.has(case, "payee"):
        return False
    if _accounts.written(_said.folded(case)[: _said.SEARCHED]):
        return False
    own = registrable(sender.domain)
    named = (it.value.rpartition("@")[2] for it in case.seen("address", "reply-to", "text", "mailto"))
    linked = (link.domain for _, link in _links.targets(case))
    rings = case.seen("phone") and _said.has(case, "callback")
    return not rings and all(registrable(it) == own for it in (*named, *linked))

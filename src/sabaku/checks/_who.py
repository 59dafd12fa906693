"""Who writes: the addresses of From, the author where a list, a group or an alias stands between, and to whom. No judgement."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, structs

from sabaku.data import toml
from sabaku.model import Address, AuthResult, Case, Evidence, Observable, once
from sabaku.names.hosts import registrable
from sabaku.names.whose import authentic, names_nobody


class Sender(Struct, frozen=True):
    """An address that stands in From."""

    seen: Observable
    who: Address

    @property
    def domain(self) -> str:
        return self.who.domain


@once
def senders(case: Case) -> tuple[Sender, ...]:
    """Whose mail it is: the addresses of From that have a domain; where a group at a mailbox provider or a service for aliases
    put its own there, the author whom it names."""
    kept = _kept(case) or _aliased(case)
    return (kept,) if kept is not None else shown(case)


@once
def shown(case: Case) -> tuple[Sender, ...]:
    """The addresses of From that have a domain."""
    return tuple(_with_domain(case, "from"))


def _with_domain(case: Case, *roles: str) -> Iterator[Sender]:
    for it in case.seen("address", *roles):
        if isinstance(it.detail, Address) and it.detail.domain:
            yield Sender(it, it.detail)


@once
def witnessed(case: Case) -> tuple[AuthResult, ...]:
    """What the mailbox provider that passed the mail on found out about its sender, where their word counts (authresults.py)."""
    found = (it.detail for it in case.seen("auth", "trusted"))
    return tuple(it for it in found if isinstance(it, AuthResult) and it.why == "forwarder")


@once
def _kept(case: Case) -> Sender | None:
    """The author whom a group keeps beside the address of its own that it put into From: the one of whom the provider noted what
    DMARC said of them, and no other whom the mail names."""
    if not _of_list(case):
        return None
    told = {registrable(it.domain) for it in witnessed(case) if it.method == "dmarc" and it.domain}
    found = next((it for it in _with_domain(case, "author", "reply-to") if registrable(it.domain) in told), None)
    return _named_in_from(case, found) if found is not None and not found.who.shown else found


VIA = re.compile(r"'?(.{1,200}?)'? via .{1,200}", re.DOTALL)
"""The name of the author as a group leaves it in From."""


def _named_in_from(case: Case, found: Sender) -> Sender:
    """The author with the name that the group left them in From: «'name' via group»."""
    for it in shown(case):
        name = VIA.fullmatch(it.who.shown)
        if name is not None:
            return Sender(found.seen, structs.replace(found.who, shown=name[1], shown_at=it.who.shown_at))
    return found


@once
def _aliased(case: Case) -> Sender | None:
    """Whose mail a service for aliases passed on, provably under an address of its own: the one that it names and that its own
    address holds, as it does not sign the field."""
    carriers = [it for it in shown(case) if it.domain in toml("receivers")["aliases"]["domains"]]
    if len(carriers) != 1 or authentic(case, carriers[0].domain) is None:
        return None
    told = _plain(f"{carriers[0].who.local} {carriers[0].who.shown}")
    return next((it for it in _with_domain(case, "author") if _plain(f"{it.who.local} at {it.domain}") in told), None)


def _plain(text: str) -> str:
    return "".join(it for it in text.lower() if it.isalnum())


@once
def through_list(case: Case) -> bool:
    """Whether a mailing list put its own address into From, and nobody proves whose the mail is: then From says nothing about the
    author."""
    return _of_list(case) and _kept(case) is None


@once
def _of_list(case: Case) -> bool:
    lists = {registrable(it.value) for it in case.seen("list", "mailing-list", "group")}
    told = case.message.text_of("list-id") + case.message.text_of("list-post")
    return any(
        registrable(it.domain) in lists or (told and it.who.local in told and registrable(it.domain) in told.lower())
        for it in shown(case)
    )


@once
def author(case: Case) -> Sender | None:
    """Who wrote it: the address in From; where a list put its own there, the one that it kept of them in Reply-To."""
    sending = senders(case)
    if not sending or not through_list(case):
        return sending[0] if sending else None
    return next(_with_domain(case, "reply-to"), None)


def recipients(case: Case) -> tuple[Observable, ...]:
    """The addresses to which the mail went, as far as its fields tell: Delivered-To and the like first, then To."""
    return (*case.seen("address", "delivered-to"), *(it for it in case.seen("address", "to") if not names_nobody(it)))


def answered_at(case: Case) -> frozenset[str]:
    """The domains to which Reply-To sends the answers."""
    return frozenset(it.detail.domain for it in case.seen("address", "reply-to") if isinstance(it.detail, Address))


def place(sender: Sender, expected: str = "") -> Evidence:
    """The address in From as evidence."""
    return Evidence(sender.seen.seen, found=sender.seen.shown, expected=expected)

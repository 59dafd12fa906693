"""Who writes: the addresses of From, the author where a mailing list stands between, and to whom. No judgement."""

from __future__ import annotations

from msgspec import Struct

from sabaku.model import Address, Case, Evidence, Observable, once
from sabaku.names.hosts import registrable


class Sender(Struct, frozen=True):
    """An address that stands in From."""

    seen: Observable
    who: Address

    @property
    def domain(self) -> str:
        return self.who.domain


@once
def senders(case: Case) -> tuple[Sender, ...]:
    """The addresses of From that have a domain."""
    found = (it for it in case.seen("address", "from"))
    return tuple(Sender(it, it.detail) for it in found if isinstance(it.detail, Address) and it.detail.domain)


@once
def through_list(case: Case) -> bool:
    """Whether a mailing list put its own address into From: then From says nothing about the author."""
    lists = {registrable(it.value) for it in case.seen("list", "mailing-list")}
    told = case.message.text_of("list-id") + case.message.text_of("list-post")
    return any(
        registrable(it.domain) in lists or (told and it.who.local in told and registrable(it.domain) in told.lower())
        for it in senders(case)
    )


@once
def author(case: Case) -> Sender | None:
    """Who wrote it: the address in From; where a list put its own there, the one that it kept of him in Reply-To."""
    sending = senders(case)
    if not sending or not through_list(case):
        return sending[0] if sending else None
    kept = (it for it in case.seen("address", "reply-to"))
    return next((Sender(it, it.detail) for it in kept if isinstance(it.detail, Address) and it.detail.domain), None)


def recipients(case: Case) -> tuple[Observable, ...]:
    """The addresses to which the mail went, as far as its fields tell: Delivered-To and the like first, then To."""
    return (*case.seen("address", "delivered-to"), *case.seen("address", "to"))


def place(sender: Sender, expected: str = "") -> Evidence:
    """The address in From as evidence."""
    return Evidence(sender.seen.seen, found=sender.seen.shown, expected=expected)

"""Addresses: those of the header, each delivery note by who wrote it, and those of the text that the victim reads.

`Delivered-To` and its like count as the delivery's word ("delivered-to") only as far as the recipient's side wrote them, that
is not below the border's own `Received`; what stands below could be the sender's ("delivered-claimed"). Exchange Online notes the
recipient's domain alone: an address of To or Cc at that domain counts as where the mail went. Must not judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sabaku.extract.fields import in_headers
from sabaku.extract.route import last_own
from sabaku.model import Address, Defect, Input, Message, Observable, Span
from sabaku.names.brands import may_be_house

MAX_IN_TEXT = 200
_DOMAIN = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})\.){1,10}[A-Za-z][A-Za-z0-9-]{1,23}")
_LOCAL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}\Z")


def find(message: Message, input: Input, so_far: Sequence[Observable]) -> Iterator[Observable]:
    """Addresses and domains of the header, then those of the text that the victim reads."""
    noted = _noted_domain(message, input)
    for it in message.once(in_headers):
        yield _by_whom(it, message, input) if it.role == "delivered-to" else it
        if noted and it.kind == "address" and it.role in ("to", "cc") and it.value.endswith(f"@{noted}"):
            yield Observable(it.kind, it.value, "delivered-to", it.seen, it.shown, it.detail)
    yield from _in_text(message)


_NOTED = re.compile(r"mx\.microsoft\.com\b[^@]{0,200}?\bsmtp\.rcpttodomain=([A-Za-z0-9.-]{3,253})")


def _noted_domain(message: Message, input: Input) -> str:
    """The recipient's domain as Exchange Online wrote it into the results that it seals (RFC 8617), or ""; no provider's."""
    for header in message.named("arc-authentication-results")[:1]:
        found = _NOTED.search(header.text)
        if found and message.headers.index(header) <= last_own(message, input):
            domain = found[1].lower().rstrip(".")
            return domain if may_be_house(domain) else ""
    return ""


def _by_whom(it: Observable, message: Message, input: Input) -> Observable:
    """A delivery note as the delivery's word, or as one that the sender may have written."""
    if int(it.seen.view.removeprefix("header:")) <= last_own(message, input):
        return it
    return Observable(it.kind, it.value, "delivered-claimed", it.seen, it.shown, it.detail)


def _in_text(message: Message) -> Iterator[Observable]:
    """Addresses that stand in the text the victim reads."""
    text = message.view("visible").text
    at, count = text.find("@"), 0
    while at >= 0 and count < MAX_IN_TEXT:
        count += 1
        domain = _DOMAIN.match(text, at + 1, at + 255)
        local = _LOCAL.search(text, max(0, at - 64), at)
        if domain and local:
            place = Span("visible", local.start(), domain.end())
            shown = text[place.start : place.end]
            parts = (local.group().lower(), domain.group().lower())
            yield Observable("address", "@".join(parts), "text", place, shown, Address("", *parts))
        at = text.find("@", at + 1)
    if at >= 0:
        message.found_defects.append(Defect("address-limit", Span("visible", at, at + 1), "text"))

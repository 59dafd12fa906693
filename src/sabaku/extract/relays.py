"""Mailing lists and forwarders: who stands between the sender and the recipient by the recipient's own wish.

A relay is named only where the route shows it as the client of the border and the mail carries the marks of list or forwarding
software; `List-Id` alone is no mark, because every newsletter has one. Does not judge.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from sabaku.extract.border import find_border, sender_of
from sabaku.extract.fields import in_headers
from sabaku.extract.received import Reading
from sabaku.extract.receivers import family, gateways, is_known_list_house, receiver, service_at, shared_domains, site
from sabaku.model import Header, Message, Observable, Span
from sabaku.names.hosts import registrable
from sabaku.text import late


class Relay(NamedTuple):
    """A relay: its kind, its name, the header that shows it, the houses it belongs to, and how sure that is."""

    kind: str
    name: str
    header: Header
    houses: frozenset[str]
    confidence: float


SOFTWARE = (
    "x-mailman-version", "x-beenthere", "mailing-list", "x-mailing-list", "x-ml-name", "x-mlserver", "x-ml-count", "x-mail-count",
    "x-google-group-id", "x-sequence", "x-list-administrivia", "x-mailman-rule-hits", "x-listserver", "x-majordomo-version",
    "x-original-sender",
)  # fmt: skip
_LIST_SENDER = late.pattern(
    r"(?:^owner-|-owner@|-bounces?[@+]|-return-\d|^bounce-|-request@|-errors@|\+bnc|-admin@|^sentto-|^bounces\+|-bounce@)",
    re.IGNORECASE,
)
_LIST_ID = re.compile(r"<([^<>\s]{1,255})>")
_SRS = re.compile(r"^(?:SRS[01][=+-]|.{1,64}\+(?:caf_|SRS)=)", re.IGNORECASE)
_POST = re.compile(r"mailto:([^>,?\s]{1,320})", re.IGNORECASE)


def list_id(message: Message) -> tuple[str, Header] | None:
    """The list's identifier (RFC 2919) or what stands for it in older software, with its header."""
    for key in ("list-id", "x-beenthere", "x-mailing-list", "mailing-list", "x-ml-name", "list-post"):
        for header in message.named(key):
            text = header.text[:2048]
            found = _LIST_ID.search(text) or _POST.search(text)
            name = (found.group(1) if found else text.strip().split(" ")[-1])[:255].lower()
            if name:
                return name.removeprefix("mailto:"), header
    return _owned(message)


_OWNER = re.compile(r"owner-([^@\s]{1,64}@[^@\s]{3,255})|([^@\s]{1,64})-owner(@[^@\s]{3,255})", re.IGNORECASE)


def _owned(message: Message) -> tuple[str, Header] | None:
    """The list of old software (Majordomo, SmartList) that writes its owner into Sender, marks its mail as sent to many, and
    leaves the list's address in To."""
    if message.text_of("precedence").strip().lower() not in ("list", "bulk", "junk"):
        return None
    told = {it.value for it in message.once(in_headers) if it.kind == "address" and it.role in ("to", "cc")}
    for it in message.once(in_headers):
        found = _OWNER.fullmatch(it.value) if it.kind == "address" and it.role in ("sender", "return-path") else None
        name = (found[1] or found[2] + found[3]).lower() if found else ""
        if name in told:
            return name.replace("@", "."), _header(message, it)
    return None


def is_discussion_list(message: Message) -> bool:
    """Whether list software has passed the mail on (and not a sender of newsletters, who has a List-Id, too)."""
    if any(message.named(key) for key in SOFTWARE):
        return True
    posts = any("mailto:" in header.text for header in message.named("list-post"))
    by_owner = any(
        _LIST_SENDER.search(it.value)
        for it in message.once(in_headers)
        if it.role in ("return-path", "sender") and it.kind == "address"
    )
    ordered = message.text_of("precedence").strip().lower() in ("list", "bulk")
    return by_owner and (posts or (ordered and (bool(message.named("list-id")) or _owned(message) is not None)))


def relay_at(message: Message, hops: Sequence[Reading], n: int, first: bool = True) -> Relay | None:
    """The relay that handed the mail to the server of hop `n`, if it shows itself as one.

    Behind the first relay only further servers of the list itself count: the sender's own hosts name the list, too.
    """
    hop = hops[n]
    if n + 1 >= len(hops):
        return None
    client = {site(hop.rdns), site(hop.helo)} - {""}
    found = _list(message, hops, n, client, first)
    return found or ((_forwarder(message, hops, n, client) or _filter(message, hops, n)) if first else None)


def _list(message: Message, hops: Sequence[Reading], n: int, client: set[str], first: bool) -> Relay | None:
    found = list_id(message)
    if found is None or not is_discussion_list(message):
        return None
    name, header = found
    paths = (it.value for it in message.once(in_headers) if it.role == "return-path")
    houses = {site(name), *(site(it.rpartition("@")[2]) for it in paths)} - {""}
    known = any(is_known_list_house(house) for house in client | houses)
    sure = (0.9 if hops[n].confirmed and client & houses else 0.8) if known else 0.7
    shows = first and (
        _writes_lists(hops[n + 1], client) or _takes_for_list(message, hops, n, client, name) or _sends_through(hops, n, houses)
    )
    if client & houses or shows:
        kind = "group" if first and _is_own_group(hops, n, name) else "mailing-list"
        return Relay(kind, name, header, frozenset(houses | client), sure)
    return None


def _is_own_group(hops: Sequence[Reading], n: int, name: str) -> bool:
    """A group of the recipient's own house at their mailbox provider, which hands it on: one mailbox for several readers."""
    who = sender_of(hops[n])
    own = {site(hop.for_.rpartition("@")[2]) for hop in hops[: n + 1] if hop.for_}
    return bool(who) and site(name.rpartition("@")[2]) in own - {"", who}


def _takes_for_list(message: Message, hops: Sequence[Reading], n: int, client: set[str], name: str) -> bool:
    """The client took the mail for the list's own address: a list whose servers have another name than the list."""
    posts = {found.group(1).lower() for header in message.named("list-post") if (found := _POST.search(header.text[:2048]))}
    posts |= {name, name.replace(".", "@", 1)} | {header.text.strip().lower() for header in message.named("x-beenthere")}
    for hop in hops[n + 1 : n + 8]:
        if hop.for_ and hop.for_ in posts:
            return True
        if site(hop.by) and site(hop.by) not in client:
            return False
    return False


def _writes_lists(lower: Reading, client: set[str]) -> bool:
    """Lists whose servers have other names than the list: groups at Google, or a field that tells of the list being expanded."""
    return bool(client & {"google", "googlegroups.com"}) or lower.dialect == "mailman"


def _sends_through(hops: Sequence[Reading], n: int, houses: set[str]) -> bool:
    """The list's servers send through a filtering service."""
    return registrable(hops[n].rdns) in gateways() and bool({site(hops[n + 1].rdns), site(hops[n + 1].helo)} & houses)


def _forwarder(message: Message, hops: Sequence[Reading], n: int, client: set[str]) -> Relay | None:
    """A mailbox that passes its mail on: sender rewriting, forwarding marks, or the house to which the mail was addressed."""
    every = message.once(in_headers)
    houses = frozenset(client | {site(hops[n + 1].by)}) - {""}
    for it in every:
        if it.kind == "address" and it.role == "return-path" and _SRS.search(it.shown) and "=" in it.value:
            return Relay("forwarder", it.value.rpartition("@")[2], _header(message, it), houses, 0.8)
    for key in ("x-forwarded-to", "x-forwarded-for", "resent-from", "x-rocket-forwarded"):
        if message.named(key) and (hops[n].confirmed or family(hops[n].helo)):
            return Relay("forwarder", hops[n].rdns or hops[n].helo.lower(), message.named(key)[0], houses, 0.75)
    final = site(hops[n].for_.rpartition("@")[2])
    for it in every:
        if it.kind != "address" or it.role not in ("to", "cc", "delivered-to"):
            continue
        house = site(it.value.rpartition("@")[2])
        if (
            house in client
            and hops[n].confirmed
            and house != final
            and not family(hops[n].rdns)
            and house not in shared_domains()
        ):
            return Relay("forwarder", house, _header(message, it), houses, 0.7)
    return None


def taken_in(hops: Sequence[Reading], n: int) -> int | None:
    """The hop at which the mailbox provider whose machine handed the mail to the server of hop `n` took it from outside.

    Only where the provider took the mail in for a mailbox: what a customer hands over to be sent (logged in, or through a relay
    for them) brings fields of their own making along.
    """
    who = sender_of(hops[n])
    takes = receiver(who).takes
    inner = find_border(hops, start=n + 1, own=frozenset({who})).hop if takes else None
    if inner is None or not hops[inner].by.lower().endswith(takes):
        return None
    return inner if all(family(it.by) in (who, "") and not _handed_in(it) for it in hops[n + 1 : inner + 1]) else None


def _handed_in(hop: Reading) -> bool:
    """Whether a customer gave the mail in to be sent (RFC 3848), or a program of theirs did."""
    protocol = hop.protocol.upper()
    return protocol.endswith(("SMTPA", "SMTPSA")) or "HTTPREST" in protocol or "MAPI" in protocol


def _filter(message: Message, hops: Sequence[Reading], n: int) -> Relay | None:
    """The recipient's own filtering service in front of a server that does not see past it: the client is in its networks, its
    own field stands below, and it either sends by a name for what comes in or has written its links into the mail."""
    hop, lower = hops[n], hops[n + 1]
    service = service_at(hop.ip)
    if service is None or registrable(lower.by.lower()) not in service.names:
        return None
    called = f"{hop.helo} {hop.rdns}".lower()
    pages = (message.view(name).text for name in ("html", "text"))
    if not any(it in called for it in service.inbound) and not any(it in page for page in pages for it in service.rewrites):
        return None
    header = next((it for it in message.named("received") if lower.by.lower() in it.text.lower()), None)
    return Relay("filter", registrable(lower.by.lower()), header, service.names, 0.75) if header is not None else None


def _header(message: Message, it: Observable) -> Header:
    return message.headers[int(it.seen.view.removeprefix("header:"))]


def observed(message: Message, relay: Relay) -> Observable:
    """The relay as an observable."""
    n = message.headers.index(relay.header)
    start = max(relay.header.text.lower().find(relay.name), 0)
    end = start + len(relay.name) if relay.name in relay.header.text.lower() else len(relay.header.text)
    return Observable("list", relay.name, relay.kind, Span(f"header:{n}", start, end), relay.header.text[start:end])

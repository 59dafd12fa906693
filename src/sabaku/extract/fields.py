"""The mailboxes of the header fields: whom From, To, Return-Path and their like name (RFC 5322 section 3.4, read tolerantly).

The grammar runs over the decoded header, in which whatever came out of an encoded word (RFC 2047) is opaque: it may be part
of a display name, never structure. Whatever deviates is kept as an observable of kind "odd-address" (value = code, role = the
field's role, seen = the place), because clients disagree about such fields and attackers know it. Must not judge.

Codes: several-fields, several-addresses, several-angles, bare-and-angle, trailing-text, source-route, encoded-address,
in-comment, group, quoted-comma, bare-comma, no-address, unclosed, spaced-name, folded-name, control-character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sabaku.extract.mailboxes import MAX_ADDRESSES, Mailbox, mailboxes
from sabaku.model import Address, Defect, Header, Message, Observable, Span
from sabaku.names.hosts import registrable

ROLES = {
    "from": "from",
    "sender": "sender",
    "reply-to": "reply-to",
    "return-path": "return-path",
    "to": "to",
    "cc": "cc",
    "bcc": "cc",
    "delivered-to": "delivered-to",
    "x-delivered-to": "delivered-to",
    "x-original-to": "delivered-to",
    "envelope-to": "delivered-to",
    "x-envelope-to": "delivered-to",
    "x-apparently-to": "delivered-to",
    "x-rcpt-to": "delivered-to",
    "resent-from": "resent-from",
    "x-original-from": "author",
    "x-simplelogin-original-from": "author",
    "x-anonaddy-original-sender": "author",
    "duck-original-from": "author",
}
DOMAIN_ROLES = frozenset({"from", "sender", "reply-to", "return-path"})
MAX_CHARS = 65_536
MAX_ALL_CHARS = 4 * MAX_CHARS
"""Characters of all address fields together that are taken apart."""

_MESSAGE_ID = re.compile(r"@\s{0,8}+\[?([^\s<>@\[\]\"(),;:]{1,255}+)\]?\s{0,8}+>?")
_FOLDED = re.compile(rb"[\r\n]")


def in_headers(message: Message) -> tuple[Observable, ...]:
    """All addresses, domains and deviations of the header fields, in file order."""
    found: list[Observable] = []
    seen_roles: set[str] = set()
    left = MAX_ALL_CHARS
    for n, header in enumerate(message.headers):
        if header.key == "message-id":
            found.extend(_message_id(n, header))
        role = ROLES.get(header.key)
        if role is None or len(found) > 4 * MAX_ADDRESSES:
            continue
        found.extend(_of_field(message, n, header, role, left))
        left = max(0, left - len(header.text))
        if role in ("from", "sender", "reply-to") and header.key in seen_roles:
            found.append(Observable("odd-address", "several-fields", role, Span(f"header:{n}", 0, len(header.text)), header.text))
        seen_roles.add(header.key)
    return tuple(found)


def _of_field(message: Message, n: int, header: Header, role: str, left: int) -> Iterator[Observable]:
    view = f"header:{n}"
    boxes = read_field(message, n, header, min(left, MAX_CHARS))
    for box in boxes:
        yield _observed(view, header, role, box)
        if box.domain and role in DOMAIN_ROLES:
            place = Span(view, *box.domain_at)
            yield Observable("domain", registrable(box.domain), role, place, header.text[place.start : place.end])
        for code in box.odd:
            yield Observable("odd-address", code, role, Span(view, *box.at), header.text[slice(*box.at)])
    if role == "from" and len([box for box in boxes if box.domain]) > 1:
        place = Span(view, boxes[0].at[0], boxes[-1].at[1])
        yield Observable("odd-address", "several-addresses", role, place, header.text[place.start : place.end])
    for code in _name_oddities(message.raw[header.start : header.value_start], header.text) if role == "from" else ():
        yield Observable("odd-address", code, role, Span(view, 0, len(header.text)), header.text)


def _observed(view: str, header: Header, role: str, box: Mailbox) -> Observable:
    value = f"{box.local}@{box.domain}" if box.domain else box.local
    name_at = Span(view, *box.name_at) if box.name_at else None
    detail = Address(box.name, box.local, box.domain, name_at)
    return Observable("address", value, role, Span(view, *box.at), header.text[slice(*box.at)], detail)


def _name_oddities(prefix: bytes, text: str) -> Iterator[str]:
    """What is odd about the field's name and colon (`From :`, a fold before the colon) or its characters."""
    name = prefix.partition(b":")[0]
    if _FOLDED.search(name.rstrip(b"\r\n") if b":" not in prefix else name):
        yield "folded-name"
    elif name != name.strip():
        yield "spaced-name"
    if "\x00" in text:
        yield "control-character"


def _message_id(n: int, header: Header) -> Iterator[Observable]:
    found = _MESSAGE_ID.search(header.text[:2048])
    if found:
        host = found.group(1).rstrip(".").lower()
        yield Observable("domain", registrable(host), "message-id", Span(f"header:{n}", *found.span(1)), found.group(1))


def read_field(message: Message, n: int, header: Header, most: int = MAX_CHARS) -> tuple[Mailbox, ...]:
    """The mailboxes of a header field, of `most` characters of it. Structure inside an encoded word is read too, and marked."""
    text = header.text[:most]
    if len(header.text) > most:
        message.found_defects.append(Defect("address-limit", Span(f"header:{n}", most, len(header.text)), header.name))
    hidden = opaque_ranges(message, n, header)
    boxes = mailboxes(text, hidden)
    if hidden and "@" in text and not any(box.domain for box in boxes):
        return _marked(mailboxes(text), "encoded-address") or boxes
    if "@" in text and "(" in text and not any(box.domain for box in boxes):
        return _marked(mailboxes(text.replace("(", " ").replace(")", " ")), "in-comment") or boxes
    return boxes


def _marked(boxes: Iterable[Mailbox], code: str) -> tuple[Mailbox, ...]:
    return tuple(box._replace(odd=(*box.odd, code)) for box in boxes if box.domain)


def opaque_ranges(message: Message, n: int, header: Header) -> tuple[tuple[int, int], ...]:
    """Where the decoded header's characters come out of encoded words."""
    if message.raw.find(b"=?", header.value_start, header.end) < 0:
        return ()
    ranges = []
    for piece in message.view(f"header:{n}").pieces():
        if piece.end - piece.start == piece.to - piece.at:
            continue
        start, _ = message.raw_range(Span(f"header:{n}", piece.start, piece.end))
        if message.raw[start : start + 2] == b"=?":
            ranges.append((piece.start, piece.end))
    return tuple(ranges)

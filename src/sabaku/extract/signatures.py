"""DKIM and ARC signatures as written (RFC 6376 section 3.5, RFC 8617 section 4.1), with the body hash checked on the spot.

The body hash needs no key: it tells whether the body is still the one that was signed. Whether the signature itself is good is
asked from the source `auth`. Nothing is judged here: mailing lists change bodies for good reasons.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from sabaku.model import Defect, Header, Input, Message, Observable, Signature, Span
from sabaku.names.hosts import registrable
from sabaku.text.tags import tag_list

ROLES = {"dkim-signature": "dkim", "arc-message-signature": "arc", "arc-seal": "arc-seal"}
MAX_SIGNATURES = 40
MAX_BODY = 32 * 1024 * 1024

_SPACES = re.compile(rb"   *+")
"""More than one: two literal spaces first, for which `re` looks at once."""
BodyHash = Literal["matches", "differs", "unknown"]


def find(message: Message, input: Input, so_far: Sequence[Observable]) -> Iterator[Observable]:
    """Every signature, and the domains that signed."""
    as_sent = (input.carrier is None or input.carrier.exact) and _has_body(message)
    count = 0
    for n, header in enumerate(message.headers):
        role = ROLES.get(header.key)
        if role is None:
            continue
        count += 1
        if count > MAX_SIGNATURES:
            message.found_defects.append(Defect("signature-limit", Span(f"header:{n}", 0, len(header.text)), header.name))
            return
        yield from _observed(message, n, header, role, as_sent)


def _has_body(message: Message) -> bool:
    """Whether there is a body at all: a pasted header block has none, and one that was signed empty is rare."""
    return bool(message.parts) and bool(message.raw[message.parts[0].body_start :].strip())


def _observed(message: Message, n: int, header: Header, role: str, as_sent: bool) -> Iterator[Observable]:
    stated = tag_list(header.text)
    domain = stated.get("d", "").rstrip(".").lower()
    hashed = body_hash(message, stated)
    if hashed == "differs" and not as_sent:  # not the body that was signed: it was written anew, or never handed over
        hashed = "unknown"
    detail = Signature(
        domain, stated.get("s", ""), stated.get("a", "").lower(), _names(stated.get("h", "")), _number(stated.get("l")),
        _number(stated.get("t")), _number(stated.get("x")), hashed, stated.get("i", ""),
    )  # fmt: skip
    yield Observable("signature", domain, role, Span(f"header:{n}", 0, len(header.text)), header.text, detail)
    at = header.text.lower().find(domain) if domain else -1
    if role == "dkim" and at >= 0:
        yield Observable(
            "domain", registrable(domain), "dkim", Span(f"header:{n}", at, at + len(domain)), header.text[at : at + len(domain)]
        )


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip().lower() for name in text.split(":") if name.strip())


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= 12 else None


def body_hash(message: Message, stated: Mapping[str, str]) -> BodyHash:
    """Whether the body still has the hash that was signed: bh= under c= and l= (RFC 6376 section 3.7)."""
    wanted, algorithm = stated.get("bh", ""), stated.get("a", "").lower()
    if not wanted or not message.parts:
        return "unknown"
    make = {"rsa-sha256": hashlib.sha256, "ed25519-sha256": hashlib.sha256, "rsa-sha1": hashlib.sha1}.get(algorithm)
    way = stated.get("c", "simple/simple").lower().partition("/")[2] or "simple"
    if make is None or way not in ("simple", "relaxed"):
        return "unknown"
    body = message.once(relaxed_body if way == "relaxed" else simple_body)
    if body is None:
        return "unknown"
    length = _number(stated.get("l"))
    if length is not None and length > len(body):
        return "differs"
    try:
        signed = base64.b64decode(wanted, validate=False)
    except (binascii.Error, ValueError):
        return "unknown"
    return "matches" if make(body[:length]).digest() == signed else "differs"


def raw_body(message: Message) -> bytes | None:
    """The body's bytes with CRLF line ends, or None where it is too large."""
    root = message.parts[0]
    if root.end - root.body_start > MAX_BODY:
        return None
    body = message.raw[root.body_start :]
    if b"\r" not in body:
        return body.replace(b"\n", b"\r\n")
    return body.replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\n", b"\r\n")


def simple_body(message: Message) -> bytes | None:
    """The body in canonical form "simple" (RFC 6376 section 3.4.3)."""
    body = message.once(raw_body)
    return None if body is None else _without_empty_end(body) or b"\r\n"


def relaxed_body(message: Message) -> bytes | None:
    """The body in canonical form "relaxed" (RFC 6376 section 3.4.4)."""
    body = message.once(raw_body)
    if body is None:
        return None
    body = _SPACES.sub(b" ", body.replace(b"\t", b" "))
    return _without_empty_end(body.replace(b" \r\n", b"\r\n").removesuffix(b" "))


def _without_empty_end(body: bytes) -> bytes:
    end = len(body)
    while body.endswith(b"\r\n", 0, end):
        end -= 2
    return body[:end] + b"\r\n" if end else b""

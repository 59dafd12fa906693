"""Time-stamps after RFC 3161: a third party's signed word that some bytes existed at a time. It learns a hash and nothing else.

The answer is held against the question (status, hash, nonce), so that a stamp for something else is none. Its signature is not
verified here: that takes the authority's certificate, and a program that is not ours: `openssl ts -verify`.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from sabaku import der
from sabaku.sources._http import post_raw
from sabaku.sources._source import FetchError, Settings

SHA256 = bytes.fromhex("0609608648016503040201")
SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
TST_INFO = bytes.fromhex("2a864886f70d0109100104")
BOOLEAN, NULL, TIME, EXPLICIT = 0x01, 0x05, 0x18, 0xA0
KINDS = ("application/timestamp-query", "application/timestamp-reply")
LARGEST = 64 * 2**10
_TIME = re.compile(rb"(\d{14})(?:\.(\d{1,9}))?Z")


class Stamp(NamedTuple):
    """What an authority has said: when, under which serial number."""

    at: datetime
    serial: int


async def stamped(settings: Settings, address: str, body: bytes) -> tuple[bytes, Stamp]:
    """The authority's answer (TimeStampResp) about these bytes, and what it says. Raises FetchError."""
    digest, nonce = hashlib.sha256(body).digest(), secrets.randbits(63)
    raw = await post_raw(settings, address, request(digest, nonce), KINDS, LARGEST)
    try:
        return raw, read(raw, digest, nonce)
    except (ValueError, LookupError, OverflowError) as fault:
        raise FetchError(str(fault) if isinstance(fault, NotStamped) else "not a time-stamp") from fault


class NotStamped(ValueError):
    """The authority refused, or stamped something else; the message says which."""


def request(digest: bytes, nonce: int) -> bytes:
    """A TimeStampReq for that SHA-256 (RFC 3161 section 2.4.1), with the wish for the authority's certificate."""
    algorithm = der.wrapped(der.SEQUENCE, SHA256, der.wrapped(NULL))
    imprint = der.wrapped(der.SEQUENCE, algorithm, der.wrapped(der.OCTETS, digest))
    return der.wrapped(der.SEQUENCE, der.number(1), imprint, der.number(nonce), der.wrapped(BOOLEAN, b"\xff"))


def read(raw: bytes, digest: bytes, nonce: int | None = None) -> Stamp:
    """What a TimeStampResp says of that SHA-256 (section 2.4.2). Raises NotStamped; der.NotDer, ValueError for garbage."""
    status, *token = _all(der.inside(raw, der.SEQUENCE), der.SEQUENCE)
    if int.from_bytes(der.inside(status, der.INTEGER), "big") > 1 or not token:
        raise NotStamped("refused by the authority")
    fields = list(der.values(_info(token[0])))
    (_, hashed) = _all(fields[2][1], None)
    times = [_TIME.fullmatch(content) for tag, content in fields if tag == TIME]
    if hashed != digest or fields[2][0] != der.SEQUENCE:
        raise NotStamped("stamp of something else")
    if nonce is not None and nonce not in (int.from_bytes(content, "big") for tag, content in fields[4:] if tag == der.INTEGER):
        raise NotStamped("stamp of another question")
    if not times or times[0] is None:
        raise ValueError("no time")
    at = datetime.strptime(times[0][1].decode(), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    return Stamp(at, int.from_bytes(fields[3][1], "big"))


def _info(token: bytes) -> bytes:
    """The TSTInfo in a token: a SignedData (RFC 5652) around it."""
    kind, content = _all(token, None)[:2]
    if kind != SIGNED_DATA:
        raise ValueError("not signed data")
    inner = _all(der.inside(content, der.SEQUENCE), None)[2]
    kind, wrapped = _all(inner, None)[:2]
    if kind != TST_INFO:
        raise ValueError("not a time-stamp")
    return der.inside(der.inside(wrapped, der.OCTETS), der.SEQUENCE)


def _all(raw: bytes, tag: int | None) -> list[bytes]:
    """The contents of all values one level deep; those of that tag alone, if it is told."""
    return [content for it, content in der.values(raw) if tag in (None, it)]


def manifest(digests: Iterable[str]) -> bytes:
    """What is stamped: one line for each file of the case, as `sha256sum -c` reads it; the files are named by their sums."""
    return "".join(f"{it}  {it}\n" for it in sorted(set(digests))).encode()

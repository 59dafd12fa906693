"""S/MIME in one piece (RFC 8551, RFC 5652): the mail inside an opaque signature is read. Nothing is verified or decrypted.

A walk over the DER or BER structure, as deep as the content lies and no further.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Literal, NamedTuple

_SIGNED = bytes.fromhex("2a864886f70d010702")
_COMPRESSED = bytes.fromhex("2a864886f70d0109100109")
_DATA = bytes.fromhex("2a864886f70d010701")
_SEQUENCE, _OID, _OCTETS, _CHUNKS, _CONTENT = 0x30, 0x06, 0x04, 0x24, 0xA0
MOST = 32 * 1024 * 1024
"""Bytes of content after decompression."""
PIECES = 50_000
"""Pieces that the content may be written in."""


class Opened(NamedTuple):
    """The MIME entity inside, and what stood round it."""

    how: Literal["signed", "compressed"]
    content: bytes


class Element(NamedTuple):
    """A tagged value: where its content starts and ends (the end of what surrounds it, if it does not tell)."""

    tag: int
    start: int
    end: int
    open: bool


def opened(data: bytes) -> Opened | None:
    """The content of a signed or compressed message; None where it is encrypted, broken or has none."""
    outer = _element(data, 0, len(data))
    if outer is None or outer.tag != _SEQUENCE:
        return None
    kind = _element(data, outer.start, outer.end)
    given = _element(data, kind.end, outer.end) if kind else None
    inner = _element(data, given.start, given.end) if given and given.tag == _CONTENT else None
    if kind is None or inner is None or inner.tag != _SEQUENCE:
        return None
    name = data[kind.start : kind.end]
    content = _encapsulated(data, inner) if name in (_SIGNED, _COMPRESSED) else None
    if content is None:
        return None
    return Opened("signed", content) if name == _SIGNED else _inflated(content)


def _inflated(content: bytes) -> Opened | None:
    try:
        return Opened("compressed", zlib.decompressobj().decompress(content, MOST))
    except zlib.error:
        return None


def _encapsulated(data: bytes, body: Element) -> bytes | None:
    """The eContent of the first thing in the body that has the form of an EncapsulatedContentInfo."""
    at = body.start
    for _ in range(4):
        it = _element(data, at, body.end)
        if it is None or (it.open and it.tag != _SEQUENCE):
            return None
        inside = _element(data, it.start, it.end) if it.tag == _SEQUENCE else None
        if inside and inside.tag == _OID and data[inside.start : inside.end] == _DATA:
            wrapped = _element(data, inside.end, it.end)
            found = _element(data, wrapped.start, wrapped.end) if wrapped and wrapped.tag == _CONTENT else None
            return _octets(data, found) if found else None
        at = it.end
    return None


def _octets(data: bytes, it: Element) -> bytes | None:
    if it.tag == _OCTETS:
        return data[it.start : it.end]
    return b"".join(_chunks(data, it)) if it.tag == _CHUNKS else None


def _chunks(data: bytes, it: Element) -> Iterator[bytes]:
    """An octet string in pieces, as large mails are written (BER, X.690 section 8.7.3)."""
    at = it.start
    for _ in range(PIECES):
        piece = _element(data, at, it.end)
        if piece is None or piece.tag != _OCTETS:
            return
        yield data[piece.start : piece.end]
        at = piece.end


def _element(data: bytes, at: int, end: int) -> Element | None:
    """The element at that place (X.690 section 8.1); one of indefinite length ends with what surrounds it."""
    if at + 2 > end:
        return None
    first = data[at + 1]
    if first == 0x80:
        return Element(data[at], at + 2, end, True)
    if first < 0x80:
        start, size = at + 2, first
    else:
        width = first & 0x7F
        start, size = at + 2 + width, int.from_bytes(data[at + 2 : at + 2 + min(width, 8)], "big")
        if width > 8:
            return None
    return Element(data[at], start, min(start + size, end), False) if start <= end else None

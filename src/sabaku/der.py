"""ASN.1 values in DER (ITU-T X.690), as keys, certificates and signed messages hold them: walked and written, not judged."""

from __future__ import annotations

from collections.abc import Iterator

SEQUENCE, OID, OCTETS, BITS, INTEGER = 0x30, 0x06, 0x04, 0x03, 0x02


class NotDer(ValueError):
    """The bytes are no DER, or hold something else there."""


def values(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """Tag and content of each value, one level deep. Raises NotDer."""
    at = 0
    while at < len(raw):
        if at + 2 > len(raw):
            raise NotDer("not DER")
        tag, length = raw[at], raw[at + 1]
        at += 2
        if length & 0x80:
            count = length & 0x7F
            length = int.from_bytes(raw[at : at + count], "big")
            at += count
        if length > len(raw) - at:
            raise NotDer("not DER")
        yield tag, raw[at : at + length]
        at += length


def inside(raw: bytes, tag: int) -> bytes:
    """The content of the first value, which must have that tag. Raises NotDer."""
    found = next(values(raw), (0, b""))
    if found[0] != tag:
        raise NotDer("not DER")
    return found[1]


def wrapped(tag: int, *contents: bytes) -> bytes:
    """A value with that tag around these contents."""
    body = b"".join(contents)
    size = len(body).to_bytes((len(body).bit_length() + 7) // 8 or 1, "big")
    return bytes([tag, len(body)] if len(body) < 128 else [tag, 0x80 | len(size), *size]) + body


def number(value: int) -> bytes:
    """A number that is not negative, as an INTEGER."""
    return wrapped(INTEGER, value.to_bytes(value.bit_length() // 8 + 1, "big"))

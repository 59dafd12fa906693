"""ASN.1 values in DER (ITU-T X.690), as keys, certificates and signed messages hold them: walked, not judged."""

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

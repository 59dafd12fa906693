"""What a certificate says (X.509 in DER, RFC 5280): names, issuer, validity. Reads hostile bytes; verifies nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

SEQUENCE, OID, OCTETS = 0x30, 0x06, 0x04
UTC_TIME, GENERAL_TIME = 0x17, 0x18
VERSION, EXTENSIONS, DNS_NAME = 0xA0, 0xA3, 0x82
COMMON_NAME, ORGANISATION = bytes.fromhex("550403"), bytes.fromhex("55040a")
ALTERNATIVE_NAMES = bytes.fromhex("551d11")
MOST_NAMES = 200
LONGEST = 300
UTF16 = 0x1E


class Told(NamedTuple):
    """The parts of a certificate that are of interest."""

    subject: str
    issuer: str
    names: tuple[str, ...]
    not_before: datetime | None
    not_after: datetime | None


def told(raw: bytes) -> Told:
    """What is written in a certificate. Raises ValueError for what is none."""
    certificate = _one(raw, SEQUENCE)
    fields = [it for it in _values(_one(certificate, SEQUENCE)) if it[0] != VERSION]
    if len(fields) < 6:
        raise ValueError("not a certificate")
    issuer, validity, subject = fields[2][1], list(_values(fields[3][1])), fields[4][1]
    times = [_time(tag, value) for tag, value in validity[:2]] + [None, None]
    names = tuple(_alternatives(next((value for tag, value in fields if tag == EXTENSIONS), b"")))
    common = _said(subject, COMMON_NAME)
    whom = " ".join(dict.fromkeys(it for it in (_said(issuer, ORGANISATION), _said(issuer, COMMON_NAME)) if it))
    return Told(common, whom, names or ((common,) if common else ()), times[0], times[1])


def _values(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """Tag and content of each value, one level deep. Raises ValueError."""
    at = 0
    while at < len(raw):
        if at + 2 > len(raw):
            raise ValueError("not DER")
        tag, length = raw[at], raw[at + 1]
        at += 2
        if length & 0x80:
            count = length & 0x7F
            length = int.from_bytes(raw[at : at + count], "big")
            at += count
        if length > len(raw) - at:
            raise ValueError("not DER")
        yield tag, raw[at : at + length]
        at += length


def _one(raw: bytes, tag: int) -> bytes:
    found = next(_values(raw), (0, b""))
    if found[0] != tag:
        raise ValueError("not DER")
    return found[1]


def _said(name: bytes, kind: bytes) -> str:
    """The first attribute of that kind in a distinguished name."""
    for _, parts in _values(name):
        for _, pair in _values(parts):
            both = list(_values(pair))
            if len(both) == 2 and both[0] == (OID, kind):
                tag, value = both[1]
                return value.decode("utf-16-be" if tag == UTF16 else "utf-8", "replace").strip()[:LONGEST]
    return ""


def _alternatives(extensions: bytes) -> Iterator[str]:
    """The DNS names of subjectAltName."""
    for _, extension in _values(_one(extensions, SEQUENCE) if extensions else b""):
        parts = list(_values(extension))
        if len(parts) > 1 and parts[0] == (OID, ALTERNATIVE_NAMES) and parts[-1][0] == OCTETS:
            names = [value for tag, value in _values(_one(parts[-1][1], SEQUENCE)) if tag == DNS_NAME]
            yield from (it.decode("ascii", "replace").lower()[:LONGEST] for it in names[:MOST_NAMES])


def _time(tag: int, value: bytes) -> datetime | None:
    text = value.decode("ascii", "replace")
    form = {UTC_TIME: "%y%m%d%H%M%SZ", GENERAL_TIME: "%Y%m%d%H%M%SZ"}.get(tag, "")
    try:
        return datetime.strptime(text, form).replace(tzinfo=UTC)
    except ValueError:
        return None

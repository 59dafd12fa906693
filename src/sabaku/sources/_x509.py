"""What a certificate says (X.509 in DER, RFC 5280): names, issuer, validity. Reads hostile bytes; verifies nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from sabaku.der import OCTETS, OID, SEQUENCE, inside, values

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
    certificate = inside(raw, SEQUENCE)
    fields = [it for it in values(inside(certificate, SEQUENCE)) if it[0] != VERSION]
    if len(fields) < 6:
        raise ValueError("not a certificate")
    issuer, validity, subject = fields[2][1], list(values(fields[3][1])), fields[4][1]
    times = [_time(tag, value) for tag, value in validity[:2]] + [None, None]
    names = tuple(_alternatives(next((value for tag, value in fields if tag == EXTENSIONS), b"")))
    common = _said(subject, COMMON_NAME)
    whom = " ".join(dict.fromkeys(it for it in (_said(issuer, ORGANISATION), _said(issuer, COMMON_NAME)) if it))
    return Told(common, whom, names or ((common,) if common else ()), times[0], times[1])


def _said(name: bytes, kind: bytes) -> str:
    """The first attribute of that kind in a distinguished name."""
    for _, parts in values(name):
        for _, pair in values(parts):
            both = list(values(pair))
            if len(both) == 2 and both[0] == (OID, kind):
                tag, value = both[1]
                return value.decode("utf-16-be" if tag == UTF16 else "utf-8", "replace").strip()[:LONGEST]
    return ""


def _alternatives(extensions: bytes) -> Iterator[str]:
    """The DNS names of subjectAltName."""
    for _, extension in values(inside(extensions, SEQUENCE) if extensions else b""):
        parts = list(values(extension))
        if len(parts) > 1 and parts[0] == (OID, ALTERNATIVE_NAMES) and parts[-1][0] == OCTETS:
            names = [value for tag, value in values(inside(parts[-1][1], SEQUENCE)) if tag == DNS_NAME]
            yield from (it.decode("ascii", "replace").lower()[:LONGEST] for it in names[:MOST_NAMES])


def _time(tag: int, value: bytes) -> datetime | None:
    text = value.decode("ascii", "replace")
    form = {UTC_TIME: "%y%m%d%H%M%SZ", GENERAL_TIME: "%Y%m%d%H%M%SZ"}.get(tag, "")
    try:
        return datetime.strptime(text, form).replace(tzinfo=UTC)
    except ValueError:
        return None

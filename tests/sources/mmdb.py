"""Writes the smallest database of places that there is: one record for every address (MaxMind DB format 2.0)."""

from __future__ import annotations

MARK = b"\xab\xcd\xefMaxMind.com"
BUILT = 1770000000


def mmdb(record: dict[str, object]) -> bytes:
    """A database whose every IPv4 address has that record: a tree of one node, both of whose sides lead to it."""
    to_data = (1 + 16).to_bytes(3, "big")
    about: dict[str, object] = {
        "node_count": 1,
        "record_size": 24,
        "ip_version": 4,
        "database_type": "Test",
        "languages": [],
        "binary_format_major_version": 2,
        "binary_format_minor_version": 0,
        "build_epoch": BUILT,
        "description": {},
    }
    return to_data * 2 + bytes(16) + _told(record) + MARK + _told(about)


def _told(value: object) -> bytes:
    if isinstance(value, str):
        raw = value.encode()
        return bytes([2 << 5 | len(raw)]) + raw
    if isinstance(value, int):
        raw = value.to_bytes((value.bit_length() + 7) // 8, "big")
        return bytes([6 << 5 | len(raw)]) + raw
    if isinstance(value, dict):
        return bytes([7 << 5 | len(value)]) + b"".join(_told(key) + _told(it) for key, it in value.items())
    assert value == []
    return b"\x00\x04"

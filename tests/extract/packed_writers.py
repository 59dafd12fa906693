"""Tiny writers of archives for tests: only the headers that the formats ask for, contents stored."""

from __future__ import annotations

import struct


def rar4(files: dict[str, bytes], *, locked: bool = False, hidden: bool = False, method: int = 0x30) -> bytes:
    """RAR of the format 1.5 to 4."""
    found = [b"Rar!\x1a\x07\x00", struct.pack("<HBHHHI", 0, 0x73, 0x80 if hidden else 0, 13, 0, 0)]
    for name, data in files.items():
        plain = name.encode("ascii", "replace")
        packed = plain + b"\0" + unicode_name(name) if not name.isascii() else plain
        flags = 0x8000 | (0x200 if not name.isascii() else 0) | (4 if locked else 0)
        size = 32 + len(packed)
        head = struct.pack("<HBHHIIBIIBBHI", 0, 0x74, flags, size, len(data), len(data), 2, 0, 0, 29, method, len(packed), 32)
        found.append(head + packed + data)
    return b"".join([*found, b"\xc4\x3d\x7b\x00\x40\x07\x00"])


def unicode_name(name: str) -> bytes:
    """Each character with both of its bytes."""
    found = bytearray(b"\x00")
    for start in range(0, len(name), 4):
        found.append(0b10101010)
        found += name[start : start + 4].encode("utf-16-le")
    return bytes(found)


def number(value: int) -> bytes:
    """A number of RAR 5."""
    found = bytearray()
    while True:
        found.append(value & 0x7F | (0x80 if value > 0x7F else 0))
        value >>= 7
        if not value:
            return bytes(found)


def rar5(files: dict[str, bytes], *, locked: bool = False, hidden: bool = False, method: int = 0) -> bytes:
    """RAR of the format 5."""

    def block(body: bytes, data: bytes = b"") -> bytes:
        return b"\0\0\0\0" + number(len(body)) + body + data

    if hidden:
        return b"Rar!\x1a\x07\x01\x00" + block(bytes((4, 0, 0, 0, 15))) + b"\x5a" * 200
    found = [b"Rar!\x1a\x07\x01\x00", block(bytes((1, 0, 0)))]
    for name, data in files.items():
        raw = name.encode()
        extra = b"\x02\x01\x00" if locked else b""
        fields = number(0) + number(len(data)) + number(32) + number(method << 7) + number(0) + number(len(raw)) + raw + extra
        front = bytes((2, 3)) + number(len(extra)) if locked else bytes((2, 2))
        found.append(block(front + number(len(data)) + fields, data))
    return b"".join([*found, block(bytes((5, 0, 0)))])


def ace(files: dict[str, bytes], *, locked: bool = False) -> bytes:
    """An ACE archive."""
    found = [struct.pack("<HHBH7s", 0, 27, 0, 0, b"**ACE**") + bytes(17)]
    for name, data in files.items():
        raw = name.encode("cp932")
        head = struct.pack(
            "<BHIIIIIBBHHH", 1, 1 | (0x4000 if locked else 0), len(data), len(data), 0, 32, 0, 0, 0, 0, 0, len(raw)
        )
        found.append(struct.pack("<HH", 0, len(head + raw)) + head + raw + data)
    return b"".join(found)


def lzh(files: dict[str, bytes], *, level: int = 2, method: bytes = b"-lh0-") -> bytes:
    """An LZH archive with Japanese names as Windows programs write them."""
    found = []
    for name, data in files.items():
        raw = name.encode("cp932")
        base = method + struct.pack("<IIIBB", len(data), len(data), 0, 32, level)
        if level == 2:
            extra = struct.pack("<HB", len(raw) + 3, 1) + raw + b"\0\0"
            found.append(struct.pack("<H", 24 + len(extra)) + base + b"\0\0M" + extra + data)
        else:
            rest = bytes((len(raw),)) + raw + b"\0\0" + (b"M\0\0" if level == 1 else b"")
            found.append(bytes((len(base + rest), 0)) + base + rest + data)
    return b"".join(found) + b"\0"


def onenote(files: dict[str, bytes]) -> bytes:
    """A OneNote section with embedded files; each name stands before its file, as a counted string."""
    found = [bytes.fromhex("e4525c7b8cd8a74daeb15378d02996d3"), bytes(200)]
    for name, data in files.items():
        raw = name.encode("utf-16-le") + b"\0\0"
        mark = bytes.fromhex("e716e3bd65261145a4c48d4d0b7a9eac")
        found += [struct.pack("<I", len(raw)), raw, bytes(8), mark, struct.pack("<QIQ", len(data), 0, 0), data]
        found += [bytes(-len(data) % 8), bytes.fromhex("22a7fb71790f0b4abb13899256426b24")]
    return b"".join(found)

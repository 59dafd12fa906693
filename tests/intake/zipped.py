"""ZIP files as colleagues make them, and locked ones, which the standard library reads but does not write."""

from __future__ import annotations

import hashlib
import hmac
import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from sabaku.extract.packed import aes


def packed(members: Mapping[str, bytes]) -> bytes:
    with zipfile.ZipFile(made := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return made.getvalue()


def locked(data: bytes, word: bytes, strong: bool) -> bytes:
    """A ZIP file with one member `a.eml` that is stored and locked: by AES-256 (WinZip AE-2), or as PKWARE first did it."""
    body = by_aes(data, word) if strong else by_pkware(data, word)
    extra = struct.pack("<HHH2sBH", 0x9901, 7, 2, b"AE", 3, 0) if strong else b""
    crc = 0 if strong else zlib.crc32(data)
    common = struct.pack("<HHHHHIIIHH", 51, 1, 99 if strong else 0, 0, 0x21, crc, len(body), len(data), 5, len(extra))
    local = b"PK\x03\x04" + common + b"a.eml" + extra + body
    central = b"PK\x01\x02" + struct.pack("<H", 51) + common + struct.pack("<HHHII", 0, 0, 0, 0, 0) + b"a.eml" + extra
    return local + central + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)


def by_aes(data: bytes, word: bytes) -> bytes:
    salt = bytes(range(16))
    keys = hashlib.pbkdf2_hmac("sha1", word, salt, 1000, 66)
    sealed = aes.counted(keys[:32], data)
    return salt + keys[64:] + sealed + hmac.digest(keys[32:64], sealed, "sha1")[:10]


def by_pkware(data: bytes, word: bytes) -> bytes:
    """The first encryption of ZIP (APPNOTE 6.3.10, 6.1)."""
    keys = [0x12345678, 0x23456789, 0x34567890]
    table = [_entry(it) for it in range(256)]

    def turn(byte: int) -> None:
        keys[0] = table[(keys[0] ^ byte) & 255] ^ keys[0] >> 8
        keys[1] = ((keys[1] + (keys[0] & 255)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = table[(keys[2] ^ keys[1] >> 24) & 255] ^ keys[2] >> 8

    for byte in word:
        turn(byte)
    sealed = bytearray()
    for byte in bytes(11) + bytes((zlib.crc32(data) >> 24,)) + data:
        low = keys[2] | 2
        sealed.append(byte ^ (low * (low ^ 1) >> 8 & 255))
        turn(byte)
    return bytes(sealed)


def _entry(value: int) -> int:
    for _ in range(8):
        value = value >> 1 ^ (0xEDB88320 if value & 1 else 0)
    return value

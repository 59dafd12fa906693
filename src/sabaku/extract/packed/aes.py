"""Members of ZIP archives that are encrypted with AES (WinZip AE-1, AE-2), opened with a password that the mail itself gives.

Plain Python, hence slow (some 300 KB a second): small members are read whole, of others the head. Meant for reading only; the
time that it takes tells of the key, which does not matter for a password that stands in the mail.
"""

from __future__ import annotations

import functools
import hashlib
import hmac
import zipfile
import zlib
from collections.abc import Sequence

from sabaku.extract.packed._base import HEAD, u16, zip_body

METHOD = 99
"""The "compression method" of such members (APPNOTE 6.3.10, 4.4.5 and appendix E)."""
MOST = 64 * 1024
"""Encrypted bytes of one member that are read whole."""
FRONT = 2 * HEAD
"""Encrypted bytes that are read of a larger one."""
ROUNDS = 1000
_FIELD = b"\x01\x99\x07\x00"
_NAMES = {1: "AES-128", 2: "AES-192", 3: "AES-256"}
_SUM = 10


def name_of(entry: zipfile.ZipInfo) -> str:
    """How a member is encrypted; "" where it is not by AES."""
    at = entry.extra.find(_FIELD) if entry.compress_type == METHOD else -1
    return _NAMES.get(entry.extra[at + 8], "AES") if at >= 0 and len(entry.extra) > at + 10 else ""


def content(data: bytes, entry: zipfile.ZipInfo, words: Sequence[str], most: int = MOST) -> tuple[bytes | None, bytes] | None:
    """The whole member and its head, the former None where it is larger than `most` or damaged; None where no password fits."""
    at = entry.extra.find(_FIELD)
    strength, method = entry.extra[at + 8], u16(entry.extra, at + 9)
    body = zip_body(data, entry)
    if strength not in _NAMES or method not in (0, 8):
        return None
    salt = 4 + 4 * strength
    for word in words:
        keys = hashlib.pbkdf2_hmac("sha1", word.encode(), body[:salt], ROUNDS, 16 * strength + 18)
        size = 8 + 8 * strength
        if body[salt : salt + 2] == keys[-2:]:
            return _read(body[salt + 2 :], keys[:size], keys[size : 2 * size], method, entry.file_size, most)
    return None


def _read(sealed: bytes, key: bytes, check: bytes, method: int, size: int, most: int) -> tuple[bytes | None, bytes]:
    body, given = sealed[:-_SUM], sealed[-_SUM:]
    whole = len(body) <= most and hmac.digest(check, body, "sha1")[:_SUM] == given
    plain = counted(key, body[: most if whole else FRONT])
    try:
        found = zlib.decompressobj(-15).decompress(plain, size if whole and size else HEAD) if method else plain
    except zlib.error:
        return None, b""
    return (found if whole and len(found) == size else None), found[:HEAD]


def counted(key: bytes, data: bytes) -> bytes:
    """AES in counter mode (NIST SP 800-38A, 6.5), the counter low byte first and from 1, as WinZip has it."""
    rounds = _expanded(key)
    stream = b"".join(_block(rounds, n.to_bytes(16, "little")) for n in range(1, -(-len(data) // 16) + 1))
    mixed = int.from_bytes(data, "big") ^ int.from_bytes(stream[: len(data)], "big")
    return mixed.to_bytes(len(data), "big")


@functools.cache
def _box() -> bytes:
    """The substitution table (FIPS 197, 5.1.1), computed from the field's inverses."""
    found = bytearray(256)
    p = q = 1
    while True:
        p = p ^ (p << 1) & 0xFF ^ (0x1B if p & 0x80 else 0)
        q ^= q << 1
        q ^= q << 2
        q ^= q << 4
        q &= 0xFF
        q ^= 0x09 if q & 0x80 else 0
        turned = q ^ q << 1 ^ q >> 7 ^ q << 2 ^ q >> 6 ^ q << 3 ^ q >> 5 ^ q << 4 ^ q >> 4
        found[p] = (turned ^ 0x63) & 0xFF
        if p == 1:
            break
    found[0] = 0x63
    return bytes(found)


@functools.cache
def _tables() -> tuple[tuple[int, ...], ...]:
    """Substitution and mixing of columns in one, for each row of the state."""
    first = []
    for s in _box():
        twice = (s << 1 ^ (0x11B if s & 0x80 else 0)) & 0xFF
        first.append(twice << 24 | s << 16 | s << 8 | (twice ^ s))
    return tuple(tuple(it >> 8 * n | (it << 32 - 8 * n) & 0xFFFFFFFF for it in first) for n in range(4))


def _expanded(key: bytes) -> list[int]:
    """The round keys, a word each (FIPS 197, 5.2)."""
    box, size = _box(), len(key) // 4
    words = [int.from_bytes(key[at : at + 4], "big") for at in range(0, len(key), 4)]
    constant = 1
    for n in range(size, 4 * (size + 7)):
        word = words[-1]
        if n % size == 0:
            word = _substituted((word << 8 | word >> 24) & 0xFFFFFFFF, box) ^ constant << 24
            constant = constant << 1 ^ (0x11B if constant & 0x80 else 0)
        elif size > 6 and n % size == 4:
            word = _substituted(word, box)
        words.append(words[-size] ^ word)
    return words


def _substituted(word: int, box: bytes) -> int:
    return box[word >> 24] << 24 | box[word >> 16 & 255] << 16 | box[word >> 8 & 255] << 8 | box[word & 255]


def _block(words: list[int], block: bytes) -> bytes:
    """One block, encrypted (FIPS 197, 5.1)."""
    t0, t1, t2, t3 = _tables()
    state = [int.from_bytes(block[4 * n : 4 * n + 4], "big") ^ words[n] for n in range(4)]
    last = len(words) - 4
    for at in range(4, last, 4):
        a, b, c, d = state
        state = [
            t0[a >> 24] ^ t1[b >> 16 & 255] ^ t2[c >> 8 & 255] ^ t3[d & 255] ^ words[at],
            t0[b >> 24] ^ t1[c >> 16 & 255] ^ t2[d >> 8 & 255] ^ t3[a & 255] ^ words[at + 1],
            t0[c >> 24] ^ t1[d >> 16 & 255] ^ t2[a >> 8 & 255] ^ t3[b & 255] ^ words[at + 2],
            t0[d >> 24] ^ t1[a >> 16 & 255] ^ t2[b >> 8 & 255] ^ t3[c & 255] ^ words[at + 3],
        ]
    box = _box()
    turned = [[state[(n + row) % 4] >> 24 - 8 * row & 255 for row in range(4)] for n in range(4)]
    return b"".join(
        (int.from_bytes(bytes(box[it] for it in column), "big") ^ words[last + n]).to_bytes(4, "big")
        for n, column in enumerate(turned)
    )

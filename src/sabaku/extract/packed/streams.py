"""Single compressed files (gzip, bzip2, xz, lzma, zstd) and tar archives, alone or together. Unpacked within limits."""

from __future__ import annotations

import bz2
import importlib
import lzma
import sys
import zlib
from collections.abc import Iterator
from typing import Any, Protocol

from sabaku.extract.packed._base import MAX_RATIO, MAX_TOTAL, Contents, Shelf, most_of, old_name, zero_ended

_MEMORY = 64 * 1024 * 1024
_STEP = 64 * 1024
_ENDS = {"tgz": "tar", "tbz": "tar", "tbz2": "tar", "txz": "tar", "tzst": "tar", "svgz": "svg"}
MOST_FRAMES = 64
"""Pieces of one file, each compressed by itself: programs read on after the first, which could serve to hide the second."""
_WINDOW = 26
"""Binary logarithm of the bytes of memory that a zstd frame may ask for."""
BLOCK = 512
LONG_NAME = 2000


class Unpacker(Protocol):
    """What the standard library's decompressors have in common."""

    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


def contents(data: bytes, kind: str, name: str) -> Contents:
    """The one file in a compressed file; where that is a tar archive too large to be kept, its members."""
    shelf = Shelf()
    found, whole = unpacked(data, kind, min(MAX_TOTAL, max(len(data) * MAX_RATIO, 65536)))
    inner = _inner_name(data, kind, name)
    if not whole and is_tar(found):
        shelf.say("limit-unpacked", inner)
        _tar(found, shelf)
    elif not whole:
        shelf.say("limit-unpacked" if len(found) > _STEP else "archive-damaged", inner)
        shelf.put(inner, max(len(found), MAX_TOTAL + 1), (found,))
    else:
        shelf.put(inner, len(found), (found,))
        if len(found) > most_of(inner) and is_tar(found):
            _tar(found, shelf)
    return shelf.contents()


def unpacked(data: bytes, kind: str, most: int) -> tuple[bytes, bool]:
    """At most so many of the unpacked bytes, and whether that is all of them. What follows the last piece may be anything."""
    found = bytearray()
    for n in range(MOST_FRAMES):
        before = len(found)
        done, rest = _frame(data, kind, most, found)
        if not done:
            del found[before if n and len(found) <= most else len(found) :]
            return bytes(found[:most]), n > 0 and len(found) <= most
        if not rest:
            break
        data = rest
    return bytes(found), True


def _frame(data: bytes, kind: str, most: int, found: bytearray) -> tuple[bool, bytes]:
    """Append what one piece holds; whether it came to its end within the limit, and what stands behind it."""
    try:
        unpacker = _unpacker(kind)
        for at in range(0, len(data), _STEP):
            found += unpacker.decompress(data[at : at + _STEP], most + 1 - len(found))
            if len(found) > most:
                return False, b""
            if unpacker.eof:
                return True, unpacker.unused_data + data[at + _STEP :]
    except _faults(kind):
        pass
    return False, b""


def _unpacker(kind: str) -> Unpacker:
    if kind == "gz":
        return zlib.decompressobj(31)
    if kind == "zst":
        return zstd().ZstdDecompressor(options={zstd().DecompressionParameter.window_log_max: _WINDOW})  # type: ignore[no-any-return]
    return bz2.BZ2Decompressor() if kind == "bz2" else lzma.LZMADecompressor(memlimit=_MEMORY)


def zstd() -> Any:
    """The module that reads zstd (RFC 8878): of the standard library from Python 3.14 on, before that its backport."""
    return importlib.import_module("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd")


def _faults(kind: str) -> tuple[type[Exception], ...]:
    usual = (zlib.error, OSError, EOFError, ValueError, lzma.LZMAError)
    return (*usual, zstd().ZstdError) if kind == "zst" else usual


def _inner_name(data: bytes, kind: str, name: str) -> str:
    """The name that a gzip header gives (RFC 1952), else the outer one without its ending."""
    if kind == "gz" and data[3:4] and data[3] & 8 and not data[3] & 4:
        given = zero_ended(data, 10, 500)
        if given:
            return old_name(given)
    stem, dot, last = name.rpartition(".")
    ending = _ENDS.get(last.lower())
    return f"{stem}.{ending}" if ending else stem if dot and stem else name or "?"


def is_tar(data: bytes) -> bool:
    """Whether the bytes begin with a header of a tar archive."""
    return data[257:262] == b"ustar"


def tar(data: bytes) -> Contents:
    """The files of a tar archive (POSIX.1-2001 pax, GNU long names)."""
    shelf = Shelf()
    _tar(data, shelf)
    return shelf.contents()


def _tar(data: bytes, shelf: Shelf) -> None:
    long = ""
    for at, size, kind in _blocks(data):
        if kind in b"xL":
            body = data[at + BLOCK : at + BLOCK + min(size, LONG_NAME)]
            long = _pax(body) or long if kind == b"x" else old_name(body.partition(b"\0")[0])
            continue
        if kind in b"\x000":
            if shelf.full:
                return
            shelf.take(long or _name(data, at), size, data, ((at + BLOCK, size),))
        long = ""


def _blocks(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Place, size and kind of each header; a header is 512 bytes long, so the walk ends."""
    at = 0
    while at + BLOCK <= len(data) and data[at + 257 : at + 262] == b"ustar":
        raw = data[at + 124 : at + 136]
        size = int.from_bytes(raw[1:], "big") if raw[0] & 0x80 else _octal(raw)
        yield at, size, data[at + 156 : at + 157]
        at += BLOCK + -(-size // BLOCK) * BLOCK


def _octal(raw: bytes) -> int:
    digits = raw.strip(b" \0")
    return int(digits, 8) if digits and not digits.strip(b"01234567") else 0


def _name(data: bytes, at: int) -> str:
    name, before = zero_ended(data, at, 100), zero_ended(data, at + 345, 155) if data[at + 262 : at + 263] == b"\0" else b""
    return old_name(before + b"/" + name if before else name)


def _pax(body: bytes) -> str:
    at = body.find(b" path=")
    return body[at + 6 :].partition(b"\n")[0].decode("utf-8", "replace") if at >= 0 else ""

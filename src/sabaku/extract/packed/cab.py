"""Cabinet files of Windows (MS-CAB): names, and contents that are stored or in MSZIP. LZX and Quantum stay closed."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from msgspec import Struct

from sabaku.extract.packed._base import MAX_TOTAL, Contents, Shelf, old_name, u16, u32, zero_ended

MAX_FOLDERS = 500
BLOCK = 32768
BLOCKS = 20_000
"""Blocks of all folders together, which may overlap."""


class Folder(Struct, frozen=True):
    """A stream of data blocks. `how`: 0 stored, 1 MSZIP; others cannot be read."""

    start: int
    blocks: int
    how: int
    reserve: int


def contents(data: bytes) -> Contents:
    """The files of a cabinet."""
    shelf = Shelf()
    folders = _folders(data)
    opened: dict[int, bytes | None] = {}
    left, blocks = MAX_TOTAL, BLOCKS
    at = u32(data, 16)
    for _ in range(u16(data, 28)):
        if at + 17 > len(data) or shelf.full:
            break
        size, offset, index, raw = u32(data, at), u32(data, at + 4), u16(data, at + 8), zero_ended(data, at + 16, 600)
        name = raw.decode("utf-8", "replace") if u16(data, at + 14) & 0x80 else old_name(raw)
        if index not in opened:
            opened[index] = _unpacked(data, folders[index], left) if index < len(folders) and blocks > 0 else None
            blocks -= folders[index].blocks if index < len(folders) else 0
            left -= len(opened[index] or b"")
        inside = opened[index]
        if inside is None:
            shelf.put(name.replace("\\", "/"), size)
            shelf.say("archive-names-only", "cab")
        else:
            shelf.take(name.replace("\\", "/"), size, inside, ((offset, size),))
        at += 17 + len(raw)
    return shelf.contents()


def _folders(data: bytes) -> list[Folder]:
    flags, at = u16(data, 30), 36
    own = each = block = 0
    if flags & 4:
        own, each, block = u16(data, 36), *data[38:40].ljust(2, b"\0")
        at = 40 + own
    for bit in (1, 2):
        if flags & bit:
            for _ in range(2):
                at += len(zero_ended(data, at, 260)) + 1
    count = min(u16(data, 26), MAX_FOLDERS)
    places = range(at, min(at + count * (8 + each), len(data)), 8 + each)
    return [Folder(u32(data, it), u16(data, it + 4), u16(data, it + 6) & 15, block) for it in places]


def _unpacked(data: bytes, folder: Folder, most: int) -> bytes | None:
    """The bytes of a folder as far as the limit goes; None where they are compressed in a way that is not read."""
    if folder.how > 1:
        return None
    found = bytearray()
    for piece in _pieces(data, folder):
        if len(found) + len(piece) > most:
            break
        found += piece
    return bytes(found)


def _pieces(data: bytes, folder: Folder) -> Iterator[bytes]:
    at, before = folder.start, b""
    for _ in range(folder.blocks):
        size = u16(data, at + 4)
        block = data[at + 8 + folder.reserve : at + 8 + folder.reserve + size]
        if not block:
            return
        if folder.how:
            try:
                before = zlib.decompressobj(-15, zdict=before).decompress(block.removeprefix(b"CK"), BLOCK)
            except zlib.error:
                return
            yield before
        else:
            yield block
        at += 8 + folder.reserve + size

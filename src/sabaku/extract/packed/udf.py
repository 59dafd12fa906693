"""Disk images with the Universal Disk Format (ECMA-167, OSTA UDF): files and where their bytes lie. Plain partitions only."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from sabaku.extract.packed._base import MAX_MEMBERS, Shelf, u16, u32, u64

SECTOR = 2048
ANCHOR = 256
MAX_FOLDERS = 300
MAX_PIECES = 2000
MAX_LISTED = 1024 * 1024
Piece = tuple[int, int]
"""Start and length in bytes of the image."""


class Volume(Struct, frozen=True):
    """Where the partition starts, its block size, and the place of the root folder's entry, all in bytes."""

    start: int
    block: int
    root: int


class Node(Struct, frozen=True):
    """A file entry: its size and the pieces of its data."""

    folder: bool
    size: int
    pieces: tuple[Piece, ...]


def files(data: bytes, shelf: Shelf) -> Iterator[tuple[str, int, tuple[Piece, ...]]]:
    """Name, size and pieces of each file; nothing where the image has no UDF."""
    volume = _volume(data, shelf)
    if volume is None:
        return
    todo, visited, left, found = [(volume.root, "")], {volume.root}, MAX_LISTED, 0
    while todo:
        at, before = todo.pop(0)
        folder = _node(data, at, volume)
        left -= folder.size if folder else 0
        if folder is None or left < 0:
            shelf.say("archive-damaged" if folder is None else "limit-members", before[:200])
            continue
        for name, is_folder, place in _names(b"".join(data[start : start + size] for start, size in folder.pieces), volume):
            if place in visited or len(visited) > MAX_FOLDERS + MAX_MEMBERS:
                continue
            visited.add(place)
            if is_folder:
                todo.append((place, f"{before}{name}/"[-400:]))
                continue
            node = _node(data, place, volume)
            if node is not None and found <= MAX_MEMBERS:
                found += 1
                yield f"{before}{name}", node.size, node.pieces


def _volume(data: bytes, shelf: Shelf) -> Volume | None:
    """The way from the anchor to the root folder (ECMA-167 parts 3 and 4)."""
    anchor = ANCHOR * SECTOR
    if u16(data, anchor) != 2:
        return None
    first, count = u32(data, anchor + 20) * SECTOR, min(u32(data, anchor + 16) // SECTOR, 64)
    start = block = described = -1
    for at in range(first, first + count * SECTOR, SECTOR):
        kind = u16(data, at)
        if kind == 5 and start < 0:
            start = u32(data, at + 188) * SECTOR
        elif kind == 6 and block < 0:
            block, described = u32(data, at + 212), u32(data, at + 252)
            if data[at + 440 : at + 441] != b"\x01":
                shelf.say("archive-kind", "UDF (virtual partition)")
                return None
        elif kind == 8:
            break
    if start < 0 or block not in (512, 1024, 2048, 4096):
        return None
    at = start + described * block
    return Volume(start, block, start + u32(data, at + 404) * block) if u16(data, at) == 256 else None


def _node(data: bytes, at: int, volume: Volume) -> Node | None:
    """The (extended) file entry at that place (ECMA-167 4/14.9, 4/14.17)."""
    kind = u16(data, at)
    if kind not in (261, 266):
        return None
    base = at + (168 if kind == 261 else 208)
    skip, length = u32(data, base), u32(data, base + 4)
    begin = base + 8 + skip
    how = u16(data, at + 34) & 7
    size = u64(data, at + 56)
    if how == 3:
        pieces: tuple[Piece, ...] = ((begin, min(size, length)),)
    else:
        pieces = tuple(_extents(data, begin, min(begin + length, len(data)), 8 if how == 0 else 16, volume))
    return Node(data[at + 27] == 4, size, _cut(pieces, size)) if at + 27 < len(data) else None


def _extents(data: bytes, at: int, end: int, width: int, volume: Volume) -> Iterator[Piece]:
    for place in range(at, min(end, at + MAX_PIECES * width) - 7, width):
        length = u32(data, place) & 0x3FFFFFFF
        if not length:
            return
        yield volume.start + u32(data, place + 4) * volume.block, length


def _cut(pieces: tuple[Piece, ...], size: int) -> tuple[Piece, ...]:
    found: list[Piece] = []
    for at, length in pieces:
        if size <= 0:
            break
        found.append((at, min(length, size)))
        size -= length
    return tuple(found)


def _names(listed: bytes, volume: Volume) -> Iterator[tuple[str, bool, int]]:
    """The file identifiers of a folder (ECMA-167 4/14.4), those deleted and the parent left out."""
    at, end = 0, min(len(listed), MAX_LISTED)
    while at + 38 <= end and u16(listed, at) == 257:
        flags, length, used = listed[at + 18], listed[at + 19], u16(listed, at + 36)
        raw = listed[at + 38 + used : at + 38 + used + length]
        if not flags & 0x0C:
            name = raw[1:].decode("utf-16-be" if raw[:1] == b"\x10" else "latin-1", "replace")
            yield name, bool(flags & 2), volume.start + u32(listed, at + 24) * volume.block
        at += (38 + used + length + 3) & ~3

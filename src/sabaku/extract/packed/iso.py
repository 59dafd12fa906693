"""Disk images of CDs: ISO 9660 (ECMA-119) with Joliet; of images that carry UDF as well, that part is read by udf.py.

Windows shows the UDF names if there are any, else the Joliet ones. A file that only another tree names is listed as well.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from sabaku.extract.packed import udf
from sabaku.extract.packed._base import Contents, Shelf, u16, u32

SECTOR = 2048
DESCRIPTORS = 32
MAX_FOLDERS = 500
MAX_LISTED = 1024 * 1024
"""Bytes of directories that are read."""
_JOLIET = (b"%/@", b"%/C", b"%/E")


class Entry(Struct, frozen=True):
    """A record of a directory: where the file or folder lies, in bytes."""

    name: str
    start: int
    size: int
    folder: bool


def contents(data: bytes) -> Contents:
    """The files of an image."""
    shelf = Shelf()
    seen: set[tuple[int, int]] = set()
    for name, size, pieces in udf.files(data, shelf):
        start = pieces[0][0] if pieces else -1
        seen.add((start, size))
        if not shelf.full:
            shelf.take(name, size, data, pieces)
    for root, joliet, block in _roots(data):
        for entry in _walk(data, root, joliet, block, shelf):
            if (entry.start, entry.size) in seen and entry.size:
                continue
            seen.add((entry.start, entry.size))
            if shelf.full:
                return shelf.contents()
            shelf.take(entry.name, entry.size, data, ((entry.start, entry.size),))
    return shelf.contents()


def _roots(data: bytes) -> Iterator[tuple[Entry, bool, int]]:
    """The root folders: Joliet's first, then the plain one (ECMA-119 section 8)."""
    found: list[tuple[Entry, bool, int]] = []
    for at in range(16 * SECTOR, (16 + DESCRIPTORS) * SECTOR, SECTOR):
        kind = data[at] if data[at + 1 : at + 6] == b"CD001" else 255
        if kind == 255:
            break
        joliet = kind == 2 and data[at + 88 : at + 91] in _JOLIET
        block = u16(data, at + 128) or SECTOR
        root = _entry(data, at + 156, joliet, block)
        if (kind == 1 or joliet) and root is not None:
            found.append((root, joliet, block))
    return iter(sorted(found, key=lambda it: not it[1]))


def _walk(data: bytes, root: Entry, joliet: bool, block: int, shelf: Shelf) -> Iterator[Entry]:
    """All files below a folder, each folder once, with their path as the name."""
    todo, visited, left = [(root, "")], {root.start}, MAX_LISTED
    while todo:
        folder, before = todo.pop(0)
        left -= folder.size
        if left < 0 or len(visited) > MAX_FOLDERS:
            shelf.say("limit-members", str(MAX_FOLDERS))
            return
        for entry in _entries(data, folder, joliet, block):
            path = f"{before}{entry.name}"
            if not entry.folder:
                yield Entry(path, entry.start, entry.size, False)
            elif entry.start not in visited and len(visited) <= MAX_FOLDERS:
                visited.add(entry.start)
                todo.append((entry, f"{path[:400]}/"))


def _entries(data: bytes, folder: Entry, joliet: bool, block: int) -> Iterator[Entry]:
    at, end = folder.start, min(folder.start + folder.size, len(data))
    while at < end:
        length = data[at]
        if length < 34:
            at += SECTOR - (at - folder.start) % SECTOR
            continue
        entry = _entry(data, at, joliet, block)
        if entry is not None and entry.name:
            yield entry
        at += length


def _entry(data: bytes, at: int, joliet: bool, block: int) -> Entry | None:
    """The record at that place (ECMA-119 section 9.1); the folder itself and its parent have no name."""
    record = data[at : at + data[at]] if at < len(data) else b""
    if len(record) < 34:
        return None
    raw = record[33 : 33 + record[32]]
    name = "" if raw in (b"\0", b"\1") else raw.decode("utf-16-be" if joliet else "cp932", "replace")
    name = name.rpartition(";")[0] if name.rpartition(";")[2].isdecimal() and ";" in name else name
    start = (u32(record, 2) + record[1]) * block
    return Entry(name.rstrip("."), start, u32(record, 10), bool(record[25] & 2))

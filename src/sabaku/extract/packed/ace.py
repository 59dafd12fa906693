"""ACE archives: names, sizes and locks from the headers. Stored members are read, compressed ones named."""

from __future__ import annotations

from sabaku.extract.packed._base import Contents, Shelf, old_name, u16, u32

BLOCKS = 20_000


def contents(data: bytes) -> Contents:
    """The members of an archive."""
    shelf = Shelf()
    at = 0
    for _ in range(BLOCKS):
        size = u16(data, at + 2)
        if at + 7 > len(data) or size < 3 or shelf.full:
            break
        kind, flags = data[at + 4], u16(data, at + 5)
        more = u32(data, at + 7) if flags & 1 else 0
        if kind == 1 and at + 35 <= len(data):
            _file(data, at, (at + 4 + size, more), shelf)
        at += 4 + size + more
    return shelf.contents()


def _file(data: bytes, at: int, place: tuple[int, int], shelf: Shelf) -> None:
    name = old_name(data[at + 35 : at + 35 + min(u16(data, at + 33), 600)]).replace("\\", "/")
    size, locked = u32(data, at + 11), bool(u16(data, at + 5) & 0x4000)
    if u32(data, at + 19) & 16:
        return
    if data[at + 27] == 0 and not locked:
        shelf.take(name, size, data, (place,))
        return
    shelf.put(name, size, None, locked)
    if not locked:
        shelf.say("archive-names-only", "ace")

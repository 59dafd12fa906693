"""ARJ archives: names, sizes and locks from the headers. Members are read where stored or packed with method 1 to 3."""

from __future__ import annotations

from sabaku.extract.packed import lzhuf
from sabaku.extract.packed._base import Contents, Shelf, old_name, u16, u32, zero_ended

MARK = b"\x60\xea"
_MAIN = 2
_FOLDER = 3
_CODES = (17, 5)
EXTRAS = 20
HEADERS = 5_000


def is_arj(data: bytes) -> bool:
    """Whether the bytes begin with the main header of an ARJ archive."""
    return data[:2] == MARK and 30 <= u16(data, 2) <= 2600 and data[10:11] == b"\x02"


def contents(data: bytes) -> Contents:
    """The members of an archive."""
    shelf, left = Shelf(), lzhuf.MAX_BYTES
    at = 0
    for _ in range(HEADERS):
        if data[at : at + 2] != MARK or u16(data, at + 2) < 30 or at + 34 > len(data) or shelf.full:
            break
        base, end = at + 4, at + 8 + u16(data, at + 2)
        for _extra in range(EXTRAS):
            more = u16(data, end)
            end += 2 + (more + 4 if more else 0)
            if not more:
                break
        kind = data[base + 6]
        packed = 0 if kind == _MAIN else u32(data, base + 12)
        if kind not in (_MAIN, _FOLDER):
            left = _file(data, base, (end, packed), shelf, left)
        at = end + packed
    return shelf.contents()


def _file(data: bytes, base: int, place: tuple[int, int], shelf: Shelf, left: int) -> int:
    name = old_name(zero_ended(data, base + data[base], 600))
    size, locked, method = u32(data, base + 16), bool(data[base + 4] & 1), data[base + 5]
    if method == 0 and not locked:
        shelf.take(name, size, data, (place,))
    elif method in (1, 2, 3) and not locked:
        return lzhuf.shelve(shelf, (name, size, data[place[0] : place[0] + place[1]]), _CODES, left)
    else:
        shelf.put(name, size, None, locked)
        if not locked:
            shelf.say("archive-names-only", "arj")
    return left

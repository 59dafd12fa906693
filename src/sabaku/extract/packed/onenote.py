"""OneNote sections (MS-ONESTORE): the files that are embedded in them, which a double click on a picture opens."""

from __future__ import annotations

import itertools
import re

from sabaku.extract.packed._base import Contents, Shelf, u32, u64

_OBJECT = bytes.fromhex("e716e3bd65261145a4c48d4d0b7a9eac")
"""FileDataStoreObject {BDE316E7-2665-4511-A4C4-8D4D0B7A9EAC} (MS-ONESTORE 2.6.13)."""
_LENGTH = 16
_DATA = 36
_ENDING = re.compile(rb"\.\x00(?>[A-Za-z0-9]\x00){2,5}+\x00\x00")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"\x01\x00\x00\x00")
LONGEST = 400
"""Bytes of a file name."""
MAX_NAMES = 300
ENDINGS = 2_000
"""Places that look like the end of a file name."""


def contents(data: bytes) -> Contents:
    """The embedded files. Pictures have no name of their own; the others get the names in the order in which they stand."""
    shelf = Shelf()
    names = iter(_names(data))
    at = data.find(_OBJECT)
    while at >= 0 and not shelf.full:
        size, start = u64(data, at + _LENGTH), at + _DATA
        picture = data.startswith(_PICTURES, start)
        name = f"object-{len(shelf.members) + 1}" if picture else next(names, f"object-{len(shelf.members) + 1}")
        shelf.take(name, size, data, ((start, size),))
        at = data.find(_OBJECT, start + size if size < len(data) - start else start)
    return shelf.contents()


def _names(data: bytes) -> list[str]:
    """File names as OneNote writes them: UTF-16 with a zero at the end, the length in four bytes before it."""
    found: dict[str, None] = {}
    for ending in itertools.islice(_ENDING.finditer(data), ENDINGS):
        end = ending.end()
        for at in range(ending.start() - 2, max(3, ending.start() - LONGEST), -2):
            if u32(data, at - 4) == end - at:
                name = data[at : end - 2].decode("utf-16-le", "replace").replace("\\", "/").rpartition("/")[2]
                if name and "\0" not in name:
                    found[name] = None
                break
        if len(found) >= MAX_NAMES:
            break
    return list(found)

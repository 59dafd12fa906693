"""What is inside archives and disk images, one module for each format. Bytes in, names and small members out.

Nothing is run, followed or written. Readers never raise for what the bytes hold; limits that are reached are told.
"""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable

from sabaku.extract.packed._base import MAX_MEMBERS, Contents, Member

__all__ = ["CLOSED", "MAX_MEMBERS", "OPENED", "Contents", "Member", "contents", "look"]

OPENED = {
    "iso": "iso",
    "img": "fat",
    "vhd": "fat",
    "rar": "rar",
    "7z": "sevenzip",
    "cab": "cab",
    "lzh": "lha",
    "arj": "arj",
    "ace": "ace",
    "onenote": "onenote",
    "uu": "uu",
}
"""Kinds of files that are looked into, and the module that does it."""
STREAMS = frozenset(("gz", "bz2", "xz", "zst"))
CLOSED = frozenset(("compress", "wim", "alz", "egg"))
"""Kinds that are named but not looked into."""


@functools.cache
def _reader(module: str) -> Callable[[bytes], Contents]:
    found: Callable[[bytes], Contents] = importlib.import_module(f"sabaku.extract.packed.{module}").contents
    return found


def look(kind: str) -> bool:
    """Whether a file of that kind is looked into here."""
    return kind in OPENED or kind in STREAMS or kind == "tar"


def contents(data: bytes, kind: str, name: str = "") -> Contents:
    """What a file of that kind holds. Never raises; `name` helps where the format keeps none."""
    if kind in STREAMS or kind == "tar":
        from sabaku.extract.packed import streams

        return streams.tar(data) if kind == "tar" else streams.contents(data, kind, name)
    return _reader(OPENED[kind])(data)

"""LZH archives, once common in Japan: headers of level 0 to 3. Members are read where stored or packed with -lh4- to -lh7-."""

from __future__ import annotations

from msgspec import Struct

from sabaku.extract.packed import lzhuf
from sabaku.extract.packed._base import Contents, Shelf, old_name, u16, u32

_STORED = frozenset((b"-lh0-", b"-lz4-", b"-pm0-"))
_PACKED = {b"-lh4-": (14, 4), b"-lh5-": (14, 4), b"-lh6-": (16, 5), b"-lh7-": (17, 5)}
EXTRAS = 30
HEADERS = 5_000


class Header(Struct, frozen=True):
    """One header: the name, sizes, and where the data starts."""

    name: str
    packed: int
    size: int
    method: bytes
    start: int


def is_lha(data: bytes) -> bool:
    """Whether the bytes begin with a header of an LZH archive."""
    return data[2:4] in (b"-l", b"-p") and data[6:7] == b"-" and data[20:21] in (b"\0", b"\1", b"\2", b"\3")


def contents(data: bytes) -> Contents:
    """The members of an archive."""
    shelf, left = Shelf(), lzhuf.MAX_BYTES
    at = 0
    for _ in range(HEADERS):
        if not is_lha(data[at : at + 21]) or shelf.full:
            break
        header = _LEVELS[data[at + 20]](data, at)
        if header.method != b"-lhd-":
            if header.method in _STORED:
                shelf.take(header.name, header.size, data, ((header.start, header.size),))
            elif header.method in _PACKED:
                member = (header.name, header.size, data[header.start : header.start + header.packed])
                left = lzhuf.shelve(shelf, member, _PACKED[header.method], left)
            else:
                shelf.put(header.name, header.size)
                shelf.say("archive-names-only", "lzh")
        at = max(header.start + header.packed, at + 22)
    return shelf.contents()


def _zero(data: bytes, at: int) -> Header:
    name = data[at + 22 : at + 22 + data[at + 21]] if at + 21 < len(data) else b""
    return Header(_shown(name), u32(data, at + 7), u32(data, at + 11), data[at + 2 : at + 7], at + 2 + data[at])


def _one(data: bytes, at: int) -> Header:
    base = _zero(data, at)
    place = at + 2 + data[at]
    name, end = _extras(data, place - 2, 2, base.name)
    return Header(name, max(0, base.packed - (end - place)), base.size, base.method, end)


def _two(data: bytes, at: int) -> Header:
    name, _ = _extras(data, at + 24, 2)
    return Header(name, u32(data, at + 7), u32(data, at + 11), data[at + 2 : at + 7], at + u16(data, at))


def _three(data: bytes, at: int) -> Header:
    name, _ = _extras(data, at + 28, 4)
    return Header(name, u32(data, at + 7), u32(data, at + 11), data[at + 2 : at + 7], at + u32(data, at + 24))


def _extras(data: bytes, at: int, width: int, name: str = "") -> tuple[str, int]:
    """The name that the extended headers give, and the place behind them: each ends in the size of the next one."""
    folder = ""
    for _ in range(EXTRAS):
        size = int.from_bytes(data[at : at + width], "little")
        at += width
        if size <= width or at >= len(data):
            break
        kind, body = data[at], data[at + 1 : at + min(size, 2000) - width]
        if kind in (1, 0x44):
            name = _shown(body) if kind == 1 else body.decode("utf-16-le", "replace")
        elif kind in (2, 0x45):
            folder = _folder(body) if kind == 2 else body.decode("utf-16-le", "replace").replace("\uffff", "/")
        at += size - width
    return (f"{folder.strip('/')}/{name}" if folder else name), at


def _folder(body: bytes) -> str:
    return "/".join(old_name(it) for it in body.split(b"\xff"))


def _shown(name: bytes) -> str:
    return old_name(name.partition(b"\0")[0]).replace("\\", "/")


_LEVELS = (_zero, _one, _two, _three)

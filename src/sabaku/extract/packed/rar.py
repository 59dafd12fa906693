"""RAR archives, format 4 and 5: names, sizes and locks from their headers, which are not compressed. Only stored files are read.

Own reading of the published RAR 5.0 archive format and of the older technical note; no unpacking, so no foreign code.
"""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.extract.packed._base import MAX_MEMBERS, Contents, Shelf, u16, u32

OLD = b"Rar!\x1a\x07\x00"
NEW = b"Rar!\x1a\x07\x01\x00"
BLOCKS = 20_000
_STORED = 0x30


def contents(data: bytes) -> Contents:
    """The members of an archive; `locked` with "archive-names-hidden" where the list of names is encrypted too."""
    shelf = Shelf()
    hidden = _new(data, shelf) if data.startswith(NEW) else _old(data, shelf)
    if hidden:
        shelf.say("archive-names-hidden", "rar")
    if any(it.data is None and not it.locked for it in shelf.members):
        shelf.say("archive-names-only", "rar")
    return shelf.contents(hidden)


def _old(data: bytes, shelf: Shelf) -> bool:
    """Format 1.5 to 4: a chain of blocks. Returns whether the headers are encrypted."""
    at = len(OLD)
    for _ in range(BLOCKS):
        if at + 7 > len(data):
            break
        kind, flags, size = data[at + 2], u16(data, at + 3), u16(data, at + 5)
        if size < 7 or kind == 0x7B:
            if size < 7:
                shelf.say("archive-damaged", "rar")
            break
        if kind == 0x73 and flags & 0x80:
            return True
        more = u32(data, at + 7) if flags & 0x8000 else 0
        if kind == 0x74:
            more |= u32(data, at + 32) << 32 if flags & 0x100 else 0
            if shelf.full:
                break
            _old_file(data, at, flags, size, shelf)
        at += size + more
    return False


def _old_file(data: bytes, at: int, flags: int, size: int, shelf: Shelf) -> None:
    if flags & 0xE0 == 0xE0 or at + 32 > len(data):
        return
    begin = at + (40 if flags & 0x100 else 32)
    raw = data[begin : min(begin + u16(data, at + 26), at + size)]
    length = u32(data, at + 11) | (u32(data, at + 36) << 32 if flags & 0x100 else 0)
    locked = bool(flags & 4)
    if data[at + 25] == _STORED and not locked and not flags & 3:
        shelf.take(_old_name(raw, flags), length, data, ((at + size, length),))
    else:
        shelf.put(_old_name(raw, flags), length, None, locked)


def _old_name(raw: bytes, flags: int) -> str:
    """The name: as the old character set has it, and behind a zero byte packed as Unicode."""
    plain, zero, packed = raw.partition(b"\0")
    if flags & 0x200 and not zero:
        return raw.decode("utf-8", "replace")
    if flags & 0x200 and packed:
        return _unpacked(plain, packed).replace("\\", "/")
    try:
        return plain.decode("utf-8").replace("\\", "/")
    except UnicodeDecodeError:
        return plain.decode("cp932", "replace").replace("\\", "/")


def _unpacked(plain: bytes, packed: bytes) -> str:
    """Characters as the difference to the plain name: two bits each say where the low and the high byte come from."""
    found: list[int] = []
    high, rest = packed[0], iter(packed[1:])
    bits = flags = 0
    try:
        while len(found) < 1000:
            if not bits:
                flags, bits = next(rest), 8
            bits -= 2
            found.extend(_step(flags >> bits & 3, high, rest, plain, len(found)))
    except StopIteration:
        pass
    return "".join(map(chr, found)).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _step(how: int, high: int, rest: Iterator[int], plain: bytes, at: int) -> list[int]:
    if how == 0:
        return [next(rest)]
    if how == 1:
        return [next(rest) | high << 8]
    if how == 2:
        low = next(rest)
        return [low | next(rest) << 8]
    count = next(rest)
    shift, top = (next(rest), high << 8) if count & 0x80 else (0, 0)
    return [(it + shift & 0xFF) | top for it in plain[at : at + (count & 0x7F) + 2]]


def _new(data: bytes, shelf: Shelf) -> bool:
    """Format 5: blocks whose numbers have variable lengths. Returns whether the headers are encrypted."""
    at = len(NEW)
    for _ in range(BLOCKS):
        size, start = _number(data, at + 4)
        if at + 4 >= len(data):
            break
        kind, place = _number(data, start)
        flags, place = _number(data, place)
        if not size or kind == 5:
            break
        if kind == 4:
            return True
        extra, place = _number(data, place) if flags & 1 else (0, place)
        more, place = _number(data, place) if flags & 2 else (0, place)
        end = start + size
        if kind == 2:
            if len(shelf.members) >= MAX_MEMBERS and shelf.full:
                break
            _new_file(data, place, end, (max(place, end - extra), more), shelf)
        at = end + more
    return False


def _new_file(data: bytes, at: int, end: int, extra_more: tuple[int, int], shelf: Shelf) -> None:
    extra, more = extra_more
    flags, at = _number(data, at)
    length, at = _number(data, at)
    _, at = _number(data, at)
    at += (4 if flags & 2 else 0) + (4 if flags & 4 else 0)
    how, at = _number(data, at)
    _, at = _number(data, at)
    size, at = _number(data, at)
    name = data[at : min(at + size, end)].decode("utf-8", "replace")
    locked = _encrypted(data, extra, end)
    if flags & 1 or not name:
        return
    if how >> 7 & 7 == 0 and not locked and more == length:
        shelf.take(name, length, data, ((end, length),))
    else:
        shelf.put(name, length, None, locked)


def _encrypted(data: bytes, at: int, end: int) -> bool:
    """Whether the extra area holds an encryption record."""
    for _ in range(50):
        if at >= min(end, len(data)):
            return False
        size, start = _number(data, at)
        kind, _ = _number(data, start)
        if kind == 1:
            return True
        at = start + size
    return False


def _number(data: bytes, at: int) -> tuple[int, int]:
    """A number of seven bits to the byte, and the place behind it; 0 where it is cut off or too long."""
    value = 0
    for n, byte in enumerate(data[at : at + 10]):
        value |= (byte & 0x7F) << 7 * n
        if not byte & 0x80:
            return value, at + n + 1
    return 0, at + 10

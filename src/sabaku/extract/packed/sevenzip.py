"""7z archives: names, sizes, locks. A compressed list of names is unpacked with the standard library; an encrypted one is not.

Members are read where the archive uses copy, deflate, bzip2, LZMA, LZMA2 or the last two behind a filter for x86 programs.
"""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Iterator
from typing import Any

from sabaku.extract.packed import bcj2
from sabaku.extract.packed._base import MAX_MEMBERS, MAX_TOTAL, Contents, Shelf, u32, u64
from sabaku.extract.packed._sevenzip_header import BrokenError, Coder, Folder, Words, folders, streams

MAX_LIST = 4 * 1024 * 1024
"""Bytes of the list of names, unpacked."""
_MEMORY = 64 * 1024 * 1024
"""Bytes of the largest dictionary that is made for an archive."""
_X86 = (b"\x03\x03\x01\x03", b"\x04")
_DEFLATE, _BZIP2 = b"\x04\x01\x08", b"\x04\x02\x02"
_KEPT_BACK = 16
"""Bytes that the filter for programs may keep back at the end."""


def contents(data: bytes) -> Contents:
    """The members of an archive; `locked` with "archive-names-hidden" where the list of names is encrypted."""
    shelf = Shelf()
    start, size = 32 + u64(data, 12), u64(data, 20)
    try:
        if size > MAX_LIST or start + size > len(data) or len(data) < 32:
            raise BrokenError
        words = Words(data[start : start + size])
        kind = words.byte() if size else 1
        for _ in range(4):
            if kind != 0x17:
                break
            folder = streams(words)[0]
            if folder.locked:
                shelf.say("archive-names-hidden", "7z")
                return shelf.contents(True)
            words = Words(unpacked(data, folder, MAX_LIST))
            kind = words.byte()
        if size and kind == 1:
            _files(data, words, folders(words), shelf)
        elif size:
            shelf.say("archive-damaged", "7z")
    except (BrokenError, IndexError):
        shelf.say("archive-damaged", "7z")
    return shelf.contents()


def _files(data: bytes, words: Words, folders: list[Folder], shelf: Shelf) -> None:
    count, names, empty = words.count(), [], []
    while kind := words.byte():
        body = Words(words.take(words.number()))
        if kind == 14:
            empty = body.bits(count)
        elif kind == 17 and not body.byte():
            names = body.data[1:].decode("utf-16-le", "replace").split("\0", count)[:count]
    sizes = _sizes(data, folders)
    for n, name in enumerate(names):
        if n < len(empty) and empty[n]:
            continue
        if shelf.full:
            break
        size, locked, inside, at = next(sizes, (0, False, None, 0))
        if inside is None:
            shelf.put(name, size, None, locked)
        else:
            shelf.take(name, size, inside, ((at, size),))
    if any(it.data is None and not it.locked and not it.head for it in shelf.members):
        shelf.say("archive-names-only", "7z")


def _sizes(data: bytes, folders: list[Folder]) -> Iterator[tuple[int, bool, bytes | None, int]]:
    """Size, lock, unpacked bytes and place in them for each file, in order. What fails costs as much as what is read."""
    left, sent = MAX_TOTAL, 2 * len(data)
    for folder in folders[:MAX_MEMBERS]:
        inside, at = None, 0
        if not folder.locked and left > 0 and folder.packed <= sent:
            inside = _tried(data, folder, left)
            left -= min(folder.size, left)
            sent -= folder.packed
        for size in folder.files if folder.files is not None else [folder.size]:
            yield size, folder.locked, inside, at
            at += size


def _tried(data: bytes, folder: Folder, most: int) -> bytes | None:
    try:
        return unpacked(data, folder, most)
    except BrokenError:
        return None


def unpacked(data: bytes, folder: Folder, most: int) -> bytes:
    """The bytes of a folder, at most so many. Raises BrokenError for methods and bytes that the library does not read."""
    size = min(folder.size, most)
    if folder.branches:
        code, calls, jumps, moved = (_branch(data, folder, number, coder, size) for number, coder in folder.branches)
        return bcj2.joined(code, calls, jumps, moved, size)
    packed = data[folder.start : folder.start + folder.packed]
    methods = [method for method, _ in folder.coders]
    if methods == [b"\0"]:
        return packed[:size]
    if not size:
        return b""
    if methods in ([_DEFLATE], [_BZIP2]):
        return _plain(packed, methods[0], size)
    filters = sorted((_filter(*coder) for coder in folder.coders), key=lambda it: it["id"] != lzma.FILTER_X86)
    found = _raw(packed, filters, size)
    if len(filters) > 1 and len(found) < size:
        # the filter for programs keeps the last bytes back, which it leaves as they are, where no mark ends the stream
        found += _raw(packed, filters[1:], size)[len(found) :][:_KEPT_BACK]
    return found


def _branch(data: bytes, folder: Folder, number: int, coder: Coder | None, size: int) -> bytes:
    start, length = folder.places[number]
    packed = data[start : start + length]
    return packed if coder is None else _raw(packed, [_filter(*coder)], size)


def _raw(packed: bytes, filters: list[dict[str, Any]], size: int) -> bytes:
    try:
        return lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=filters).decompress(packed, size)
    except (lzma.LZMAError, ValueError, EOFError, MemoryError, OverflowError):
        raise BrokenError from None


def _plain(packed: bytes, method: bytes, size: int) -> bytes:
    """Deflate or bzip2, as old programs for 7z wrote."""
    try:
        if method == _DEFLATE:
            return zlib.decompressobj(-15).decompress(packed, size)
        return bz2.BZ2Decompressor().decompress(packed, size)
    except (zlib.error, OSError, ValueError, EOFError):
        raise BrokenError from None


def _filter(method: bytes, properties: bytes) -> dict[str, Any]:
    if method in _X86:
        return {"id": lzma.FILTER_X86}
    if method == b"\x21" and len(properties) == 1 and properties[0] <= 40:
        bits = properties[0]
        return {"id": lzma.FILTER_LZMA2, "dict_size": min((2 | bits & 1) << bits // 2 + 11, _MEMORY)}
    if method == b"\x03\x01\x01" and len(properties) == 5 and properties[0] < 225:
        first, size = properties[0], u32(properties, 1)
        return {
            "id": lzma.FILTER_LZMA1,
            "lc": first % 9,
            "lp": first // 9 % 5,
            "pb": first // 45,
            "dict_size": min(max(size, 4096), _MEMORY),
        }
    raise BrokenError

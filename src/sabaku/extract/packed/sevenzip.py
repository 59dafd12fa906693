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

MARK = b"7z\xbc\xaf\x27\x1c"
MAX_LIST = 4 * 1024 * 1024
"""Bytes of the list of names, unpacked."""
MAX_COUNT = 20_000
_AES = b"\x06\xf1\x07\x01"
_MEMORY = 64 * 1024 * 1024
_X86 = (b"\x03\x03\x01\x03", b"\x04")
_BCJ2 = b"\x03\x03\x01\x1b"
_DEFLATE, _BZIP2 = b"\x04\x01\x08", b"\x04\x02\x02"
_KEPT_BACK = 16


class BrokenError(Exception):
    """The list of names is not what the format wants."""


Coder = tuple[bytes, bytes]
"""A method and its properties."""


class Folder:
    """A packed stream: the coders from the outside in, and the sizes before and behind unpacking.

    Of a program in four streams `branches` are, for each, which of the packed `places` it is and how it is coded.
    """

    def __init__(self, coders: list[Coder], outputs: int, main: int) -> None:
        self.coders, self.outputs, self.main = coders, outputs, main
        self.start = self.packed = self.size = 0
        self.spare = 1
        self.places: list[tuple[int, int]] = []
        self.branches: tuple[tuple[int, Coder | None], ...] = ()
        self.files: list[int] | None = None
        self.sums = False

    @property
    def locked(self) -> bool:
        return any(method == _AES for method, _ in self.coders)


class Words:
    """A walk through the bytes of a header."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def byte(self) -> int:
        if self.at >= len(self.data):
            raise BrokenError
        self.at += 1
        return self.data[self.at - 1]

    def take(self, size: int) -> bytes:
        found = self.data[self.at : self.at + size]
        if len(found) < size:
            raise BrokenError
        self.at += size
        return found

    def number(self) -> int:
        """A number whose first byte says by its leading ones how many more bytes there are."""
        first, value = self.byte(), 0
        for n in range(8):
            if not first & 0x80 >> n:
                return value | (first & (0x7F >> n)) << 8 * n
            value |= self.byte() << 8 * n
        return value

    def count(self) -> int:
        """A number of things, within reason."""
        found = self.number()
        if found > MAX_COUNT:
            raise BrokenError
        return found

    def bits(self, count: int) -> list[bool]:
        packed = self.take(-(-count // 8))
        return [bool(packed[n >> 3] & 0x80 >> (n & 7)) for n in range(count)]

    def sums(self, count: int) -> int:
        """Passes over checksums; returns how many there were."""
        given = count if self.byte() else sum(self.bits(count))
        self.take(4 * given)
        return given


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
            _files(data, words, _folders(words), shelf)
        elif size:
            shelf.say("archive-damaged", "7z")
    except (BrokenError, IndexError):
        shelf.say("archive-damaged", "7z")
    return shelf.contents()


def _folders(words: Words) -> list[Folder]:
    kind = words.byte()
    if kind == 2:
        while kind := words.byte():
            words.take(words.number())
        kind = words.byte()
    if kind == 3:
        streams(words)
        kind = words.byte()
    found = streams(words) if kind == 4 else []
    if (words.byte() if kind == 4 else kind) != 5:
        raise BrokenError
    return found


def streams(words: Words) -> list[Folder]:
    """The folders of a StreamsInfo, each with place and sizes."""
    folders: list[Folder] = []
    sizes: Iterator[int] = iter(())
    begin = 32
    while kind := words.byte():
        if kind == 6:
            begin, sizes = 32 + words.number(), iter(_packed(words))
        elif kind == 7:
            folders = _coded(words)
        elif kind == 8:
            _split(words, folders)
        else:
            raise BrokenError
    for folder in folders:
        for _ in range(folder.spare):
            folder.places.append((begin, size := next(sizes, 0)))
            begin += size
        folder.start, folder.packed = folder.places[0]
    return folders


def _packed(words: Words) -> list[int]:
    count, sizes = words.count(), []
    while kind := words.byte():
        if kind == 9:
            sizes = [words.number() for _ in range(count)]
        elif kind == 10:
            words.sums(count)
        else:
            raise BrokenError
    return sizes


def _coded(words: Words) -> list[Folder]:
    if words.byte() != 11:
        raise BrokenError
    count = words.count()
    if words.byte():
        raise BrokenError
    folders = [_folder(words) for _ in range(count)]
    if words.byte() != 12:
        raise BrokenError
    for folder in folders:
        sizes = [words.number() for _ in range(folder.outputs)]
        folder.size = sizes[folder.main]
    while kind := words.byte():
        if kind != 10:
            raise BrokenError
        known = words.byte()
        defined = [True] * count if known else words.bits(count)
        words.take(4 * sum(defined))
        for folder, given in zip(folders, defined, strict=True):
            folder.sums = given
    return folders


def _folder(words: Words) -> Folder:
    coders: list[Coder] = []
    inputs = outputs = 0
    wide: list[tuple[int, int]] = []
    for _ in range(min(words.count(), 32)):
        flags = words.byte()
        method = words.take(flags & 15)
        ins, outs = (words.count(), words.count()) if flags & 16 else (1, 1)
        wide.append((inputs, ins))
        inputs, outputs = inputs + ins, outputs + outs
        coders.append((method, words.take(words.count()) if flags & 32 else b""))
    pairs = [(words.number(), words.number()) for _ in range(outputs - 1)]
    bound = {into for _, into in pairs}
    spare = inputs - (outputs - 1)
    taken = [words.number() for _ in range(min(spare, 32))] if spare > 1 else []
    main = next((n for n in range(outputs) if n not in bound), 0)
    found = Folder(coders if inputs == outputs == len(coders) else [*coders, (b"?", b"")], outputs, main)
    found.spare = max(1, min(spare, 32))
    if len(coders) == outputs and len(taken) == 4 and coders[main] == (_BCJ2, b""):
        found.branches = _branches(coders, wide, dict(pairs), taken, main)
    return found


def _branches(
    coders: list[Coder], wide: list[tuple[int, int]], pairs: dict[int, int], taken: list[int], main: int
) -> tuple[tuple[int, Coder | None], ...]:
    """The four streams of a program: each packed as it is, or by one coder. () where they are put together otherwise."""
    found: list[tuple[int, Coder | None]] = []
    start, count = wide[main]
    for stream in range(start, start + count):
        coder, packed = (None, stream) if stream not in pairs else (coders[pairs[stream]], wide[pairs[stream]][0])
        if packed not in taken:
            return ()
        found.append((taken.index(packed), coder))
    return tuple(found) if len(found) == 4 else ()


def _split(words: Words, folders: list[Folder]) -> None:
    """How the bytes of each folder are divided among files (SubStreamsInfo)."""
    counts = [1] * len(folders)
    kind = words.byte()
    if kind == 13:
        counts = [words.count() for _ in folders]
        kind = words.byte()
    if sum(counts) > MAX_COUNT:
        raise BrokenError
    for folder, count in zip(folders, counts, strict=True):
        sizes = [words.number() for _ in range(count - 1)] if kind == 9 else []
        folder.files = [*sizes, max(0, folder.size - sum(sizes))] if count else []
    kind = words.byte() if kind == 9 else kind
    while kind:
        if kind != 10:
            raise BrokenError
        words.sums(sum(n for n, it in zip(counts, folders, strict=True) if n != 1 or not it.sums))
        kind = words.byte()


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

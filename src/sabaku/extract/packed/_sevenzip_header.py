"""The header of a 7z archive: in which packed streams its files are, how each is coded, how long each file is.

Reads the list of names unpacked; unpacks nothing itself. Raises BrokenError for what the format does not want.
"""

from __future__ import annotations

from collections.abc import Iterator

MAX_COUNT = 20_000
"""Files, streams or coders that one header may count."""
_AES = b"\x06\xf1\x07\x01"
BCJ2 = b"\x03\x03\x01\x1b"
"""The filter for x86 programs that divides them into four streams."""


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


def folders(words: Words) -> list[Folder]:
    """The folders of a header whose first byte has been read."""
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
    if len(coders) == outputs and len(taken) == 4 and coders[main] == (BCJ2, b""):
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

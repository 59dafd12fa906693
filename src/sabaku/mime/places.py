"""The way back: from characters of a decoded part to the bytes of the file, exact where the encodings allow it.

Two steps, each worked out only where somebody looks: characters to decoded bytes (by line, then within the line by the
charset), decoded bytes to the file (by line, then within the line by the transfer encoding).
"""

from __future__ import annotations

import binascii
import bisect
import functools
import itertools
import re
from collections.abc import Callable, Sequence

from sabaku.mime import charsets, limits, lines, transfer
from sabaku.model import Piece

Range = tuple[int, int]
Token = tuple[str, int, int]
SIGNIFICANT = re.compile(rb"[A-Za-z0-9+/]")
COUNTED = 100_000
"""Characters of a text in which line breaks are counted anew for each place: less work than an index, for the few places."""
BLOCK = 64
"""Lines of a quoted-printable body that are counted together."""
LONG = 1024
"""Bytes of a line above which it is looked at in pieces: a whole body may stand in one line, and many places be wanted in it."""
BYTE = re.compile(rb"=([0-9A-Fa-f]{2})|=[ \t]{0,200}(?:\r*+\n|\Z)|[^=]++|=", re.DOTALL)


def starts(lines: Sequence[bytes] | Sequence[str], width: int = 1) -> list[int]:
    """The offset of each line, and the end, of lines that are `width` apart."""
    return [0, *itertools.accumulate(map(width.__add__, map(len, lines)))]


class Body:
    """One decoded text part: `data` are its bytes without transfer encoding, `text` the characters of its view.

    `as_` tells how it was decoded: codec, length of a byte order mark, mobile carrier.
    """

    def __init__(self, raw: bytes, offset: int, encoding: str, data: bytes, text: str, as_: tuple[str, int, str]) -> None:
        self.offset, self.data, self.text = offset, data, text
        self.codec, self.skip, self.carrier = as_
        self.plain = _plain(text, data)
        self.walked: dict[int, tuple[list[int], list[Token]]] = {}
        self.back = _transfer(raw, encoding, len(data))

    @functools.cached_property
    def lines(self) -> list[bytes]:
        """The decoded bytes, line by line."""
        whole = self.data[self.skip :]
        return (lines.LONE_CR.sub(b"\n", whole) if b"\r" in whole else whole).split(b"\n")

    @functools.cached_property
    def shown(self) -> list[str]:
        """The characters, line by line."""
        return self.text.split("\n")

    @functools.cached_property
    def line_at(self) -> list[int]:
        """Where the decoded bytes of each line start."""
        return starts(self.lines)

    @functools.cached_property
    def shown_at(self) -> list[int]:
        """Where the characters of each line start."""
        return starts(self.shown)

    def locate(self, start: int, end: int) -> Range:
        """The bytes of the file that hold the characters from `start` to `end`."""
        first = self.bytes_of(start, max(start, min(end, start + 1)))
        last = first if end <= start + 1 else self.bytes_of(end - 1, end)
        at, to = self.skip + first[0], self.skip + last[1]
        start_byte = self.back(at, at + 1)[0]
        return self.offset + start_byte, self.offset + (self.back(to - 1, to)[1] if start < end and to > at else start_byte)

    def bytes_of(self, start: int, end: int) -> Range:
        """The decoded bytes of one character (or of the place between two)."""
        if self.plain is not None:
            at = start + self.text.count("\n", 0, start) * (self.plain - 1)
            return min(at, len(self.data)), min(at + (self.plain if self.text[start : start + 1] == "\n" else 1), len(self.data))
        if len(self.lines) != len(self.shown):
            return 0, len(self.data) - self.skip
        number = max(0, bisect.bisect_right(self.shown_at, min(start, len(self.text))) - 1)
        number = min(number, len(self.lines) - 1)
        line, shown = self.lines[number], self.shown[number]
        column, base = start - self.shown_at[number], self.line_at[number]
        if column >= len(shown):
            at = base + len(line) - (line[-1:] == b"\r" and start < len(self.text))
            return at, min(base + len(line) + (end > start), len(self.data) - self.skip)
        at, to = self.within(number, line, shown, column)
        return base + at, base + to

    def within(self, number: int, line: bytes, shown: str, column: int) -> Range:
        """The bytes of the character at `column` of one line; the whole line where that cannot be told."""
        if line.isascii() and self.codec != "iso-2022-jp" and len(shown) in (len(line), len(line) - 1):
            return column, column + 1
        if self.codec == "utf-8" and _same(shown, line.rstrip(b"\r")):
            at = len(shown[:column].encode("utf-8", "replace"))
            return at, at + len(shown[column].encode("utf-8", "replace"))
        return self.walk(number, column)

    def walk(self, number: int, column: int) -> Range:
        """Character by character through the stretch of the line where the character stands."""
        if number not in self.walked:
            self.walked[number] = self.stretches(self.lines[number], self.shown[number])
        columns, stretches = self.walked[number]
        index = bisect.bisect_right(columns, column) - 1
        if not 0 <= index < len(stretches):
            return 0, len(self.lines[number])
        text, start, end = stretches[index]
        tokens = [(text, 0, end - start)]
        if self.codec != "iso-2022-jp":
            tokens = charsets.tokens(self.lines[number][start:end], self.codec, self.carrier)
        inside = _character(tokens, column - columns[index])
        return (start + inside[0], start + inside[1]) if inside else (start, end)

    def stretches(self, line: bytes, shown: str) -> tuple[list[int], list[Token]]:
        """A line in stretches that end between two characters, with the column of each; none where they don't add up."""
        pattern = charsets.CHUNKS.get(self.codec)
        if pattern is None:
            found = charsets.tokens(line, self.codec, self.carrier)
        else:
            ranges = [it.span() for it in pattern.finditer(line)]
            found = [(charsets.text_of(line[start:end], self.codec, self.carrier), start, end) for start, end in ranges]
        whole = "".join(text for text, _, _ in found)
        return (
            (starts([text for text, _, _ in found], 0), found)
            if whole.removesuffix("\r") == shown.removesuffix("\r")
            else ([], [])
        )

    def pieces(self) -> tuple[Piece, ...]:
        """Line by line: the coarse way, for whoever wants all of it."""
        if len(self.lines) != len(self.shown):
            return (Piece(0, len(self.text), "", *self.locate(0, len(self.text))),)
        ends = [at + len(line) for at, line in zip(self.shown_at, self.shown, strict=False)]
        return tuple(Piece(at, end, "", *self.locate(at, end)) for at, end in zip(self.shown_at, ends, strict=False) if end > at)


def _plain(text: str, data: bytes) -> int | None:
    """How many bytes a line break has, where all else is ASCII, character for byte; None where places need more thought."""
    if not text.isascii() or len(text) > COUNTED:
        return None
    if len(text) == len(data):
        return 1 if text.encode("ascii") == data else None
    return 2 if text.replace("\n", "\r\n").encode("ascii") == data else None


def _same(shown: str, line: bytes) -> bool:
    """Whether a line of UTF-8 shows just what it holds, so that its characters stand where their bytes stand."""
    encoded = shown.encode("utf-8", "replace")
    return encoded == line or (shown.isprintable() and len(encoded) == len(line))


def _character(tokens: list[tuple[str, int, int]], column: int) -> Range | None:
    """The bytes of one character among runs of characters that have equally many bytes each."""
    for text, start, end in tokens:
        if column < len(text):
            width = next((width for width in (1, 2) if len(text) * width == end - start), 0)
            return (start + column * width, start + (column + 1) * width) if width else (start, end)
        column -= len(text)
    return None


def _transfer(raw: bytes, encoding: str, size: int) -> Callable[[int, int], Range]:
    """From a range of decoded bytes to the range of the body as sent."""
    if encoding in transfer.IDENTITY:
        return lambda at, to: (at, to)
    if encoding in transfer.BASE64:
        return Base64(raw).range
    if encoding in transfer.QP:
        return Quoted(raw, size).range
    return lambda _at, _to: (0, len(raw))


class Base64:
    """Places in a base64 body: byte n stands in characters 4n/3 and following."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.lines, self.line_at = _short_lines(raw)
        self.count = [0, *itertools.accumulate(len(line.translate(None, transfer.NOT_BASE64)) for line in self.lines)]
        self.blocks = self._blocks()

    def _blocks(self) -> list[tuple[int, int]]:
        """(decoded bytes, characters) before each block, where padding stands inside."""
        blocks, size, chars = [(0, 0)], 0, 0
        if not transfer.padded_inside(self.raw):
            return blocks
        for block in self.raw.split(b"=", limits.BASE64_BLOCKS):
            found = len(block.translate(None, transfer.NOT_BASE64))
            size, chars = size + found * 3 // 4, chars + found
            blocks.append((size, chars))
        return blocks

    def range(self, at: int, to: int) -> Range:
        size, chars = self.blocks[bisect.bisect_right(self.blocks, (at, 1 << 62)) - 1]
        first = chars + (at - size) * 4 // 3
        last = chars + ((to - size) * 4 + 2) // 3 - 1
        return self.place(first), self.place(max(first, last)) + 1

    def place(self, number: int) -> int:
        """Where the character of that number stands, counting only those of the alphabet."""
        number = max(0, min(number, self.count[-1] - 1))
        index = max(0, min(bisect.bisect_right(self.count, number) - 1, len(self.lines) - 1))
        line, column = self.lines[index], number - self.count[index]
        if not line[: column + 1].translate(None, transfer.ALPHABET):
            return min(self.line_at[index] + column, len(self.raw))
        found = next(itertools.islice(SIGNIFICANT.finditer(line), column, None), None)
        return self.line_at[index] + (found.start() if found else 0)


def _short_lines(raw: bytes) -> tuple[list[bytes], list[int]]:
    """The lines, long ones in pieces, and where each begins."""
    whole = raw.split(b"\n")
    at = starts(whole)
    if len(max(whole, key=len)) <= LONG:
        return whole, at
    pairs = zip(at, whole, strict=False)
    cuts = [(first + n, line[n : n + LONG]) for first, line in pairs for n in range(0, len(line) or 1, LONG)]
    return [line for _, line in cuts], [first for first, _ in cuts]


def _usual(quoted: bytes) -> bool:
    """Whether Python's own decoder reads this as we do: no blanks behind an equals sign."""
    return b"= " not in quoted and b"=\t" not in quoted


class Quoted:
    """Places in a quoted-printable body."""

    def __init__(self, raw: bytes, size: int) -> None:
        self.lines = transfer.with_line_feeds(raw).split(b"\n")
        self.line_at = starts(self.lines)
        self.count = [0, *itertools.accumulate(map(self._block, range(0, len(self.lines), BLOCK)))]
        self.inside: dict[int, list[int]] = {}
        self.steps: dict[int, tuple[list[int], list[int]]] = {}
        self.exact = self.count[-1] == size
        self.whole = (0, len(raw))

    def _block(self, first: int) -> int:
        """Decoded bytes of a block of lines: in one go, which costs a tenth of going line by line."""
        text = b"\n".join(self.lines[first : first + BLOCK]) + (b"\n" if first + BLOCK < len(self.lines) else b"")
        return len(binascii.a2b_qp(text)) if _usual(text) else sum(self._sizes(first))

    def _sizes(self, first: int) -> list[int]:
        """Decoded bytes of each line of a block, with its line break."""
        stop = min(first + BLOCK, len(self.lines))
        block = [it + b"\n" for it in self.lines[first:stop]]
        if stop == len(self.lines):
            block[-1] = self.lines[-1]
        if _usual(b"".join(block)):
            return list(map(len, map(binascii.a2b_qp, block)))
        return [len(binascii.a2b_qp(it) if _usual(it) else transfer.unquote(it)) for it in block]

    def _line_of(self, number: int) -> tuple[int, int]:
        """The line in which the decoded byte of that number stands, and its number there."""
        block = max(0, min(bisect.bisect_right(self.count, number) - 1, len(self.count) - 2))
        if block not in self.inside:
            self.inside[block] = [0, *itertools.accumulate(self._sizes(block * BLOCK))]
        count, left = self.inside[block], number - self.count[block]
        n = max(0, min(bisect.bisect_right(count, left) - 1, len(count) - 2))
        return block * BLOCK + n, left - count[n]

    def range(self, at: int, to: int) -> Range:
        if not self.exact:
            return self.whole
        first = self.place(at)
        return first[0], (first if to <= at + 1 else self.place(to - 1))[1]

    def place(self, number: int) -> Range:
        """Where the decoded byte of that number stands in the body."""
        index, left = self._line_of(number)
        line, base = self.lines[index] + b"\n", self.line_at[index]
        begin, passed = self._step(index, line, left) if len(line) > LONG else (0, 0)
        left -= passed
        for found in BYTE.finditer(line, begin):
            size = _bytes_in(found)
            if left < size:
                start = found.start() + (0 if found[1] else left)
                return base + start, base + (found.end() if found[1] else start + 1)
            left -= size
        return min(base + len(line), self.whole[1]), min(base + len(line), self.whole[1])

    def _step(self, index: int, line: bytes, left: int) -> Range:
        """In a long line, where to begin for its decoded byte of that number, and how many stand before."""
        if index not in self.steps:
            before, at, size = [0], [0], 0
            for n, found in enumerate(BYTE.finditer(line)):
                if n % LONG == 0 and n:
                    before.append(size)
                    at.append(found.start())
                size += _bytes_in(found)
            self.steps[index] = before, at
        before, at = self.steps[index]
        n = bisect.bisect_right(before, left) - 1
        return at[n], before[n]


def _bytes_in(found: re.Match[bytes]) -> int:
    """How many decoded bytes a piece of quoted-printable stands for: none for a soft line break."""
    return 1 if found[1] or found[0] == b"=" else 0 if found[0][:1] == b"=" else len(found[0])

"""Unpacking of LZSS with static Huffman codes in blocks: LZH's -lh4- to -lh7- and ARJ's methods 1 to 3. Bytes in, bytes out.

Own reading of the format as its author, Okumura Haruhiko, and the notes on LHA's headers describe it. Slow, so little of it is
done: the reader says how many bytes are wanted, and blocks are counted, because each brings tables of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from sabaku.extract.packed._base import HEAD, Shelf

BLOCK = 1024
"""Bytes for which a member may start a new block; ordinary programs do after 16,000 characters and more."""
MAX_BYTES = 512 * 1024
"""Bytes of one archive that are unpacked at all: two or three a microsecond is what this can do."""
LONGEST = 16
_SYMBOLS, _SYMBOL_BITS = 510, 9
_LENGTHS, _LENGTH_BITS = 19, 5
_SHORTEST_COPY = 3


class BrokenError(Exception):
    """The bytes are not what the format wants."""


class Bits:
    """The bits of a packed member from the highest of each byte on."""

    def __init__(self, data: bytes) -> None:
        self.end = 8 * len(data)
        self.data, self.at = data + bytes(4), 0

    def peek(self, count: int) -> int:
        """The next bits (at most 16) as a number, without passing them."""
        byte = self.at >> 3
        return int.from_bytes(self.data[byte : byte + 4], "big") >> (32 - count - (self.at & 7)) & ((1 << count) - 1)

    def take(self, count: int) -> int:
        """The next bits as a number. Raises BrokenError behind the end."""
        found = self.peek(count)
        self.at += count
        if self.at > self.end:
            raise BrokenError
        return found


class Code:
    """A Huffman code: for all that the next bits may be, the symbol that they begin with, and its length."""

    def __init__(self, lengths: Sequence[int]) -> None:
        used = sorted((length, symbol) for symbol, length in enumerate(lengths) if length)
        self.longest = used[-1][0] if used else 0
        if sum(1 << (self.longest - length) for length, _ in used) != 1 << self.longest or self.longest > LONGEST:
            raise BrokenError
        self.table: list[tuple[int, int]] = []
        for length, symbol in used:
            self.table += [(symbol, length)] * (1 << (self.longest - length))

    @classmethod
    def single(cls, symbol: int) -> Code:
        """The code of one symbol, which takes no bits."""
        found = cls.__new__(cls)
        found.longest, found.table = 0, [(symbol, 0)]
        return found

    def next(self, bits: Bits) -> int:
        """The next symbol."""
        symbol, length = self.table[bits.peek(self.longest)]
        bits.at += length
        if bits.at > bits.end:
            raise BrokenError
        return symbol


def unpacked(data: bytes, size: int, places: int, place_bits: int) -> bytes:
    """The first `size` bytes of a member. Raises BrokenError.

    places, place_bits: how many codes for distances there are (lh4, lh5: 14; lh6: 16; lh7, ARJ: 17), and their number's width.
    """
    bits, out, blocks = Bits(data), bytearray(), 0
    while len(out) < size:
        blocks += 1
        if blocks > 3 + size // BLOCK:
            raise BrokenError
        count = bits.take(16)
        symbols = _symbols(bits, _short(bits, _LENGTHS, _LENGTH_BITS, 3))
        distances = _short(bits, places, place_bits, -1)
        _block(bits, out, count or 1 << 16, symbols, distances, size)
    return bytes(out[:size])


def shelve(shelf: Shelf, member: tuple[str, int, bytes], codes: tuple[int, int], left: int) -> int:
    """Puts a packed member (name, size, bytes) on the shelf, as much of it as `left` allows; what is left then."""
    name, size, data = member
    wanted = size if size <= left else min(HEAD, left)
    if size and not wanted:
        shelf.put(name, size)
        shelf.say("archive-names-only", "limit")
        return 0
    try:
        shelf.put(name, size, (unpacked(data, wanted, *codes),))
    except BrokenError:
        shelf.put(name, size)
        shelf.say("archive-damaged", name[:500])
    return left - wanted


def _block(bits: Bits, out: bytearray, count: int, symbols: Code, distances: Code, size: int) -> None:
    """One block: characters as they are, and copies of what was there before (before the beginning: blanks)."""
    for _ in range(count):
        symbol = symbols.next(bits)
        if symbol < 256:
            out.append(symbol)
        else:
            wide = distances.next(bits)
            back = (1 << (wide - 1)) + bits.take(wide - 1) + 1 if wide else 1
            length = symbol - 256 + _SHORTEST_COPY
            start = len(out) - back
            piece = (
                bytes(out[start : start + length])
                if start >= 0
                else b" " * min(-start, length) + bytes(out[: max(0, start + length)])
            )
            out += (piece * (length // back + 1))[:length] if back < length else piece
        if len(out) >= size:
            return


def _short(bits: Bits, most: int, width: int, gap: int) -> Code:
    """A code whose lengths are written in three bits each, or more where they are seven and up."""
    count = bits.take(width)
    if count == 0:
        return Code.single(bits.take(width))
    lengths: list[int] = []
    while len(lengths) < min(count, most):
        length = bits.take(3)
        while 7 <= length <= LONGEST and bits.take(1):  # megabytes of ones are no length
            length += 1
        if length > LONGEST:
            raise BrokenError
        lengths.append(length)
        if len(lengths) == gap:
            lengths += [0] * bits.take(2)
    return Code(lengths[:most])


def _symbols(bits: Bits, lengths: Code) -> Code:
    """The code of characters and copy lengths, its own lengths packed with the short code."""
    count = bits.take(_SYMBOL_BITS)
    if count == 0:
        return Code.single(bits.take(_SYMBOL_BITS))
    found: list[int] = []
    while len(found) < min(count, _SYMBOLS):
        length = lengths.next(bits)
        if length > 2:
            found.append(length - 2)
        else:
            found += [0] * (1 if length == 0 else bits.take(4) + 3 if length == 1 else bits.take(_SYMBOL_BITS) + 20)
    return Code(found[:_SYMBOLS])

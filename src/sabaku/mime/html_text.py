"""From raw characters of HTML to what a reader sees: entities, whitespace, invisible characters. Knows no tags.

The tokenizer hands over a *flow*: raw text with four control characters for the gaps that tags make. One regular
expression pass squashes it; the runs it changed are kept, so that every place can be traced back.
"""

from __future__ import annotations

import functools
from bisect import bisect_left, bisect_right
from html.entities import html5

from sabaku.model import Piece
from sabaku.text import late
from sabaku.text.forms import INVISIBLE

JOIN, BLOCK, CELL, BREAK = "\x1c", "\x1d", "\x1e", "\x1f"
CONTROLS = "\x00\x1c\x1d\x1e\x1f"
WITHOUT_CONTROLS = {0: 0x200B, 0x1C: 0x20, 0x1D: 0x20, 0x1E: 0x20, 0x1F: 0x20}

UNSEEN = late.pattern(f"[{INVISIBLE}][{INVISIBLE}]*+")
REFERENCE = r"&(?:#(?:[xX][0-9a-fA-F]{1,64}+|[0-9]{1,64}+);?|[A-Za-z][A-Za-z0-9]{1,31}+;?)"
"""A character reference, as a regular expression."""
ENTITY = late.pattern(REFERENCE)
_GAP = f"\t\r\n\f{JOIN}-{BREAK}"
SQUASH = late.pattern(
    # one class of all that can begin a run, then which it is: so `re` skips at full speed over the text between; the space
    # between two words, which is most of what it meets, is sent away first
    f"[ {_GAP}&{INVISIBLE}](?!(?<= )[^ {_GAP}])"
    f"(?:(?<=[ {_GAP}])[ {_GAP}]++|(?<=[{_GAP}])|(?<=&){REFERENCE[1:]}|(?<=[{INVISIBLE}])[{INVISIBLE}]*+)"
)
_SPELT = late.pattern(f"([^\\W_](?>[{JOIN}-{CELL}]++[^\\W_]){{2,}}+)(?![^\\W_])|[^\\W_]++")
"""A word each letter of which stands in an element of its own, or letters that stand together."""
_BEFORE = late.pattern(f"[ {JOIN}-{CELL}]++\\Z")
_CLOSING = late.pattern("[.,:;!?)\\]’。、」』)!?:]")
_CLOSED = late.pattern(f"[{JOIN}-{CELL}][.,:;!?)\\]’。、」』)!?:]")
_NO_GAPS = dict.fromkeys(map(ord, (JOIN, BLOCK, CELL)))
_AFTER = late.pattern(f"[ {JOIN}-{CELL}]++")
_WIDE = frozenset("\u2800\u3164\uffa0")
"""Invisible characters that take a letter's place: a reader takes them for spaces."""
_WINDOWS = {code: bytes((code,)).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)}


@functools.lru_cache(maxsize=8192)
def entity(text: str, attribute: bool = False, following: str = "") -> str:
    """The characters of one character reference (HTML 13.2.5.72); itself where it is none.

    In an attribute `&copy=` stays as it is: `following` is the character after the reference.
    """
    if text[1] == "#":
        return _numeric(text[2:].rstrip(";"))
    name = text[1:]
    if name in html5:
        if attribute and name[-1] != ";" and (following == "=" or following.isalnum()):
            return text
        return html5[name]
    if attribute:
        return text
    for size in range(min(len(name) - 1, 6), 1, -1):
        if name[:size] in html5:
            return html5[name[:size]] + name[size:]
    return text


def _numeric(digits: str) -> str:
    base, digits = (16, digits[1:]) if digits[:1] in "xX" else (10, digits)
    digits = digits.lstrip("0")[:8]
    code = int(digits, base) if digits else 0
    if code in _WINDOWS:
        return _WINDOWS[code]
    if code == 0 or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return chr(code)


def attribute_value(text: str) -> str:
    """An attribute's value with its character references resolved."""
    if "&" not in text:
        return text
    return ENTITY.sub(lambda it: entity(it[0], True, text[it.end() : it.end() + 1]), text)


class Flow:
    """Raw text in reading order, and where each chunk of it stands in the parent view."""

    __slots__ = (
        *("at", "chunks", "parent", "single", "singles", "size", "sizes", "spelt", "starts", "text", "unseen", "visible"),
        *("xs", "ys"),
    )

    def __init__(self, parent: str) -> None:
        self.parent = parent
        self.chunks: list[str] = []
        self.starts: list[int] = []
        self.at: list[int] = []
        self.sizes: list[int] = []
        self.size = self.singles = 0
        self.single = False
        self.text = self.visible = ""
        self.xs: list[tuple[int, int]] = []
        self.ys: list[tuple[int, int]] = []
        self.unseen: list[tuple[int, int]] = []
        self.spelt: list[tuple[int, int]] = []

    def add(self, raw: str, at: int) -> None:
        """Text that stands at `at` of the parent view."""
        self.chunks.append(raw)
        self.starts.append(self.size)
        self.at.append(at)
        self.sizes.append(len(raw))
        self.size += len(raw)
        self.single = len(raw) == 1 and raw.isalpha()
        self.singles += self.single

    def gap(self, mark: str) -> None:
        """A gap that a tag makes: JOIN, BLOCK, CELL or BREAK."""
        chunks = self.chunks
        if chunks and chunks[-1] is mark and mark is not BREAK:
            return
        chunks.append(mark)
        self.size += 1

    def squash(self) -> str:
        """The visible text; afterwards `visible_at` and `pieces` answer."""
        flow = self.text = "".join(self.chunks)
        spelt = self._spelt(flow) if self.singles > 3 else {}
        out: list[str] = []
        last = size = 0
        for run in SQUASH.finditer(flow):
            start, end = run.span()
            if start > last:
                out.append(flow[last:start])
                size += start - last
            new = spelt[start] if start in spelt else self._shown(run[0], size, start)
            self.xs.append((start, end))
            self.ys.append((size, len(new)))
            out.append(new)
            size += len(new)
            last = end
        out.append(flow[last:])
        self.visible = "".join(out).replace("\xa0", " ").rstrip(" \n\t")
        return self.visible

    def _spelt(self, flow: str) -> dict[int, str]:
        """What is shown of the gaps in words that are set letter by letter, and of those with a space around them."""
        made: dict[int, str] = {}
        for it in _SPELT.finditer(flow):
            start, end = it.span(1)
            if start < end and not it[1].translate(_NO_GAPS).isdigit():
                made.update((n, "") for n in range(start, end) if flow[n] <= CELL)
                self.spelt.append((start, end))
                before, after = _BEFORE.search(flow, max(start - 20, 0), start), _AFTER.match(flow, end)
                made.update((one.start(), " ") for one in (before, after) if one and " " in one[0])
                if after and _CLOSING.match(flow, after.end()):
                    made[after.start()] = ""
                if before and before.start() not in made and _CLOSED.match(flow, before.start() - 2):
                    made[before.start()] = ""
        return made

    def _shown(self, run: str, size: int, start: int) -> str:
        first = run[0]
        if first == "&":
            text = entity(run)
            return text if not UNSEEN.search(text) else self._drop(start, start + len(run), text)
        if first > "\x7f":
            return self._drop(start, start + len(run), " " if self._parts(run, start) else "")
        if not size:
            return ""
        breaks = run.count(BREAK)
        if breaks > 1 or (breaks and BLOCK in run):
            return "\n\n"
        if breaks or BLOCK in run:
            return "\n"
        if CELL in run:
            return "\t"
        return " " if run.strip(JOIN) else ""

    def _parts(self, run: str, start: int) -> bool:
        """Whether it holds a blank as wide as a letter between two words."""
        if _WIDE.isdisjoint(run) or not start:
            return False
        return self.text[start - 1].isalnum() and self.text[start + len(run) : start + len(run) + 1].isalnum()

    def _drop(self, start: int, end: int, text: str) -> str:
        if len(self.unseen) < 10_000:
            self.unseen.append((start, end))
        return UNSEEN.sub("", text)

    def visible_at(self, place: int) -> int:
        """The offset in the visible text of a place in the flow."""
        n = bisect_right(self.xs, (place, 1 << 60)) - 1
        if n < 0:
            return min(place, len(self.visible))
        (start, end), (at, size) = self.xs[n], self.ys[n]
        if place < end:
            return min(at if place == start else at + size, len(self.visible))
        return min(at + size + place - end, len(self.visible))

    def parent_at(self, place: int) -> int:
        """The offset in the parent view of a place in the flow; of a gap, the end of the text before it."""
        n = bisect_right(self.starts, place) - 1
        if n < 0:
            return 0
        return self.at[n] + min(place - self.starts[n], self.sizes[n])

    def pieces(self) -> tuple[Piece, ...]:
        """How the visible text maps back to the parent view."""
        return self.near(0, len(self.visible))

    def near(self, first: int, last: int) -> tuple[Piece, ...]:
        """The pieces that touch the visible characters from `first` to `last`: a page has thousands, a finding needs one."""
        made: list[Piece] = []
        n = max(bisect_left(self.ys, (first, -1)) - 1, 0)
        flow, seen = (self.xs[n - 1][1], sum(self.ys[n - 1])) if n else (0, 0)
        while n < len(self.xs) and seen <= last:
            (start, end), (at, size) = self.xs[n], self.ys[n]
            self._plain(made, flow, start, seen)
            if size:
                made.append(Piece(at, at + size, self.parent, self.parent_at(start), self._after(end)))
            flow, seen, n = end, at + size, n + 1
        if n == len(self.xs):
            self._plain(made, flow, self.size, seen)
        shown = len(self.visible)
        return tuple(_cut(it, shown) for it in made if it.start < shown and it.start <= last and it.end >= first)

    def _after(self, end: int) -> int:
        return max(self.parent_at(end), self.parent_at(max(end - 1, 0)))

    def _plain(self, made: list[Piece], start: int, end: int, seen: int) -> None:
        n = max(bisect_right(self.starts, start) - 1, 0)
        while start < end:
            stop = min(end, self.starts[n + 1]) if n + 1 < len(self.starts) else end
            if stop > start:
                at = self.at[n] + start - self.starts[n]
                made.append(Piece(seen, seen + stop - start, self.parent, at, at + stop - start))
            seen, start, n = seen + stop - start, stop, n + 1


def _cut(piece: Piece, size: int) -> Piece:
    """The piece without what lies behind the end of the text."""
    if piece.end <= size:
        return piece
    one_to_one = piece.end - piece.start == piece.to - piece.at
    return Piece(piece.start, size, piece.parent, piece.at, piece.at + size - piece.start if one_to_one else piece.to)

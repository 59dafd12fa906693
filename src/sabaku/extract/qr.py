"""QR codes: in pictures, of pictures in pieces, drawn with the cells of a table, drawn with block characters. Follows nothing.

What is found here is only where a code may be; it is read elsewhere (apart/pictures.py).
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable, Iterator, Sequence

from sabaku.apart.pictures import MIN_MODULES, NONE, File, Looked, Order, Pieces, Squares
from sabaku.mime.html_rules import Sheet
from sabaku.mime.html_style import colour
from sabaku.text import late

Look = Callable[[Order], Looked]
"""Who looks into pictures, and what comes of it."""
MIN_BYTES = 90
"""A file of fewer bytes holds no code, nor a piece of one: most of them are to be loaded, not seen."""
MIN_CELLS = 200
"""Cells of a table below which it draws no code, cells that span several squares included."""
MAX_MODULES = 190
MAX_DRAWN = 4
MIN_INK = 60

_ROW = re.compile(r"<tr[\s>]", re.IGNORECASE)
_CELL = re.compile(r"<t[dh](?=[\s/>])([^>]{0,600}+)>", re.IGNORECASE)
_SPANNED = re.compile(r"(colspan|width)\s{0,4}=\s{0,4}[\"']?(\d{1,4})", re.IGNORECASE)
_GROUND = late.pattern(
    r"(?:bgcolor\s{0,4}=\s{0,4}[\"']?|background(?:-color)?\s{0,4}:\s{0,4})(rgba?\([^)]{5,40}\)|#?[a-z0-9]{3,20})", re.IGNORECASE
)
_CLASS = re.compile(r"class\s{0,4}=\s{0,4}[\"']?([\w-]{1,40})", re.IGNORECASE)
_SHEET = re.compile(r"<style[^>]{0,200}>([^<]{1,20000})", re.IGNORECASE)
DARK = 110
"""Brightness (ITU-R BT.601, 0 to 255) below which a square counts as dark."""
_INK = "█▀▄■⬛▓"
_ROW_CHARACTERS = _INK + "▌▐□⬜░▒ \u00a0\u2003\u3000\r"
_HALVES = {"█": (1, 1), "▀": (1, 0), "▄": (0, 1), "■": (1, 1), "⬛": (1, 1), "▓": (1, 1)}


def in_file(data: bytes, look: Look) -> Looked:
    """What is in an image file."""
    return look(File(data)) if len(data) >= MIN_BYTES else NONE


MAX_PIECES = 6
"""Pictures in a row of which one code may be put together."""


def of_pieces(pictures: Sequence[bytes], sizes: Sequence[tuple[int, int]], look: Look) -> tuple[str, ...]:
    """The texts of the QR codes that neighbouring pictures show together; `sizes`: of each, zeros for what can be no piece."""
    found: list[str] = []
    start = 0
    for n in range(1, len(pictures) + 1):
        if n < len(pictures) and any(a and a == b for a, b in zip(sizes[start], sizes[n], strict=True)):
            continue
        if n - start > 1:
            found.extend(look(Pieces(tuple(pictures[start : min(n, start + MAX_PIECES)]))).codes)
        start = n
    return tuple(dict.fromkeys(found))


def in_cells(html: str, look: Look) -> Iterator[tuple[int, int, str]]:
    """QR codes drawn with table cells: where the rows stand in the HTML, and the text."""
    rows = [it.start() for it in _ROW.finditer(html)][:5000]
    named = dark_classes(html)
    grid: list[list[int]] = []
    start = 0
    done = 0
    for n, at in enumerate(rows):
        end = rows[n + 1] if n + 1 < len(rows) else min(len(html), at + 60_000)
        line = _line(html, at, end, named)
        if grid and len(line) != len(grid[0]):
            yield from _drawn(grid, start, at, look)
            done += len(grid) >= MIN_MODULES
            grid = []
        if MIN_MODULES <= len(line) <= MAX_MODULES and done < MAX_DRAWN:
            start = at if not grid else start
            grid.append(line)
    yield from _drawn(grid, start, rows[-1] if rows else 0, look)


def _line(html: str, start: int, end: int, named: frozenset[str]) -> list[int]:
    line: list[int] = []
    for cell in _CELL.finditer(html, start, end):
        count = next((int(it[2]) for it in _SPANNED.finditer(cell[1]) if it[1].lower() == "colspan"), 1)
        line.extend([int(dark_cell(cell[1], named))] * min(count, MAX_MODULES))
        if len(line) > MAX_MODULES:
            break
    return line


def dark_cell(text: str, named: frozenset[str]) -> bool:
    """Whether the attributes of a cell or box give it a dark ground, itself or by one of these classes."""
    ground = _GROUND.search(text)
    if ground:
        return dark(ground[1])
    if not named:
        return False
    called = _CLASS.search(text)
    return called is not None and called[1].lower() in named


@functools.lru_cache(maxsize=256)
def dark(text: str) -> bool:
    """Whether a colour, as CSS or HTML names it, is dark ink."""
    code = colour(text)
    if code is None or code < 0:
        return False
    return 0.299 * (code >> 16 & 255) + 0.587 * (code >> 8 & 255) + 0.114 * (code & 255) < DARK


def dark_classes(html: str) -> frozenset[str]:
    """The classes of cells that the page's own style makes dark."""
    sheet = Sheet()
    for it in itertools.islice(_SHEET.finditer(html), 5):
        sheet.add(it[1])
    rules = (one for some in sheet.found.values() for one in some)
    dyed = ((it.last.classes, it.asks.ground) for it in rules if it.asks.ground is not None and it.asks.ground >= 0)
    return frozenset(name for names, ground in dyed if dark(f"#{ground:06x}") for name in names)


def _drawn(grid: Sequence[Sequence[int]], start: int, end: int, look: Look) -> Iterator[tuple[int, int, str]]:
    if len(grid) >= MIN_MODULES and any(any(line) for line in grid):
        yield from ((start, end, text) for text in look(Squares(grid)).codes)


def in_blocks(text: str, look: Look) -> Iterator[tuple[int, int, str]]:
    """QR codes drawn with block characters: where they stand in the text, and their text."""
    if sum(text.count(it) for it in _INK) < MIN_INK:
        return
    for start, end in itertools.islice(_blocks(text), MAX_DRAWN):
        for grid in _readings([it.rstrip("\r") for it in text[start:end].rstrip("\n").split("\n")]):
            texts = look(Squares(grid)).codes
            if texts:
                yield from ((start, end, it) for it in texts)
                break


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Runs of lines that hold nothing but block characters."""
    at, start, count = 0, 0, 0
    for line in text.split("\n"):
        if 10 <= len(line) <= 2 * MAX_MODULES and not line.strip(_ROW_CHARACTERS) and (line.strip() or count):
            start = start if count else at
            count += 1
        else:
            if MIN_MODULES // 2 <= count <= MAX_MODULES:
                yield start, at
            count = 0
        at += len(line) + 1
    if MIN_MODULES // 2 <= count <= MAX_MODULES:
        yield start, len(text)


def _readings(lines: Sequence[str]) -> Iterator[list[list[int]]]:
    """The ways in which such lines are drawn: two rows in one (half blocks), or two characters for one square."""
    width = max(len(it) for it in lines)
    if any("▀" in it or "▄" in it for it in lines):
        rows: list[list[int]] = []
        for line in lines:
            halves = [_HALVES.get(it, (0, 0)) for it in line.ljust(width)]
            rows += [[it[0] for it in halves], [it[1] for it in halves]]
        yield rows
        yield [[1 - it for it in row] for row in rows]
        return
    full = [[_HALVES.get(it, (0, 0))[0] for it in line.ljust(width)] for line in lines]
    yield full if width < 1.5 * len(lines) else [row[::2] for row in full]
    yield [[1 - it for it in row] for row in full] if width < 1.5 * len(lines) else [[1 - it for it in row[::2]] for row in full]

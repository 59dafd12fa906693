"""QR codes: in pictures, drawn with the cells of a table, drawn with block characters. Reads them; follows nothing.

Pictures are opened only within limits of bytes and pixels, and the libraries are loaded only where there is something to read.
"""

from __future__ import annotations

import functools
import io
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Any

from sabaku.mime.html_style import colour, rules

MAX_BYTES = 3 * 1024 * 1024
MIN_BYTES = 90
MAX_PIXELS = 12_000_000
MAX_SIDE = 1600
MIN_MODULES = 21
"""A QR code has at least 21 modules a side (ISO/IEC 18004)."""
MIN_CELLS = 200
"""Cells of a table below which it draws no code, cells that span several squares included."""
MAX_MODULES = 190
MAX_DRAWN = 4
MIN_INK = 60

_ROW = re.compile(r"<tr[\s>]", re.IGNORECASE)
_CELL = re.compile(r"<t[dh](?=[\s/>])([^>]{0,600}+)>", re.IGNORECASE)
_SPANNED = re.compile(r"(colspan|width)\s{0,4}=\s{0,4}[\"']?(\d{1,4})", re.IGNORECASE)
_GROUND = re.compile(
    r"(?:bgcolor\s{0,4}=\s{0,4}[\"']?|background(?:-color)?\s{0,4}:\s{0,4})(rgba?\([^)]{5,40}\)|#?[a-z0-9]{3,20})", re.IGNORECASE
)
_CLASS = re.compile(r"class\s{0,4}=\s{0,4}[\"']?([\w-]{1,40})", re.IGNORECASE)
_SHEET = re.compile(r"<style[^>]{0,200}>([^<]{1,20000})", re.IGNORECASE)
DARK = 110
"""Brightness (ITU-R BT.601, 0 to 255) below which a square counts as dark."""
_INK = "█▀▄■⬛▓"
_ROW_CHARACTERS = _INK + "▌▐□⬜░▒ \u00a0\u2003\u3000\r"
_HALVES = {"█": (1, 1), "▀": (1, 0), "▄": (0, 1), "■": (1, 1), "⬛": (1, 1), "▓": (1, 1)}


def in_picture(data: bytes) -> tuple[str, ...]:
    """The texts of the QR codes in an image file; () where there are none or it is not a picture."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.width * picture.height > MAX_PIXELS or min(picture.size) < MIN_MODULES:
                return ()
            picture.draft("L", (MAX_SIDE, MAX_SIDE))
            flat = _flat(picture)
            flat.thumbnail((MAX_SIDE, MAX_SIDE))
            return read(flat)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, MemoryError, Image.DecompressionBombError):
        return ()


def _flat(picture: Any) -> Any:
    """The picture in grey on white: transparency is what hides a code from other readers."""
    from PIL import Image

    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        white = Image.new("RGBA", picture.size, "white")
        return Image.alpha_composite(white, picture).convert("L")
    return picture.convert("L")


def read(picture: Any) -> tuple[str, ...]:
    """The texts of the QR codes in a picture (PIL)."""
    import zxingcpp

    kinds = zxingcpp.BarcodeFormat
    wanted = (kinds.QRCode, kinds.MicroQRCode, kinds.Aztec)
    found = zxingcpp.read_barcodes(picture, formats=wanted)  # type: ignore[arg-type]  # its stubs know no tuple yet
    return tuple(dict.fromkeys(it.text for it in found if it.text))


def in_cells(html: str) -> Iterator[tuple[int, int, str]]:
    """QR codes drawn with table cells: where the rows stand in the HTML, and the text."""
    rows = [it.start() for it in _ROW.finditer(html)][:5000]
    named = _dark_classes(html)
    grid: list[list[int]] = []
    start = 0
    done = 0
    for n, at in enumerate(rows):
        end = rows[n + 1] if n + 1 < len(rows) else min(len(html), at + 60_000)
        line = _line(html, at, end, named)
        if grid and len(line) != len(grid[0]):
            yield from _drawn(grid, start, at)
            done += len(grid) >= MIN_MODULES
            grid = []
        if MIN_MODULES <= len(line) <= MAX_MODULES and done < MAX_DRAWN:
            start = at if not grid else start
            grid.append(line)
    yield from _drawn(grid, start, rows[-1] if rows else 0)


def _line(html: str, start: int, end: int, named: frozenset[str]) -> list[int]:
    line: list[int] = []
    for cell in _CELL.finditer(html, start, end):
        count = next((int(it[2]) for it in _SPANNED.finditer(cell[1]) if it[1].lower() == "colspan"), 1)
        line.extend([int(_dark_cell(cell[1], named))] * min(count, MAX_MODULES))
        if len(line) > MAX_MODULES:
            break
    return line


def _dark_cell(text: str, named: frozenset[str]) -> bool:
    ground = _GROUND.search(text)
    if ground:
        return _dark(ground[1])
    if not named:
        return False
    called = _CLASS.search(text)
    return called is not None and called[1].lower() in named


@functools.lru_cache(maxsize=256)
def _dark(text: str) -> bool:
    code = colour(text)
    if code is None or code < 0:
        return False
    return 0.299 * (code >> 16 & 255) + 0.587 * (code >> 8 & 255) + 0.114 * (code & 255) < DARK


def _dark_classes(html: str) -> frozenset[str]:
    """The classes of cells that the page's own style makes dark."""
    found: set[str] = set()
    for sheet in itertools.islice(_SHEET.finditer(html), 5):
        for name, asks in rules(sheet[1]).items():
            if "." in name and asks.ground is not None and asks.ground >= 0 and _dark(f"#{asks.ground:06x}"):
                found.add(name.rpartition(".")[2])
    return frozenset(found)


def _drawn(grid: Sequence[Sequence[int]], start: int, end: int) -> Iterator[tuple[int, int, str]]:
    if len(grid) >= MIN_MODULES and any(any(line) for line in grid):
        yield from ((start, end, text) for text in read(_picture(grid)))


def in_blocks(text: str) -> Iterator[tuple[int, int, str]]:
    """QR codes drawn with block characters: where they stand in the text, and their text."""
    if sum(text.count(it) for it in _INK) < MIN_INK:
        return
    for start, end in itertools.islice(_blocks(text), MAX_DRAWN):
        for grid in _readings([it.rstrip("\r") for it in text[start:end].rstrip("\n").split("\n")]):
            texts = read(_picture(grid))
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


def _picture(grid: Sequence[Sequence[int]]) -> Any:
    from PIL import Image

    width, side, quiet = max(len(it) for it in grid), 4, 4
    flat = bytes(0 if n < len(row) and row[n] else 255 for row in grid for n in range(width))
    small = Image.frombytes("L", (width, len(grid)), flat)
    whole = Image.new("L", (width + 2 * quiet, len(grid) + 2 * quiet), 255)
    whole.paste(small, (quiet, quiet))
    return whole.resize((whole.width * side, whole.height * side), Image.Resampling.NEAREST)

"""QR codes drawn with small boxes of a page's style: rows of <div> or <span> with a background, shadows of one box.

Tables have their own reader in qr.py. No picture is opened and nothing is followed.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from sabaku.apart.pictures import MIN_MODULES, Squares
from sabaku.extract.qr import MAX_DRAWN, MAX_MODULES, MIN_CELLS, Look, dark, dark_cell, dark_classes
from sabaku.text import late

MAX_BOXES = 40_000
MAX_GAP = 400
"""Characters of tags between two boxes of one drawing."""
_EMPTY = ("></", ";</", "> </")
"""How an element ends that holds nothing, a space, or the name of one."""
_BOX = late.pattern(
    r"<(div|span|i|b|p|li|em|u|s)((?:\s[^<>]{0,600}+)?)>(?>\s|&nbsp;|&#160;|&#xa0;|\u00a0){0,6}+</\1\s{0,2}>", re.IGNORECASE
)
_ONLY_TAGS = late.pattern(r"(?>\s|<[^<>]{0,300}+>)*+")
_LENGTH = late.pattern(r"(?<![\w-])(width|left|top)\s{0,3}[:=]\s{0,3}[\"']?(-?\d{1,4}(?:\.\d{1,3})?)", re.IGNORECASE)
_SHADOW = re.compile(r"[bB](?i:ox-shadow)\s{0,3}:\s{0,3}([^;\"'<>}]{200,200000})")
_CAST = late.pattern(
    r"(-?\d{1,4}(?:\.\d{1,3})?)(px|em|rem|pt)?\s{1,3}(-?\d{1,4}(?:\.\d{1,3})?)(?:px|em|rem|pt)?((?:\s{1,3}[\d.]{1,6}(?:px|em|rem|pt)?){0,2})"
    r"(?:\s{1,3}(rgba?\([^)]{5,40}\)|#?[a-z0-9]{3,20}))?\s{0,3}(?:,|\Z)",
    re.IGNORECASE,
)

Drawing = tuple[int, int, str]


def likely(html: str) -> bool:
    """Whether the page has as many empty elements as a drawing needs: a few counts, before anything is read."""
    return sum(html.count(end) for end in _EMPTY) >= MIN_CELLS or "box-shadow" in html


def in_boxes(html: str, look: Look) -> Iterator[Drawing]:
    """QR codes drawn with boxes: where the drawing stands in the HTML, and its text."""
    runs = [it for it in _runs(html) if len(it[2]) >= MIN_CELLS][:MAX_DRAWN]
    named = dark_classes(html) if runs else frozenset()
    for start, end, boxes in runs:
        for grid in _grids(boxes, named):
            texts = look(Squares(grid)).codes if grid else ()
            if texts:
                yield from ((start, end, it) for it in texts)
                break
    for it in itertools.islice(_SHADOW.finditer(html), MAX_DRAWN):
        grid = _cast(it[1])
        yield from ((it.start(), it.end(), text) for text in (look(Squares(grid)).codes if grid else ()))


Box = tuple[str, bool]
"""The attributes of a box, and whether a new row begins with it."""


def _runs(html: str) -> Iterator[tuple[int, int, list[Box]]]:
    """Runs of empty boxes between which stands nothing but space and tags."""
    run: list[Box] = []
    start = end = 0
    for it in itertools.islice(_BOX.finditer(html), MAX_BOXES):
        gap = html[end : it.start()] if it.start() - end <= MAX_GAP else "x"
        if run and not _ONLY_TAGS.fullmatch(gap):
            yield start, end, run
            run = []
        start = it.start() if not run else start
        run.append((it[2], "<" in gap or not run or "clear" in it[2]))
        end = it.end()
    if run:
        yield start, end, run


def _grids(boxes: Sequence[Box], named: frozenset[str]) -> Iterator[list[list[int]]]:
    """The ways in which such boxes may lie: at stated places, in rows, or flowing in a square."""
    inks = [dark_cell(it[0], named) for it in boxes]
    lengths = [{name.lower(): float(value) for name, value in _LENGTH.findall(it[0])} for it in boxes]
    if sum("left" in it and "top" in it for it in lengths) > len(boxes) // 2:
        dots = [(it["left"], it["top"]) for it, ink in zip(lengths, inks, strict=True) if ink and "left" in it and "top" in it]
        yield placed(dots)
        return
    yield _in_rows(boxes, inks, [it.get("width", 0.0) for it in lengths])
    side = math.isqrt(len(inks))
    if side * side == len(inks) and MIN_MODULES <= side <= MAX_MODULES:
        yield [[int(it) for it in inks[n : n + side]] for n in range(0, len(inks), side)]


def _in_rows(boxes: Sequence[Box], inks: Sequence[bool], widths: Sequence[float]) -> list[list[int]]:
    """Rows as the tags between the boxes part them; a wider box stands for several squares."""
    unit = min((it for it in widths if it > 0), default=0.0)
    grid: list[list[int]] = []
    for (_, first), ink, width in zip(boxes, inks, widths, strict=True):
        if first or not grid:
            grid.append([])
        count = round(width / unit) if unit and width else 1
        grid[-1].extend([int(ink)] * min(count, MAX_MODULES))
    common = Counter(len(it) for it in grid).most_common(1)[0][0] if grid else 0
    grid = [it for it in grid if len(it) == common]
    return grid if MIN_MODULES <= common <= MAX_MODULES and MIN_MODULES <= len(grid) <= MAX_MODULES else []


def placed(dots: Sequence[tuple[float, float]]) -> list[list[int]]:
    """The grid of dark squares that stand at these places, left and top; [] if they lie on none."""
    across, down = sorted({it[0] for it in dots}), sorted({it[1] for it in dots})
    if min(len(across), len(down)) < MIN_MODULES:
        return []
    unit = min(b - a for places in (across, down) for a, b in itertools.pairwise(places))
    wide, high = (round((places[-1] - places[0]) / unit) + 1 for places in (across, down)) if unit > 0 else (0, 0)
    if not (MIN_MODULES <= wide <= MAX_MODULES and MIN_MODULES <= high <= MAX_MODULES):
        return []
    grid = [[0] * wide for _ in range(high)]
    for left, top in dots:
        grid[round((top - down[0]) / unit)][round((left - across[0]) / unit)] = 1
    return grid


def _cast(shadows: str) -> list[list[int]]:
    """The grid that the shadows of one box draw."""
    found = [it for it in itertools.islice(_CAST.finditer(shadows), MAX_BOXES) if not it[5] or dark(it[5])]
    return placed([(float(it[1]), float(it[3])) for it in found])

"""Pictures of codes that are drawn: of squares, of shapes, of pieces put together. With a quiet zone, as readers want it.

What is drawn is hostile, too: only for a process of its own, as pictures.py has it.
"""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image

from sabaku.apart.pictures import MIN_MODULES, Point, Shape

SQUARE, QUIET = 4, 4
"""Pixels of a square's side, and squares of the quiet zone."""
SIDE = 1000
"""Pixels of the longer side of shapes."""


def squares(rows: Sequence[Sequence[int]]) -> Image.Image:
    """A grid of dark (1) and light squares."""
    width = max(len(it) for it in rows)
    flat = bytes(0 if n < len(row) and row[n] else 255 for row in rows for n in range(width))
    small = Image.frombytes("L", (width, len(rows)), flat)
    whole = Image.new("L", (width + 2 * QUIET, len(rows) + 2 * QUIET), 255)
    whole.paste(small, (QUIET, QUIET))
    return whole.resize((whole.width * SQUARE, whole.height * SQUARE), Image.Resampling.NEAREST)


def together(rows: Sequence[Sequence[Image.Image]]) -> Image.Image:
    """Rows of pieces side by side, one row above the other."""
    quiet = MIN_MODULES
    wide = max(sum(it.width for it in row) for row in rows)
    whole = Image.new("L", (wide + 2 * quiet, sum(row[0].height for row in rows) + 2 * quiet), 255)
    top = quiet
    for row in rows:
        left = quiet
        for it in row:
            whole.paste(it, (left, top))
            left += it.width
        top += row[0].height
    return whole


def shapes(drawn: Sequence[Shape]) -> Image.Image:
    """The shapes in black and white, in their order."""
    points = [point for outlines, _, _ in drawn for one in outlines for point in one]
    left, top = min(it[0] for it in points), min(it[1] for it in points)
    side = max(max(it[0] for it in points) - left, max(it[1] for it in points) - top)
    scale, quiet = SIDE / side if side > 0 else 1.0, SIDE // 12
    whole = Image.new("L", (SIDE + 2 * quiet, SIDE + 2 * quiet), 255)
    for outlines, ink, holes in drawn:
        placed = [[(quiet + (x - left) * scale, quiet + (y - top) * scale) for x, y in one] for one in outlines]
        box = _around(placed)
        mask = Image.new("L", (box[2] - box[0], box[3] - box[1]), 0)
        (_by_turns if holes else _by_winding)(mask, [[(x - box[0], y - box[1]) for x, y in one] for one in placed])
        whole.paste(0 if ink else 255, box, mask)
    return whole


def _by_winding(mask: Image.Image, outlines: Sequence[Sequence[Point]]) -> None:
    """Fill outlines; one that runs against the largest is a hole in it (non-zero rule, near enough for drawings)."""
    from PIL import ImageDraw  # few codes are drawn

    pen = ImageDraw.Draw(mask)
    areas = sorted(((_area(one), one) for one in outlines), key=lambda it: -abs(it[0]))
    for area, one in areas:
        pen.polygon(one, fill=255 if (area >= 0) == (areas[0][0] >= 0) else 0)


def _area(outline: Sequence[Point]) -> float:
    """Twice the area, with a sign that tells the direction (shoelace formula)."""
    return sum(x * v - u * y for (x, y), (u, v) in zip(outline, [*outline[1:], outline[0]], strict=True))


def _by_turns(mask: Image.Image, outlines: Sequence[Sequence[Point]]) -> None:
    """Turn the inside of each outline over: what is outlined twice is a hole (even-odd rule)."""
    from PIL import ImageChops, ImageDraw

    for one in outlines:
        left, top, right, bottom = box = _around([one])
        piece = Image.new("L", (right - left, bottom - top), 0)
        ImageDraw.Draw(piece).polygon([(x - left, y - top) for x, y in one], fill=255)
        mask.paste(ImageChops.difference(mask.crop(box), piece), box)


def _around(outlines: Sequence[Sequence[Point]]) -> tuple[int, int, int, int]:
    points = [point for one in outlines for point in one]
    return (
        int(min(it[0] for it in points)),
        int(min(it[1] for it in points)),
        int(max(it[0] for it in points)) + 1,
        int(max(it[1] for it in points)) + 1,
    )

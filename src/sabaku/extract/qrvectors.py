"""QR codes in vector drawings (SVG): rectangles and paths are collected, and drawn and read elsewhere (apart/pictures.py).

Only what draws squares is understood: rect, use, polygon, paths of lines, pictures inside. No XML parser, hence no entities.
Follows nothing.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from sabaku.apart.pictures import Looked, Point, Shape, Shapes
from sabaku.extract.qr import Look, dark, in_file
from sabaku.extract.urls import from_data
from sabaku.mime.html_text import attribute_value
from sabaku.text import late

MAX_SVG = 1_000_000
MAX_SHAPES = 20_000
MAX_STEPS = 80_000
"""Numbers and commands of all paths together that are read."""
MIN_SHAPES = 60
"""Shapes, or steps of paths, below which nothing can be a code."""
MAX_INNER = 4

_TAG = re.compile(r"<svg\b|</svg", re.IGNORECASE)
_SHAPE = late.pattern(r"<(rect|use|path|polygon|image)\b([^<>]{1,300000}+)>", re.IGNORECASE)
_ATTRIBUTE = late.pattern(
    r"(?<![\w-])([a-z][\w:-]{0,20})\s{0,3}=\s{0,3}(?:\"([^\"]{0,300000}+)\"|'([^']{0,300000}+)')", re.IGNORECASE
)
_NUMBER = r"-?(?:\d{1,6}(?:\.\d{0,8})?|\.\d{1,8})"
_STEP = late.pattern(rf"[MmLlHhVvZzCcSsQqTtAa]|{_NUMBER}")
_MOVED = late.pattern(rf"(translate|scale)\(\s{{0,3}}({_NUMBER})(?:[\s,]{{1,3}}({_NUMBER}))?", re.IGNORECASE)
_FILL = re.compile(r"(?<![\w-])fill\s{0,3}:\s{0,3}([^;\"'}]{1,40})", re.IGNORECASE)
_STROKE = re.compile(r"(?<![\w-])stroke\s{0,3}:\s{0,3}([^;\"'}]{1,40})", re.IGNORECASE)
_CLASS_FILL = late.pattern(r"\.([\w-]{1,40})\s{0,3}\{[^{}]{0,300}?(?<![\w-])fill\s{0,3}:\s{0,3}([^;}]{1,40})", re.IGNORECASE)
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7}


def of(data: bytes, look: Look) -> Looked:
    """What is in a picture of any kind, SVG too."""
    head = data[:400].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head[:5].lower() in (b"<svg ", b"<?xml", b"<!doc"):
        return Looked("read", in_svg(data[:MAX_SVG].decode("utf-8", "replace"), look))
    return in_file(data, look)


def drawings(html: str) -> Iterator[tuple[int, int]]:
    """Where the drawings of a page stand, up to their end tags; one pass, however many of them have none."""
    start = -1
    for it in _TAG.finditer(html):
        if it[0][1] != "/":
            start = it.start() if start < 0 else start
        elif start >= 0:
            if it.start() - start <= MAX_SVG:
                yield start, it.end()
            start = -1


def in_svg(text: str, look: Look) -> tuple[str, ...]:
    """The texts of the QR codes that an SVG draws or holds as pictures; () where there are none."""
    shapes: list[Shape] = []
    found: list[str] = []
    fills = {it[1]: it[2] for it in itertools.islice(_CLASS_FILL.finditer(text), 50)}
    budget = [MAX_STEPS]
    sizes: dict[str, tuple[float, float]] = {}
    inner = 0
    for it in itertools.islice(_SHAPE.finditer(text), MAX_SHAPES):
        has = {one[1].lower(): one[2] or one[3] or "" for one in _ATTRIBUTE.finditer(it[2])}
        tag = it[1].lower()
        if tag == "image" and inner < MAX_INNER:
            inner += 1
            found.extend(in_file(from_data(attribute_value(has.get("href") or has.get("xlink:href") or "")), look).codes)
        else:
            shapes.extend(_shape(tag, has, fills, sizes, budget))
    if sum(len(it[0]) for it in shapes) >= MIN_SHAPES:
        found.extend(look(Shapes(shapes)).codes)
    return tuple(dict.fromkeys(found))


def _shape(
    tag: str, has: dict[str, str], fills: dict[str, str], sizes: dict[str, tuple[float, float]], budget: list[int]
) -> Iterator[Shape]:
    """What one element draws, moved as its own transform says."""
    style = has.get("style", "")
    named = _FILL.search(style)
    fill = named[1] if named else has.get("fill") or fills.get(has.get("class", ""), "")
    stroked = _STROKE.search(style)
    stroke = stroked[1] if stroked else has.get("stroke", "")
    ink = dark(fill) if fill and fill.strip() not in ("none", "currentColor") else True
    if tag == "path":
        outlines = _path(has.get("d", ""), budget, _number(has.get("stroke-width"), 1.0))
        unfilled = fill.strip() == "none"
        ink = dark(stroke) if unfilled and stroke and stroke != "currentColor" else ink
    elif tag == "polygon":
        numbers = [float(one) for one in itertools.islice(re.findall(_NUMBER, has.get("points", "")), 400)]
        outlines = [list(zip(numbers[::2], numbers[1::2], strict=False))]
    else:
        outlines = _box(tag, has, sizes)
    moved = [_moved(one, has.get("transform", "")) for one in outlines if len(one) > 1]
    if moved:
        yield moved, ink, "evenodd" in f"{style}{has.get('fill-rule', '')}"


def _box(tag: str, has: dict[str, str], sizes: dict[str, tuple[float, float]]) -> list[list[Point]]:
    """A rectangle, or one more of a rectangle that is kept under a name."""
    x, y = _number(has.get("x"), 0.0), _number(has.get("y"), 0.0)
    wide, high = _number(has.get("width"), 0.0), _number(has.get("height"), 0.0)
    if tag == "rect" and has.get("id"):
        sizes[has["id"]] = wide, high
    if tag == "use":
        wide, high = sizes.get((has.get("href") or has.get("xlink:href") or "").lstrip("#"), (1.0, 1.0))
    return [[(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)]] if wide > 0 and high > 0 else []


def _number(text: str | None, otherwise: float) -> float:
    found = re.match(_NUMBER, (text or "").strip())
    return float(found[0]) if found and "%" not in (text or "") else otherwise


def _moved(outline: list[Point], transform: str) -> list[Point]:
    for it in reversed(list(itertools.islice(_MOVED.finditer(transform), 6))):
        one = float(it[2])
        if it[1].lower() == "translate":
            other = float(it[3] or 0)
            outline = [(x + one, y + other) for x, y in outline]
        else:
            other = float(it[3] or one)
            outline = [(x * one, y * other) for x, y in outline]
    return outline


def _path(text: str, budget: list[int], thick: float) -> list[list[Point]]:
    """The outlines of a path (SVG 1.1, 8.3); curves go straight to where they end, a single line becomes a bar."""
    steps = [it[0] for it in itertools.islice(_STEP.finditer(text), max(0, budget[0]))]
    budget[0] -= len(steps)
    outlines: list[list[Point]] = []
    x = y = 0.0
    start, command, at = (0.0, 0.0), "", 0
    while at < len(steps):
        if steps[at].isalpha():
            command = steps[at]
            at += 1
            if command in "Zz":
                x, y = start
            continue
        takes = _TAKES.get(command.upper(), 0)
        values = steps[at : at + takes]
        if not takes or len(values) < takes or any(one.isalpha() for one in values):
            at += 1
            continue
        at += takes
        numbers = [float(one) for one in values]
        x, y = _to(command, x, y, numbers)
        if command in "Mm":
            start = x, y
            outlines.append([start])
            command = "L" if command == "M" else "l"
        elif outlines:
            outlines[-1].append((x, y))
    return [_bar(one, thick) if len(one) == 2 else one for one in outlines if len(one) > 1]


def _to(command: str, x: float, y: float, numbers: Sequence[float]) -> Point:
    """Where a step of a path leads."""
    near = command.islower()
    if command in "Hh":
        return (x if near else 0.0) + numbers[0], y
    if command in "Vv":
        return x, (y if near else 0.0) + numbers[0]
    return (x if near else 0.0) + numbers[-2], (y if near else 0.0) + numbers[-1]


def _bar(line: Sequence[Point], thick: float) -> list[Point]:
    (x, y), (to_x, to_y) = line
    half = thick / 2
    if abs(to_x - x) >= abs(to_y - y):
        return [(x, y - half), (to_x, y - half), (to_x, y + half), (x, y + half)]
    return [(x - half, y), (x + half, y), (x + half, to_y), (x - half, to_y)]

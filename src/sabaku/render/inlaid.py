"""Pictures that are in the mail itself, drawn anew: only pixels come through, no metadata, no code that names the victim."""

from __future__ import annotations

import base64
import io
import re
from typing import TYPE_CHECKING

from sabaku.apart.pictures import anew
from sabaku.model import Message
from sabaku.render.redact import Redaction
from sabaku.text.forms import unescaped

if TYPE_CHECKING:
    from PIL.Image import Image

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
    made = anew(body, MAX_PIXELS, MAX_SIDE) if len(body) <= MAX_BYTES else None
    if made is None:
        return ""
    picture, codes = made
    return "" if any(redaction.where(it) for it in (*codes, *_words(picture))) else _address(picture)


def _words(picture: Image) -> tuple[str, ...]:
    """The text in the picture, where that can be read."""
    from PIL import Image as Images

    from sabaku.render.pixels import words

    white = Images.new("RGBA", picture.size, "white")
    return words(Images.alpha_composite(white, picture).convert("L"))


def _address(picture: Image) -> str:
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode("ascii")

"""Pictures of visited pages as a report may show them: small, and stamped so that a copy cannot pass for the real thing."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

Pictures = Callable[[str], bytes | None]
"""Gives a picture by its sha256, or None where it is not at hand."""
WIDEST, TALLEST = 900, 1100
RED = (179, 38, 30)
LARGEST = 40_000_000
KINDS = ("PNG", "JPEG", "WEBP")
"""What a browser makes; Pillow knows forty more, and a case may come from anybody."""
BURNT = "FAKE"
"""Stands in the picture itself, so that it stays there when the picture is copied; in letters that every machine can draw."""


def data_uri(body: bytes | None, *, fake: bool) -> str:
    """The picture for a page, as a data: address; "" where it is none."""
    made = shown(body, fake=fake) if body else None
    return f"data:image/jpeg;base64,{base64.b64encode(made).decode()}" if made else ""


def shown(body: bytes, *, fake: bool) -> bytes | None:
    """The picture (JPEG) as it is shown; None where the bytes are no picture."""
    from PIL import Image as Images

    try:
        found = Images.open(io.BytesIO(body), formats=KINDS)
        if found.width * found.height > LARGEST:
            return None
        picture: Image = found.convert("RGB")
    except (OSError, ValueError, SyntaxError, Images.DecompressionBombError):
        return None
    if picture.width > WIDEST:
        picture = picture.resize((WIDEST, max(1, picture.height * WIDEST // picture.width)))
    if picture.height > TALLEST:
        picture = picture.crop((0, 0, picture.width, TALLEST))
    out = io.BytesIO()
    (_burnt(picture) if fake else picture).save(out, "JPEG", quality=78, optimize=True)
    return out.getvalue()


def _burnt(picture: Image) -> Image:
    """The picture with a red frame and the word across it, thin enough that the page can still be read."""
    from PIL import Image as Images
    from PIL import ImageDraw, ImageFont

    width, height = picture.size
    layer = Images.new("RGBA", picture.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(layer)
    font = ImageFont.load_default(max(24, width // 6))
    box = draw.textbbox((0, 0), BURNT, font=font)
    word = Images.new("RGBA", (int(box[2]) + 20, int(box[3]) + 20), (0, 0, 0, 0))
    ImageDraw.Draw(word).text((10, 0), BURNT, font=font, fill=(*RED, 70))
    turned = word.rotate(24, expand=True)
    for top in range(height // 8, height, max(turned.height * 2, 1)):
        layer.alpha_composite(turned, (max((width - turned.width) // 2, 0), min(top, max(height - 1, 0))))
    edge = max(4, width // 120)
    draw = ImageDraw.Draw(layer)
    draw.rectangle((0, 0, width - 1, height - 1), outline=(*RED, 255), width=edge)
    return Images.alpha_composite(picture.convert("RGBA"), layer).convert("RGB")

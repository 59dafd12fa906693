"""Lays out our own HTML as PDF or picture. Loads nothing from anywhere, runs nothing, and keeps no trace of the machine.

The library (weasyprint, extra `pdf`) and a font for Japanese are looked for before anything is drawn.
"""

from __future__ import annotations

import functools
import io
from typing import TYPE_CHECKING, Any

from sabaku import __version__
from sabaku.model import Lang, Report, Text
from sabaku.render import fonts, sheets, words
from sabaku.render.pictures import Pictures

if TYPE_CHECKING:
    from PIL.Image import Image

MISSING = Text(
    "PDFと画像を作る部品がありません。pip install 'sabaku[pdf]' を実行してください"
    "(Debian・Ubuntuでは libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 も必要です)。",
    "What makes PDFs and pictures is not installed: pip install 'sabaku[pdf]' "
    "(on Debian and Ubuntu also libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0).",
)
MAP = '<svg class="map" '
TALLEST = 5200
"""CSS pixels of a picture whose height is not known beforehand; what is longer is cut there."""


class NoPrinter(Exception):
    """The library that lays out PDFs is not installed, or its own libraries are not."""

    says = MISSING


def ready() -> None:
    """Look whether PDFs and pictures can be made here. Raises NoPrinter or NoFont with what to install."""
    _library()
    fonts.japanese()


def report(told: Report, lang: Lang, raw: bytes = b"", pictures: Pictures | None = None) -> bytes:
    """A report as PDF (A4), with the screenshots that `pictures` gives. Raises NoPrinter or NoFont with what to install."""
    from sabaku.render.html import render

    return pdf(render(told, lang, raw, pictures), sheets.file("pdf.css") + _foot(told, lang))


def _foot(told: Report, lang: Lang) -> str:
    """On each sheet, what it belongs to: sheets that are handed about get apart."""
    mail = f"SHA-256 {told.sha256[:16]}…"
    return f'@page {{ @bottom-left {{ content: "{words.TITLE.in_(lang)}" }} @bottom-right {{ content: "{mail}" }} }}\n'


def pdf(page: str, style: str = "") -> bytes:
    """The page as PDF: bookmarks from its headings, searchable text, no date, no name of a machine or file in it.

    `style` is added to the page's own. Raises NoPrinter or NoFont with what to install.
    """
    return _written(_laid_out(page, style, "print"))


def coloured(page: str) -> str:
    """The page or map with each map carrying its own colours, for whatever reads no style but the picture's own."""
    style = f"<style>{sheets.file('map.css')}</style>"
    parts = page.split(MAP)
    return parts[0] + "".join(
        f'{MAP}xmlns="http://www.w3.org/2000/svg" {it.replace("<title>", style + "<title>", 1)}' for it in parts[1:]
    )


def _written(document: Any) -> bytes:
    out = io.BytesIO()
    document.write_pdf(out, finisher=_ours)
    return out.getvalue()


def picture(page: str, width: int, height: int = 0, scale: float = 2.0) -> bytes:
    """The page's first sheet as PNG, `width` CSS pixels wide; without `height` as tall as what stands on it."""
    from pypdfium2 import PdfDocument

    sheet = f"@page {{ size: {width}px {height or TALLEST}px; margin: 0 }}"
    document = PdfDocument(_written(_laid_out(page, sheet, "screen")))
    try:
        # a CSS pixel is 0.75 points, which is what pdfium counts in
        image = document[0].render(scale=scale / 0.75).to_pil().convert("RGB")
    finally:
        document.close()
    return _png(image if height else _trimmed(image))


def _png(image: Image) -> bytes:
    """Few colours are enough for text and maps, and make a file of a third of the size."""
    from PIL import Image as Images

    out = io.BytesIO()
    image.quantize(256, dither=Images.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _trimmed(image: Image) -> Image:
    """Without the empty sheet below the last thing on it."""
    from PIL import Image as Images
    from PIL import ImageChops

    ground = Images.new("RGB", image.size, image.getpixel((image.width - 1, image.height - 1)))
    box = ImageChops.difference(image, ground).getbbox()
    return image.crop((0, 0, image.width, box[3])) if box else image


def _laid_out(page: str, style: str, medium: str) -> Any:
    weasyprint = _library()
    fonts.japanese()
    head, end, body = coloured(page).partition("</head>")
    # behind the page's own style, so that it has the last word: sheets that are handed over apart come first
    styled = f"{head}<style>{style}</style>{end}{body}" if end else f"<style>{style}</style>{head}"
    return weasyprint.HTML(string=styled, url_fetcher=_fetcher(), media_type=medium).render()


def _library() -> Any:
    try:
        import weasyprint
    except (ImportError, OSError) as fault:  # OSError: the Python package is there, Pango is not
        raise NoPrinter(MISSING.en) from fault
    return weasyprint


@functools.cache
def _fetcher() -> Any:
    """What the library asks for whatever a page names: data: is decoded, all else is refused."""
    from weasyprint.urls import URLFetcher

    class Closed(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if not url.startswith("data:"):
                raise ValueError("nothing is loaded from outside")
            return super().fetch(url, headers)

    return Closed()


def _ours(document: Any, made: Any) -> None:
    """Who made it is said in our own words; when and on which machine is not."""
    del document
    import pydyf

    made.info["Producer"] = pydyf.String(f"sabaku {__version__}")
    for name in ("Creator", "CreationDate", "ModDate"):
        made.info.pop(name, None)

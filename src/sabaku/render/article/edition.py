"""All files of a publication: the article in each language and format, with its pictures. Pure; writes nothing.

Pictures and PDFs need the extra `pdf`; without it the page and the Markdown are made all the same, with maps as drawings.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import TYPE_CHECKING

from msgspec import Struct

from sabaku.model import Lang, Message
from sabaku.render import sheets
from sabaku.render.article import card, feed, fragment, html, markdown
from sabaku.render.article.compose import Told, compose
from sabaku.render.article.nouns import Article, AsSeen, Block, MapOf, Shot
from sabaku.render.map import TALL, WIDTH
from sabaku.render.pdf import coloured, pdf, picture

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("html", "markdown", "fragment", "pdf", "card", "feed")
PRINTED = frozenset(("fragment", "pdf", "card"))
"""Formats that cannot be made without the extra `pdf`."""
MAIL = "mail"
TALLEST = 1.9
"""How many times as tall as wide the mail is shown."""
MAP_WIDTH, SHOT_WIDTH, PHONE_WIDTH, SHOT_HEIGHT = 640, 900, 480, 900

Find = html.Find
Picture = Callable[[str], bytes]
"""What draws the mail, or finds a screenshot by its digest; b"" where there is none."""


def _as_made(name: str, text: str) -> str:
    del name
    return text


class Edition(Struct, frozen=True):
    """What is to be made."""

    langs: tuple[Lang, ...]
    formats: tuple[str, ...] = FORMATS
    drawn: bool = True
    """Whether pictures can be made at all."""
    edited: Callable[[str, str], str] = _as_made
    """Gives a text (by the name of its file) the author's own edits back; the PDF is made of the edited page."""


class Publication(Struct, frozen=True):
    """Files by their names below the publication's folder, and the pictures of which nobody has read the text yet."""

    files: dict[str, bytes]
    unread: dict[str, bytes]


def publication(told: Told, edition: Edition, mail: Callable[[Lang], bytes], screenshot: Picture) -> Publication:
    """All files. `mail` draws the mail. Raises NoPrinter or NoFont where pictures are wanted and cannot be made."""
    made, unread = dict[str, bytes](), dict[str, bytes]()
    for lang in edition.langs:
        seen, cut = beginning(mail(lang)) if edition.drawn and has_look(told.message) else (b"", False)
        article = compose(with_picture(told, seen, cut), lang)
        drawn = _pictures(article, seen, screenshot, _wanted(edition)) if edition.drawn else {}
        made.update(_files(article, edition, drawn))
        unread.update({f"{name}.{lang}.png": body for name, body in drawn.items() if not name.startswith("map")})
    return Publication(made, unread)


def with_picture(told: Told, seen: bytes, cut: bool) -> Told:
    """The same, with the mail shown as a picture if there is one."""
    import msgspec

    return msgspec.structs.replace(told, picture=MAIL if seen else "", cut=cut)


def beginning(picture_: bytes) -> tuple[bytes, bool]:
    """A picture no longer than a page and a half, without blank space at its end, and whether something was cut off."""
    from PIL import Image

    with Image.open(io.BytesIO(picture_)) as image:
        most = round(image.width * TALLEST)
        if image.height <= most:
            return picture_, False
        shown = image.convert("RGB").crop((0, 0, image.width, most))
        out = io.BytesIO()
        shown.crop((0, 0, shown.width, _filled(shown))).save(out, "PNG", optimize=True)
        return out.getvalue(), True


def _filled(image: Image) -> int:
    """How far down something stands on it, with a margin; a mail of a few lines may be followed by a screen of nothing."""
    from PIL import ImageChops

    edge = image.width // 20  # a frame runs down both sides
    inner = image.crop((edge, 0, image.width - edge, image.height))
    blank = inner.crop((0, inner.height - 1, 1, inner.height)).resize(inner.size)
    box = ImageChops.difference(inner, blank).getbbox()
    return min(image.height, box[3] + edge) if box is not None else image.height


def has_look(message: Message | None) -> bool:
    """Whether the mail looks like something: has HTML."""
    return message is not None and any(it.type == "text/html" for it in message.parts)


def _wanted(edition: Edition) -> frozenset[type]:
    """Which blocks need a picture as a file or in the page: maps are drawings in the page itself."""
    maps = {MapOf} if {"fragment", "markdown"} & set(edition.formats) else set()
    return frozenset({AsSeen, Shot, *maps})


def _files(article: Article, edition: Edition, drawn: Mapping[str, bytes]) -> dict[str, bytes]:
    lang, made = article.lang, dict[str, bytes]()
    if {"fragment", "markdown"} & set(edition.formats):
        made.update({f"images/{name}.{lang}.png": body for name, body in drawn.items()})
        if not edition.drawn:
            made.update(_drawings(article))

    def find(name: str) -> str:
        known = (f"images/{name}.{lang}.{end}" for end in ("png", "svg"))
        return next((it for it in known if it in made), "")

    page = edition.edited(f"article.{lang}.html", html.page(article, drawn))
    for name in edition.formats:
        made.update(_FORMATS[name](article, edition, page, find))
    return made


def _html(article: Article, edition: Edition, page: str, find: Find) -> dict[str, bytes]:
    del edition, find
    return {f"article.{article.lang}.html": page.encode()}


def _markdown(article: Article, edition: Edition, page: str, find: Find) -> dict[str, bytes]:
    del page
    name = f"article.{article.lang}.md"
    return {name: edition.edited(name, markdown.page(article, find)).encode()}


def _fragment(article: Article, edition: Edition, page: str, find: Find) -> dict[str, bytes]:
    del page
    name = f"fragment.{article.lang}.html"
    body = edition.edited(name, fragment.fragment(article, find))
    return {name: body.encode(), f"images.{article.lang}.txt": fragment.alt_texts(article, find).encode()}


def _pdf(article: Article, edition: Edition, page: str, find: Find) -> dict[str, bytes]:
    del edition, find
    return {f"article.{article.lang}.pdf": pdf(page, sheets.file("article-pdf.css"))}


def _card(article: Article, edition: Edition, page: str, find: Find) -> dict[str, bytes]:
    del edition, page, find
    return {
        f"card.{article.lang}.png": card.sheet_png(article),
        f"card.{article.lang}.pdf": card.sheet_pdf(article),
        f"social.{article.lang}.png": card.social(article),
    }


def _feed(article: Article, edition: Edition, page: str, find: Find) -> dict[str, bytes]:
    del edition, page, find
    return {f"feed.{article.lang}.xml": feed.feed(article).encode()}


_FORMATS: Mapping[str, Callable[[Article, Edition, str, Find], dict[str, bytes]]] = {
    "html": _html,
    "markdown": _markdown,
    "fragment": _fragment,
    "pdf": _pdf,
    "card": _card,
    "feed": _feed,
}


# --- pictures ------------------------------------------------------------------------------------------------------


def _pictures(article: Article, seen: bytes, screenshot: Picture, wanted: frozenset[type]) -> dict[str, bytes]:
    blocks = [it for section in article.sections for it in section.blocks if type(it) in wanted]
    made = {name: body for it in blocks for name, body in _picture_of(it, seen, screenshot)}
    return {name: body for name, body in made.items() if body}


def _picture_of(it: Block, seen: bytes, screenshot: Picture) -> Iterable[tuple[str, bytes]]:
    if isinstance(it, AsSeen) and it.picture:
        yield it.picture, seen
    elif isinstance(it, MapOf):
        yield it.name, picture(_sheet(it.svg, "map"), MAP_WIDTH, round(MAP_WIDTH * TALL / WIDTH), scale=1.5)
    elif isinstance(it, Shot):
        body = screenshot(it.picture)
        source = _screenshot(body, PHONE_WIDTH if it.narrow else SHOT_WIDTH) if body else ""
        yield it.name, picture(_stamped(it, source), PHONE_WIDTH if it.narrow else SHOT_WIDTH, scale=1.2) if source else b""


def _sheet(body: str, kind: str) -> str:
    style = sheets.file("article.css") + sheets.file("picture.css")
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><style>{style}</style></head><body class="{kind}">{body}</body></html>'
    )


def _stamped(it: Shot, source: str) -> str:
    """The screenshot below an address bar of ours, with the stamp across it."""
    bar = f'<p class="bar"><bdi>{escape(it.address)}</bdi></p>'
    stamp = f'<p class="across">{escape(it.stamp)}</p>' if it.stamp else ""
    kind = " ".join(["browser", *(["genuine"] if it.genuine else []), *(["narrow"] if it.narrow else [])])
    return _sheet(f'<div class="{kind}">{bar}<img src="{source}" alt="">{stamp}</div>', "shot")


def _screenshot(body: bytes, most: int) -> str:
    """The picture as data:, drawn anew so that nothing but its pixels is left; "" for what is no picture."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(body), formats=("PNG", "JPEG", "WEBP")) as image:
            image.load()
            shown = image.convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return ""
    width = min(shown.width, most)
    shown = shown.resize((width, max(1, round(shown.height * width / shown.width))))
    out = io.BytesIO()
    shown.crop((0, 0, width, min(shown.height, SHOT_HEIGHT))).save(out, "PNG")
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()


def _drawings(article: Article) -> dict[str, bytes]:
    """Maps as SVG files that carry their own colours, where no picture can be made."""
    maps = (it for section in article.sections for it in section.blocks if isinstance(it, MapOf))
    return {f"images/{it.name}.{article.lang}.svg": coloured(it.svg).encode() for it in maps}

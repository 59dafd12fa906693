"""The HTML of a mail as its reader sees it, in one linear pass, with the way back to every place.

Reads the message's "html" (or "text") view and what its calendar entries say. Judges nothing, resolves no address, fetches
nothing, never raises.
"""

from __future__ import annotations

import bisect
import re

from msgspec.structs import replace

from sabaku.mime import calendar
from sabaku.mime.html_page import Form, Hidden, Image, Input, Page, Place, Script
from sabaku.mime.html_reader import Reader
from sabaku.mime.html_text import CONTROLS, UNSEEN, WITHOUT_CONTROLS
from sabaku.mime.shown import beside
from sabaku.mime.turned import OVERRIDE, Range, in_text
from sabaku.model import Defect, Message, Piece, Span, View

__all__ = ["Form", "Hidden", "Image", "Input", "Page", "Place", "Script", "page", "read", "visible_view"]

_FOOTER = re.compile(r"\s*(?:_{20,}|--[ \r]?$)", re.MULTILINE)
"""How the part begins that a mailing list puts below a mail: that says nothing of what the mail wants."""
LONG = 1000


def page(message: Message) -> Page:
    """The page that the mail's HTML parts show; an empty one where there is no HTML. Use `message.once(page)`."""
    view = _view(message, "html")
    if view is None or not view.text:
        return Page()
    made = read(view.text, _starts(message, view))
    if made.full:
        message.found_defects.append(Defect("html-limit", Span("html", 0, len(view.text))))
    return made


def read(html: str, starts: tuple[int, ...] = (0,)) -> Page:
    """The page that this HTML shows. `starts`: where documents begin that stand one after the other."""
    if any(it in html for it in CONTROLS):
        html = html.translate(WITHOUT_CONTROLS)
    reader = Reader(html)
    for start, end in zip(starts, (*starts[1:], len(html)), strict=True):
        reader.read(start, end)
    return reader.page()


def visible_view(message: Message) -> View:
    """What the victim reads: the body, then the invitation."""
    return calendar.with_entries(message, _body_view(message))


def _body_view(message: Message) -> View:
    """The HTML and the text that is shown beside it, else the text without its invisible characters."""
    it = message.once(page)
    if it.flow is None:
        return _plain(message, "text")
    more = [_plain(message, f"part:{part.path}") for part in beside(message)]
    more = [one for one in more if one.text.strip() and not (_FOOTER.match(one.text) and len(one.text) < LONG)]
    if not more:
        return View("visible", it.text, it.pieces, near=it.near)
    return View(
        "visible", "\n".join((it.text, *(one.text for one in more))), lambda: _together((it.pieces(), len(it.text)), more)
    )


def _together(first: tuple[tuple[Piece, ...], int], more: list[View]) -> tuple[Piece, ...]:
    pieces, at = list(first[0]), first[1]
    for one in more:
        pieces += [replace(it, start=it.start + at + 1, end=it.end + at + 1) for it in one.pieces()]
        at += 1 + len(one.text)
    return tuple(pieces)


def _plain(message: Message, name: str) -> View:
    view = _view(message, name)
    text = view.text if view is not None else ""
    if OVERRIDE in text:
        made = in_text(text)
        return View(
            "visible", "".join(UNSEEN.sub("", text[slice(*it)]) for it in made), lambda: _without_unseen(text, name, made)
        )
    shown = text if text.isascii() else UNSEEN.sub("", text)
    if len(shown) == len(text):
        return View("visible", text, lambda: (Piece(0, len(text), name, 0, len(text)),) if text else ())
    return View("visible", shown, lambda: _without_unseen(text, name, [(0, len(text))]))


def _without_unseen(text: str, name: str, ranges: list[Range]) -> tuple[Piece, ...]:
    made: list[Piece] = []
    seen = 0
    for first, last in ranges:
        at = first
        for start, end in (*(it.span() for it in UNSEEN.finditer(text, first, last)), (last, last)):
            if start > at:
                made.append(Piece(seen, seen + start - at, name, at, start))
            seen += start - at
            at = end
    return tuple(made)


def _view(message: Message, name: str) -> View | None:
    try:
        return message.view(name)
    except KeyError:
        return None


def _starts(message: Message, view: View) -> tuple[int, ...]:
    """Where each HTML part begins in the view: one part must not be able to swallow the next."""
    if sum(part.type == "text/html" for part in message.parts) < 2:
        return (0,)
    starts: dict[str, int] = {}
    for piece in view.pieces():
        starts.setdefault(piece.parent, piece.start)
    found = sorted(it for it in starts.values() if 0 < it < len(view.text))
    return (0, *found[bisect.bisect_right(found, 0) :])

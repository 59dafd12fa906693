"""The HTML of a mail as its reader sees it, in one linear pass, with the way back to every place.

Reads the message's "html" (or "text") view and what its calendar entries say. Judges nothing, resolves no address, fetches
nothing, never raises.
"""

from __future__ import annotations

import bisect

from sabaku.mime import calendar
from sabaku.mime.html_page import Form, Hidden, Image, Input, Page, Place, Script
from sabaku.mime.html_reader import Reader
from sabaku.mime.html_text import CONTROLS, UNSEEN, WITHOUT_CONTROLS
from sabaku.model import Defect, Message, Piece, Span, View

__all__ = ["Form", "Hidden", "Image", "Input", "Page", "Place", "Script", "page", "read", "visible_view"]


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
    """What the victim reads: of the HTML if there is any, else the text without its invisible characters; then the invitation."""
    return calendar.with_entries(message, _body_view(message))


def _body_view(message: Message) -> View:
    it = message.once(page)
    if it.flow is not None:
        return View("visible", it.text, it.pieces, near=it.near)
    view = _view(message, "text")
    text = view.text if view is not None else ""
    shown = text if text.isascii() else UNSEEN.sub("", text)
    if len(shown) == len(text):
        return View("visible", text, lambda: (Piece(0, len(text), "text", 0, len(text)),) if text else ())
    return View("visible", shown, lambda: _without_unseen(text))


def _without_unseen(text: str) -> tuple[Piece, ...]:
    made: list[Piece] = []
    at = seen = 0
    for run in (*UNSEEN.finditer(text), None):
        start = run.start() if run else len(text)
        if start > at:
            made.append(Piece(seen, seen + start - at, "text", at, start))
        seen += start - at
        at = run.end() if run else start
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

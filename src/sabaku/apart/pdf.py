"""What a PDF shows: the text of its first pages, the addresses of its links, its codes, its pages as pictures. It is never run.

It is read by pdfium (pdfium.py) in a process of its own, within limits of bytes, pages, pixels, memory and time. Never raises for
what the file holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import msgspec
from msgspec import Struct

from sabaku.apart.process import apart

MAX_BYTES = 8 * 1024 * 1024
MAX_PAGES = 6
"""Pages whose text and links are read."""
MAX_SEARCHED = 48 * 1024 * 1024
MAX_SEARCHED_PAGES = 120
READER = "sabaku.apart.pdfium"


class Document(Struct, frozen=True):
    """Text and link targets of a PDF; `state` is "read", "locked" (a password is needed), "broken", "large", or "ended".

    `starts`: where the text of each page that was read begins. `codes`: the texts of QR codes on its first pages, looked for
    where it has no links and something is drawn; `unseen`: that was so, and they were not looked for. "ended": it took more time
    or memory than one file may.
    """

    state: str
    pages: int = 0
    text: str = ""
    starts: tuple[int, ...] = ()
    links: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    unseen: bool = False


class Picture(Struct, frozen=True):
    """A page as it is shown: its size in pixels, and three bytes for each of them, row by row."""

    width: int
    height: int
    pixels: bytes


class Said(Struct, frozen=True, tag=True):
    """A text somewhere in a PDF, and where: "page 3", "bookmark", "metadata Title"."""

    where: str
    text: str


class End(Struct, frozen=True, tag=True):
    """That there is no further text, or, with another state than "read", why."""

    state: str


class Order(Struct, frozen=True):
    """What is wanted of a file. "read": its `Document`s, the last of which counts; "shown": a `Picture` of each of its first
    pages; "coded": the texts of the codes on each of them; "searched": all that it has `Said`, and the `End`.

    `words`: passwords to try if it is locked. `codes`: look for QR codes, too.
    """

    data: bytes
    wanted: Literal["read", "shown", "coded", "searched"]
    words: tuple[str, ...] = ()
    codes: bool = False


def document(data: bytes, words: tuple[str, ...] = (), codes: bool = True) -> Document:
    """The first pages of a PDF. `words`: passwords to try if it is locked. `codes`: look for QR codes, too."""
    if len(data) > MAX_BYTES:
        return Document("large")
    told = _told(Order(data, "read", words, codes))
    return msgspec.msgpack.decode(told[-1], type=Document) if told else Document("ended")


def pictures(data: bytes) -> Iterator[Any]:
    """The first pages as pictures (PIL); none where the file cannot be opened."""
    if len(data) > MAX_BYTES:
        return
    from PIL import Image

    for told in _told(Order(data, "shown")):
        it = msgspec.msgpack.decode(told, type=Picture)
        yield Image.frombytes("RGB", (it.width, it.height), it.pixels)


def codes(data: bytes) -> list[tuple[str, ...]]:
    """The texts of the codes on each of the first pages; [] where the file cannot be opened."""
    if len(data) > MAX_BYTES:
        return []
    return [msgspec.msgpack.decode(it, type=tuple[str, ...]) for it in _told(Order(data, "coded"))]


def everything(data: bytes) -> tuple[list[Said], str]:
    """All texts of a PDF: what it says of itself, its bookmarks, its pages; and the state as of a `Document`: all, if "read"."""
    if len(data) > MAX_SEARCHED:
        return [], "large"
    told = [msgspec.msgpack.decode(it, type=Said | End) for it in _told(Order(data, "searched"))]
    return [it for it in told if isinstance(it, Said)], next((it.state for it in told if isinstance(it, End)), "ended")


def _told(order: Order) -> list[bytes]:
    return apart(READER, msgspec.msgpack.encode(order))

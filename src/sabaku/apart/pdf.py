"""What a PDF shows: the text of its first pages, the addresses of its links, its codes, its pages as pictures. It is never run.

It is read by pdfium (pdfium.py) in a process of its own, within limits of bytes, pages, pixels, memory and time. Never raises for
what the file holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct

from sabaku.apart.process import apart

MAX_BYTES = 8 * 1024 * 1024
MAX_PAGES = 6
"""Pages whose text and links are read."""
READER = "sabaku.apart.pdfium"


class Document(Struct, frozen=True):
    """Text and link targets of a PDF; `state` is "read", "locked" (a password is needed), "broken", "large", or "ended".

    `codes`: the texts of QR codes on its first pages, looked for where it has no links and something is drawn; `unseen`: that was
    so, and they were not looked for. "ended": it took more time or memory than one file may.
    """

    state: str
    pages: int = 0
    text: str = ""
    links: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    unseen: bool = False


class Picture(Struct, frozen=True):
    """A page as it is shown: its size in pixels, and three bytes for each of them, row by row."""

    width: int
    height: int
    pixels: bytes


class Order(Struct, frozen=True):
    """What is wanted of a file: its `Document`s, the last of which counts; or a `Picture` of each of its first pages.

    `words`: passwords to try if it is locked. `codes`: look for QR codes, too.
    """

    data: bytes
    words: tuple[str, ...] = ()
    codes: bool = False
    shown: bool = False


def document(data: bytes, words: tuple[str, ...] = (), codes: bool = True) -> Document:
    """The first pages of a PDF. `words`: passwords to try if it is locked. `codes`: look for QR codes, too."""
    if len(data) > MAX_BYTES:
        return Document("large")
    told = apart(READER, msgspec.msgpack.encode(Order(data, words, codes)))
    return msgspec.msgpack.decode(told[-1], type=Document) if told else Document("ended")


def pictures(data: bytes) -> Iterator[Any]:
    """The first pages as pictures (PIL); none where the file cannot be opened."""
    if len(data) > MAX_BYTES:
        return
    from PIL import Image

    for told in apart(READER, msgspec.msgpack.encode(Order(data, shown=True))):
        it = msgspec.msgpack.decode(told, type=Picture)
        yield Image.frombytes("RGB", (it.width, it.height), it.pixels)

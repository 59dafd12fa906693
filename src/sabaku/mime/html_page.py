"""What the HTML pass gives: the page as a reader sees it, and every address, picture, form and script with its place.

Values only: nothing is read or judged here. All offsets are of the message's "html" view unless said.
"""

from __future__ import annotations

from msgspec import Struct

from sabaku.mime.html_text import Flow
from sabaku.model import Piece


class Place(Struct, frozen=True):
    """An address as it is written in the HTML; offsets `start`, `end` of the raw value, in the html view."""

    tag: str
    attribute: str
    value: str
    start: int
    end: int
    shown_start: int = 0
    shown_end: int = 0
    """The text on which one clicks, in the visible view; empty where there is none."""
    alt: str = ""
    alt_start: int = 0
    alt_end: int = 0
    """The alternative text of a picture on which one clicks, in the html view."""
    hidden: str = ""
    picture: bool = False
    """The link holds a picture."""


class Input(Struct, frozen=True):
    """A field or button of a form."""

    tag: str
    type: str
    name: str
    label: str
    start: int
    end: int


class Form(Struct, frozen=True):
    """A <form>, with the fields up to its end."""

    action: str
    method: str
    start: int
    end: int
    fields: tuple[Input, ...]


class Image(Struct, frozen=True):
    """A picture: where its address and its alternative text stand."""

    source: str
    alt: str
    start: int
    end: int
    alt_start: int
    alt_end: int
    width: str = ""
    height: str = ""
    hidden: str = ""


class Hidden(Struct, frozen=True):
    """Text that the reader does not see, and by what. `preheader`: before any visible text, as newsletters do."""

    start: int
    end: int
    why: str
    preheader: bool = False


class Script(Struct, frozen=True):
    """A <script> element or an event attribute (`kind` "script" or the attribute's name)."""

    kind: str
    start: int
    end: int


class Page(Struct, frozen=True):
    """The HTML of a mail as a reader sees it, and what stands behind it. Offsets are of the html view unless said."""

    text: str = ""
    flow: Flow | None = None
    places: tuple[Place, ...] = ()
    forms: tuple[Form, ...] = ()
    inputs: tuple[Input, ...] = ()
    images: tuple[Image, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    scripts: tuple[Script, ...] = ()
    comments: tuple[tuple[int, int], ...] = ()
    unseen: tuple[tuple[int, int], ...] = ()
    """Runs of invisible characters (or references to them) inside the visible text."""
    spelt: tuple[tuple[int, int], ...] = ()
    """Words each letter of which stands in an element of its own."""
    turned: tuple[tuple[int, int], ...] = ()
    """Text that an element, or a character reference, makes run from right to left."""
    title: str = ""
    title_at: tuple[int, int] = (0, 0)
    cells: int = 0
    """How many table cells there are."""
    svg: bool = False
    full: bool = False
    """A limit was reached: there are more places than are listed."""

    def pieces(self) -> tuple[Piece, ...]:
        """How the visible text maps back to the html view."""
        return self.flow.pieces() if self.flow else ()

    def near(self, start: int, end: int) -> tuple[Piece, ...]:
        """The pieces that touch the visible characters from `start` to `end`."""
        return self.flow.near(start, end) if self.flow else ()

    @property
    def base(self) -> Place | None:
        """The <base href>, if there is one."""
        return next((it for it in self.places if it.tag == "base"), None)

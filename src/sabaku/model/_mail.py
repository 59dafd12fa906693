"""The input and the message: bytes with named views and the way back to the bytes."""

from __future__ import annotations

import bisect
import functools
import operator
from collections.abc import Callable
from datetime import datetime
from typing import Literal

from msgspec import Struct, field

from sabaku.model._allowance import Allowance
from sabaku.model._once import Remembering
from sabaku.model._words import Lang, Profile


class Envelope(Struct, frozen=True):
    """What the receiving SMTP server knew (RFC 5321), where the caller knows it; a milter does, a file does not."""

    client_ip: str = ""
    client_name: str = ""
    helo: str = ""
    mail_from: str = ""
    rcpt_to: tuple[str, ...] = ()
    queue_id: str = ""


class Home(Struct, frozen=True):
    """What the operator told about their own house (`sabaku init`). Empty fields are unknown, not «none»."""

    domains: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    role_accounts: tuple[str, ...] = ()
    services: tuple[str, ...] | None = None
    subject_tag: str = ""
    borders: tuple[str, ...] = ()
    authserv_ids: tuple[str, ...] = ()
    """Names under which the own servers write Authentication-Results, having removed those that a mail brought (RFC 8601 5)."""
    drill_senders: tuple[str, ...] = ()
    zone: str = "Asia/Tokyo"
    lang: Lang = "ja"


class Input(Struct, frozen=True):
    """One message to be examined. `now` is the time of judging; `carrier` says how it was forwarded, if it was."""

    raw: bytes
    name: str = "-"
    now: datetime | None = None
    profile: Profile = "offline"
    home: Home = Home()
    envelope: Envelope | None = None
    carrier: Carrier | None = None
    given: bytes | None = None
    """The bytes as the user gave them, where `raw` was taken out of them (an Outlook file, a forwarded mail)."""
    left_out: tuple[str, ...] = ()
    """Steps for which an earlier examination of the mail had no time (`Allowance.left_out`): they are left out again."""


class Carrier(Struct, frozen=True):
    """The mail or file in which the examined message arrived: kept, because its words and headers are evidence."""

    how: Literal["rfc822", "attachment", "inline", "msg", "mbox", "page", "filter"]
    """`filter`: the receiving side's spam filter put its report around it, under the sender's name; nobody forwarded it."""
    subject: str = ""
    sender: str = ""
    words: str = ""
    """The forwarder's own words."""
    complete: bool = True
    """False where the headers of the examined message are gone (inline forwards)."""
    exact: bool = True
    """False where the body is not byte for byte the one that was sent (Outlook files, inline forwards, saved pages)."""
    message_id: str = ""
    """Of the forwarder's mail, so that the answer to them can name it."""
    cut: bool = False
    """True where the mail that carried it is larger than what is read of a mail."""


class Span(Struct, frozen=True, tag_field="is", tag="span"):
    """Characters `start` to `end` of a named view of the message (see `Message.view`)."""

    view: str
    start: int
    end: int


class Piece(Struct, frozen=True, array_like=True):
    """`start` to `end` of a view stands at `at` to `to` of `parent` ("" = bytes of the file).

    Equal lengths mean character by character; otherwise the piece maps as a whole.
    """

    start: int
    end: int
    parent: str
    at: int
    to: int


class View(Struct, frozen=True, dict=True):
    """A text made from the message, with the way back: `pieces` are computed only when somebody wants to go back."""

    name: str
    text: str
    trace: Callable[[], tuple[Piece, ...]]
    locate: Callable[[int, int], tuple[int, int]] | None = None
    """Where pieces are coarse: the exact range of file bytes of the characters from start to end."""
    near: Callable[[int, int], tuple[Piece, ...]] | None = None
    """Where there are very many pieces: only those that touch the characters from start to end."""
    pages: tuple[int, ...] = ()
    """Where its pages begin, and where the last ends; () where it has none."""

    def page(self, at: int) -> int:
        """The number of the page on which that character stands, from 1; 0 where it stands on none, or there is but one."""
        return bisect.bisect_right(self.pages, at) % len(self.pages) if len(self.pages) > 2 else 0

    @functools.cached_property
    def _traced(self) -> tuple[Piece, ...]:
        return self.trace()

    def pieces(self) -> tuple[Piece, ...]:
        return self._traced


class Header(Struct, frozen=True):
    """One header field (RFC 5322 section 2.2): `name` as written, `key` in lower case, `text` unfolded and decoded."""

    name: str
    key: str
    text: str
    start: int
    value_start: int
    end: int


class Part(Struct, frozen=True):
    """One MIME entity (RFC 2045). `path` is "1" for the root, "1.2" for its second child. Offsets are file bytes."""

    path: str
    type: str
    headers: tuple[Header, ...]
    start: int
    body_start: int
    end: int
    encoding: str = ""
    charset: str = ""
    filename: str = ""
    disposition: str = ""
    content_id: str = ""
    params: tuple[tuple[str, str], ...] = ()


class Defect(Struct, frozen=True):
    """Something that could not be read as the standards want it, or a limit that was reached: evidence, not an error."""

    kind: str
    where: Span | None = None
    detail: str = ""


ENCLOSED = "enclosed"
"""The view of what stands in the visible text below the mail's own: the letter that it only encloses, if it does."""


class Message(Remembering, frozen=True, dict=True):
    """A mail taken apart. Views ("headers", "header:3", "part:1.2", "text", "html", "visible", "qr:1.3" …) open lazily."""

    raw: bytes
    headers: tuple[Header, ...]
    parts: tuple[Part, ...]
    open_view: Callable[[Message, str], View]
    read_part: Callable[[Message, Part], bytes]
    found_defects: list[Defect] = field(default_factory=list)
    allowance: Allowance = field(default_factory=Allowance)
    bodies: dict[str, bytes] = field(default_factory=dict)
    """The bodies that were decoded so far, by the part's path; those of sealed containers from the start."""
    views: dict[str, View] = field(default_factory=dict)
    """The views that were opened so far, by name, and those that were made of files."""
    ranges: dict[Span, tuple[int, int]] = field(default_factory=dict)
    """The places that were traced so far: many findings cite the same one."""

    def view(self, name: str) -> View:
        """The view of that name. Raises KeyError for a name that this message does not have."""
        view = self.views.get(name)
        if view is None:
            view = self.views[name] = self.open_view(self, name)
        return view

    def bytes_of(self, part: Part) -> bytes:
        """The part's body with its transfer encoding undone; never raises, what is broken is decoded as far as it goes."""
        if part.path not in self.bodies:
            self.bodies[part.path] = self.read_part(self, part)
        return self.bodies[part.path]

    @property
    def defects(self) -> tuple[Defect, ...]:
        """All defects known so far: a view that is opened later may add to them."""
        return tuple(self.found_defects)

    def named(self, key: str) -> tuple[Header, ...]:
        """The top-level header fields of that lower-case name, in file order."""
        return self._by_name.get(key, ())

    @functools.cached_property
    def _by_name(self) -> dict[str, tuple[Header, ...]]:
        fields: dict[str, list[Header]] = {}
        for header in self.headers:
            fields.setdefault(header.key, []).append(header)
        return {name: tuple(them) for name, them in fields.items()}

    def text_of(self, key: str) -> str:
        """The decoded text of the first such header field, or ""."""
        found = self.named(key)
        return found[0].text if found else ""

    def span_of(self, header: Header, start: int = 0, end: int | None = None) -> Span:
        """A place inside the decoded text of a top-level header field."""
        return Span(f"header:{self.headers.index(header)}", start, len(header.text) if end is None else end)

    def quote(self, span: Span) -> str:
        """The characters at that place."""
        return self.view(span.view).text[span.start : span.end]

    def in_file(self, span: Span) -> Span:
        """The place in the file of a place in the letter that the mail only encloses; elsewhere the place itself."""
        letter = self.views.get(ENCLOSED)
        if letter is None or span.view != "visible":
            return span
        own = len(self.view("visible").text) - len(letter.text)
        for it in letter.pieces():
            if it.start + own <= span.start and span.end <= it.end + own:
                return Span(it.parent, span.start - own - it.start, span.end - own - it.start)
        return span

    def in_letter(self, span: Span) -> Span | None:
        """The place in the visible text of a place in a file that is read as the mail's letter; None in any other file."""
        letter = self.views.get(ENCLOSED)
        for it in letter.pieces() if letter is not None else ():
            if it.parent == span.view and span.end <= it.to and letter is not None:
                at = len(self.view("visible").text) - len(letter.text) + it.start
                return Span("visible", at + span.start, at + span.end)
        return None

    def raw_range(self, span: Span) -> tuple[int, int]:
        """The tightest known range of file bytes that holds the place. Raises KeyError for a view that there is not."""
        if span not in self.ranges:
            self.ranges[span] = self._range(span)
        return self.ranges[span]

    def _range(self, span: Span) -> tuple[int, int]:
        view = self.view(span.view)
        if view.locate is not None:
            return view.locate(span.start, span.end)
        pieces = view.near(span.start, span.end) if view.near is not None else view.pieces()
        first = bisect.bisect_left(pieces, span.start, key=_end) if len(pieces) > 1 else 0
        hulls: dict[str, tuple[int, int]] = {}
        for index in range(first, len(pieces)):
            piece = pieces[index]
            if piece.start > span.end:
                break
            start, end = max(span.start, piece.start), min(span.end, piece.end)
            if start >= end and (span.end > span.start or start > end):
                continue
            if piece.end - piece.start == piece.to - piece.at:
                at, to = piece.at + start - piece.start, piece.at + end - piece.start
            else:
                at, to = piece.at, piece.to
            # what several pieces have in one parent is traced there once: a long text may be in thousands of them
            low, high = hulls.get(piece.parent, (at, to))
            hulls[piece.parent] = min(low, at), max(high, to)
        ranges = [hull if not name else self.raw_range(Span(name, *hull)) for name, hull in hulls.items()]
        return (min(at for at, _ in ranges), max(to for _, to in ranges)) if ranges else (0, len(self.raw))


_end = operator.attrgetter("end")

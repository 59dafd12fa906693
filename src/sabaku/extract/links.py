"""Where a mail leads: every address in its text, its HTML, its QR codes and its files, as a browser reads it, with its place.

Gateways and known redirectors are opened; whose token a link carries is noted. Hosts, registrable domains and addresses of
the links come with them. No judgement, no network.
"""

from __future__ import annotations

import bisect
import functools
import itertools
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from sabaku.data import toml
from sabaku.extract import qr, qrboxes, qrvectors
from sabaku.extract.attached import inside
from sabaku.extract.looking import Looking
from sabaku.extract.textlinks import written
from sabaku.extract.tokens import Recipient, carried, houses, recipients
from sabaku.extract.unwrap import Opened, opened
from sabaku.extract.urls import Url, from_data, read
from sabaku.mime.html import Page, Place, page
from sabaku.model import FINDING, Address, Defect, Input, Kind, Link, Message, Observable, Span

MAX_LINKS = 1000
MAX_MORE = 200
"""Links to hosts not met before that are kept behind the last of MAX_LINKS: a thousand to one host must not hide another."""
MAX_SHOWN = 500
MAX_DRAWN = 4
DRAWN = 300
"""Characters of a data: URL from which it may hold a QR code."""
_ROLES = {
    ("a", "href"): "href",
    ("area", "href"): "href",
    ("a", "xlink:href"): "href",
    ("form", "action"): "form",
    ("button", "formaction"): "form",
    ("input", "formaction"): "form",
    ("meta", "content"): "refresh",
    ("base", "href"): "base",
    ("link", "href"): "css",
}
_LINKING = frozenset(("comment", "area", "math", "mrow", "mtext", "mi", "mo", "mn", "ms", "mstyle", "mtable", "mtd", "semantics"))
"""Elements besides <a> whose `href` is clicked: formulas in Firefox and Thunderbird."""
_CLICKED = frozenset(("href", "form", "refresh"))
_MAILTO = re.compile(r"mailto:/{0,2}([^?,;\s]{1,320})", re.IGNORECASE)
_ADDRESS = re.compile(r"([^@\s<>]{1,64})@([A-Za-z0-9.-]{1,250}\.[A-Za-z]{2,24})\Z")


def find(message: Message, input: Input, so_far: Sequence[Observable]) -> Iterator[Observable]:
    """Observables of kind link, host, domain, ip, and address (role mailto), in the order of the mail."""
    finder = _Finder(message, recipients(input, so_far), houses(input, so_far))
    finder.of_page(message.once(page))
    finder.of_text()
    finder.of_files()
    yield from finder.found
    yield from finder.hosts()


class _Spot(Struct, frozen=True):
    """Where and how a link stands in the mail."""

    role: str
    seen: Span
    found_in: str
    shown: str = ""
    shown_at: Span | None = None
    clicked: bool = True
    more: tuple[str, ...] = ()


class _Finder:
    """Collects links; each (address, role, shown text) once."""

    def __init__(self, message: Message, who: tuple[Recipient, ...], houses: frozenset[str]) -> None:
        self.message = message
        self.who = who
        self.houses = houses
        self.found: list[Observable] = []
        self.links: list[tuple[str, Link, Span]] = []
        self.known: set[tuple[str, str, str]] = set()
        self.urls: set[str] = set()
        self.met: set[str] = set()
        self.full = False

    # --- HTML

    def of_page(self, it: Page) -> None:
        """Links of the HTML: what is clicked, sent and fetched, and addresses written in its visible text."""
        if it.flow is None:
            return
        base = read(it.base.value) if it.base else None
        root = base.href if base is not None and base.web else ""
        for place in sorted(it.places, key=lambda one: one.tag == "comment"):
            self._place(it, place, root)
        spans = sorted((place.shown_start, place.shown_end) for place in it.places if place.shown_end > place.shown_start)
        self._written(it.text, "visible", spans)
        if it.cells >= qr.MIN_CELLS:
            html = self.message.view("html").text
            for start, end, text in qr.in_cells(html, self._looking("cells")):
                self._qr(text, Span("html", start, end), "qr of table cells")
        self._blocks(it.text, "visible")
        self._in_pictures(it)
        self._drawn(it)

    def _drawn(self, it: Page) -> None:
        """QR codes that the page draws with boxes, shadows or shapes."""
        html = self.message.view("html").text
        if qrboxes.likely(html):
            for start, end, text in qrboxes.in_boxes(html, self._looking("boxes")):
                self._qr(text, Span("html", start, end), "qr of boxes")
        for start, end in itertools.islice(qrvectors.drawings(html), MAX_DRAWN) if it.svg else ():
            for text in qrvectors.in_svg(html[start:end], self._looking("drawing", "html", start, end)):
                self._qr(text, Span("html", start, end), "qr of vectors")

    def _in_pictures(self, on: Page) -> None:
        """QR codes in pictures that stand in the HTML itself (data: URLs)."""
        drawn = [one for one in on.images if len(one.source) >= DRAWN and one.source[:11].lower() == "data:image/"][:MAX_DRAWN]
        pictures = [from_data(one.source) for one in drawn]
        seen = [Span("html", one.start, one.end) for one in drawn]
        looked = [
            qrvectors.of(data, self._looking("data", "html", one.start, one.end))
            for data, one in zip(pictures, seen, strict=True)
        ]
        for it, one in zip(looked, seen, strict=True):
            for text in it.codes:
                self._qr(text, one, "qr of data")
        if len(drawn) > 1 and not any(it.codes for it in looked):
            for text in qr.of_pieces(pictures, [it.piece for it in looked], self._looking("joined")):
                self._qr(text, seen[0], "qr of pieces")

    def _looking(self, step: str, view: str = "html", start: int = 0, end: int = 0) -> Looking:
        """For what the mail's own text shows, at that place if there is one."""
        seen = Span(view, start, end) if end else None
        return Looking(self.message, f"{step} {view} {start}", "text", FINDING, seen)

    def _place(self, page: Page, place: Place, root: str) -> None:
        value = place.value.strip()
        if (
            not (value or (root and place.attribute == "href"))
            or value[:1] == "#"
            or (place.tag == "img" and value[:5].lower() in ("cid:i", "data:"))
        ):
            return
        role = _role(place)
        url = read(value, root if role != "base" else "")
        if place.tag == "comment" and url.href in self.urls:
            return
        seen = Span("html", place.start, place.end)
        if url.quiet:
            self._address(url, seen)
            return
        if role == "image" and not url.web:
            return
        shown, shown_at = _shown(page, place)
        more = _of_place(place, shown, role)
        clicked = role in _CLICKED and not ({"hidden", "empty"} & set(more))
        self._add(url, _Spot(role, seen, f"{place.tag}[{place.attribute}]", shown[:MAX_SHOWN], shown_at, clicked, more))

    def _address(self, url: Url, seen: Span) -> None:
        found = _MAILTO.match(url.href)
        box = _ADDRESS.match(found[1].replace("%40", "@")) if found else None
        if box and len(self.found) < MAX_LINKS:
            local, domain = box[1].lower(), box[2].lower()
            self.found.append(Observable("address", f"{local}@{domain}", "mailto", seen, url.raw, Address("", local, domain)))

    # --- text and files

    def of_text(self) -> None:
        """Links of the plain text part, which the reader of the HTML does not see but other programs do."""
        text = self.message.view("text").text
        self._written(text, "text", [])
        self._blocks(text, "text")

    def _written(self, text: str, view: str, taken: list[tuple[int, int]]) -> None:
        starts = [it[0] for it in taken]
        for it in written(text, lines=view == "text"):
            n = bisect.bisect_right(starts, it.start) - 1
            if n >= 0 and it.start < taken[n][1]:
                continue
            if it.url.href in self.urls:
                continue
            shown = text[it.start : it.end]
            more = ("wrapped",) if it.wrapped else ()
            clicked = "defanged" not in it.url.tricks
            self._add(it.url, _Spot("text", Span(view, it.start, it.end), "text", shown[:MAX_SHOWN], None, clicked, more))

    def _blocks(self, text: str, view: str) -> None:
        for start, end, code in qr.in_blocks(text, self._looking("blocks", view)):
            self._qr(code, Span(view, start, end), "qr of characters")

    def _qr(self, text: str, seen: Span, found_in: str) -> None:
        url = read(text)
        if url.web:
            self._add(url, _Spot("qr", seen, found_in))

    def of_files(self) -> None:
        """Links inside attachments and pictures."""
        for it in self.message.once(inside):
            shown_at = self.message.in_letter(it.shown_at) if it.shown_at is not None else None
            self._add(it.url, _Spot(it.role, it.seen, it.found_in, it.shown[:MAX_SHOWN], shown_at, it.clicked))

    # --- all

    def _add(self, url: Url, spot: _Spot) -> None:
        it = self._opened(url)
        key = (it.target.href, spot.role, spot.shown)
        if key in self.known or self._is_full(spot.seen, it.target.host):
            return
        self.known.add(key)
        self.urls.update((url.href, it.target.href))
        self._link(it, url.raw, spot)
        if it.nested is not None:
            inside = replace(spot, clicked=spot.clicked and not it.target.web, found_in=f"{spot.found_in} nested")
            self._link(Opened(it.nested, (it.target.host,), ("nested",)), url.raw, inside)

    def _opened(self, url: Url) -> Opened:
        """The link without what gateways put around it; the recipient's own house may have one."""
        it = opened(url)
        if it.nested is None or it.target.domain not in self.houses:
            return it
        inner = opened(it.nested)
        return Opened(inner.target, (*it.by, url.host, *inner.by), (*it.kinds, "gateway", *inner.kinds), inner.nested)

    def _link(self, it: Opened, raw: str, spot: _Spot) -> None:
        url = it.target
        by_others = any(kind != "gateway" for kind in it.kinds)  # a gateway writes the recipient into every link
        tricks = (*_own_tricks(it, raw), *spot.more, *(("nested",) if it.nested is not None else ()))
        made = Link(
            url=url.href,
            host=url.host,
            domain=url.domain,
            scheme=url.scheme,
            shown=spot.shown,
            shown_at=spot.shown_at,
            found_in=spot.found_in,
            raw=raw,
            path=url.path,
            tricks=tricks,
            clicked=spot.clicked and "invalid" not in tricks and not {url.host, f"{url.host}{url.path}"} & _notes(),
            wraps=", ".join(it.by),
            token=bool(carried(url.href, url.domain, self.who) or (by_others and carried(raw, url.domain, self.who))),
        )
        self.met.add(url.host)
        self.links.append((spot.role, made, spot.seen))
        self.found.append(Observable("link", url.href, spot.role, spot.seen, self.message.quote(spot.seen)[:MAX_SHOWN], made))

    def _is_full(self, seen: Span, host: str) -> bool:
        if len(self.links) < MAX_LINKS:
            return False
        if not self.full:
            self.full = True
            self.message.found_defects.append(Defect("limit-links", seen, str(MAX_LINKS)))
        return host in self.met or len(self.links) >= MAX_LINKS + MAX_MORE

    def hosts(self) -> Iterator[Observable]:
        """Hosts, registrable domains and IP addresses of the links, each once per role."""
        done: set[tuple[Kind, str, str]] = set()
        for role, link, seen in self.links:
            if not link.host:
                continue
            numeric = "ip" in link.tricks
            both: tuple[tuple[Kind, str], ...] = (("host", link.host), ("ip" if numeric else "domain", link.domain))
            for kind, value in both:
                as_role = "href" if kind == "ip" else role
                if (kind, value, as_role) not in done:
                    done.add((kind, value, as_role))
                    yield Observable(kind, value, as_role, seen, link.host)


@functools.cache
def _notes() -> frozenset[str]:
    return frozenset(toml("link_hosts")["notes"]["pages"])


def _own_tricks(it: Opened, raw: str) -> tuple[str, ...]:
    """The tricks of the target's spelling, without those that a service made by wrapping it."""
    return tuple(name for name in it.target.tricks if name != "slashes") if it.by and it.target.raw != raw else it.target.tricks


def _role(place: Place) -> str:
    role = _ROLES.get((place.tag, place.attribute))
    if role:
        return role
    if place.attribute == "css":
        return "css"
    clicked = place.attribute in ("a", "area") or ":" in place.attribute if place.tag == "comment" else place.attribute == "href"
    return "href" if clicked and (place.tag in _LINKING or ":" in place.tag) else "image"


def _shown(page: Page, place: Place) -> tuple[str, Span | None]:
    if place.shown_end > place.shown_start:
        return page.text[place.shown_start : place.shown_end], Span("visible", place.shown_start, place.shown_end)
    if place.alt:
        return place.alt, Span("html", place.alt_start, place.alt_end)
    return "", None


def _of_place(place: Place, shown: str, role: str) -> tuple[str, ...]:
    if role != "href" or place.tag not in ("a", "area"):
        return ()
    if place.hidden:
        return ("hidden",)
    return ("empty",) if not shown and not place.picture and place.tag == "a" else ()

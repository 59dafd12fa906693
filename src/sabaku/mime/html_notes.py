"""What the tags of a page leave behind: addresses, pictures, forms, scripts. Filled by the reader, turned into a Page at the end.

Keeps places and values as written; resolves and judges nothing.
"""

from __future__ import annotations

import functools
import re

from msgspec import Struct

from sabaku.mime.html_page import Form, Hidden, Image, Input, Page, Place, Script
from sabaku.mime.html_style import PLAIN, Look, Style, hinted, merge, style
from sabaku.mime.html_text import Flow, attribute_value
from sabaku.text import late

MAX_PLACES = 20_000
MAX_VALUE = 4000
MAX_CLASSES = 50
NOTHING: frozenset[str] = frozenset()

VALUE = r"""(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>"'][^\s>]*+|(?=>|\Z))"""
"""An attribute's value as the tokenizer of HTML 13.2.5 reads it; always matches, so that reading stays linear."""
_ATTRIBUTE = late.pattern(rf"([^\s/>=]++|=[^\s/>=]*+)(?>\s*+=\s*+({VALUE}))?+")
_CSS_URL = late.pattern(r"[uU@](?i:(?<=u)rl\(\s*+[\"']?+|(?<=@)import\s*+[\"'])([^\"')\s]{4,4000})")
_REFRESH = late.pattern(r"\A[\s\d.,;]*+(?>url\s*+=\s*+)?+[\"']?+([^\"'\s]{3,4000})", re.IGNORECASE)
_ADDRESSES = frozenset(
    ("href", "xlink:href", "src", "srcset", "action", "formaction", "background", "data", "ping", "poster", "lowsrc", "content")
)
TELLING = frozenset(("a", "area", "img", "form", "input", "button", "select", "textarea", "svg", "meta", "image"))
_HINTS = {
    "bgcolor": ("background-color", ""),
    "background": ("background-image", "url()"),
    "color": ("color", ""),
    "hidden": ("display", "none"),
    "dir": ("direction", ""),
}
"""Attributes that stand for a declaration, and its value if it is not theirs (HTML 15.3)."""
_FIELDS = frozenset(("input", "button", "select", "textarea"))


class Attributes(Struct, frozen=True):
    """A start tag's attributes: decoded value with the offsets of the raw value inside the tag's attribute text."""

    all: dict[str, tuple[str, int, int]]
    asks: Style = PLAIN
    """What all of them ask for."""
    hints: Style = PLAIN
    inline: Style = PLAIN
    """The two apart: what `style` asks for counts more than the rules of a style sheet, all other attributes count less."""
    addresses: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    classes: frozenset[str] = frozenset()
    id: str = ""
    """Both in lower case."""
    odd: bool = False
    """There are event attributes or an address in CSS."""

    def get(self, name: str) -> str:
        """The value, or ""."""
        found = self.all.get(name)
        return found[0] if found else ""

    def span(self, name: str, at: int) -> tuple[int, int]:
        """Where the raw value stands, if the attribute text stands at `at`."""
        found = self.all.get(name)
        return (at + found[1], at + found[2]) if found else (at, at)


NONE = Attributes({})


def attributes(text: str) -> Attributes:
    """The attributes in the text of a start tag; of several with one name the first counts, as in a browser."""
    return _usual(text) if len(text) < MAX_VALUE else _attributes(text)


@functools.lru_cache(maxsize=4096)
def _usual(text: str) -> Attributes:
    return _attributes(text)


def _attributes(text: str) -> Attributes:
    found: dict[str, tuple[str, int, int]] = {}
    addresses: list[str] = []
    events: list[str] = []
    for it in _ATTRIBUTE.finditer(text):
        _, (begin, after), (start, end) = it.regs
        name = text[begin:after].lower()
        if name in found:
            continue
        if start < 0:
            start = end = after
        elif start < end and text[start] in "\"'":
            end = end - 1 if end - start > 1 and text[end - 1] == text[start] else end
            start += 1
        value = text[start:end]
        found[name] = (attribute_value(value) if "&" in value else value, start, end)
        if name in _ADDRESSES:
            addresses.append(name)
        elif name[:2] == "on":
            events.append(name)
    odd = bool(events) or "url(" in text or "URL(" in text
    hints = _hints(found) if not found.keys().isdisjoint(_HINTS) else PLAIN
    inline = style(found["style"][0][:MAX_VALUE]) if "style" in found else PLAIN
    classes = frozenset(found["class"][0].lower().split()[:MAX_CLASSES]) if "class" in found else NOTHING
    id = found["id"][0].lower() if "id" in found else ""
    return Attributes(found, merge(hints, inline), hints, inline, tuple(addresses), tuple(events), classes, id, odd)


def _hints(found: dict[str, tuple[str, int, int]]) -> Style:
    asked = (hinted(declaration, value or found[name][0]) for name, (declaration, value) in _HINTS.items() if name in found)
    return functools.reduce(merge, asked, PLAIN)


class _Draft(Struct):
    """A Place that is still being written; the shown range is of the flow."""

    tag: str
    attribute: str
    value: str
    start: int
    end: int
    shown_start: int = -1
    shown_end: int = -1
    alt: str = ""
    alt_start: int = 0
    alt_end: int = 0
    hidden: str = ""
    picture: bool = False


class Notes:
    """Everything of a page that is not running text."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.places: list[_Draft] = []
        self.anchors: list[tuple[int, int]] = []
        self.inputs: list[Input] = []
        self.forms: list[Form] = []
        self.open_forms: list[tuple[Attributes, int, int]] = []
        self.images: list[Image] = []
        self.hidden: list[Hidden] = []
        self.scripts: list[Script] = []
        self.comments: list[tuple[int, int]] = []
        self.turned: list[tuple[int, int]] = []
        self.title = ("", 0, 0)
        self.full = self.svg = False

    def place(self, tag: str, name: str, value: str, span: tuple[int, int], hidden: str = "") -> None:
        """An address that stands at `span`."""
        if len(self.places) < MAX_PLACES:
            self.places.append(_Draft(tag, name, value, span[0], span[1], hidden=hidden))
        else:
            self.full = True

    def tag(self, name: str, tag: Attributes, at: int, to: int, look: Look) -> None:
        """A start tag that carries an address or means something by its name; its attribute text stands at `at`."""
        if name in _FIELDS:
            self._field(name, tag, at, to)
        elif name == "form":
            self.open_forms.append((tag, at, len(self.inputs)))
        elif name == "svg":
            self.svg = True
        for attribute in tag.addresses:
            self._address(name, attribute, tag, at, look)
        if name == "img" or (name == "image" and "src" in tag.all):
            self._image(tag, at, look)

    def _address(self, name: str, attribute: str, tag: Attributes, at: int, look: Look) -> None:
        value, span = tag.get(attribute), tag.span(attribute, at)
        if attribute == "content":
            refresh = _REFRESH.match(value) if name == "meta" and tag.get("http-equiv").strip().lower() == "refresh" else None
            if refresh:
                self.place("meta", "content", refresh[1], span)
            return
        if attribute == "data" and name != "object":
            return
        if attribute == "srcset":
            for one in value.split(",")[:10]:
                if one.strip():
                    self.place(name, attribute, one.split()[0], span, look.why)
            return
        if name == "a" and (attribute == "href" or (attribute == "xlink:href" and "href" not in tag.all)):
            self.anchors.append((len(self.places), self.flow.size))
        self.place(name, attribute, value, span, look.hide or ("" if look.seen else look.why))

    def end_anchor(self) -> None:
        """The innermost open <a href> ends here."""
        if self.anchors:
            index, start = self.anchors.pop()
            if index < len(self.places):
                link = self.places[index]
                link.shown_start, link.shown_end = start, self.flow.size

    def _image(self, tag: Attributes, at: int, look: Look) -> None:
        if len(self.images) >= MAX_PLACES:
            self.full = True
            return
        start, end = tag.span("src", at)
        alt_start, alt_end = tag.span("alt", at)
        hidden = look.hide or ("" if look.seen else look.why)
        it = Image(tag.get("src"), tag.get("alt"), start, end, alt_start, alt_end, tag.get("width"), tag.get("height"), hidden)
        self.images.append(it)
        if self.anchors and not hidden and self.anchors[-1][0] < len(self.places):
            index = self.anchors[-1][0]
            link = self.places[index]
            if not link.alt:
                link.picture, link.alt, link.alt_start, link.alt_end = True, it.alt, alt_start, alt_end

    def _field(self, name: str, tag: Attributes, at: int, to: int) -> None:
        if len(self.inputs) < MAX_PLACES:
            label = tag.get("placeholder") or tag.get("value") or tag.get("aria-label")
            self.inputs.append(Input(name, tag.get("type").strip().lower(), tag.get("name"), label, at, to))

    def end_form(self, end: int) -> None:
        """The innermost open form ends at `end`."""
        if self.open_forms:
            tag, start, first = self.open_forms.pop()
            method = tag.get("method").strip().lower() or "get"
            self.forms.append(Form(tag.get("action"), method, start, end, tuple(self.inputs[first : first + 200])))

    def events(self, tag: Attributes, at: int) -> None:
        """Event attributes: scripts in disguise."""
        for name in tag.events:
            if len(self.scripts) < MAX_PLACES:
                self.scripts.append(Script(name, *tag.span(name, at)))

    def css(self, html: str, start: int, end: int, tag: str) -> None:
        """Addresses in CSS that stands there."""
        for it in _CSS_URL.finditer(html, start, end):
            self.place(tag, "css", attribute_value(it[1]), it.span(1))

    def page(self, cells: int) -> Page:
        """Everything, with the shown texts of links found in the visible text."""
        text = self.flow.squash()
        unseen = tuple((self.flow.parent_at(start), self.flow.parent_at(end - 1) + 1) for start, end in self.flow.unseen)
        spelt = tuple((self.flow.parent_at(start), self.flow.parent_at(end - 1) + 1) for start, end in self.flow.spelt)
        title, title_start, title_end = self.title
        return Page(
            text=text,
            flow=self.flow,
            places=tuple(self._finished(it, text) for it in self.places),
            forms=tuple(self.forms),
            inputs=tuple(self.inputs),
            images=tuple(self.images),
            hidden=tuple(self.hidden),
            scripts=tuple(self.scripts),
            comments=tuple(self.comments),
            turned=tuple(self.turned),
            unseen=unseen,
            spelt=spelt,
            title=title,
            title_at=(title_start, title_end),
            cells=cells,
            svg=self.svg,
            full=self.full,
        )

    def _finished(self, it: _Draft, text: str) -> Place:
        start = end = 0
        if it.shown_start >= 0:
            start, end = self.flow.visible_at(it.shown_start), self.flow.visible_at(it.shown_end)
            shown = text[start:end]
            start, end = end - len(shown.lstrip()), start + len(shown.rstrip())
        return Place(
            it.tag,
            it.attribute,
            it.value,
            it.start,
            it.end,
            start,
            max(start, end),
            it.alt,
            it.alt_start,
            it.alt_end,
            it.hidden,
            it.picture,
        )

"""The pass over HTML: one tokenizer, one stack of open elements, as the HTML standard (13.2) does it for a reader.

Linear in the size of the page whatever stands there: every token is met once, looking up the stack is bounded.
Judges nothing and resolves no address.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from sabaku.mime import turned
from sabaku.mime.html_notes import MAX_PLACES, NONE, TELLING, VALUE, Attributes, Notes, attributes
from sabaku.mime.html_page import Hidden, Page, Script
from sabaku.mime.html_rules import Element, Sheet
from sabaku.mime.html_style import PAGE, UNKNOWN, Look, Style, derive, hinted, merge, unboxed
from sabaku.mime.html_text import BLOCK, BREAK, CELL, JOIN, Flow, attribute_value
from sabaku.text import late

MAX_NESTING = 64
"""How far up the open elements are searched for the one that a tag could mean."""
MAX_KEPT_OPEN = 8
MAX_CSS = 200_000
MAX_TEXT = 1_500_000
MAX_TURNED = 40_000
"""Characters of one text, and of all, that are put in their order of reading."""
MAX_TAGS = 250_000
"""No mail that a person wrote has so many; what stands behind the last of them is not read."""
MAX_RELOOKS = 200_000
"""Open elements, summed up over all style sheets, that a new one makes look different; further sheets do not count."""

_TOKEN = late.pattern(
    # a tag without attributes, or with attributes in their usual forms, is passed over quicker than by the whole grammar; so
    # is a comment from hyphen to hyphen (to try every place of it for the end costs 300 instructions a character)
    r"<(?:([a-zA-Z][^\s/>]*+)((?>\s++[a-zA-Z-]++=(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+))*+[\s/]*+"
    rf"|(?>[\s/]++|(?:[^\s/>=]++|=[^\s/>=]*+)(?>\s*+=\s*+{VALUE})?+)*+)(?:>|\Z)"
    r"|/([a-zA-Z][^\s/>]*+)[^>]*+(?:>|\Z)|!--(?:>|->|[^-]*+(?>-(?!-!?>)[^-]*+)*+(?:--!?>|\Z))|[!?/][^>]*+(?:>|\Z))"
)
_RAW_END = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes")
}


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_VOID = _names("area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr")
_BLOCK = _names(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form frameset"
    " h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol optgroup option p plaintext pre section summary"
    " table tbody tfoot thead tr ul caption xmp"
)
_FORMATTING = _names("a b big code em font i nobr s small strike strong tt u")
_TABLE = _names("table tr td th tbody thead tfoot caption")
_SCOPE = _names("table td th caption html applet marquee object template")
_SPECIAL = _BLOCK | _TABLE | _names("applet marquee object button select template")
_CELLS, _ROWS = ("td", "th"), ("tr", "td", "th")
_CLOSES = (
    dict.fromkeys(_BLOCK - _TABLE - {"body", "html"}, ("p",))
    | dict.fromkeys(_CELLS, _CELLS)
    | dict.fromkeys(("tbody", "thead", "tfoot"), ("tbody", "thead", "tfoot", *_ROWS))
    | {"tr": _ROWS, "li": ("li",), "dd": ("dd", "dt"), "dt": ("dd", "dt"), "option": ("option",), "a": ("a",)}
)
_MAYBE = _names("template noscript details datalist dialog audio video canvas object rp desc defs metadata")
"""What stands in them is shown by some programs and not by others. Inside of a word it is to be shown by none."""
_END_OF = {name: re.compile(rf"</{name}\s{{0,9}}>(?:</(?:svg|ruby|picture)\s{{0,9}}>)?", re.IGNORECASE) for name in _MAYBE}
_LABELLED = _names("button submit reset text email search url tel") | {""}
MAX_JUNK = 160
"""Characters up to the end of an element that cuts a word."""
_GAPS = dict.fromkeys(_BLOCK, BLOCK) | {"td": CELL, "th": CELL, "br": BREAK}
_ALL_GAPS = frozenset((BLOCK, CELL, BREAK))
_BARRIERS = (
    dict.fromkeys(_TABLE, frozenset({"table"}))
    | dict.fromkeys(_SPECIAL - _TABLE, _SCOPE)
    | dict.fromkeys(_FORMATTING, _SCOPE)
    | {"li": _SCOPE | {"ul", "ol"}, "table": frozenset()}
)
_KINDS = {
    name: (_CLOSES.get(name, ()), _GAPS.get(name, ""), name in _VOID or name in _RAW_END, name in TELLING)
    for name in _BLOCK | _TABLE | _VOID | TELLING | frozenset(_RAW_END) | frozenset(_CLOSES)
}
_LINK = hinted("color", "#0000ee")
"""A link does not take the colour of the text around it (HTML 15.3.4)."""
_OWN_LOOKS = {"pre": hinted("white-space", "pre"), "bdo": hinted("unicode-bidi", "bidi-override")}
_WRITTEN_OR_NOT: tuple[Element, ...] = (("html", NONE), ("body", NONE))
"""Elements that every page has, whether their tags are there or not (HTML 13.1.2.4)."""
_OTHER: tuple[tuple[str, ...], str, bool, bool] = ((), "", False, False)


class Reader:
    """The state of the pass: the open elements, how they look, and what has been read so far."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.flow = Flow("html")
        self.notes = Notes(self.flow)
        self.stack: list[tuple[str, Look, Attributes, int]] = []
        self.path = 0
        self.open: dict[str, int] = {}
        self.look = self.page_look = PAGE
        self.sheet = Sheet()
        self.written = False
        self.budget, self.relooks, self.turns = MAX_TAGS, 0, 0

    def read(self, start: int, end: int) -> None:
        """Read one document that stands at those offsets, up to the limit of tags."""
        while start < end:
            start = self._run(start, end)
        self._pop(0, end)
        self.flow.gap(BLOCK)

    def _run(self, start: int, end: int) -> int:
        """Read on until something that is not HTML (a script, a style) has been skipped; where to go on."""
        html = self.html
        last = start
        for token in _TOKEN.finditer(html, start, end):
            at, to = token.span()
            if at > last:
                self._text(last, at)
            last = to
            name, text, closed = token.groups()
            if name:
                last = self._start(name.lower(), text, token.start(2), to, end)
                if last != to:
                    return last
            elif closed:
                self._end(closed.lower(), at)
            elif html.startswith("<!--", at):
                self._comment(at, to)
        if end > last:
            self._text(last, end)
        return end

    def page(self) -> Page:
        """What was read."""
        self.notes.full = self.notes.full or self.sheet.full
        return self.notes.page(self.html.count("<td") + self.html.count("<TD") + self.html.count("<th"))

    # --- text and comments

    def _text(self, start: int, end: int) -> None:
        raw, look, chunks = self.html[start:end], self.look, self.flow.chunks
        blank = raw.isspace()
        if blank and not look.keep and (not chunks or chunks[-1] in _ALL_GAPS):
            if self.flow.single and chunks[-1] is not CELL:  # between letters that a style sets on one line, it is seen
                self.flow.add(" ", start)
            return
        if look.why:
            if not blank and len(self.notes.hidden) < MAX_PLACES:
                self.notes.hidden.append(Hidden(start, end, look.why, not self.written))
            return
        if self.flow.size > MAX_TEXT:
            self.notes.full = True
            return
        if look.keep:
            raw = raw.replace("\n", BREAK).replace(" ", "\xa0")
        if (look.turned or turned.is_coded(raw)) and len(raw) < MAX_TURNED > self.turns:
            self._turned(raw, start)
        else:
            self.flow.add(raw, start)
        if "&" in raw:
            self.flow.gap(JOIN)
        if not self.written and not blank:
            self.written = True

    def _turned(self, raw: str, start: int) -> None:
        """Text of which some is shown in the reverse order: in the order in which it is read."""
        if turned.OVERRIDE not in raw and len(self.notes.turned) < MAX_TURNED and not raw.isspace():
            self.notes.turned.append((start, start + len(raw)))
        for first, last in turned.in_html(raw, self.look.turned):
            self.turns += 1
            if first < last:
                self.flow.add(raw[first:last], start + first)

    def _comment(self, start: int, end: int) -> None:
        if len(self.notes.comments) >= MAX_PLACES:
            return
        self.notes.comments.append((start, end))
        if self.html[start + 4 : start + 16].lstrip().lower().startswith("[if"):
            self._outlook(start, end)

    def _outlook(self, start: int, end: int) -> None:
        """Addresses in a conditional comment: Outlook for Windows shows what stands there."""
        if "href" not in self.html[start:end].lower():
            return  # most only lay out a table
        for token in _TOKEN.finditer(self.html, start + 4, end):
            if token[1] and "href" in token[2].lower() and len(self.notes.places) < MAX_PLACES:
                tag = attributes(token[2])
                if "href" in tag.all:
                    self.notes.place("comment", token[1].lower(), tag.get("href"), tag.span("href", token.start(2)))

    # --- elements

    def _start(self, name: str, text: str, at: int, to: int, end: int) -> int:
        """Open an element; the offset where reading goes on."""
        self.budget -= 1
        if self.budget < 0:
            self.notes.full = True
            return end
        tag = attributes(text) if len(text) > 1 else NONE
        closes, gap, void, telling = _KINDS.get(name, _OTHER)
        if closes:
            self._imply(closes, at)
        look = self._looked(name, tag)
        if name in _MAYBE and self._in_word(name, to):
            look = replace(look, why=f"<{name}>", hide=f"<{name}>")
        elif gap and not self.look.hide:
            self.flow.gap(gap)
        if not void and not (text[-1:] == "/" and self.open.get("svg")):
            self._push(name, look, tag)
        elif name == "br" and self.look.why.startswith("text-indent"):
            self._second_line()
        if telling or tag.addresses:
            self.notes.tag(name, tag, at, to, look)
        if name == "input" and tag.get("type").strip().lower() in _LABELLED:
            self._labelled(tag, at)
        if tag.odd:
            self._odd(name, tag, at, at + len(text))
        return self._raw(name, to, end) if name in _RAW_END else to

    def _labelled(self, tag: Attributes, at: int) -> None:
        """What stands on a button or in a field is read as the text beside it."""
        start, end = tag.span("value", at)
        if start < end:
            self.flow.add(" ", start)
            self._text(start, end)
            self.flow.add(" ", end - 1)

    def _in_word(self, name: str, to: int) -> bool:
        """Whether the element that begins there cuts a word: a letter stands before it, and one behind its end."""
        before = self.flow.chunks[-1][-1:] if self.flow.chunks else ""
        if not before.isalnum():
            return False
        end = _END_OF[name].search(self.html, to, to + MAX_JUNK)
        return end is not None and (self.html[end.end() : end.end() + 1].isalnum() or self.html[end.end() : end.end() + 1] == "&")

    def _odd(self, name: str, tag: Attributes, start: int, end: int) -> None:
        self.notes.events(tag, start)
        self.notes.css(self.html, start, end, name)

    def _push(self, name: str, look: Look, tag: Attributes) -> None:
        self.path = self.sheet.path(self.path, (name, tag)) if self.sheet.deep else 0
        self.stack.append((name, look, tag, self.path))
        self.open[name] = self.open.get(name, 0) + 1
        self.look = look

    def _looked(self, name: str, tag: Attributes) -> Look:
        """What an element looks like where the reader stands."""
        own = tag.asks
        if self.sheet or name in _OWN_LOOKS:
            own = self._ruled(name, tag)
        if name == "a" and "href" in tag.all:
            own = merge(_LINK, own)
        if own.boxed and name not in _BLOCK:
            own = unboxed(own)
        return self.look if own.idle else derive(self.look, own)

    def _ruled(self, name: str, tag: Attributes) -> Style:
        element = (name, tag)
        ruled = self.sheet.asked(element, self.sheet.path(self.path, element), self._above)
        if name in _OWN_LOOKS:
            ruled = merge(_OWN_LOOKS[name], ruled)
        return merge(merge(tag.hints, ruled), tag.inline)

    def _above(self) -> list[Element]:
        return [*_WRITTEN_OR_NOT, *((name, tag) for name, _, tag, _ in self.stack[-MAX_NESTING:])]

    def _second_line(self) -> None:
        """Only the first line of a text is indented: what follows a line break can be read."""
        why = self.look.hide
        for n in range(len(self.stack) - 1, max(len(self.stack) - MAX_NESTING, 0) - 1, -1):
            name, look, tag, path = self.stack[n]
            if look.hide != why:
                break
            self.stack[n] = (name, replace(look, why="", hide=""), tag, path)
        self.look = self.stack[-1][1] if self.stack else self.look

    def _raw(self, name: str, start: int, end: int) -> int:
        """An element whose content is not HTML (13.2.5.2 ff.): what it leaves, and where its end tag stands."""
        found = _RAW_END[name].search(self.html, start, end)
        stop = found.start() if found else end
        if name == "script":
            self.notes.scripts.append(Script("script", start, stop))
        elif name == "style":
            self._style(start, stop)
            self.notes.css(self.html, start, stop, "style")
        elif name == "title" and not self.notes.title[2] and not self.open.get("svg"):
            self.notes.title = (" ".join(attribute_value(self.html[start:stop]).split()), start, stop)
        elif name in ("textarea", "xmp"):
            self._text(start, stop)
        return stop

    def _style(self, start: int, stop: int) -> None:
        """Further rules; the elements that are open get the looks that they give them."""
        self.relooks += len(self.stack)
        if self.relooks > MAX_RELOOKS or stop - start > MAX_CSS:
            self.notes.full = True
        if self.relooks > MAX_RELOOKS:
            return
        self.sheet.add(self.html[start : min(stop, start + MAX_CSS)])
        self.look = self.page_look = replace(PAGE, ground=UNKNOWN) if self.sheet.unknown_ground else PAGE
        stack, self.stack, self.path = self.stack, [], 0
        for n, (name, look, tag, _) in enumerate(stack):
            self.look = self._looked(name, tag) if n < MAX_NESTING else look
            self.path = self.sheet.path(self.path, (name, tag))
            self.stack.append((name, self.look, tag, self.path))

    def _imply(self, closes: tuple[str, ...], at: int) -> None:
        """Close what the new element cannot stand in (a cell in a cell, a paragraph in a paragraph)."""
        for it in closes:
            if self.open.get(it):
                break
        else:
            return
        barrier = _BARRIERS[closes[0]]
        found = -1
        for n in range(len(self.stack) - 1, max(len(self.stack) - MAX_NESTING, 0) - 1, -1):
            name = self.stack[n][0]
            if name in closes:
                found = n
            elif name in barrier:
                break
        if found >= 0 and closes[0] == "p":
            self._leave(found, at)
        elif found >= 0:
            self._pop(found, at)

    def _end(self, name: str, at: int) -> None:
        gap = _GAPS.get(name)
        if gap and not self.look.hide:
            self.flow.gap(gap)
        if not self.open.get(name):
            return
        if self.stack[-1][0] == name:
            if name in ("a", "form"):
                self._pop(len(self.stack) - 1, at)
                return
            self.open[name] -= 1
            self.stack.pop()
            self._back()
            return
        barrier = _BARRIERS.get(name, _SPECIAL)
        for n in range(len(self.stack) - 1, max(len(self.stack) - MAX_NESTING, 0) - 1, -1):
            found = self.stack[n][0]
            if found == name:
                self._leave(n, at)
                return
            if found in barrier:
                return

    def _leave(self, n: int, at: int) -> None:
        """Close the element at `n` of the stack although others inside are open: formatting survives or steps out.

        So does a link (13.2.4.3): what follows is clicked as well. A cell keeps what was opened in it.
        """
        name, above = self.stack[n][0], self.stack[n + 1 :]
        if name not in _FORMATTING:
            above = [it for it in above if it[0] in _FORMATTING][-MAX_KEPT_OPEN:] if name not in _TABLE else []
        linked = name != "a" and any(it[0] == "a" for it in above)
        self._pop(n, at, ends_links=not linked)
        for kept, _, tag, _ in above:
            if kept != "a" or linked:
                self._push(kept, self._looked(kept, tag), tag)

    def _pop(self, n: int, at: int, *, ends_links: bool = True) -> None:
        for name, *_ in reversed(self.stack[n:]):
            self.open[name] -= 1
            if name == "a" and ends_links:
                self.notes.end_anchor()
            elif name == "form":
                self.notes.end_form(at)
        del self.stack[n:]
        self._back()

    def _back(self) -> None:
        """The reader stands in the innermost open element again."""
        if self.stack:
            _, self.look, _, self.path = self.stack[-1]
        else:
            self.look, self.path = self.page_look, 0

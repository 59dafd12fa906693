"""The mail as the victim saw it: safe, self-contained HTML without the victim. Nothing is loaded, nothing can be opened.

Keeps what makes a mail look like itself (tables, colours, sizes) and drops whatever could act or call home: only tags,
attributes and declarations of the lists below come through, links become text, pictures that are not in the mail become
boxes. Secrets are masked over the whole text, also where tags divide them.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from html import escape
from importlib import resources

from msgspec import Struct

from sabaku.mime.html import page as page_of
from sabaku.mime.html_notes import VALUE, Attributes, attributes
from sabaku.mime.html_text import attribute_value
from sabaku.model import Lang, Message, Text
from sabaku.render import tame
from sabaku.render.inlaid import Inlaid
from sabaku.render.redact import Redaction

MAX_HTML, MAX_TAGS, MAX_TEXT = 400_000, 20_000, 60_000
DEEPEST = 200
WIDTH = 720
CUT = Text("(長いため、以降は省略しました)", "(too long; the rest is left out)")
NO_PICTURE = Text("画像(読み込んでいません)", "picture (not loaded)")
LABELS = {
    "subject": Text("件名", "Subject"),
    "from": Text("差出人", "From"),
    "to": Text("宛先", "To"),
    "date": Text("日時", "Date"),
}

_TOKEN = re.compile(
    rf"<(?:(/?)([a-zA-Z][^\s/>]*+)((?>[\s/]++|(?:[^\s/>=]++|=[^\s/>=]*+)(?>\s*+=\s*+{VALUE})?+)*+)(?:>|\Z)"
    r"|!--(?:>|->|[\s\S]*?(?:--!?>|\Z))|[!?/][^>]*+(?:>|\Z))"
)
_DROPPED = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in (
        "script",
        "style",
        "title",
        "textarea",
        "xmp",
        "iframe",
        "noembed",
        "noframes",
        "svg",
        "math",
        "object",
        "select",
    )
}
_INLINE = frozenset("b strong i em u s strike small big sub sup code tt font span a abbr cite label q mark ins del".split())
_BLOCK = frozenset(
    "p div center h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre address section article header footer main aside"
    " figure figcaption form fieldset".split()
)
_TABLE = frozenset("table thead tbody tfoot tr td th caption".split())
_ALONE = frozenset(("br", "hr"))
_AS = {"a": "span", "font": "span", "form": "div", "center": "div", "label": "span", "strike": "s", "big": "span", "tt": "code"}
_CLOSES = {
    "p": ("p",),
    "li": ("li",),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
    "tr": ("tr", "td", "th"),
    "td": ("td", "th"),
    "th": ("td", "th"),
}
_ATTRIBUTES = frozenset(("align", "valign", "width", "height", "border", "cellpadding", "cellspacing", "colspan", "rowspan"))
_SIMPLE = re.compile(r"[A-Za-z0-9%.]{1,12}")
_COLOUR = re.compile(r"#?[A-Za-z0-9]{3,20}")
_DECLARATION = re.compile(
    r"(color|background-color|background|font-size|font-weight|font-style|line-height|letter-spacing|text-align|text-decoration"
    r"|text-transform|vertical-align|white-space|border(?:-(?:top|right|bottom|left))?(?:-(?:width|style|color|radius|collapse|spacing))?"
    r"|padding(?:-(?:top|right|bottom|left))?|margin(?:-(?:top|right|bottom|left))?|width|max-width|min-width|height|display"
    r"|float|clear)\s*+:\s*+([^;]{1,120}+)",
    re.IGNORECASE,
)
_HARMLESS = re.compile(r"(?>[\w\s.,%#-]|rgba?\([\d\s.,%/]{1,40}\))++", re.ASCII)
_FAR = re.compile(r"-\d|\d{5}")
_WITHOUT_WIDTH = re.compile("[\u00ad\u034f\u180e\u200b-\u200d\u2060-\u2064\ufeff]++")
_SIZES = ("62.5%", "81%", "100%", "112%", "150%", "200%", "300%")

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


class Shown(Struct, frozen=True):
    """The mail as a fragment of HTML, and whether its end is not shown."""

    html: str
    cut: bool = False


def shown(message: Message, redaction: Redaction, lang: Lang) -> Shown:
    """The body as safe HTML without the victim: a fragment for a page of ours. Never raises."""
    try:
        html = message.view("html").text
    except KeyError:
        html = ""
    if not html.strip():
        return _plain(message, redaction, lang)
    it = _Drawing(message, redaction, lang, html)
    it.read()
    return Shown(it.html(), it.cut)


def page(message: Message, redaction: Redaction, lang: Lang) -> str:
    """The whole mail as a page of its own, with a head as mail programs show it."""
    body = shown(message, redaction, lang).html
    rows = "".join(_row(message, redaction, lang, name) for name in ("subject", "from", "to", "date"))
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8"><title>sabaku</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><meta name="referrer" content="no-referrer">'
        f'<meta name="viewport" content="width=device-width"><style>{_sheet()}</style></head><body>'
        f'<div class="head">{rows}</div><div class="mail">{body}</div></body></html>\n'
    )


def picture(message: Message, redaction: Redaction, lang: Lang, width: int = WIDTH) -> bytes:
    """The same as PNG. Raises NoPrinter or NoFont (render/pdf.py) with what to install."""
    from sabaku.render.pdf import picture as draw

    return draw(page(message, redaction, lang), width)


@functools.cache
def _sheet() -> str:
    return resources.files(__package__ or "sabaku.render").joinpath("templates", "asseen.css").read_text("utf-8")


def _row(message: Message, redaction: Redaction, lang: Lang, name: str) -> str:
    text = redaction.text(message.text_of(name)[:1000])
    kind = ' class="subject"' if name == "subject" else ""
    return f"<p{kind}><b>{LABELS[name].in_(lang)}</b> {tame.html_safe(text)}</p>" if text else ""


def _plain(message: Message, redaction: Redaction, lang: Lang) -> Shown:
    text = message.view("visible").text
    told = tame.html_safe(redaction.text(text[:MAX_TEXT]).strip("\n"), lines=True)
    cut = len(text) > MAX_TEXT
    more = f'<p class="cut">{CUT.in_(lang)}</p>' if cut else ""
    return Shown(f'<div class="plain">{told}</div>{more}', cut=cut)


class _Drawing:
    """One pass over the HTML: what is written so far, the open elements, and the texts that are still to be masked."""

    def __init__(self, message: Message, redaction: Redaction, lang: Lang, html: str) -> None:
        self.source, self.lang, self.redaction = html, lang, redaction
        self.hidden = [(it.start, it.end) for it in message.once(page_of).hidden]
        self.inlaid = Inlaid(message, redaction)
        self.out: list[str] = []
        self.texts: list[tuple[int, str]] = []
        """Index in `out`, and the text that belongs there once it is masked."""
        self.open: list[str] = []
        self.tags, self.cut = 0, False

    def read(self) -> None:
        """Read the page up to the limits."""
        at, end = 0, min(len(self.source), MAX_HTML)
        self.cut = end < len(self.source)
        while at < end:
            token = _TOKEN.search(self.source, at, end)
            start, stop = token.span() if token else (end, end)
            self.text(at, start)
            at = stop
            if token and token[2]:
                at = self.tag(token, stop, end)
            if self.tags > MAX_TAGS:
                self.cut = True
                break
        self.close(0)

    def html(self) -> str:
        """What was drawn, with the texts masked."""
        for (index, _), text in zip(self.texts, _masked([text for _, text in self.texts], self.redaction), strict=True):
            self.out[index] = tame.html_safe(_seen(text), lines=True)
        more = f'<p class="cut">{CUT.in_(self.lang)}</p>' if self.cut else ""
        return "".join(self.out) + more

    def text(self, start: int, end: int) -> None:
        if start < end and not self.is_hidden(start):
            written = self.source[start:end]
            self.say(attribute_value(written) if "&" in written else written)

    def say(self, text: str) -> None:
        self.texts.append((len(self.out), text))
        self.out.append("")

    def is_hidden(self, at: int) -> bool:
        n = bisect_right(self.hidden, (at, len(self.source))) - 1
        return n >= 0 and self.hidden[n][0] <= at < self.hidden[n][1]

    def tag(self, token: re.Match[str], stop: int, end: int) -> int:
        """One tag; where to read on."""
        self.tags += 1
        name = token[2].lower()
        if token[1]:
            self.end(name)
        elif name in _DROPPED:
            found = _DROPPED[name].search(self.source, stop, end)
            return found.start() if found else end
        elif name in _ALONE:
            self.out.append(f"<{name}>")
            self.texts.append((len(self.out), "\n"))
            self.out.append("")
        elif not self.is_hidden(token.start()):
            self.start(name, attributes(token[3]))
        return stop

    def start(self, name: str, tag: Attributes) -> None:
        if name in ("img", "image"):
            self.picture(tag)
        elif name in ("input", "button"):
            self.field(name, tag)
        elif name in _INLINE or name in _BLOCK or name in _TABLE:
            if name not in _INLINE:
                self.say("\n")
            self.imply(name)
            if len(self.open) < DEEPEST:
                self.open.append(name)
                self.out.append(f"<{_AS.get(name, name)}{_attributes(name, tag)}>")

    def imply(self, name: str) -> None:
        """Close what the new element ends by standing there (HTML 13.2.6)."""
        closes = _CLOSES.get(name, ())
        for n in range(len(self.open) - 1, max(len(self.open) - 8, -1), -1):
            if self.open[n] in closes:
                self.close(n)
                if name != "tr" or n == 0 or self.open[n - 1] not in closes:
                    return
            elif self.open[n] in ("table", "ul", "ol", "dl"):
                return

    def end(self, name: str) -> None:
        for n in range(len(self.open) - 1, max(len(self.open) - 24, -1), -1):
            if self.open[n] == name:
                self.close(n)
                return
            if self.open[n] == "table" and name != "table":
                return

    def close(self, n: int) -> None:
        """Close the open elements from `n` on."""
        for name in reversed(self.open[n:]):
            self.out.append(f"</{_AS.get(name, name)}>")
            if name not in _INLINE:
                self.say("\n")
        del self.open[n:]

    def picture(self, tag: Attributes) -> None:
        """A picture of the mail itself as it is; any other as a box of its size with its alternative text."""
        width, height = _pixels(tag.get("width")), _pixels(tag.get("height"))
        inside = self.inlaid.picture(tag.get("src"))
        alt = self.redaction.text(tag.get("alt")[:200])
        if inside:
            size = f' width="{width}"' if width else ""
            self.out.append(f'<img src="{inside}" alt="{tame.html_safe(alt)}"{size}>')
            return
        if 0 < width <= 3 or 0 < height <= 3:
            return
        size = "".join(
            f"{name}:{most}px;" for name, most in (("width", min(width, 640)), ("min-height", min(height, 300))) if most
        )
        self.out.append(f'<span class="picture" style="{size}">{NO_PICTURE.in_(self.lang)} {tame.html_safe(alt)}</span>')

    def field(self, name: str, tag: Attributes) -> None:
        kind = tag.get("type").lower()
        if kind == "hidden":
            return
        pressed = name == "button" or kind in ("submit", "button", "image", "reset")
        if name == "button":
            self.open.append("label")
            self.out.append('<span class="button">')
            return
        said = tag.get("value") if pressed else tag.get("placeholder") or tag.get("value")
        told = tame.html_safe(self.redaction.text(said[:200]))
        self.out.append(f'<span class="{"button" if pressed else "field"}">{told or "&nbsp;"}</span>')


def _seen(text: str) -> str:
    """The text as a reader sees it: characters without width are gone."""
    return _WITHOUT_WIDTH.sub("", text)


def _masked(texts: Sequence[str], redaction: Redaction) -> Iterator[str]:
    """The pieces of a text with its secrets masked, also those that run over several pieces."""
    found = redaction.places("".join(texts))
    at = n = 0
    for text in texts:
        end = at + len(text)
        out, here = [], at
        while n < len(found) and found[n].start < end:
            it = found[n]
            out.append(text[max(here - at, 0) : max(it.start - at, 0)])
            if it.start >= at:
                out.append(it.mask)
            here = min(it.end, end)
            if it.end > end:
                break
            n += 1
        out.append(text[here - at :])
        at = end
        yield "".join(out)


def _attributes(name: str, tag: Attributes) -> str:
    """The attributes that only say how something looks."""
    kept = [f' {key}="{value[0]}"' for key, value in tag.all.items() if key in _ATTRIBUTES and _SIMPLE.fullmatch(value[0])]
    if name == "a" and "href" in tag.all:
        kept.append(' class="link"')
    styled = ";".join((*_old_style(name, tag), *_style(tag.get("style"))))
    return "".join(kept) + (f' style="{escape(styled)}"' if styled else "")


def _old_style(name: str, tag: Attributes) -> Iterator[str]:
    """What attributes of old asked for."""
    if name == "center":
        yield "text-align:center"
    for key, wanted in (("bgcolor", "background-color"), ("color", "color")):
        if _COLOUR.fullmatch(tag.get(key)):
            yield f"{wanted}:{tag.get(key)}"
    size = tag.get("size")
    if name == "font" and size in "1234567" and size:
        yield f"font-size:{_SIZES[int(size) - 1]}"


def _style(text: str) -> Iterator[str]:
    """Declarations of the list whose values can load and hide nothing."""
    for found in _DECLARATION.finditer(text[:4000]):
        name, value = found[1].lower(), found[2].strip().removesuffix("!important").strip()
        if _HARMLESS.fullmatch(value) and not _FAR.search(value) and not text[: found.start()].endswith("-"):
            yield f"{name}:{value}"


def _pixels(text: str) -> int:
    digits = re.match(r"\d{1,4}(?!%|\d)", text)
    return int(digits.group()) if digits else 0

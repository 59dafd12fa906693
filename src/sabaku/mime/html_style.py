"""What CSS does to text that somebody wants to hide: declarations, which of two counts, inheritance. Draws nothing."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from sabaku.text import late

UNKNOWN = -1
CLEAR = -2
NEAR = 14
"""Two colours that differ by at most this much in every channel cannot be told apart by a reader."""


class Style(Struct, frozen=True):
    """What one element asks for; None = says nothing. Colours are 0xRRGGBB, UNKNOWN (an image) or CLEAR (transparent)."""

    said: tuple[tuple[str, str], ...] = ()
    """The declarations that it was made of, `!important` included."""
    idle: bool = True
    """Nothing of it changes a look by itself."""
    hide: str = ""
    boxed: bool = False
    """`hide` holds only for an element that makes a box of its own: a plain <span> has no height."""
    seen: bool | None = None
    size: float | None = None
    color: int | None = None
    ground: int | None = None
    keep: bool | None = None
    turned: bool | None = None


class Look(Struct, frozen=True):
    """What an element looks like after inheritance; `why` says by what its text is hidden, "" = it can be read."""

    why: str = ""
    hide: str = ""
    seen: bool = True
    size: float = 16.0
    color: int = 0
    ground: int = 0xFFFFFF
    keep: bool = False
    turned: bool = False
    """Every letter stands to the left of the one before it."""


PLAIN = Style()
PAGE = Look()

_BOXES = ("max-height", "max-width", "transform", "text-indent")
_ASIDE = ("margin-left", "margin-top", "left", "top")
_CUTS = ("overflow", "overflow-x", "overflow-y")
_HIDERS = frozenset(("display", "opacity", "filter", "clip", "clip-path", *_BOXES, *_ASIDE, *_CUTS))
_SIZES = frozenset(("font-size", "font", "zoom", "transform"))
_GROUNDS = frozenset(("background-color", "background", "background-image", "box-shadow"))
_DRAWN = ("text-shadow", "-webkit-text-stroke", "-webkit-text-stroke-width", "mix-blend-mode", "backdrop-filter")
_INKS = frozenset(("color", "-webkit-text-fill-color", "filter", *_DRAWN))
_TURNS = ("direction", "unicode-bidi")
_HELD = ("visibility", "white-space", "height", "width", "min-height", "min-width", "position", "float", "zoom", *_TURNS)
_OTHERS = _INKS | frozenset(_HELD)
_TELLING = _HIDERS | _SIZES | _GROUNDS | _OTHERS
_SHOWING = frozenset(("display", "visibility", "opacity", "font-size", "max-height", "max-width", "overflow"))
_OF_BOXES = ("height", "width", *_BOXES)
FAINT = 0.05
"""Opacity at which nobody sees a text."""
SMALL = 1.0
"""Pixels of a box that cuts what is larger, so that nobody sees a letter of it."""
FAR = 400
"""Pixels to the left or above at which nobody sees a text."""
_COMMENT = re.compile(r"/\*[\s\S]*?(?:\*/|\Z)|<!--|-->")
_ESCAPED = re.compile(r"\\(?:([0-9a-f]{1,6})[ \t\n]?|([\s\S]))")
_STRING = re.compile(r"\"[^\"\n]*+\"|'[^'\n]*+'")
_SYNTAX = str.maketrans("{};", "   ")
_UNPLAIN = re.compile(r"[\\\"']|/\*")
_REPAINTS = re.compile(r"(?:invert|brightness|contrast|drop-shadow)\(")
_DISPLAY = re.compile(r"-?[a-z]+(?:-[a-z]+)*(?: [a-z]+(?:-[a-z]+)*)?")
MAX_DECLARATIONS = 200
_HEX = late.pattern(r"#([0-9a-f]{3,8})\b")
_RGB = late.pattern(r"rgba?\(\s*+(\d{1,3})[\s,]++(\d{1,3})[\s,]++(\d{1,3})(?:[\s,/]++([\d.]{1,6}))?")
_CALC = re.compile(r"\Acalc\(\s{0,8}([-+.0-9a-z%]{1,20})\s{0,8}\)")
"""A calculation that calculates nothing: calc(0px)."""
_NUMBER = late.pattern(r"(-?(?:\d{1,6}(?>\.\d{0,6})?+|\.\d{1,6}))\s*+(px|pt|em|rem|%|ex|vw|vh|in|cm|mm)?")
_NAMED = {
    "white": 0xFFFFFF, "black": 0, "red": 0xFF0000, "blue": 0xFF, "gray": 0x808080, "grey": 0x808080, "silver": 0xC0C0C0,
    "yellow": 0xFFFF00, "green": 0x8000, "navy": 0x80, "orange": 0xFFA500, "snow": 0xFFFAFA, "ivory": 0xFFFFF0,
    "whitesmoke": 0xF5F5F5, "ghostwhite": 0xF8F8FF, "floralwhite": 0xFFFAF0, "lightgray": 0xD3D3D3, "lightgrey": 0xD3D3D3,
    "transparent": CLEAR, "none": CLEAR,
}  # fmt: skip
_WORDS = {"xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0, "x-large": 24.0, "xx-large": 32.0}
_UNITS = {"px": 1.0, "pt": 4 / 3, "": 1.0, "em": 16.0, "rem": 16.0, "%": 0.16, "ex": 8.0, "vw": 8.0, "vh": 8.0} | {
    "in": 96.0, "cm": 37.8, "mm": 3.78
}  # fmt: skip


def colour(text: str) -> int | None:
    """The colour that CSS or an HTML attribute names there, or None. https://www.w3.org/TR/css-color-4/"""
    word = text.strip().lower()
    if word[:1] == "#" and len(word) == 7:
        return _hex(word[1:])
    known = _NAMED.get(word)
    if known is not None:
        return known
    found = _HEX.search(word) or _HEX.search("#" + word)
    if found:
        return _hex(found[1])
    channels = _RGB.search(word)
    if channels:
        red, green, blue = (min(int(it), 255) for it in channels.group(1, 2, 3))
        return CLEAR if channels[4] and _float(channels[4]) == 0 else red << 16 | green << 8 | blue
    first = word.split(None, 1)[0] if word else ""
    return _NAMED.get(first)


def _hex(digits: str) -> int | None:
    if len(digits) in (3, 4):
        red, green, blue = (int(it * 2, 16) for it in digits[:3])
        return CLEAR if digits[3:] == "0" else red << 16 | green << 8 | blue
    if len(digits) not in (6, 8):
        return None
    try:
        return CLEAR if digits[6:] == "00" else int(digits[:6], 16)
    except ValueError:
        return None


def _float(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 1.0


def pixels(text: str) -> float | None:
    """A CSS length in pixels (relative units on a 16 px base), or None where there is no number."""
    if text[-2:] == "px" and text[:-2].isdecimal() and len(text) < 10:
        return float(text[:-2])
    found = _NUMBER.fullmatch(_CALC.sub(r"\1", text.strip(), count=1))
    if found is None:
        return None
    return _float(found[1]) * _UNITS[(found[2] or "").lower()]


@functools.lru_cache(maxsize=4096)
def style(text: str) -> Style:
    """What the declarations of a `style` attribute or rule ask for (CSS 2.2, as far as it can hide text)."""
    said: dict[str, str] = {}
    text = text.lower()
    for declaration in (unquoted(text) if _UNPLAIN.search(text) else text).split(";", MAX_DECLARATIONS):
        name, _, value = declaration.partition(":")
        name = name.strip()
        if name in _TELLING:
            _say(said, name, value.strip())
    return _made(said) if said else PLAIN


def hinted(name: str, value: str) -> Style:
    """What an HTML attribute asks for that stands for one declaration."""
    return _made({name: value.lower()})


def unquoted(css: str) -> str:
    """CSS without comments, with escapes resolved and nothing in its strings that looks like its syntax."""
    css = _ESCAPED.sub(_unescaped, _COMMENT.sub(" ", css))
    return _STRING.sub(lambda it: it[0].translate(_SYNTAX), css)


def _unescaped(escape: re.Match[str]) -> str:
    code = int(escape[1], 16) if escape[1] else ord(escape[2])
    return chr(code) if 0x20 < code < 0xD800 and chr(code) not in "{};:\"'\\" else "\ufffd"


def _say(said: dict[str, str], name: str, value: str) -> None:
    """A later declaration counts, unless it is none or the one before is important and it is not."""
    if "\ufffd" in value or (name == "display" and not _DISPLAY.fullmatch(value.partition("!")[0].strip())):
        return
    if name in said and "!" in said[name] and "!" not in value:
        return
    said.pop(name, None)
    said[name] = value


def _made(all_said: Mapping[str, str]) -> Style:
    said = {name: value.partition("!")[0].strip() if "!" in value else value for name, value in all_said.items()}
    names = said.keys()
    hide = "" if names.isdisjoint(_HIDERS) else _hidden(said)
    seen = _seen(said) if "visibility" in said else None
    size = None if names.isdisjoint(_SIZES) else _size(said)
    color = None if names.isdisjoint(_INKS) else _ink(said)
    ground = None if names.isdisjoint(_GROUNDS) else _ground(said)
    keep = said["white-space"].startswith("pre") if "white-space" in said else None
    turned = None if names.isdisjoint(_TURNS) else said.get("direction") == "rtl" and "override" in said.get("unicode-bidi", "")
    idle = not hide and seen is size is color is ground is keep is turned is None
    boxed = hide.startswith(_OF_BOXES) and not _makes_box(said)
    return Style(tuple(all_said.items()), idle, hide, boxed, seen, size, color, ground, keep, turned)


def merge(first: Style, later: Style) -> Style:
    """Both together; what `later` says counts, unless the first calls it important."""
    if not first.said:
        return later
    return _merged(first.said, later.said) if later.said else first


@functools.lru_cache(maxsize=4096)
def _merged(first: tuple[tuple[str, str], ...], later: tuple[tuple[str, str], ...]) -> Style:
    said = dict(first)
    for name, value in later:
        _say(said, name, value)
    return _made(said)


def shows(asks: Style) -> Style:
    """Those of its declarations that can show text and hide none."""
    kept = {}
    for name, value in asks.said:
        alone = _made({name: value})
        if name in _SHOWING and not alone.hide and alone.seen is not False and value[:6] != "hidden" and value[:1] != "0":
            kept[name] = value
    return _made(kept) if kept else PLAIN


def unboxed(asks: Style) -> Style:
    """The same for an element that makes no box of its own."""
    return replace(asks, hide="", boxed=False)


def _makes_box(said: Mapping[str, str]) -> bool:
    """Whether any element is a box with these declarations, a <span> too (CSS 2.2 section 9.7)."""
    placed = said.get("position") in ("absolute", "fixed") or said.get("float") in ("left", "right")
    return placed or said.get("display", "inline") not in ("inline", "contents", "ruby")


def _hidden(said: Mapping[str, str]) -> str:
    if said.get("display") == "none":
        return "display:none"
    if "opacity" in said and (strength := pixels(said["opacity"])) is not None and strength <= FAINT:
        return "opacity:0"
    if "opacity=0)" in said.get("filter", ""):
        return "opacity:0"
    return _shrunk(said) or _outside(said)


def _shrunk(said: Mapping[str, str]) -> str:
    cut = any(said.get(name, "").startswith(("hidden", "clip", "scroll", "auto")) for name in _CUTS)
    for name in ("max-height", "max-width", "height", "width") if cut else ():
        least = said.get("min-" + name.removeprefix("max-"), "0")
        size = pixels(said[name]) if name in said else None
        if size is not None and 0 <= size <= SMALL and not pixels(least):
            return f"{name}:{size:.0f}"
    if "scale(0)" in said.get("transform", ""):
        return "transform:scale(0)"
    return ""


def _outside(said: Mapping[str, str]) -> str:
    placed = said.get("position") in ("absolute", "fixed", "relative")
    for name in ("text-indent", *_ASIDE) if placed else ("text-indent", "margin-left", "margin-top"):
        back = said.get(f"margin-{name}", "0")
        if name in said and (pixels(said[name]) or 0.0) <= -FAR and (pixels(back) or 0.0) < FAR:
            return f"{name}:{said[name]}"
    clip = said.get("clip", "").replace(" ", "").replace("px", "")
    if clip in ("rect(0,0,0,0)", "rect(1,1,1,1)") and said.get("position") in ("absolute", "fixed"):
        return "clip:rect(0,0,0,0)"
    if said.get("clip-path", "").replace(" ", "") in ("inset(50%)", "inset(100%)", "circle(0)", "polygon(000)"):
        return "clip-path"
    return ""


def _seen(said: Mapping[str, str]) -> bool | None:
    word = said.get("visibility")
    return None if word is None or word == "inherit" else word not in ("hidden", "collapse")


def _size(said: Mapping[str, str]) -> float | None:
    if "scale(" in said.get("transform", "") or said.get("zoom", "1") not in ("1", "normal", "100%"):
        return PAGE.size
    text = said.get("font-size")
    if text is None and "font" in said:
        found = _NUMBER.search(said["font"])
        text = found[0] if found and (found[2] or said["font"].startswith("0/")) else None
    if text is None:
        return None
    size = _WORDS.get(text)
    return size if size is not None else pixels(text)


def _ink(said: Mapping[str, str]) -> int | None:
    """The colour of the text; nobody knows it where a shadow, an outline or a filter is drawn over it."""
    if any(said.get(name, "none") not in ("none", "") for name in _DRAWN) or _REPAINTS.search(said.get("filter", "")):
        return UNKNOWN
    fill = said.get("-webkit-text-fill-color") or said.get("color")
    return colour(fill) if fill and (" " not in fill or "(" in fill) else None


def _ground(said: Mapping[str, str]) -> int | None:
    picture = f"{said.get('background', '')} {said.get('background-image', '')}"
    if "url(" in picture or "gradient" in picture or "inset" in said.get("box-shadow", ""):
        return UNKNOWN
    for name in ("background-color", "background"):
        if name in said:
            return colour(said[name])
    return None


def derive(above: Look, own: Style) -> Look:
    """The look of an element under `above` that asks for `own`."""
    ground = above.ground if own.ground is None or own.ground == CLEAR else own.ground
    color = above.color if own.color is None else own.color
    hide, seen = above.hide or own.hide, above.seen if own.seen is None else own.seen
    size = above.size if own.size is None else own.size
    keep = above.keep if own.keep is None else own.keep
    turned = above.turned if own.turned is None else own.turned
    why = hide or ("" if seen else "visibility:hidden") or (f"font-size:{size:.0f}px" if size <= 1.34 else "")
    return Look(why or _faded(color, ground), hide, seen, size, color, ground, keep, turned)


@functools.lru_cache(maxsize=1024)
def _faded(color: int, ground: int) -> str:
    if color == CLEAR:
        return "color:transparent"
    if color < 0 or ground < 0:
        return ""
    if all(abs((color >> shift & 255) - (ground >> shift & 255)) <= NEAR for shift in (16, 8, 0)):
        return "color=background"
    return ""

"""What CSS does to text that somebody wants to hide: declarations, simple class rules, inheritance. Draws nothing."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from msgspec import Struct

from sabaku import late

UNKNOWN = -1
CLEAR = -2
NEAR = 14
"""Two colours that differ by at most this much in every channel cannot be told apart by a reader."""


class Style(Struct, frozen=True):
    """What one element asks for; None = says nothing. Colours are 0xRRGGBB, UNKNOWN (an image) or CLEAR (transparent)."""

    hide: str = ""
    seen: bool | None = None
    size: float | None = None
    color: int | None = None
    ground: int | None = None
    keep: bool | None = None


class Look(Struct, frozen=True):
    """What an element looks like after inheritance; `why` says by what its text is hidden, "" = it can be read."""

    why: str = ""
    hide: str = ""
    seen: bool = True
    size: float = 16.0
    color: int = 0
    ground: int = 0xFFFFFF
    keep: bool = False


PLAIN = Style()
PAGE = Look()

_HIDERS = frozenset(
    (
        "display",
        "opacity",
        "filter",
        "max-height",
        "max-width",
        "overflow",
        "transform",
        "text-indent",
        "left",
        "top",
        "clip",
        "clip-path",
    )
)
_SIZES = frozenset(("font-size", "font"))
_GROUNDS = frozenset(("background-color", "background"))
_OTHERS = frozenset(("visibility", "color", "white-space", "height", "width", "position"))
_TELLING = _HIDERS | _SIZES | _GROUNDS | _OTHERS
MAX_DECLARATIONS = 200
_HEX = late.pattern(r"#([0-9a-f]{3,8})\b")
_RGB = late.pattern(r"rgba?\(\s*+(\d{1,3})[\s,]++(\d{1,3})[\s,]++(\d{1,3})(?:[\s,/]++([\d.]{1,6}))?")
_CALC = re.compile(r"\Acalc\(\s{0,8}([-+.0-9a-z%]{1,20})\s{0,8}\)")
"""A calculation that calculates nothing: calc(0px)."""
_NUMBER = late.pattern(r"(-?(?:\d{1,6}(?:\.\d{0,6})?+|\.\d{1,6}))\s*+(px|pt|em|rem|%|ex|vw|vh|in|cm|mm)?")
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
    found = _NUMBER.match(_CALC.sub(r"\1", text.strip(), count=1))
    if found is None:
        return None
    return _float(found[1]) * _UNITS[(found[2] or "").lower()]


@functools.lru_cache(maxsize=4096)
def style(text: str) -> Style:
    """What the declarations of a `style` attribute or rule ask for (CSS 2.2, as far as it can hide text)."""
    said: dict[str, str] = {}
    for declaration in text.lower().split(";", MAX_DECLARATIONS):
        name, _, value = declaration.partition(":")
        name = name.strip()
        if name in _TELLING:
            said[name] = value.partition("!")[0].strip()
    if not said:
        return PLAIN
    names = said.keys()
    made = Style(
        "" if names.isdisjoint(_HIDERS) else _hidden(said),
        _seen(said) if "visibility" in said else None,
        None if names.isdisjoint(_SIZES) else _size(said),
        colour(said["color"]) if "color" in said else None,
        None if names.isdisjoint(_GROUNDS) else _ground(said),
        said["white-space"].startswith("pre") if "white-space" in said else None,
    )
    return PLAIN if made == PLAIN else made


def _hidden(said: Mapping[str, str]) -> str:
    if said.get("display") == "none":
        return "display:none"
    if said.get("opacity", "").strip("0.%") == "" and said.get("opacity"):
        return "opacity:0"
    if "opacity=0)" in said.get("filter", ""):
        return "opacity:0"
    return _shrunk(said) or _outside(said)


def _shrunk(said: Mapping[str, str]) -> str:
    for name in ("max-height", "max-width"):
        if name in said and pixels(said[name]) == 0:
            return f"{name}:0"
    if said.get("overflow", "").startswith("hidden"):
        for name in ("height", "width"):
            if name in said and pixels(said[name]) == 0:
                return f"{name}:0"
    if "scale(0)" in said.get("transform", ""):
        return "transform:scale(0)"
    return ""


def _outside(said: Mapping[str, str]) -> str:
    for name in ("text-indent", "left", "top"):
        if name in said and (pixels(said[name]) or 0.0) <= -400 and (name == "text-indent" or "position" in said):
            return f"{name}:{said[name]}"
    clip = said.get("clip", "").replace(" ", "").replace("px", "")
    if clip in ("rect(0,0,0,0)", "rect(1,1,1,1)") and "position" in said:
        return "clip:rect(0,0,0,0)"
    if said.get("clip-path", "").replace(" ", "") in ("inset(50%)", "inset(100%)", "circle(0)", "polygon(000)"):
        return "clip-path"
    return ""


def _seen(said: Mapping[str, str]) -> bool | None:
    word = said.get("visibility")
    return None if word is None or word == "inherit" else word not in ("hidden", "collapse")


def _size(said: Mapping[str, str]) -> float | None:
    text = said.get("font-size")
    if text is None and "font" in said:
        found = _NUMBER.search(said["font"])
        text = found[0] if found and (found[2] or said["font"].startswith("0/")) else None
    if text is None:
        return None
    size = _WORDS.get(text)
    return size if size is not None else pixels(text)


def _ground(said: Mapping[str, str]) -> int | None:
    for name in ("background-color", "background"):
        text = said.get(name)
        if text is None:
            continue
        if "url(" in text or "gradient" in text:
            return UNKNOWN
        if "background" in said and "url(" in said["background"]:
            return UNKNOWN
        return colour(text)
    return None


def derive(above: Look, own: Style) -> Look:
    """The look of an element under `above` that asks for `own`."""
    ground = above.ground if own.ground is None or own.ground == CLEAR else own.ground
    color = above.color if own.color is None else own.color
    hide, seen = above.hide or own.hide, above.seen if own.seen is None else own.seen
    size = above.size if own.size is None else own.size
    keep = above.keep if own.keep is None else own.keep
    why = hide or ("" if seen else "visibility:hidden") or (f"font-size:{size:.0f}px" if size <= 1.34 else "")
    return Look(why or _faded(color, ground), hide, seen, size, color, ground, keep)


@functools.lru_cache(maxsize=1024)
def _faded(color: int, ground: int) -> str:
    if color == CLEAR:
        return "color:transparent"
    if color < 0 or ground < 0:
        return ""
    if all(abs((color >> shift & 255) - (ground >> shift & 255)) <= NEAR for shift in (16, 8, 0)):
        return "color=background"
    return ""


_COMMENT = re.compile(r"/\*[\s\S]*?(?:\*/|\Z)|<!--|-->")
_AT = re.compile(r"@[\w-]++[^{};@]*+(?:;|\{(?:[^{}]++|\{[^{}]*+\}?)*+\}?)")
_SIMPLE = re.compile(r"[\w-]++|[\w-]*+[.#][\w-]++")
MAX_RULES = 2000
SOMEWHERE = "*"
MAX_TEXT = 4000


def rules(css: str) -> dict[str, Style]:
    """Simple rules of a <style> element that can hide text: key `.class`, `#id`, `tag` or `tag.class`, in lower case.

    Rules for other media and selectors with a context are left out: what they do depends on the reader's screen. If such a
    rule sets a background there is an entry SOMEWHERE: then nobody knows on what colour the text stands.
    """
    found: dict[str, Style] = {}
    for rule in _AT.sub(" ", _COMMENT.sub(" ", css)).split("}", MAX_RULES)[:MAX_RULES]:
        selectors, _, body = rule.partition("{")
        asks = style(body[:MAX_TEXT].strip())
        if asks is PLAIN:
            continue
        for selector in selectors.split(",")[:50]:
            name = selector.strip().lower()
            if _SIMPLE.fullmatch(name):
                found[name] = merge(found.get(name, PLAIN), asks)
            elif asks.ground is not None and asks.ground != CLEAR:
                found[SOMEWHERE] = Style(ground=UNKNOWN)
    return found


def merge(first: Style, later: Style) -> Style:
    """Both together; what `later` says counts."""
    if first is PLAIN:
        return later
    if later is PLAIN:
        return first
    return Style(
        later.hide or first.hide,
        first.seen if later.seen is None else later.seen,
        first.size if later.size is None else later.size,
        first.color if later.color is None else later.color,
        first.ground if later.ground is None else later.ground,
        first.keep if later.keep is None else later.keep,
    )

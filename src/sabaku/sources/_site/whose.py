"""Whose face a page wears: a brand for which enough speaks, with what spoke for it. An unnamed page is nobody's.

What counts: the name in the title, near the top, on the fields, as a line of its own (a logo in letters); a known layout;
pictures, scripts and styles loaded from the brand's own hosts; the brand's word in the page's address; and what the page
looks like beside a learnt one. A list of accepted cards, a news article and a link to somebody are no faces.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from sabaku import data
from sabaku.names import brands, brandwords, hosts
from sabaku.sources._site import _told
from sabaku.sources._site._marks import marks
from sabaku.sources._site._told import Told
from sabaku.text.fold import fold

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

TOP, TOP_LINES, LOGO_LINES = 300, 16, 4
"""Characters and lines at the top of a page, and lines in which a name stands as a logo does."""
SHORT = 40
"""Characters of a line that invites to log in."""
ENOUGH, ENOUGH_UNASKED = 2.0, 3.0
"""Points that make a face: on a page that asks for a secret (or is a login), and on one that asks for nothing."""
CROWD = 3
"""So many brands in the text and none in the title are a list of brands."""
LIKE = 85
"""Percent from which a picture or a logo is that of the learnt page."""
RESEMBLES = 1.5
"""Of an encoder's word, whatever it says: it is never enough by itself."""


class Whose(NamedTuple):
    """The brand's id ("" = nobody's) and by what it was recognised."""

    brand: str
    why: tuple[str, ...] = ()


class _Points:
    """What speaks for each brand."""

    def __init__(self) -> None:
        self.of: dict[str, float] = defaultdict(float)
        self.why: dict[str, dict[str, float]] = defaultdict(dict)
        self.size: dict[str, int] = defaultdict(int)

    def add(self, brand: str, points: float, why: str, size: int = 0) -> None:
        """Something speaks for that brand; of several of one kind the best counts."""
        if points > 0:
            before = self.why[brand].get(why, 0.0)
            self.of[brand] += max(points - before, 0.0)
            self.why[brand][why] = max(points, before)
            self.size[brand] = max(self.size[brand], size)


def whose(face: Told, *, title: str, text: str, fields: str, url: str, asks: bool) -> Whose:
    """The face of one page. `fields`: what stands on its fields; `asks`: whether it asks for a secret."""
    head = fold(f"{title}\n{text[:TOP]}")
    if not asks and any(it in head for it in marks("writes_about")):
        return Whose("")
    login = asks or any(it in head for it in marks("login"))
    points = _Points()
    _by_title(points, title, login)
    _by_text(points, text, login)
    _by_names(points, fields, "fields", 1.0, login)
    _by_layout(points, fold("\n".join((title, text, fields))))
    named = set(points.of)
    _by_resources(points, face, named)
    _by_address(points, url, named)
    _by_likeness(points, face)
    for it in data.toml("faces")["installed"]:
        points.of.pop(it, None)
    best = max(points.of, key=lambda it: (points.of[it], _young(it, points), points.size[it], it), default="")
    enough = ENOUGH if login else ENOUGH_UNASKED
    return Whose(best, tuple(points.why[best])) if best and points.of[best] >= enough else Whose("")


def _young(brand: str, points: _Points) -> bool:
    """Whether it is the child of another one that was named: then the child is meant."""
    return any(brands.child_of(brand, it) for it in points.of if it != brand)


def _by_title(points: _Points, title: str, login: bool) -> None:
    for brand, name, weak in dict.fromkeys(names(title)):
        if not weak or login:
            points.add(brand, 2.0 if weak else 3.0, "title", len(name))


def _by_text(points: _Points, text: str, login: bool) -> None:
    """Names near the top, and names that stand on a line of their own there; a crowd of brands is a list."""
    told = [fold(it.strip()) for it in text.split("\n") if it.strip()]
    lines = [it for it in told if not any(mark in it for mark in marks("asides"))]
    kept = "\n".join(lines)
    every = tuple(dict.fromkeys(names(kept)))
    leaders = {_eldest(brand) for brand, name, _ in every if name in lines[:TOP_LINES]}
    crowd = not points.of and len({_eldest(brand) for brand, _, _ in every}) >= CROWD
    if crowd and len(leaders) >= CROWD:
        return
    for brand, name, weak in every:
        if (login or not weak) and not (crowd and name not in lines[:TOP_LINES]):
            points.add(brand, _in_text(name, weak, lines, kept[:TOP]), "text", len(name))


def _in_text(name: str, weak: bool, lines: list[str], top: str) -> float:
    """What a name in the text is worth. An ordinary word counts only where it stands alone at the very top, as a logo does."""
    if weak:
        return 2.0 if name in lines[:LOGO_LINES] else 0.0
    alone = name in lines[:TOP_LINES]
    invites = any(name in it and len(it) <= SHORT and any(mark in it for mark in marks("login")) for it in lines[:TOP_LINES])
    return (1.5 if name in top else 1.0) + max(alone, invites)


def _eldest(brand: str) -> str:
    it = brands.brand(brand)
    return it.parent or brand if it else brand


def _by_names(points: _Points, text: str, why: str, value: float, login: bool) -> None:
    for brand, name, weak in dict.fromkeys(names(text)):
        if login and not weak:
            points.add(brand, value, why, len(name))


def _by_layout(points: _Points, words: str) -> None:
    for it in data.toml("faces")["layouts"]:
        if all(mark in words for mark in it["all"]):
            points.add(it["brand"], 3.0, "layout")


def _by_resources(points: _Points, face: Told, named: set[str]) -> None:
    """Pictures, scripts and styles from a brand's own host: kits borrow them. For one that is not named it is half a sign."""
    loaded = {
        _told.text(it.get("host"), 253) or hosts.of_page(_told.text(it.get("url"), 2000))
        for it in _told.dicts(face.get("resources"))
    }
    common = frozenset(data.toml("faces")["common"]["domains"])
    lent = {brand for host in loaded if host and hosts.registrable(host) not in common for brand in brands.owners(host)}
    for brand in sorted(lent):
        points.add(brand, 2.0 if brand in named else 1.5, "resources")


def _by_address(points: _Points, url: str, named: set[str]) -> None:
    """The brand's own host, or its word in somebody else's address; only beside another sign."""
    host = hosts.of_page(url)
    own = brands.owners(host) if host else ()
    words = {
        word for label in f"{host}/{_told.path(url)}".replace("/", ".").replace("_", ".").split(".") for word in _words(label)
    }
    for brand in sorted(named & ({brandwords.tokens()[it] for it in words if it in brandwords.tokens()} | set(own))):
        points.add(brand, 1.0, "host")


def _words(label: str) -> Iterator[str]:
    yield label.replace("-", "")
    yield from label.split("-")


def _by_likeness(points: _Points, face: Told) -> None:
    for it in _told.dicts(face.get("likeness"), 20):
        brand, percent = _told.text(it.get("brand"), 60), _told.number(it.get("percent"))
        by = _told.text(it.get("by"), 10)
        if brands.brand(brand) is None:
            continue
        if by == "vector":
            points.add(brand, RESEMBLES, by)
        elif percent >= LIKE and by in ("picture", "logo", "favicon"):
            points.add(brand, 4.0, by)


# --- names -------------------------------------------------------------------------------------------------------


def names(text: str) -> Iterator[tuple[str, str, bool]]:
    """The brands' names in a text, the longest at each place: brand, folded name, whether it is an ordinary word too."""
    folded = fold(text)
    known = _names()
    finder = _finder()
    for n, start, end in finder.find_matches_as_indexes(folded):
        name, brand, weak = known[n]
        if not name.isascii() or _apart(folded, start, end):
            yield brand, name, weak


def _apart(text: str, start: int, end: int) -> bool:
    """Whether a name in ASCII stands there as a word of its own."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not ((before.isascii() and before.isalnum()) or (after.isascii() and after.isalnum()))


@functools.cache
def _names() -> tuple[tuple[str, str, bool], ...]:
    """Folded names of all brands; two letters are no name."""
    found: dict[str, tuple[str, str, bool]] = {}
    for it in brands.brands().values():
        weak = {fold(name) for name in it.weak.values()}
        for name in (*it.aliases, *it.weak.values()):
            folded = fold(name)
            if len(folded) > 2 and folded not in found:
                found[folded] = (folded, it.id, folded in weak)
    return tuple(found.values())


@functools.cache
def _finder() -> AhoCorasick:
    from ahocorasick_rs import AhoCorasick, MatchKind

    return AhoCorasick([name for name, _, _ in _names()], matchkind=MatchKind.LeftmostLongest)


def kind(brand: str, words: str, asked: frozenset[str]) -> str:
    """What sort of page it is: the brand's trade, else what its words and fields say. `words`: folded."""
    it = brands.brand(brand)
    if it is not None:
        return {"hoster": "hosting", "telecom": "carrier", "isp": "carrier", "tech": "account"}.get(it.sector, it.sector)
    for told in data.toml("faces")["kinds"]:
        if any(mark in words for mark in told["words"]) and (not told["fields"] or asked & set(told["fields"])):
            return str(told["kind"])
    return "login" if "password" in asked else ""

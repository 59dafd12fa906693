"""Brands named where no text shows them: in the alternative texts of pictures and in the title of the page.

A logo says who writes, in a mail of pictures nothing else does. Places and points only, as in mentions.py; no judgement.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from sabaku.extract.phrases import search
from sabaku.extract.urls import read
from sabaku.mime.html import Page, page
from sabaku.model import Message, Span
from sabaku.names.brands import owners

MOST = 30
SHORT = 160
"""Visible characters up to which a mail is one of pictures: there each of them speaks for the sender."""
BRANDS_ONLY = "en"
"""Whatever language is given to the search, brands are found: this one spares it the lists of the rarer ones."""
HEAD = 2
"""Named pictures among which the sender's logo is looked for; further down stand partners and social networks."""


class Pictured(Struct, frozen=True):
    """A brand named in a picture's text or the title: where, as what, and whether it stands where a sender names themselves."""

    brand: str
    seen: Span
    shown: str
    why: Literal["title", "logo"]
    head: bool


def pictured(message: Message) -> Iterator[Pictured]:
    """The brands of the alternative texts (at most MOST pictures) and of the page's title, in order of place."""
    it = message.once(page)
    if it.flow is None:
        return
    if it.title:
        yield from _named(message, it.title, *it.title_at, "title", head=True)
    many = len(it.text) > SHORT
    texts = [one for one in it.images if one.alt.strip() and not one.hidden][:MOST]
    own = _led_home(it) if texts else frozenset()
    for n, one in enumerate(texts):
        if one.alt_start not in own:
            yield from _named(message, one.alt, one.alt_start, one.alt_end, "logo", head=n < HEAD or not many)


def _led_home(it: Page) -> frozenset[int]:
    """Pictures that lead to some brand's own pages, as buttons of social networks and shops of programs do."""
    links = [one for one in it.places if one.alt and one.tag == "a"]
    return frozenset(one.alt_start for one in links if owners(read(one.value).host))


def _named(message: Message, text: str, start: int, end: int, why: Literal["title", "logo"], *, head: bool) -> Iterator[Pictured]:
    raw = message.view("html").text[start:end]
    done: set[str] = set()
    for it in search(text, BRANDS_ONLY):
        if it.list != "brand" or it.key in done:
            continue
        done.add(it.key)
        shown = text[it.start : it.end]
        at = raw.find(shown)
        seen = Span("html", start + at, start + at + len(shown)) if at >= 0 else Span("html", start, end)
        yield Pictured(it.key, seen, shown, why, head)

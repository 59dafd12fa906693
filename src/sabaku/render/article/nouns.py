"""What an article is made of: plain values between those who tell it and those who lay it out.

All strings are tamed and defanged; a layout still escapes them for its format. Every block names the findings and facts
on which it rests, so that each sentence can be traced.
"""

from __future__ import annotations

from msgspec import Struct

from sabaku.model import Lang
from sabaku.render.nouns import Answer


class Para(Struct, frozen=True, tag="para"):
    """A short paragraph. `own` is true for the author's words, which rest on nothing else."""

    text: str
    rests: tuple[str, ...] = ()
    strong: bool = False
    own: bool = False


class Quote(Struct, frozen=True, tag="quote"):
    """A header line or a piece of the text as it stands in the mail."""

    label: str
    text: str
    rests: tuple[str, ...] = ()


class Lines(Struct, frozen=True, tag="lines"):
    """Steps or points under a short heading."""

    label: str
    lines: tuple[str, ...]
    rests: tuple[str, ...] = ()


class AsSeen(Struct, frozen=True, tag="as-seen"):
    """The mail as its reader saw it: its head and its text, or a picture of both."""

    rows: tuple[tuple[str, str], ...]
    text: str
    picture: str = ""
    """The name of a picture of it, if it has a look of its own."""
    alt: str = ""
    rests: tuple[str, ...] = ()


class MapOf(Struct, frozen=True, tag="map"):
    """A map with pins. `name` is the name of its picture."""

    name: str
    svg: str
    title: str
    caption: str
    alt: str
    rests: tuple[str, ...] = ()


class Shot(Struct, frozen=True, tag="shot"):
    """What the landing site showed. `picture` names it; `stamp`, if any, is printed across it."""

    name: str
    picture: str
    address: str
    stamp: str
    caption: str
    alt: str
    rests: tuple[str, ...] = ()
    genuine: bool = False
    """The brand's own page, shown beside the fake."""
    narrow: bool = False
    """A telephone's screen: two of them stand side by side."""


class Glyph(Struct, frozen=True):
    """One character, enlarged, with its code point and what it is."""

    glyph: str
    code: str
    says: str


class Glyphs(Struct, frozen=True, tag="glyphs"):
    """Characters that a reader takes for others, side by side."""

    glyphs: tuple[Glyph, ...]
    caption: str
    rests: tuple[str, ...] = ()


class Terms(Struct, frozen=True, tag="terms"):
    """Words and what they mean, or programs and what to do in them."""

    pairs: tuple[tuple[str, str], ...]
    rests: tuple[str, ...] = ()


class Facts(Struct, frozen=True, tag="facts"):
    """The recorded answers; the n-th is cited as `f<n>`, counted from 1."""

    answers: tuple[Answer, ...]
    head: tuple[str, str, str, str]
    rests: tuple[str, ...] = ()


Block = Para | Quote | Lines | AsSeen | MapOf | Shot | Glyphs | Terms | Facts


class Section(Struct, frozen=True):
    """A part of the article under its heading."""

    id: str
    heading: str
    blocks: tuple[Block, ...]


class Article(Struct, frozen=True):
    """A whole article in one language. The headline ends with its hook."""

    lang: Lang
    level: str
    word: str
    """The level in a word."""
    brand: str
    kind: str
    headline: str
    hook: str
    """The part of the headline that says what is odd; "" where it has none."""
    summary: str
    """One sentence or two for feeds, cards and front matter."""
    lead: tuple[Block, ...]
    sections: tuple[Section, ...]
    signs: tuple[str, ...]
    """The strongest signs, each a short sentence, for the card."""
    steps: tuple[tuple[str, str], ...]
    """For whom, and what to do first, for the card."""
    subject: str
    categories: tuple[str, ...]
    keywords: tuple[str, ...]
    date: str
    """ISO 8601 with offset, of publication."""
    dated: str
    """The same for a reader."""
    site: str
    author: str
    home: str
    """The web address of the site, as the author wrote it; "" if they did not."""
    slug: str
    """A name for files and feeds, made of the report's own digest."""

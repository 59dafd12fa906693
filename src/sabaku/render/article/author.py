"""The author's own part: opening, closing, tone, names. Read from TOML text; nothing of it is checked for its style."""

from __future__ import annotations

import tomllib
from typing import Any, Literal

import msgspec
from msgspec import Struct

from sabaku.model import Lang

Words = str | dict[Lang, str]
"""The same in both languages, or each its own."""


class BadAuthor(ValueError):
    """An author file that cannot be used; the message says what to mend."""


class Author(Struct, frozen=True, forbid_unknown_fields=True):
    """What an author file may say. `tone`: calm, or friendly with an aside here and there."""

    opening: Words = ""
    closing: Words = ""
    tone: Literal["calm", "friendly"] = "calm"
    site: Words = ""
    author: Words = ""
    url: str = ""
    """The web address of the site, for the feed."""
    categories: tuple[str, ...] = ()


def read_author(text: str) -> Author:
    """The author file. Raises BadAuthor with what to mend."""
    try:
        told: dict[str, Any] = tomllib.loads(text)
        found = msgspec.convert(told, Author)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as fault:
        raise BadAuthor(str(fault)) from fault
    if found.url and not found.url.startswith(("https://", "http://")):
        raise BadAuthor("url: https://… / http://… で始まるアドレスを書いてください (it must begin with https:// or http://)")
    return found


def in_lang(words: Words, lang: Lang) -> str:
    """The author's words in that language; "" where they gave none in it."""
    return words if isinstance(words, str) else words.get(lang, "")

"""Breaks lines by the columns that a terminal gives to each character; Japanese by its own rules. Knows no report."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from typing import cast

NOT_FIRST = frozenset("、。,.:;?!・:;?!)]}」』】〉》)]}ー〜々ゝゞっゃゅょぁぃぅぇぉッャュョァィゥェォ%%’”…")
"""Characters that do not begin a line (JIS X 4051)."""
NOT_LAST = frozenset("「『【〈《([{([{“‘¥$#")
"""Characters that do not end one."""
_ATOM = re.compile(
    r"\d{1,6}[年月日時分秒件行回円歳個]|[!-~¡-ɏ‘-”–—…]++|[\u30a1-\u30fa\u30fc]{2,12}|\s++|.",
    re.DOTALL,
)
"""Words, katakana words and numbers with their counters stay together; other Japanese may break anywhere."""


@functools.cache
def _wcwidth() -> Callable[[str], int]:
    from wcwidth import wcwidth

    return cast("Callable[[str], int]", wcwidth)


@functools.lru_cache(maxsize=8192)
def _columns(character: str) -> int:
    return max(_wcwidth()(character), 0)


def width(text: str) -> int:
    """The columns that the text takes on a terminal."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def padded(text: str, columns: int) -> str:
    """The text, filled with spaces up to that many columns."""
    return text + " " * max(columns - width(text), 0)


def wrap(text: str, columns: int) -> list[str]:
    """The text in lines of at most that many columns; its own line breaks stay. Never returns an empty list."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _paragraph(paragraph, max(columns, 4))
    return lines or [""]


def _paragraph(text: str, columns: int) -> list[str]:
    lines, line, used = [], "", 0
    for piece in _pieces(text, columns):
        wide = width(piece)
        if used + wide > columns and line:
            lines.append(line.rstrip())
            line, used = "", 0
            if piece.isspace():
                continue
        line += piece
        used += wide
    lines.append(line.rstrip())
    return lines


def _pieces(text: str, columns: int) -> Iterator[str]:
    """What must stay on one line: words, and Japanese characters with the marks that cling to them."""
    held = ""
    for atom in _ATOM.findall(text):
        if held and not atom.isspace() and (atom[0] in NOT_FIRST or held[-1] in NOT_LAST):
            held += atom
            continue
        yield from _cut(held, columns)
        held = atom
    yield from _cut(held, columns)


def _cut(piece: str, columns: int) -> Iterator[str]:
    """A piece that is wider than a line, in as many as it takes."""
    if width(piece) <= columns:
        if piece:
            yield piece
        return
    part, used = "", 0
    for character in piece:
        wide = _columns(character)
        if used + wide > columns:
            yield part
            part, used = "", 0
        part += character
        used += wide
    yield part

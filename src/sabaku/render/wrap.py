"""Breaks lines by the columns that a terminal gives to each character; Japanese by its own rules. Knows no report."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator
from typing import cast

NOT_FIRST = frozenset(
    "、。，．,.:;?!：；？！・)]}）］｝」』】〉》〕⟩｡､｣･ー～〜々ゝゞヽヾっゃゅょぁぃぅぇぉゎッャュョァィゥェォヮヵヶｰﾞﾟ%％‰℃’”…‥"
)
"""Characters that do not begin a line (JIS X 4051)."""
NOT_LAST = frozenset("「『【〈《〔⟨([{（［｛｢“‘¥$#￥＄＃")
"""Characters that do not end one."""
JOINTS = "/?&=@;,]"
"""Marks behind which an address that is wider than a line may be broken without a reader taking the halves for two."""
_ATOM = re.compile(
    r"\d{1,6}[年月日時分秒件行回円歳個]|⟨[!-;=-~]{1,8}⟩|ください|ありません|既定|[!-~¡-ɏ‘-”–—…]++|[\u30a1-\u30fa\u30fc]{2,12}|\s++|.",
    re.DOTALL,
)
"""Words, katakana words, numbers with their counters, names of unseen characters and two common endings stay together; other
Japanese may break anywhere.
"""


STRAY, NARROWED = 8, 12
"""Columns below which a last line is a stray ending; columns that are given up at most to mend it."""


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
    """One paragraph's lines; narrower by a little where its last line would hold but a stray character or two."""
    pieces = [(it, width(it)) for it in _pieces(text, columns)]
    lines = _filled(pieces, columns)
    least = max([columns - NARROWED, STRAY, *(wide for _, wide in pieces)])
    for narrower in range(columns - 1, least - 1, -1):
        if len(lines) == 1 or width(lines[-1]) >= STRAY:
            break
        again = _filled(pieces, narrower)
        if len(again) == len(lines) and width(again[-1]) > width(lines[-1]):
            lines = again
    return lines


def _filled(pieces: Iterable[tuple[str, int]], columns: int) -> list[str]:
    lines, line, used = [], "", 0
    for piece, wide in pieces:
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
    """A piece that is wider than a line, in as many as it takes: after a mark between its parts, where one is near."""
    part, used = "", 0
    for character in piece if width(piece) > columns else ():
        wide = _columns(character)
        if used + wide > columns:
            at = _joint(part)
            yield part[:at]
            part = part[at:]
            used = width(part)
        part += character
        used += wide
    if rest := part or piece:
        yield rest


def _joint(part: str) -> int:
    """Where a long address or name is best broken: behind the last mark in its second half, else at its end."""
    return max((part.rfind(mark, len(part) // 2) + 1 for mark in JOINTS), default=0) or len(part)

"""Text that is shown in another order than it is written in: Latin and Japanese letters whose direction is overridden (UAX 9).

Gives the order of reading as ranges of the text as written; drops and judges nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.mime.html_text import REFERENCE
from sabaku.text import late

OVERRIDE = "\u202e"
"""RIGHT-TO-LEFT OVERRIDE: every letter up to the end of the stretch is set to the left of the one before it."""
LONGEST = 2000
"""Characters of a stretch that can be read backwards: a longer one breaks into lines, each of which is turned by itself."""
_END = "\u202c"
_TURNED = late.pattern(f"{OVERRIDE}([^\n{_END}]*+)")
_CODED = late.pattern(r"(?:&#(?:[xX]0{0,9}202[eE]|0{0,9}8238);?|\u202e)((?>(?!&#(?:[xX]0{0,9}202[cC]|0{0,9}8236)\b)[^\u202c])*+)")
_BACKWARDS = late.pattern("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Letters of scripts that are read from right to left anyhow: an override changes nothing for them."""
_UNIT = late.pattern(rf"{REFERENCE}|[\s\S]")

MOST = 40_000
"""Characters of a text that are put in their order."""

Range = tuple[int, int]


def in_text(text: str) -> list[Range]:
    """The ranges of a plain text in the order in which they are read."""
    made: list[Range] = []
    last = 0
    for it in _TURNED.finditer(text):
        start, end = it.span(1)
        if end - start <= LONGEST and len(made) < MOST and not _BACKWARDS.search(text, start, end):
            made += [(last, start), *((n, n + 1) for n in range(end - 1, start - 1, -1))]
            last = end
    return [*made, (last, len(text))]


def is_coded(raw: str) -> bool:
    """Whether text of HTML, as it is written, holds an override."""
    return OVERRIDE in raw or ("&#" in raw and _CODED.search(raw) is not None)


def in_html(raw: str, whole: bool) -> Iterator[Range]:
    """The same for text of HTML with its character references; `whole`: all of it is overridden by its element."""
    last = 0
    for start, end in [(0, len(raw))] if whole else [it.span(1) for it in _CODED.finditer(raw)]:
        if end - start <= LONGEST and not _BACKWARDS.search(raw, start, end):
            yield last, start
            yield from reversed([it.span() for it in _UNIT.finditer(raw, start, end)])
            last = end
    yield last, len(raw)

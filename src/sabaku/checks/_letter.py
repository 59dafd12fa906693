"""The passage of a mail that tells or wants something, apart from what is appended to it or put in front. No judgement.

Whoever wants to pass as a long text puts pages below their letter that say nothing: news, terms of use, an old thread. The letter
is no longer for it. What is looked for in «a short letter» is looked for here, and `size` is how long that is.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sabaku.checks import _author, _links, _said
from sabaku.model import Case, Observable, Span, once

APART, APART_CJK = 700, 350
"""Characters without any phrase of the word lists after which something else begins."""
_SAYS_LITTLE = (
    "bounce",
    "goodwill",
    "greeting",
    "hosting",
    "miracle",
    "newsletter",
    "odd",
    "restored",
    "riches",
    "romance",
    "safe",
    "survey",
)
"""Lists of phrases that any text has."""
_CJK = ("ja", "zh", "ko")


@once
def span(case: Case) -> tuple[int, int]:
    """Where the letter begins and ends in the visible text; the whole of it where it is short, or nothing stands out."""
    text = _said.text(case)
    gap = APART_CJK if _said.lang(case) in _CJK else APART
    if len(text) <= 2 * gap:
        return 0, len(text)
    told = sorted({it.seen.start for it in case.seen("phrase") if it.seen.view == "visible" and not _says_little(it)})
    first, last, many = max(_passages(told, gap), key=lambda it: it[2], default=(0, 0, 0))
    if not many:
        return 0, len(text)
    start, end = text.rfind("\n", 0, max(0, first - gap // 2)) + 1, text.find("\n", last + gap // 2)
    return max(start, first - gap), min(last + gap, end if end >= 0 else len(text))  # with the rest of its line


def _says_little(phrase: Observable) -> bool:
    return phrase.value.partition(".")[0] in _SAYS_LITTLE


def _passages(told: Sequence[int], gap: int) -> list[tuple[int, int, int]]:
    """The first and last place and the number of those between which no gap is."""
    if not told:
        return []
    breaks = [n for n, (one, other) in enumerate(pairwise(told), 1) if other - one > gap]
    return [(told[start], told[end - 1], end - start) for start, end in pairwise((0, *breaks, len(told)))]


def size(case: Case) -> int:
    """Characters of the letter."""
    start, end = span(case)
    return end - start


def holds(case: Case, place: Span) -> bool:
    """Whether a place stands in the letter, or in a header or other view."""
    start, end = span(case)
    return start <= place.start < end or not (place.view == "visible" or (place.view == "text" and _is_plain(case)))


@once
def _is_plain(case: Case) -> bool:
    """Whether what is seen is the plain text itself."""
    return case.message.view("text").text == _said.text(case)


def only(case: Case, text: str) -> str:
    """Of the visible text, as written or folded, only the letter, at the same places: blank lines stand for what is in front."""
    start, end = span(case)
    return text if (start, end) == (0, len(text)) else "\n" * start + text[start:end]


def own_links(case: Case) -> tuple[Observable, ...]:
    """The author's own links, without those that are shown outside of the letter."""
    links = _author.own_links(case)
    return tuple(it for it in links if holds(case, _links.link(it).shown_at or it.seen)) if links else ()

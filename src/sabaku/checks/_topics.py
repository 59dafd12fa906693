"""Topics of a text: which of the things that exclude each other it is about (data/topics.toml). Look-ups only."""

from __future__ import annotations

import functools
import re

from sabaku import data
from sabaku.text.fold import fold


@functools.cache
def _patterns() -> dict[str, re.Pattern[str]]:
    told: dict[str, str] = data.toml("topics")["topics"]
    return {name: re.compile("|".join(fold(line) for line in lines.split("\n") if line)) for name, lines in told.items()}


@functools.cache
def _any() -> re.Pattern[str]:
    return re.compile("|".join(it.pattern for it in _patterns().values()))


def topics_in(text: str) -> frozenset[str]:
    """The topics that the text mentions; at most its first 6000 characters count."""
    folded = fold(text[:6000])
    if not _any().search(folded):
        return frozenset()
    return frozenset(name for name, pattern in _patterns().items() if pattern.search(folded))


def first_of(text: str, topics: frozenset[str]) -> tuple[int, int]:
    """Where the first mention of any of these topics stands."""
    folded = fold(text[:6000])
    found = [it.span() for name in topics if (it := _patterns()[name].search(folded))]
    return min(found, default=(0, 0))

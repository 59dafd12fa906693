"""Patterns that are compiled when they are first used: a program that examines one mail needs a third of the hundreds there are.

Compiling one costs as much as searching a hundred mails with it. Knows no pattern and no text.

Of any pattern, here and elsewhere: what is repeated possessively is one character, one class, or an atomic group (`(?>…)*+`).
With another group (`(?:…)*+`) Python before 3.11.5 goes on from where the inside gave up (CPython issue 106052).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, cast

from sabaku.text import glyphs

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick


class _Late:
    """Stands for a compiled pattern; once it is asked for one of its methods, it has that method itself."""

    def __init__(self, source: str, flags: int) -> None:
        self._given = source, flags
        self._made: re.Pattern[str] | None = None

    def __getattr__(self, name: str) -> Any:
        if self._made is None:
            source, flags = self._given
            self._made = re.compile(glyphs.either(source), flags)
        found = getattr(self._made, name)
        setattr(self, name, found)
        return found


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern as `re.compile` makes it, but not yet: for large ones at the top of a module that few mails need.

    A fault in it shows when it is first used, so a test compiles them all. Chinese characters are found in both forms
    (`glyphs.either`).
    """
    return cast("re.Pattern[str]", _Late(source, flags))


_WORDS: dict[str, int] = {}
"""All words that anybody asks for, with their numbers."""
KEPT, LONG = 16, 100_000
"""Texts of which the words are remembered, and characters above which a text is not kept for it."""


def one_of(*words: str) -> Callable[[str], bool]:
    """Whether any of the words stands in a text (one without surrogates): one pass for all words that anybody asks for.

    For half a dozen and more, where most texts have none of them: `any(word in text …)` passes over the text for each.
    """
    asked = frozenset(_WORDS.setdefault(it, len(_WORDS)) for it in words)
    return lambda text: not asked.isdisjoint((_known_words if len(text) <= LONG else _words_in)(text, len(_WORDS)))


def starting(pattern: re.Pattern[str], *words: str) -> Callable[[str], Iterator[re.Match[str]]]:
    """What `pattern.finditer` finds in a text (one without surrogates), for a pattern that can only begin with one of the words.

    For one that begins with a dozen common letters: `re` would try it at every third character.
    """

    @functools.cache
    def automaton() -> AhoCorasick:
        return _over(list(words))

    def finds(text: str) -> Iterator[re.Match[str]]:
        done = 0
        for at in sorted({start for _, start, _ in automaton().find_matches_as_indexes(text, overlapping=True)}):
            if at >= done and (found := pattern.match(text, at)):
                yield found
                done = found.end()

    return finds


def _words_in(text: str, words: int) -> frozenset[int]:
    """The words in a text, of the first so many: what was known before a module was loaded says nothing of its words."""
    found = _automaton(words).find_matches_as_indexes(text, overlapping=True)
    return frozenset(number for number, _, _ in found)


_known_words = functools.lru_cache(maxsize=KEPT)(_words_in)


@functools.lru_cache(maxsize=1)
def _automaton(size: int) -> AhoCorasick:  # noqa: ARG001  made again where modules were loaded since
    return _over(list(_WORDS))


def _over(words: list[str]) -> AhoCorasick:
    from ahocorasick_rs import AhoCorasick, Implementation

    # not a DFA, which takes 6 ms to build instead of 1, and 5 MB: more than the processor's second cache holds beside all else
    return AhoCorasick(words, implementation=Implementation.ContiguousNFA, store_patterns=False)

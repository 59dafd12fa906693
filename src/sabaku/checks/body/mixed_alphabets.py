"""One check: a word made of letters of several alphabets, or a katakana word with a kanji that looks like katakana."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late
from sabaku.text.fold import fold

_ODD = late.pattern("[\u0370-\u03ff\u0400-\u052f\u1d00-\u1d7f\U0001d400-\U0001d7ff力工夕卜才一口二]")
_KATAKANA = re.compile("[ァ-ヶ]")
_WORD = re.compile("[\\wー]+")
MOST = 80
"""Characters of that kind that are looked at."""


@check(
    id="body.mixed-alphabets",
    over="message",
    group="body",
    title=Text(ja="見た目の似た別の文字が使われています", en="Letters replaced by look-alikes"),
    says=Text(
        ja="「{word}」には見た目の似た別の文字({code})が混ぜられています。普通に入力すれば「{usual}」です。",
        en="“{word}” contains a look-alike character ({code}); typed normally it is “{usual}”.",
    ),
    speaks_for=("disguised",),
    experts=("JP", "PUNC", "TEMPL"),
    attacks=(16, 19),
)
def mixed_alphabets(case: Case, it: Observable) -> Iterator[Hit]:
    """Written so that filters do not find the word. Nobody's keyboard does that by accident.

    Name and subject are looked at by identity.name-disguised.
    """
    text = _said.text(case)[:40000]
    if text.isascii():
        return
    for found in itertools.islice(_ODD.finditer(text), MOST):
        where = _disguised(text, found.start())
        if where is not None:
            word = text[slice(*where)]
            yield Hit(
                Evidence(Span("visible", *where), found=word, expected=fold(word)),
                word=word,
                code=datum("code", f"U+{ord(found[0]):04X}"),
                usual=fold(word),
            )
            return


def _disguised(text: str, at: int) -> tuple[int, int] | None:
    """The word around the character, if it stands there for a letter that looks like it."""
    start, end = at, at + 1
    while start and _WORD.match(text[start - 1]):
        start -= 1
    tail = _WORD.match(text, at)
    end = tail.end() if tail else end
    start, end = max(start, at - 40), min(end, at + 40)
    before, after, char = text[at - 1 : at], text[at + 1 : at + 2], text[at]
    if char in "力工夕卜才一口二":
        near = text[max(0, at - 1) : at + 3]
        katakana = _KATAKANA.match(before) or _KATAKANA.match(after) or _KATAKANA.match(text[at + 2 : at + 3])
        return _katakana(text, at) if katakana and fold(near)[min(at, 1)] != char else None
    word = text[start:end]
    if ord(char) > 0xFFFF:
        return (start, end) if end - start >= 3 else None
    latin = sum(letter.isascii() and letter.isalpha() for letter in word)
    return (start, end) if latin >= 2 and len(word) >= 4 and fold(char) != char.lower() and fold(word).isascii() else None


def _katakana(text: str, at: int) -> tuple[int, int]:
    start, end = at, at + 1
    while start and ("ァ" <= text[start - 1] <= "ヶ" or text[start - 1] in "ー力一"):
        start -= 1
    while end < len(text) and ("ァ" <= text[end] <= "ヶ" or text[end] in "ー力一"):
        end += 1
    return start, end

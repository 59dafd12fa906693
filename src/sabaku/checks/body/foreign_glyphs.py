"""One check: Chinese characters that Japanese does not use, inside Japanese text."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from sabaku import data
from sabaku.checks import _said
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.names.brands import brands

_AROUND = 8


@check(
    id="body.foreign-glyphs",
    over="message",
    lang="ja",
    group="body",
    title=Text(ja="日本語で使わない漢字(中国語の字体)が混ざっています", en="Chinese characters inside Japanese text"),
    says=Text(
        ja="「{word}」の「{glyph}」({code})は日本語では使わない字体で、日本語なら「{usual}」と書きます。",
        en="“{glyph}” ({code}) in “{word}” is not used in Japanese, which writes “{usual}”.",
    ),
    speaks_for=("phishing",),
    experts=("CHF", "JP"),
)
def foreign_glyphs(case: Case, it: Observable) -> Iterator[Hit]:
    """They come from a Chinese keyboard. Characters that Japanese people's names use are not among them.

    Innocent cause: a Japanese mail that quotes Chinese; so a line that is Chinese throughout is passed over.
    """
    pattern, usual = _glyphs()
    title, view = _said.subject(case)
    for name, text in ((view, title), ("visible", _said.text(case))):
        for found in pattern.finditer(text):
            word = _word(text, found.start())
            if word is not None and not _spelt_so(text, found.start()) and _said.in_japanese(case, Span(name, *word)):
                yield Hit(
                    Evidence(Span(name, *word), found=text[slice(*word)], expected=usual[found[0]]),
                    word=text[slice(*word)].strip(),
                    glyph=found[0],
                    code=datum("code", f"U+{ord(found[0]):04X}"),
                    usual=usual[found[0]],
                )
                return


@functools.cache
def _glyphs() -> tuple[re.Pattern[str], dict[str, str]]:
    told = data.toml("glyphs")
    usual = {pair[0]: pair[1] for pair in told["foreign"].split()}
    usual.update((pair[0], pair[1]) for pair in told["older"].split() if pair[0] in told["never"])
    return re.compile(f"[{''.join(usual)}]"), usual


@functools.cache
def _names() -> tuple[str, ...]:
    """Names of companies that are really written with such a character (野村證券)."""
    return tuple(it.names.ja for it in brands().values() if _glyphs()[0].search(it.names.ja))


def _spelt_so(text: str, at: int) -> bool:
    """Whether the character belongs to a company's own spelling of its name."""
    return any(name in text[max(0, at - len(name)) : at + len(name)] for name in _names())


_KANA = re.compile("[ぁ-ヿ0-9]")


def _word(text: str, at: int) -> tuple[int, int] | None:
    """The surroundings of the character if they are Japanese: kana near by, on the same line."""
    start = max(text.rfind("\n", 0, at) + 1, at - _AROUND)
    stop = text.find("\n", at, at + _AROUND)
    end = stop if stop >= 0 else min(len(text), at + _AROUND)
    return (start, end) if _KANA.search(text, start, end) else None

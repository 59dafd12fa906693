"""One check: full-width and half-width punctuation mixed as Japanese writers do not."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late

_HALF = late.pattern("[ぁ-ん一-鿿][,.;?!](?=[\\s]?[ぁ-ヿ一-鿿])")


_DOUBLE = late.pattern("[。、,.，](?:(?<=[。、])[。、,.]|(?<=[,.])[。、]|(?<=，)(?=[ぁ-ん]))")


_BROKEN = late.pattern(
    "(?:場合は|際は|については|により|ために|ように)。(?=[^\n」』)]{2})|[一-鿿]\\?(?=[ごお][一-鿿い])|[ぁ-ん](?:です|ます|した|せん|さい)\\.(?=[\\s」』ぁ-ヿ一-鿿])"
)
"""A full stop in the middle of a sentence, or a Latin one at the end of a Japanese sentence."""


_ORNAMENT = late.pattern("[★☆◆◇■□●○◎♪♡♥*:.。・,、゜゚°+~～─━=]{4,}")
"""A row of stars and dots that frames a title."""


_MARKS = ("は。", "により。", "に。", "です.", "ます.", "した.", "せん.", "さい.", "?")


@check(
    id="body.mixed-punctuation",
    over="message",
    lang="ja",
    group="body",
    title=Text(ja="句読点の使い方が不自然です", en="Odd punctuation"),
    says=Text(
        ja="「{place}」のように、日本語の文に半角や重複した句読点が混ざっています({count}か所)。",
        en="“{place}”: half-width or doubled punctuation in Japanese text ({count}×).",
    ),
    experts=("PUNC",),
)
def mixed_punctuation(case: Case, it: Observable) -> Iterator[Hit]:
    """A sign of translation programs and foreign keyboards. A whole text with 「，」「．」 is a style."""
    text = _said.text(case)[: _said.SEARCHED]
    broken = [*_BROKEN.finditer(text)] if any(mark in text for mark in _MARKS) else []
    frames = [it.span() for it in _ORNAMENT.finditer(text)] if any(mark in text for mark in "★☆◆◇♪*:") else []
    found = [*_HALF.finditer(text), *_DOUBLE.finditer(text), *broken]
    found = [it for it in found if not any(start <= it.start() < end for start, end in frames)]
    usual = text.count("。") + text.count("、")
    if (len(found) >= 2 or broken) and usual > len(found):
        first = min(found, key=lambda it: it.start())
        where = Span("visible", max(0, first.start() - 4), min(len(text), first.end() + 4))
        place = text[where.start : where.end]
        yield Hit(Evidence(where, found=place), place=place.strip(), count=str(len(found)))

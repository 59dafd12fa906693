"""One check: a word made of letters of several alphabets, or a katakana word with a kanji that looks like katakana."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check, datum
from sabaku.fold import fold
from sabaku.model import Case, Evidence, Observable, Span, Text

_TWIN = re.compile(
    "[A-Za-z]+[\u0370-\u03ff\u0400-\u052f\u1d00-\u1d7f]+[A-Za-z\u0400-\u052f]+"
    "|[\u0400-\u052f\u0370-\u03ff]{1,3}[A-Za-z]{3,}"
    "|[\U0001d400-\U0001d7ff]{3,}"
    "|[ァ-ヶー]+[力工夕卜才](?=[ァ-ヶー])[ァ-ヶー]+"
    "|[ァ-ヶ]+一(?=[ァ-ヶ])[ァ-ヶー]{2,}"
)


@check(
    id="body.mixed-alphabets",
    over="message",
    group="body",
    title=Text(ja="見た目の似た別の文字が使われています", en="Letters replaced by look-alikes"),
    says=Text(
        ja="「{word}」には見た目の似た別の文字({code})が混ぜられています。普通に入力すれば「{usual}」です。",
        en="“{word}” contains a look-alike character ({code}); typed normally it is “{usual}”.",
    ),
    speaks_for=("credential-phishing",),
    experts=("JP", "PUNC"),
    attacks=(16, 19),
)
def mixed_alphabets(case: Case, it: Observable) -> Iterator[Hit]:  # noqa: ARG001
    """Written so that filters do not find the word. Nobody's keyboard does that by accident."""
    title, view = _said.subject(case)
    for name, text in ((view, title), ("visible", _said.text(case)[:40000])):
        if text.isascii():
            continue
        found = _TWIN.search(text)
        if found and found[0].lower() != fold(found[0]):
            odd = next((char for char in found[0] if fold(char) != char.lower()), found[0][0])
            odd = odd if fold(odd) != odd.lower() else next((char for char in found[0] if char in "力工夕卜才一"), odd)
            yield Hit(
                Evidence(Span(name, *found.span()), found=found[0], expected=fold(found[0])),
                word=found[0],
                code=datum("code", f"U+{ord(odd):04X}"),
                usual=fold(found[0]),
            )
            return

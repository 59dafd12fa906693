"""One check: a technical term that few readers know, explained."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from sabaku import data
from sabaku.checks import _said
from sabaku.checks._check import Hit, check, datum
from sabaku.fold import fold
from sabaku.model import Case, Evidence, Observable, Span, Text


@check(
    id="body.odd-term",
    over="message",
    group="body",
    title=Text(ja="聞き慣れない用語の説明", en="A term explained"),
    says=Text(ja="「{term}」とは: {meaning}", en="“{term}”: {meaning}"),
    experts=("CTX",),
)
def odd_term(case: Case, it: Observable) -> Iterator[Hit]:  # noqa: ARG001
    """Informs: words that impress without being understood, from data/glossary.toml. It says nothing about the mail's honesty."""
    if not _said.has(case, "credential", "threat", "scare", "card", "extortion") and not _said.links(case):
        return
    text, folded = _said.text(case), _said.folded(case)
    shown = 0
    for word, meaning in _terms():
        at = folded.find(word)
        if at >= 0 and not (word.isascii() and _inside(folded, at, at + len(word))):
            where = Span("visible", at, at + len(word))
            yield Hit(
                Evidence(where, found=text[where.start : where.end]),
                term=text[where.start : where.end],
                meaning=datum("text", word, meaning),
            )
            shown += 1
            if shown == 3:
                return


def _inside(text: str, start: int, end: int) -> bool:
    return (text[max(0, start - 1) : start].isalnum() and text[start - 1 : start].isascii()) or (
        text[end : end + 1].isascii() and text[end : end + 1].isalnum()
    )


@functools.cache
def _terms() -> tuple[tuple[str, Text], ...]:
    return tuple(
        (fold(word), Text(told["ja"], told["en"])) for told in data.toml("glossary")["terms"].values() for word in told["words"]
    )

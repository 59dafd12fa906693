"""One check: a technical term that few readers know, explained."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku import data
from sabaku.checks import _said
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text


@check(
    id="body.odd-term",
    over="message",
    group="body",
    title=Text(ja="聞き慣れない用語の説明", en="A term explained"),
    says=Text(ja="「{term}」とは: {meaning}", en="“{term}”: {meaning}"),
    experts=("CTX",),
)
def odd_term(case: Case, it: Observable) -> Iterator[Hit]:
    """Informs: words that impress without being understood, from data/glossary.toml. It says nothing about the mail's honesty."""
    if not _said.has(case, "credential", "threat", "scare", "card", "extortion") and not _said.links(case):
        return
    terms = data.toml("glossary")["terms"]
    for phrase in tuple(_said.meanings(case, "term").values())[:3]:
        told = terms[phrase.value.partition(".")[2]]
        yield Hit(_said.quote(phrase), term=phrase.shown, meaning=datum("text", phrase.value, Text(told["ja"], told["en"])))

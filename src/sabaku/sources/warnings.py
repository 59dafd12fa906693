"""Official warnings about mail in a brand's name: `warnings:<brand>`, from the shipped dated list. Asks nobody."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

import msgspec

from sabaku import data
from sabaku.model import Case, Fact, Question, Warned
from sabaku.sources._source import Settings


@functools.cache
def _latest() -> Mapping[str, Warned]:
    """The newest warning per brand."""
    found: dict[str, Warned] = {}
    for it in sorted(data.toml("warnings")["warning"], key=lambda it: str(it["date"])):
        for brand in it["brands"]:
            found[brand] = Warned(it["by"], it["title"], it["date"], it["url"], it["official"])
    return found


class Warnings:
    """The source `warnings`. A brand without an entry gets no answer at all: the list is too thin for a «no»."""

    name = "warnings"
    lacks = ""

    def wants(self, case: Case) -> Iterable[Question]:
        brands = dict.fromkeys(it.brand for it in case.claims)
        return (Question("warnings", it) for it in brands if it in _latest())

    def look(self, question: Question) -> Fact:
        warned = _latest().get(question.subject)
        if warned is None:
            return Fact(question, "not-asked", why="not in the list")
        return Fact(question, "found", warned, datetime.fromisoformat(warned.date).replace(tzinfo=UTC), check_at=warned.url)

    def read(self, raw: bytes) -> Warned | None:
        return msgspec.json.decode(raw, type=Warned)


def make(settings: Settings) -> Warnings:
    """The source over the shipped list; the settings don't matter to it."""
    del settings
    return Warnings()

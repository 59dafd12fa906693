"""Sources of facts: the files of this folder are the registry. The only layer that waits, and only inside the ledger."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, cast

from sabaku.model import Case, Fact, Question
from sabaku.sources._settings import standard
from sabaku.sources._source import AnySource, Local, Settings

if TYPE_CHECKING:  # asyncio and sqlite3 cost more than a whole offline run may
    from pathlib import Path

    from sabaku.sources.ledger import Ledger
    from sabaku.sources.tape import Tape

OFFLINE = ("geoip", "network", "feeds", "warnings")
"""The local sources, named so that an offline run loads no other; a test compares them with the folder."""
NOT_SOURCES = frozenset({"ledger", "tape", "catalogue"})


def all_sources(settings: Settings | None = None) -> dict[str, AnySource]:
    """Every source by name, made with the operator's settings."""
    found = sorted(it.name for it in pkgutil.iter_modules(__path__) if not it.name.startswith("_"))
    return {name: _made(name, settings or standard()) for name in found if name not in NOT_SOURCES}


def sources_for(state: Path, visit: Mapping[str, object], only: str = "") -> dict[str, AnySource]:
    """The sources (or only that one) of a machine whose state folder and settings for visits are these. Raises NotUsable."""
    from dataclasses import replace

    from sabaku.sources._visiting import visiting

    settings = replace(standard(), visit=visiting(visit), blobs=state / "blobs", answers=state / "answers.sqlite")
    return {only: _made(only, settings)} if only else all_sources(settings)


def _made(name: str, settings: Settings) -> AnySource:
    source = importlib.import_module(f"{__name__}.{name}").make(settings)
    if source.name != name:
        raise ValueError(f"sources/{name}.py makes a source called {source.name}")
    return cast("AnySource", source)


@functools.cache
def offline_sources() -> tuple[Local, ...]:
    """The sources that ask nobody, over the shipped tables and the operator's data folder."""
    made = (_made(name, standard()) for name in OFFLINE)
    return tuple(it for it in made if isinstance(it, Local))


def offline_facts(case: Case, sources: Iterable[Local] | None = None) -> dict[Question, Fact]:
    """The case's facts with all that this machine can answer by itself; no event loop, no recording, nobody asked."""
    facts = dict(case.facts)
    for source in offline_sources() if sources is None else sources:
        if not source.lacks:
            for question in source.wants(case):
                if question not in facts:
                    facts[question] = source.look(question)
    return facts


async def rounds(case: Case, ledger: Ledger, tape: Tape | None = None, *, budget: float | None = None) -> dict[Question, Fact]:
    """The case's facts after asking in rounds: what one answers may raise the next question. Fills the tape.

    Questions that could not be asked or answered within the budget (seconds; the operator's where none is given) come out
    as not-asked or failed. A ledger that is not live answers from the tape alone.
    """
    from sabaku.sources._rounds import ask_in_rounds

    return await ask_in_rounds(case, ledger, tape, _budget(case, ledger) if budget is None else budget)


def _budget(case: Case, ledger: Ledger) -> float:
    """The operator's time for a case, and the time of the visits beside it: each of them may take as long as it is given."""
    visit = ledger.sources.get("visit") if ledger.profile == "visit" else None
    if visit is None or isinstance(visit, Local) or visit.lacks:
        return standard().budget
    return standard().budget + visit.pace.timeout * len(tuple(visit.wants(case)))

"""Asks the questions of one case in rounds within a time budget. Waits only through the ledger."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping

from sabaku.model import Case, Fact, Question
from sabaku.sources._guard import secrets
from sabaku.sources._source import AnySource, Local
from sabaku.sources.ledger import Inquiry, Ledger
from sabaku.sources.tape import Entry, Tape, entry_of, fact_of

ROUNDS = 4
"""Times that answers may raise further questions."""
MOST = 300
"""Questions that one case may raise."""


async def ask_in_rounds(case: Case, ledger: Ledger, tape: Tape | None, budget: float) -> dict[Question, Fact]:
    """See `sabaku.sources.rounds`."""
    tape = Tape() if tape is None else tape
    facts = {**case.facts, **tape.facts(ledger.sources)}
    if not ledger.live:
        return facts
    inquiry = ledger.inquiry(secrets(case), tape)
    deadline = asyncio.get_running_loop().time() + budget
    facts = {question: fact for question, fact in facts.items() if fact.state != "not-asked"}
    for _ in range(ROUNDS):
        wanted = _wanted(Case(case.input, case.message, case.observables, facts), ledger.sources) - facts.keys()
        if not wanted:
            break
        facts.update(_looked(wanted, ledger.sources, tape))
        facts.update(await _asked(sorted(wanted - facts.keys()), len(facts), inquiry, deadline))
    # what was asked on the way is on the tape too: so a replay has the same facts, in the same order
    return {**case.facts, **tape.facts(ledger.sources)}


def _wanted(case: Case, sources: Mapping[str, AnySource]) -> set[Question]:
    return {question for source in sources.values() for question in source.wants(case)}


def _looked(wanted: Iterable[Question], sources: Mapping[str, AnySource], tape: Tape) -> dict[Question, Fact]:
    """The answers of the local sources."""
    facts: dict[Question, Fact] = {}
    for question in wanted:
        source = sources.get(question.source)
        if isinstance(source, Local) and not source.lacks:
            facts[question] = source.look(question)
            tape.add(entry_of(facts[question]))
    return facts


async def _asked(wanted: list[Question], before: int, inquiry: Inquiry, deadline: float) -> dict[Question, Fact]:
    """The answers of the others, all at once as far as their pace allows."""
    room = max(MOST - before, 0)
    facts = {it: _given_up(inquiry, Entry(it, "not-asked", why="too many questions")) for it in wanted[room:]}
    left = deadline - asyncio.get_running_loop().time()
    if left <= 0:
        return facts | {it: _late(inquiry, it) for it in wanted[:room]}
    asking = {asyncio.ensure_future(inquiry.ask(it)): it for it in wanted[:room]}
    if not asking:
        return facts
    done, late = await asyncio.wait(asking, timeout=left)
    facts.update({asking[it]: it.result() for it in done})
    for it in late:
        it.cancel()
        facts[asking[it]] = _late(inquiry, asking[it])
    return facts


def _late(inquiry: Inquiry, question: Question) -> Fact:
    return _given_up(inquiry, Entry(question, "failed", inquiry.ledger.clock(), why="out of time"))


def _given_up(inquiry: Inquiry, entry: Entry) -> Fact:
    inquiry.record(entry)
    return fact_of(entry, None)

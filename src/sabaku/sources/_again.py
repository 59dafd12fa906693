"""A case examined once more: what was answered before stays beside what is answered now, each with its own time. Pure.

An earlier answer stands under the same question with `before=<its time>`; so checks and readers see both, and a replay too.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC

from msgspec import structs

from sabaku.model import Fact, Listing, Question, Records, Value
from sabaku.sources._source import AnySource
from sabaku.sources.tape import Entry, Tape, fact_of

BEFORE = "before"
OWN = frozenset({"auth"})
"""What is worked out here, and not somebody's answer that may change."""
MOST = 8
"""Earlier answers that are kept of one question: the first ones, for they are the evidence of their day."""


def beside(old: Tape, new: Tape, sources: Mapping[str, AnySource]) -> Tape:
    """The new answers, and those of the old ones that say something else or that say of a list what it said then."""
    both = Tape(new)
    kept: dict[tuple[str, str], int] = {}
    for it in old:
        question = _earlier(it)
        subject = it.question.source, it.question.subject
        if question is not None and it.question.source not in OWN and kept.get(subject, 0) < MOST and _tells(it, new, sources):
            kept[subject] = kept.get(subject, 0) + 1
            both.add(structs.replace(it, question=question))
    return both


def _earlier(it: Entry) -> Question | None:
    """The question under which an earlier answer is kept; None for what was never answered."""
    if it.at is None or it.state not in ("found", "none"):
        return None
    if any(name == BEFORE for name, _ in it.question.arguments):
        return it.question
    at = it.at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return structs.replace(it.question, arguments=tuple(sorted((*it.question.arguments, (BEFORE, at)))))


def _tells(it: Entry, new: Tape, sources: Mapping[str, AnySource]) -> bool:
    """Whether the earlier answer is worth its place: the later one differs, was not had, or is of a list."""
    later = new.get(it.question)
    if any(name == BEFORE for name, _ in it.question.arguments) or later is None:
        return True
    if later.at == it.at:
        return False
    source = sources.get(it.question.source)
    then, now = fact_of(it, source), fact_of(later, source)
    return isinstance(then.value, Listing) or _said(then) != _said(now)


def _said(fact: Fact) -> tuple[str, Value | None]:
    """What an answer says, without what changes from minute to minute."""
    value = fact.value
    if isinstance(value, Records):
        value = Records(value.type, tuple(sorted(value.values)))
    return fact.state, value

"""The tape: every answer that a case used, as it came, with its time. Text in, text out; asks nobody and reads no clock."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

import msgspec

from sabaku.model import Fact, Question, State, Value
from sabaku.sources import catalogue
from sabaku.sources._source import AnySource


class Entry(msgspec.Struct, frozen=True):
    """One recorded answer. `raw` is None unless the state is found."""

    question: Question
    state: State
    at: datetime | None = None
    raw: bytes | None = None
    why: str = ""


class Tape:
    """The answers of one case, by question."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._of = {it.question: it for it in entries}

    def __iter__(self) -> Iterator[Entry]:
        return iter(sorted(self._of.values(), key=lambda it: it.question))

    def __len__(self) -> int:
        return len(self._of)

    def get(self, question: Question) -> Entry | None:
        """The recorded answer to that question, if there is one."""
        return self._of.get(question)

    def add(self, entry: Entry) -> None:
        """Keep the answer; a later one to the same question takes its place."""
        self._of[entry.question] = entry

    def facts(self, sources: Mapping[str, AnySource]) -> dict[Question, Fact]:
        """What the recorded answers say, by today's readers."""
        return {it.question: fact_of(it, sources.get(it.question.source)) for it in self}


def fact_of(entry: Entry, source: AnySource | None) -> Fact:
    """The recorded answer as a fact. An answer that the reader can't make sense of is a failure, never a «no such thing»."""
    state: State = entry.state
    why, value = entry.why, None
    if state == "found":
        state, value, more = _read(entry, source)
        why = why or more
    return Fact(entry.question, state, value, entry.at, why, catalogue.check_at(entry.question, value))


def _read(entry: Entry, source: AnySource | None) -> tuple[State, Value | None, str]:
    if source is None:
        return "failed", None, "no such source"
    try:
        value = source.read(entry.raw or b"")
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError) as fault:
        return "failed", None, f"unreadable: {type(fault).__name__}"
    return ("found", value, "") if value is not None else ("none", None, "")


def entry_of(fact: Fact) -> Entry:
    """The entry for a fact of a local source, whose answer has no other form than the value itself."""
    raw = msgspec.json.encode(fact.value) if fact.value is not None else None
    return Entry(fact.question, fact.state, fact.at, raw, fact.why)


# --- on disk: one JSON line per answer, sorted, so that a person can read and compare them ------------------------


class _Line(msgspec.Struct, omit_defaults=True):
    question: str
    at: datetime | None = None
    state: State = "found"
    raw: str | None = None
    base64: str | None = None
    why: str = ""


def dumps(tape: Tape) -> bytes:
    """The tape as JSON lines, sorted by question."""
    return b"".join(msgspec.json.encode(_line(it)) + b"\n" for it in tape)


def loads(data: bytes) -> Tape:
    """The tape written there. Raises ValueError that names the line which is not an entry."""
    entries: list[Entry] = []
    for number, line in enumerate(data.splitlines(), 1):
        if not line.strip():
            continue
        try:
            entries.append(_entry(msgspec.json.decode(line, type=_Line)))
        except (msgspec.MsgspecError, ValueError) as fault:
            raise ValueError(f"tape, line {number}: {fault}") from fault
    return Tape(entries)


def _line(entry: Entry) -> _Line:
    line = _Line(str(entry.question), entry.at, entry.state, why=entry.why)
    if entry.raw is not None:
        try:
            line.raw = entry.raw.decode("utf-8")
        except UnicodeDecodeError:
            line.base64 = base64.b64encode(entry.raw).decode()
    return line


def _entry(line: _Line) -> Entry:
    raw = line.raw.encode() if line.raw is not None else None
    if line.base64 is not None:
        raw = base64.b64decode(line.base64, validate=True)
    at = line.at if line.at is None or line.at.tzinfo else line.at.replace(tzinfo=UTC)  # a time without a zone compares with none
    return Entry(Question.read(line.question), line.state, at, raw, line.why)

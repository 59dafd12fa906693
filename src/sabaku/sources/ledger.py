"""Asks, once for all sources: recorded answers first, one flight per question, who may learn of it, pace, and the record.

The only place besides the doors that looks at the clock. Knows no particular source.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import sqlite3
import weakref
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sabaku.model import Fact, Profile, Question, Reveals
from sabaku.names import hosts
from sabaku.sources._guard import Secrets
from sabaku.sources._source import ALLOWED, AnySource, FetchError, Local, Source
from sabaku.sources._store import Flight, Store
from sabaku.sources._who import lives, ourselves
from sabaku.sources.tape import Entry, Tape, entry_of, fact_of

Clock = Callable[[], datetime]
Sleep = Callable[[float], Awaitable[None]]
_Slots = weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, dict[str, asyncio.Semaphore]]

SHUT_AFTER = 5
"""Failures in a row after which a door is left alone."""
REST, LONGEST_REST = 60.0, 3600.0
"""Seconds of its first rest and of its longest; each is twice as long as the last one."""
LONGEST_WAIT = 20.0
"""Seconds that a question may wait for its turn or for another try; beyond that it is a failure, told as such."""
GLANCE = 0.05
"""Seconds between two looks for an answer that another process is getting."""
LARGEST = 8 * 2**20
"""Bytes of an answer."""
DEEPEST = 8
"""Questions that may be under way for one another's sake."""


def utc_now() -> datetime:
    """The time now."""
    return datetime.now(UTC)


@dataclass(slots=True)
class _Flight:
    """A question under way: its task, and all answers that were had on the way to it."""

    task: asyncio.Task[Entry]
    used: list[Entry]


class Ledger:
    """The machine's answers to all questions so far, and the only one who asks new ones."""

    def __init__(
        self,
        store: Store | Path | None,
        profile: Profile,
        *,
        sources: Mapping[str, AnySource] | None = None,
        live: bool = True,
        clock: Clock = utc_now,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        if sources is None:
            from sabaku.sources import all_sources

            sources = all_sources()
        self.store = store if isinstance(store, Store) else Store(store or ":memory:")
        self.profile, self.sources, self.live = profile, sources, live
        self.clock, self.sleep = clock, sleep
        self.chance = random.Random()  # noqa: S311  jitter, not secrecy
        self.troubles: list[str] = []
        self.who = ourselves()
        self.asked_again: list[Question] = []
        """Questions that were under way when an earlier run was killed, and are asked once more."""
        self._flights: dict[Question, _Flight] = {}
        self._slots: _Slots = weakref.WeakKeyDictionary()

    def inquiry(self, secrets: Secrets | None = None, tape: Tape | None = None) -> Inquiry:
        """The asking for one case, with its own tape and its own recipient to protect."""
        return Inquiry(self, secrets or Secrets(()), tape if tape is not None else Tape())

    async def ask(self, question: Question) -> Fact:
        """The answer to a question that belongs to no case."""
        return await self.inquiry().ask(question)

    # --- one question ---

    async def answer(self, inquiry: Inquiry, question: Question, path: tuple[Question, ...]) -> Entry:
        """The entry for a question: from the tape, the store or the world. Never raises for what the world does."""
        known = inquiry.tape.get(question)
        if known is not None and (known.state != "not-asked" or not self.live):
            return known
        if not self.live:
            return Entry(question, "not-asked", why="not on the tape")
        source = self.sources.get(question.source)
        if source is None:
            return Entry(question, "not-asked", why="no such source")
        if isinstance(source, Local):
            return entry_of(source.look(question))
        return self._fresh(source, question) or await self._new(inquiry, source, question, path)

    async def _new(self, inquiry: Inquiry, source: Source, question: Question, path: tuple[Question, ...]) -> Entry:
        why = self._refusal(inquiry, source, question, path)
        if why:
            return Entry(question, "not-asked", why=why)
        return await self._join(inquiry, source, question, path)

    def _fresh(self, source: Source, question: Question) -> Entry | None:
        try:
            stored = self.store.get(question)
        except (sqlite3.Error, ValueError, KeyError) as fault:
            self.troubles.append(f"store: {fault}")
            return None
        if stored is None or stored.at is None:
            return None
        good_for = {"found": source.keep.found, "none": source.keep.none}.get(stored.state, source.keep.failed)
        return stored if timedelta() <= self.clock() - stored.at < timedelta(seconds=good_for) else None

    def _refusal(self, inquiry: Inquiry, source: Source, question: Question, path: tuple[Question, ...]) -> str:
        """Why this is not asked, or ""."""
        reveals = source.reveals(question)
        if reveals > ALLOWED[self.profile]:
            return f"profile {self.profile}"
        if reveals and inquiry.secrets.carried_by(question):
            return "would tell who received the mail"
        if question in path or len(path) > DEEPEST:
            return "asked in a circle"
        return f"lacks {source.lacks}" if source.lacks else ""

    async def _join(self, inquiry: Inquiry, source: Source, question: Question, path: tuple[Question, ...]) -> Entry:
        """Fly, or wait for whoever flies already: fifty who ask the same question make one fetch."""
        flight = self._flights.get(question)
        if flight is None or flight.task.get_loop() is not asyncio.get_running_loop():
            side = Inquiry(self, inquiry.secrets, Tape(), used=[])
            flight = _Flight(asyncio.ensure_future(self._fly(side, source, question, path)), side.used)
            self._flights[question] = flight
            flight.task.add_done_callback(lambda _, q=question: self._flights.pop(q, None))  # type: ignore[misc]
        entry = await asyncio.shield(flight.task)
        for it in flight.used:
            inquiry.record(it)
        return entry

    async def _fly(self, side: Inquiry, source: Source, question: Question, path: tuple[Question, ...]) -> Entry:
        within = {it.source for it in path}
        async with self._slot(source, within):
            try:
                come = await self._departed(source, question)
                return come or await self._fetched(side, source, question, path)
            finally:
                self._landed(question)

    async def _departed(self, source: Source, question: Question) -> Entry | None:
        """Note before we ask that we do; where another process is asking the same, wait for its answer instead.

        What a process that was killed had under way has no answer, and nobody can tell whether it arrived: it is asked again.
        """
        now = self.clock().timestamp()
        own = Flight(now, now + (source.pace.timeout + LONGEST_WAIT) * max(source.pace.tries, 1), self.who)
        try:
            other = self.store.depart(question, own)
            while other is not None and other.who != self.who and lives(other.who):
                await self.sleep(GLANCE)
                fresh = self._fresh(source, question)
                if fresh is not None:
                    return fresh
                now = max(self.clock().timestamp(), now + GLANCE)
                other = self.store.depart(question, own._replace(at=now))
            if other is not None:
                self.asked_again.append(question)
                self.store.take_over(question, own)
        except sqlite3.Error as trouble:
            self.troubles.append(f"store: {trouble}")
            return None
        return self._fresh(source, question)  # somebody else's may have come between our look for it and our note

    def _landed(self, question: Question) -> None:
        with self._without_store():
            self.store.land(question, self.who)

    async def _fetched(self, side: Inquiry, source: Source, question: Question, path: tuple[Question, ...]) -> Entry:
        raw, fault = await self._tries(side, source, question, (*path, question))
        if fault is not None:
            entry = Entry(question, "failed", self.clock(), why=fault.why)
        else:
            entry = Entry(question, "none" if raw is None else "found", self.clock(), raw)
        with self._without_store():
            self.store.put(entry)
        return entry

    @contextlib.asynccontextmanager
    async def _slot(self, source: Source, within: set[str]) -> AsyncIterator[None]:
        """One of the places at that source. A source that asks itself on the way does so in the place that it has."""
        if source.name in within:
            yield
            return
        slots = self._slots.setdefault(asyncio.get_running_loop(), {})
        slot = slots.setdefault(source.name, asyncio.Semaphore(source.pace.at_once))
        async with slot:
            yield

    async def _tries(
        self, side: Inquiry, source: Source, question: Question, path: tuple[Question, ...]
    ) -> tuple[bytes | None, FetchError | None]:
        """Ask as often as the source's pace allows, with growing pauses."""
        fault = FetchError("never tried")
        for attempt in range(max(source.pace.tries, 1)):
            try:
                await self._turn(source, question)
                return await self._once(side, source, question, path), None
            except FetchError as failed:
                fault = failed
            pause = max(fault.after, 0.5 * 2**attempt * (1 + self.chance.random()))
            if not fault.again or pause > LONGEST_WAIT or attempt + 1 >= source.pace.tries:
                break
            await self.sleep(pause)
        return None, fault

    async def _once(self, side: Inquiry, source: Source, question: Question, path: tuple[Question, ...]) -> bytes | None:
        """One fetch within its time. Whatever goes wrong comes out as FetchError, and is noted at its door."""

        async def ask(further: Question) -> Fact:
            return await side.ask(further, path)

        door, well = _door(source, question), False
        try:
            async with asyncio.timeout(source.pace.timeout):
                raw = await source.fetch(question, ask)
            if raw is not None and len(raw) > LARGEST:
                raise FetchError("answer too large")
            well = True
            return raw
        except FetchError as fault:
            well = not fault.again
            self._leave_alone(door, fault.after)
            raise
        except asyncio.CancelledError:
            well = True  # we gave up, not they
            raise
        except TimeoutError as fault:
            raise FetchError("timeout", again=True) from fault
        except OSError as fault:
            raise FetchError(f"network: {type(fault).__name__}", again=True) from fault
        except Exception as fault:  # a source that breaks on a hostile answer is a failed answer
            raise FetchError(f"broken: {type(fault).__name__}") from fault
        finally:
            self._note(door, well)

    async def _turn(self, source: Source, question: Question) -> None:
        """Wait for this source's turn. Raises FetchError where its door rests or today's quota is used up."""
        if source.reveals(question) is Reveals.NOBODY:  # answered on this machine: nobody needs to be spared
            return
        wait = 0.0
        with self._without_store():
            wait = self._wait(source, question)
        if wait > LONGEST_WAIT:
            raise FetchError("too many questions are waiting")
        if wait > 0:
            await self.sleep(wait)

    def _wait(self, source: Source, question: Question) -> float:
        now, pace = self.clock(), source.pace
        shut = self.store.shut_until(_door(source, question)) - now.timestamp()
        if 0 < shut <= LONGEST_REST:  # a longer rest was noted by a clock that has been put right since
            raise FetchError("resting after repeated failures")
        if not pace.every and not pace.per_day:
            return 0.0
        wait = self.store.reserve(source.name, now, pace.every, pace.per_day)
        if wait is None:
            raise FetchError("today's quota is used up")
        return wait

    def _leave_alone(self, door: str, seconds: float) -> None:
        """What asked for a longer pause (Retry-After) is not asked by anybody on this machine before that."""
        if seconds > LONGEST_WAIT:
            with self._without_store():
                self.store.rest(door, self.clock().timestamp() + min(seconds, LONGEST_REST))

    def _note(self, door: str, well: bool) -> None:
        with self._without_store():
            self.store.went(door, well, self.clock(), after=SHUT_AFTER, rest=REST, longest=LONGEST_REST)

    @contextlib.contextmanager
    def _without_store(self) -> Iterator[None]:
        """A store that fails is noted, and its loss costs no answer: what is asked goes on as if nothing were recorded."""
        try:
            yield
        except sqlite3.Error as trouble:
            self.troubles.append(f"store: {trouble}")


def _door(source: Source, question: Question) -> str:
    """What rests when it fails again and again: the whole service, or only what answers for that domain or TLD."""
    if source.pace.door == "service":
        return source.name
    host = question.subject.rpartition("/")[0] or question.subject
    return f"{source.name} {hosts.tld(host) or host if source.pace.door == 'tld' else hosts.registrable(host)}"


@dataclass(slots=True)
class Inquiry:
    """The asking for one case: what it used is on its tape, and its recipient is named to nobody."""

    ledger: Ledger
    secrets: Secrets
    tape: Tape
    used: list[Entry] = field(default_factory=list)

    async def ask(self, question: Question, path: tuple[Question, ...] = ()) -> Fact:
        """The answer: found, none, failed or not asked, with its time. Never raises for what the world does."""
        entry = await self.ledger.answer(self, question, path)
        self.record(entry)
        return fact_of(entry, self.ledger.sources.get(question.source))

    def record(self, entry: Entry) -> None:
        """Put an answer on this case's tape."""
        self.tape.add(entry)
        self.used.append(entry)

"""The ledger with a fake source, a fake clock and no network: what it asks, how often, and what it never asks."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sabaku.model import Case, Fact, Place, Question, Records, Reveals
from sabaku.sources import _who
from sabaku.sources._guard import Secrets
from sabaku.sources._source import Ask, FetchError, Keep, Pace
from sabaku.sources._store import Flight, Store
from sabaku.sources.ledger import SHUT_AFTER, Ledger
from sabaku.sources.tape import Entry, Tape, dumps, loads

START = datetime(2026, 2, 5, 3, 0, tzinfo=UTC)
Q = Question("fake", "example.test")


class Clock:
    """A clock that moves when somebody sleeps."""

    def __init__(self) -> None:
        self.now = START
        self.slept: list[float] = []

    def __call__(self) -> datetime:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)
        await asyncio.sleep(0)


@dataclass
class Fake:
    """A source that answers as it is told to."""

    answers: list[bytes | Exception | None] = field(default_factory=lambda: [b"192.0.2.1"])
    name: str = "fake"
    keep: Keep = field(default_factory=lambda: Keep(3600, 600, 60))
    pace: Pace = field(default_factory=lambda: Pace(timeout=60.0, tries=1))
    lacks: str = ""
    learns: Reveals = Reveals.RESOLVER
    asked: list[Question] = field(default_factory=list)
    further: list[Question] = field(default_factory=list)
    takes: float = 0.0

    def wants(self, case: Case) -> Iterable[Question]:
        return ()

    def reveals(self, question: Question) -> Reveals:
        return self.learns

    async def fetch(self, question: Question, ask: Ask) -> bytes | None:
        self.asked.append(question)
        for it in self.further:
            await ask(it)
        await asyncio.sleep(self.takes)
        answer = self.answers[min(len(self.asked), len(self.answers)) - 1]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def read(self, raw: bytes) -> Records | None:
        if raw == b"garbage":
            raise ValueError("garbage")
        return Records("A", tuple(raw.decode().split())) if raw else None


def ledger(*sources: Fake, store: Store | Path | None = None, clock: Clock | None = None, profile="full", live=True) -> Ledger:
    clock = clock or Clock()
    return Ledger(store, profile, sources={it.name: it for it in sources}, live=live, clock=clock, sleep=clock.sleep)


def ask(it: Ledger, question: Question = Q) -> Fact:
    return asyncio.run(it.ask(question))


def test_an_answer_is_a_dated_fact() -> None:
    assert ask(ledger(Fake())) == Fact(Q, "found", Records("A", ("192.0.2.1",)), START)


def test_no_such_thing_is_an_answer() -> None:
    assert ask(ledger(Fake([None]))) == Fact(Q, "none", None, START)


def test_garbage_is_a_failure_and_keeps_what_came() -> None:
    tape = Tape()
    it = ledger(Fake([b"garbage"]))
    fact = asyncio.run(it.inquiry(tape=tape).ask(Q))
    assert (fact.state, fact.why) == ("failed", "unreadable: ValueError")
    assert tape.get(Q) == Entry(Q, "found", START, b"garbage")


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        (FetchError("http 404"), "http 404"),
        (OSError("no route"), "network: OSError"),
        (TimeoutError(), "timeout"),
        (RuntimeError("a bug"), "broken: RuntimeError"),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "x"), "broken: UnicodeDecodeError"),
    ],
)
def test_whatever_goes_wrong_is_a_named_failure(fault: Exception, why: str) -> None:
    fact = ask(ledger(Fake([fault])))
    assert (fact.state, fact.value, fact.why) == ("failed", None, why)


def test_an_answer_that_is_too_large_is_a_failure() -> None:
    assert ask(ledger(Fake([b"x" * (9 * 2**20)]))).why == "answer too large"


def test_fifty_askers_make_one_fetch() -> None:
    source = Fake(takes=0.01)
    it = ledger(source)

    async def all_of_them() -> list[Fact]:
        return await asyncio.gather(*(it.inquiry().ask(Q) for _ in range(50)))

    facts = asyncio.run(all_of_them())
    assert len(source.asked) == 1
    assert len(set(map(str, facts))) == 1


def test_one_asker_who_gives_up_does_not_stop_the_others() -> None:
    source = Fake(takes=0.05)
    it = ledger(source)

    async def two() -> Fact:
        hasty, patient = asyncio.ensure_future(it.ask(Q)), asyncio.ensure_future(it.ask(Q))
        await asyncio.sleep(0.01)
        hasty.cancel()
        return await patient

    assert asyncio.run(two()).state == "found"
    assert len(source.asked) == 1


def test_a_fresh_answer_is_not_asked_again_and_a_stale_one_is() -> None:
    source, clock = Fake([b"192.0.2.1", b"192.0.2.2"]), Clock()
    it = ledger(source, clock=clock)
    ask(it)
    clock.now += timedelta(minutes=59)
    assert ask(it).at == START
    clock.now += timedelta(minutes=2)
    assert ask(it).value == Records("A", ("192.0.2.2",))
    assert len(source.asked) == 2


def test_failures_are_kept_for_a_short_time_only() -> None:
    source, clock = Fake([FetchError("http 500"), b"192.0.2.1"]), Clock()
    it = ledger(source, clock=clock)
    assert ask(it).state == "failed"
    assert ask(it).state == "failed"
    assert len(source.asked) == 1
    clock.now += timedelta(seconds=61)
    assert ask(it).state == "found"


def test_an_answer_from_the_future_is_not_fresh() -> None:
    source, clock = Fake(), Clock()
    it = ledger(source, clock=clock)
    ask(it)
    clock.now -= timedelta(hours=2)
    ask(it)
    assert len(source.asked) == 2


def test_the_store_is_shared(tmp_path: Path) -> None:
    first, second = Fake(), Fake()
    ask(ledger(first, store=tmp_path / "state" / "answers.sqlite"))
    fact = ask(ledger(second, store=tmp_path / "state" / "answers.sqlite"))
    assert fact.value == Records("A", ("192.0.2.1",))
    assert second.asked == []


@pytest.mark.parametrize(
    ("profile", "learns", "state"),
    [
        ("offline", Reveals.RESOLVER, "not-asked"),
        ("quiet", Reveals.RESOLVER, "found"),
        ("quiet", Reveals.THIRD_PARTY, "not-asked"),
        ("full", Reveals.THIRD_PARTY, "found"),
        ("full", Reveals.SUSPECT, "not-asked"),
        ("visit", Reveals.SUSPECT, "found"),
    ],
)
def test_the_profile_says_who_may_learn_of_it(profile: str, learns: Reveals, state: str) -> None:
    source = Fake(learns=learns)
    assert ask(ledger(source, profile=profile)).state == state
    assert len(source.asked) == (state == "found")


def test_a_source_that_lacks_its_key_is_not_asked() -> None:
    fact = ask(ledger(Fake(lacks="key")))
    assert (fact.state, fact.why) == ("not-asked", "lacks key")


def test_nobody_is_told_who_received_the_mail() -> None:
    source = Fake()
    inquiry = ledger(source).inquiry(Secrets(["user@recipient.example"]))
    fact = asyncio.run(inquiry.ask(Question("fake", "https://evil.test/?m=dXNlckByZWNpcGllbnQuZXhhbXBsZQ")))
    assert (fact.state, fact.why) == ("not-asked", "would tell who received the mail")
    assert source.asked == []


def test_nor_by_a_question_on_the_way() -> None:
    inner = Fake(name="inner")
    outer = Fake(further=[Question("inner", "user=recipient.example.evil.test")])
    asyncio.run(ledger(outer, inner).inquiry(Secrets(["user@recipient.example"])).ask(Q))
    assert inner.asked == []


def test_questions_on_the_way_are_on_the_tape() -> None:
    tape = Tape()
    further = Question("inner", "key.test")
    it = ledger(Fake(further=[further]), Fake(name="inner"))
    asyncio.run(it.inquiry(tape=tape).ask(Q))
    assert {entry.question for entry in tape} == {Q, further}


def test_and_on_the_tape_of_everybody_who_waited() -> None:
    further = Question("inner", "key.test")
    it = ledger(Fake(further=[further], takes=0.01), Fake(name="inner"))
    tapes = [Tape(), Tape()]

    async def both() -> None:
        await asyncio.gather(*(it.inquiry(tape=tape).ask(Q) for tape in tapes))

    asyncio.run(both())
    assert [len(tape) for tape in tapes] == [2, 2]


def test_a_circle_of_questions_ends() -> None:
    one = Fake(name="one", further=[Question("two", "x")])
    two = Fake(name="two", further=[Question("one", "x")])
    assert ask(ledger(one, two), Question("one", "x")).state == "found"


def test_a_source_may_ask_itself_without_a_free_place() -> None:
    source = Fake(pace=Pace(at_once=1, timeout=60.0, tries=1))
    source.further = [Question("fake", "other.test")]
    assert ask(ledger(source)).state == "found"


def test_at_once_holds() -> None:
    most, now = 0, 0

    class Counting(Fake):
        async def fetch(self, question: Question, ask: Ask) -> bytes | None:
            nonlocal most, now
            now += 1
            most = max(most, now)
            await asyncio.sleep(0.001)
            now -= 1
            return b"192.0.2.1"

    it = ledger(Counting(pace=Pace(at_once=3, timeout=60.0, tries=1)))

    async def many() -> None:
        await asyncio.gather(*(it.ask(Question("fake", str(n))) for n in range(40)))

    asyncio.run(many())
    assert most == 3


def test_pace_holds_between_questions() -> None:
    clock = Clock()
    it = ledger(Fake(pace=Pace(every=2.0, timeout=60.0, tries=1)), clock=clock)
    for n in range(3):
        ask(it, Question("fake", str(n)))
    assert clock.slept == [2.0, 2.0]


def test_pace_is_shared_by_all_processes(tmp_path: Path) -> None:
    clock = Clock()
    for n in range(2):
        ask(ledger(Fake(pace=Pace(every=2.0, timeout=60.0)), clock=clock, store=tmp_path / "s.sqlite"), Question("fake", str(n)))
    assert clock.slept == [2.0]


def test_the_daily_quota_ends_and_begins_anew() -> None:
    clock = Clock()
    it = ledger(Fake(pace=Pace(per_day=2, timeout=60.0, tries=1)), clock=clock)
    states = [ask(it, Question("fake", str(n))).why for n in range(3)]
    assert states == ["", "", "today's quota is used up"]
    clock.now += timedelta(days=1)
    assert ask(it, Question("fake", "9")).state == "found"


def test_another_try_helps_after_a_growing_pause() -> None:
    clock = Clock()
    again = FetchError("http 503", again=True)
    source = Fake([again, again, b"192.0.2.1"], pace=Pace(tries=3, timeout=60.0))
    assert ask(ledger(source, clock=clock)).state == "found"
    assert 0.5 <= clock.slept[0] < 1.0 <= clock.slept[1] < 2.0


def test_retry_after_is_obeyed_or_the_answer_is_late() -> None:
    clock = Clock()
    source = Fake([FetchError("http 429", again=True, after=7), b"192.0.2.1"], pace=Pace(tries=2, timeout=60.0))
    assert ask(ledger(source, clock=clock)).state == "found"
    assert clock.slept == [7]
    patient = Fake([FetchError("http 429", again=True, after=3600), b"192.0.2.1"], pace=Pace(tries=2, timeout=60.0))
    assert ask(ledger(patient)).why == "http 429"
    assert len(patient.asked) == 1


def test_what_cannot_help_is_not_tried_again() -> None:
    source = Fake([FetchError("http 403")], pace=Pace(tries=3, timeout=60.0))
    ask(ledger(source))
    assert len(source.asked) == 1


def test_a_service_that_fails_again_and_again_rests() -> None:
    clock = Clock()
    source = Fake([OSError()] * SHUT_AFTER + [b"192.0.2.1"])
    it = ledger(source, clock=clock)
    for n in range(SHUT_AFTER):
        ask(it, Question("fake", str(n)))
    assert ask(it, Question("fake", "x")).why == "resting after repeated failures"
    assert len(source.asked) == SHUT_AFTER
    clock.now += timedelta(seconds=91)
    assert ask(it, Question("fake", "x")).state == "found"


def test_only_the_door_that_failed_is_shut() -> None:
    source = Fake([OSError()] * SHUT_AFTER + [b"192.0.2.1"], pace=Pace(door="domain", timeout=60.0, tries=1))
    it = ledger(source)
    for n in range(SHUT_AFTER):
        ask(it, Question("fake", f"h{n}.bad.test"))
    assert ask(it, Question("fake", "x.bad.test")).why == "resting after repeated failures"
    assert ask(it, Question("fake", "good.test")).state == "found"


def test_what_takes_too_long_is_a_failure() -> None:
    assert ask(ledger(Fake(takes=600.0, pace=Pace(timeout=0.01, tries=1)))).why == "timeout"


def test_replay_answers_from_the_tape_alone() -> None:
    tape = Tape([Entry(Q, "found", START, b"192.0.2.7")])
    source = Fake()
    it = ledger(source, live=False)
    assert asyncio.run(it.inquiry(tape=tape).ask(Q)).value == Records("A", ("192.0.2.7",))
    other = asyncio.run(it.inquiry(tape=tape).ask(Question("fake", "other.test")))
    assert (other.state, other.why) == ("not-asked", "not on the tape")
    assert source.asked == []


def test_a_tape_of_an_earlier_run_is_gone_on_from() -> None:
    tape = Tape([Entry(Q, "found", START, b"192.0.2.7"), Entry(Question("fake", "b"), "not-asked", why="profile offline")])
    source = Fake()
    inquiry = ledger(source).inquiry(tape=tape)
    asyncio.run(inquiry.ask(Q))
    asyncio.run(inquiry.ask(Question("fake", "b")))
    assert source.asked == [Question("fake", "b")]


def test_a_damaged_store_does_not_stop_anything(tmp_path: Path) -> None:
    store = Store(tmp_path / "s.sqlite")
    it = ledger(Fake(), store=store)
    store.close()
    assert ask(it).state == "found"
    assert it.troubles


def test_a_tape_survives_the_disk() -> None:
    tape = Tape(
        [
            Entry(Question("fake", "https://e.test/?a=b&c=d"), "found", START, "福島県卓球協会\n".encode()),
            Entry(Question("fake", "b", (("type", "A"),)), "found", START, b"\xff\x00\x1b$B"),
            Entry(Question("fake", "c"), "none", START, None, "NXDOMAIN"),
            Entry(Question("fake", "d"), "not-asked", why="profile offline"),
        ]
    )
    written = dumps(tape)
    assert list(loads(written)) == list(tape)
    assert dumps(loads(written)) == written
    assert "福島県卓球協会".encode() in written


@pytest.mark.parametrize(
    "line",
    [
        b"{",
        b"[]",
        b'{"question":"nothing"}',
        b'{"question":"a:b","state":"perhaps"}',
        b'{"question":"a:b","base64":"%%%"}',
        b"\xff\xfe",
    ],
)
def test_a_broken_tape_is_named(line: bytes) -> None:
    with pytest.raises(ValueError, match="tape, line 2"):
        loads(b'{"question":"a:b"}\n' + line)


def test_facts_do_not_depend_on_whether_they_are_live_or_replayed() -> None:
    tape = Tape()
    it = ledger(Fake([b"192.0.2.1", None, FetchError("http 500")]))
    questions = [Question("fake", name) for name in "abc"]
    live = {q: asyncio.run(it.inquiry(tape=tape).ask(q)) for q in questions}
    assert loads(dumps(tape)).facts(it.sources) == live


def test_a_local_source_is_looked_at_and_not_asked() -> None:
    from sabaku.sources import all_sources

    it = Ledger(None, "offline", sources=all_sources(), clock=Clock())
    fact = asyncio.run(it.ask(Question("geoip", "20.46.118.217")))
    assert isinstance(fact.value, Place)
    assert fact.value.country == "JP"


# --- what is under way, over all processes of the machine ---------------------------------------------------------


def ended() -> str:
    """A process that was here and is no more."""
    with subprocess.Popen([sys.executable, "-c", ""]) as it:
        pass
    return f"{it.pid}.1"


def test_what_was_under_way_when_a_run_was_killed_is_asked_once_more() -> None:
    store, clock, source = Store(), Clock(), Fake()
    killed = Flight(START.timestamp() - 1, START.timestamp() + 60, ended())
    assert store.depart(Q, killed) is None
    it = Ledger(store, "full", sources={"fake": source}, clock=clock, sleep=clock.sleep)
    assert asyncio.run(it.ask(Q)).state == "found"
    assert (source.asked, it.asked_again, clock.slept) == ([Q], [Q], [])
    assert store.under_way() == {}


def test_what_another_process_asks_is_waited_for() -> None:
    store, clock, source = Store(), Clock(), Fake()
    init = Flight(START.timestamp(), START.timestamp() + 60, f"{os.getppid()}.{_who._begun(os.getppid())}")
    store.depart(Q, init)

    async def sleep(seconds: float) -> None:
        await clock.sleep(seconds)
        if len(clock.slept) == 3:
            store.put(Entry(Q, "found", clock.now, b"192.0.2.9"))

    it = Ledger(store, "full", sources={"fake": source}, clock=clock, sleep=sleep)
    assert asyncio.run(it.ask(Q)).value == Records("A", ("192.0.2.9",))
    assert (source.asked, it.asked_again) == ([], [])
    assert store.under_way()[str(Q)] == init, "another's note is left to him"


def test_nobody_is_waited_for_without_end() -> None:
    store, clock, source = Store(), Clock(), Fake()
    store.depart(Q, Flight(START.timestamp(), START.timestamp() + 2, f"{os.getppid()}.{_who._begun(os.getppid())}"))
    it = Ledger(store, "full", sources={"fake": source}, clock=clock, sleep=clock.sleep)
    assert asyncio.run(it.ask(Q)).state == "found"
    assert sum(clock.slept) < 3
    assert source.asked == [Q]


@pytest.mark.parametrize("answer", [b"192.0.2.1", None, FetchError("http 500"), OSError()])
def test_nothing_stays_noted_after_an_answer(answer: bytes | Exception | None) -> None:
    store, clock = Store(), Clock()
    it = Ledger(store, "full", sources={"fake": Fake([answer])}, clock=clock, sleep=clock.sleep)
    asyncio.run(it.ask(Q))
    assert store.under_way() == {}


@pytest.mark.parametrize("who", ["", "x", "0.1", "-1.2", "99999999999999999999.1", pytest.param(f"{os.getpid()}.1", id="reborn")])
def test_who_does_not_live(who: str) -> None:
    assert not _who.lives(who)
    assert _who.lives(_who.ourselves())

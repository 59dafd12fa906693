"""Asking in rounds for a whole case: one answer raises the next question, time and number are limited, and all is replayable."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from datetime import UTC, datetime

import pytest

from effort import within
from sabaku.model import Case, Home, Input, Link, Message, Observable, Origin, Question, Records, Reveals, Span, View
from sabaku.sources import OFFLINE, all_sources, offline_facts, rounds
from sabaku.sources._source import AnySource, Ask, Keep, Local, Pace, Settings
from sabaku.sources.ledger import Ledger
from sabaku.sources.tape import Tape, dumps, loads

NOW = datetime(2026, 2, 5, 3, 0, tzinfo=UTC)
PLACE = Span("headers", 0, 0)


def case(*observables: Observable, home: Home | None = None, raw: bytes = b"") -> Case:
    message = Message(raw, (), (), lambda _, name: View(name, "", lambda: ()), lambda _, __: b"")
    return Case(Input(raw, now=NOW, home=home or Home()), message, observables)


def link(url: str, host: str, domain: str) -> Observable:
    return Observable("link", url, "href", PLACE, detail=Link(url, host, domain, scheme=url.partition(":")[0]))


def from_domain(name: str) -> Observable:
    return Observable("domain", name, "from", PLACE)


def origin(ip: str) -> Observable:
    return Observable("origin", ip, "border", PLACE, detail=Origin(ip=ip))


TO = Observable("address", "user@recipient.example", "to", PLACE)
CASE = case(
    TO,
    origin("20.46.118.217"),
    from_domain("sender.test"),
    from_domain("recipient.example"),
    link("https://login.evil.test/?u=user@recipient.example", "login.evil.test", "evil.test"),
)


def wanted(it: Case) -> set[str]:
    return {str(q) for source in all_sources(Settings()).values() for q in source.wants(it)}


def test_what_a_case_raises() -> None:
    asked = wanted(CASE)
    assert {
        "geoip:20.46.118.217",
        "network:20.46.118.217",
        "dns:20.46.118.217?type=PTR",
        "dns:evil.test?type=A",
        "dns:login.evil.test?type=A",
        "dns:sender.test?type=MX",
        "rdap:evil.test",
        "rdap:sender.test",
        "rdap:20.46.118.217",
        "dnsbl:20.46.118.217?list=zen",
        "dnsbl:evil.test?list=dbl",
        "safebrowsing:https://login.evil.test/",
    } <= asked
    visits = [it for it in asked if it.startswith("visit:")]
    assert len(visits) == 1
    assert visits[0].startswith("visit:https://login.evil.test/%3Fu=")
    assert visits[0].endswith(".example?decoys=query.u:address")


def test_own_domains_raise_nothing_and_nothing_told_names_the_recipient() -> None:
    asked = wanted(CASE) - {str(q) for q in all_sources(Settings())["feeds"].wants(CASE)}
    assert not any("recipient.example" in it for it in asked)


def test_japanese_domains_go_to_whois_and_others_where_rdap_failed() -> None:
    asked = wanted(case(from_domain("some.jp")))
    assert "whois:some.jp" in asked
    assert "rdap:some.jp" not in asked
    assert "whois:sender.test" not in wanted(case(from_domain("sender.test")))


def test_a_thousand_links_raise_a_limited_number_of_questions() -> None:
    many = case(*(link(f"https://h{n}.evil{n}.test/{n}", f"h{n}.evil{n}.test", f"evil{n}.test") for n in range(1000)))
    assert len(wanted(many)) < 300


class Fake:
    """Answers a chain: a -> b -> c …, as hosts lead to addresses and these to places."""

    keep, lacks = Keep(60, 60), ""

    def __init__(self, takes: float = 0.0, width: int = 1) -> None:
        self.name, self.pace, self.takes, self.width = "fake", Pace(at_once=50, timeout=1000.0), takes, width
        self.asked: list[str] = []

    def wants(self, case: Case) -> Iterable[Question]:
        depth = sum(1 for q in case.facts if q.source == "fake")
        return [Question("fake", f"{depth}-{n}") for n in range(self.width)]

    def reveals(self, question: Question) -> Reveals:
        return Reveals.RESOLVER

    async def fetch(self, question: Question, ask: Ask) -> bytes | None:
        self.asked.append(question.subject)
        await asyncio.sleep(self.takes)
        return b"1"

    def read(self, raw: bytes) -> Records | None:
        return Records("A", (raw.decode(),))


def gather(
    sources: dict[str, AnySource], tape: Tape | None = None, live: bool = True, budget: float = 30.0, profile: str = "full"
):
    ledger = Ledger(None, profile, sources=sources, live=live, clock=lambda: NOW)
    return asyncio.run(rounds(CASE, ledger, tape, budget=budget))


def test_at_most_four_rounds() -> None:
    source = Fake()
    gather({"fake": source})
    assert len(source.asked) == 4


def test_the_time_budget_holds_and_says_what_was_not_answered() -> None:
    start = time.monotonic()
    tape = Tape()
    facts = gather({"fake": Fake(takes=600.0)}, tape, budget=0.05)
    assert time.monotonic() - start < 300
    assert {fact.why for fact in facts.values()} == {"out of time"}
    assert loads(dumps(tape)).facts({}) == facts


def test_who_asked_too_late_waits_no_longer_while_the_answer_may_still_come_for_the_next_mail() -> None:
    async def left_over() -> list[str]:
        ledger = Ledger(None, "full", sources={"fake": Fake(takes=600.0)}, live=True, clock=lambda: NOW)
        await rounds(CASE, ledger, None, budget=0.05)
        await asyncio.sleep(0.05)  # a cancelled task ends when it is next looked at
        others = (it for it in asyncio.all_tasks() if it is not asyncio.current_task())
        return [it.get_coro().__qualname__ for it in others]

    assert asyncio.run(left_over()) == ["Ledger._fly"]


def test_the_number_of_questions_is_limited_and_said() -> None:
    facts = gather({"fake": Fake(width=400)})
    assert sum(fact.state == "found" for fact in facts.values()) == 300
    assert {fact.why for fact in facts.values() if fact.state == "not-asked"} == {"too many questions"}


def test_offline_nobody_is_asked_and_the_report_knows_what_was_not() -> None:
    source = Fake()
    facts = gather({"fake": source}, profile="offline")
    assert source.asked == []
    assert {fact.state for fact in facts.values()} == {"not-asked"}


def test_a_recorded_case_replays_to_the_same_facts() -> None:
    sources = {**all_sources(Settings()), "fake": Fake()}
    sources = {name: it for name, it in sources.items() if name in ("geoip", "network", "fake")}
    tape = Tape()
    facts = gather(sources, tape)
    again = loads(dumps(tape))
    assert gather(sources, again, live=False) == facts
    assert again.facts(sources) == facts


def test_the_offline_sources_are_the_local_ones() -> None:
    assert {name for name, it in all_sources(Settings()).items() if isinstance(it, Local)} == set(OFFLINE)


def test_offline_facts() -> None:
    facts = offline_facts(CASE)
    assert facts[Question("network", "20.46.118.217")].state == "found"
    assert facts[Question("geoip", "20.46.118.217")].state == "found"
    assert all(fact.state in ("found", "none") for fact in facts.values())


def test_offline_facts_are_quick() -> None:
    it = case(*CASE.observables, *(Observable("ip", f"20.46.118.{n}", "hop", PLACE) for n in range(6)))
    offline_facts(it)
    within(0.5, lambda: [offline_facts(it) for _ in range(500)])  # 0.035 s measured


@pytest.mark.parametrize("name", sorted(all_sources(Settings())))
def test_every_source_says_what_it_is(name: str) -> None:
    from sabaku.sources.catalogue import SOURCES

    about = SOURCES[name]
    assert about.tells.ja
    assert about.tells.en
    source = all_sources(Settings())[name]
    if isinstance(source, Local) or name == "neighbours":  # it looks into the answers that are here already
        assert about.learns is Reveals.NOBODY
    else:
        assert about.learns is not Reveals.NOBODY
        assert source.reveals(Question(name, "evil.test")) <= about.learns


def test_names_that_are_handed_out_and_not_registered_raise_no_question_to_registries() -> None:
    asked = wanted(case(from_domain("shop.workers.dev"), link("https://evil.github.io/", "evil.github.io", "evil.github.io")))
    assert not any(it.startswith(("rdap:", "whois:")) for it in asked)
    assert "dns:evil.github.io?type=A" in asked


def test_a_recorded_time_without_a_zone_is_utc() -> None:
    line = b'{"question":"dns:evil.test?type=A","at":"2026-02-05T12:00:00","raw":"; A\\nevil.test. IN A 192.0.2.1\\n"}\n'
    (fact,) = loads(line).facts(all_sources()).values()
    assert fact.at == datetime(2026, 2, 5, 12, tzinfo=UTC)

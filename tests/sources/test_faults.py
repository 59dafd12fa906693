"""A world where everything goes wrong: never a crash, never an innocent reading, and a whole report within its time."""

from __future__ import annotations

import asyncio
import dataclasses
import gzip
import json
import time
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from world import AN_HOUR, DNS_FAULTS, HOST, HTTP_FAULTS, SHORT, TLS, WHOIS_FAULTS, Page, World, running, settings

from sabaku import app
from sabaku.data import kept
from sabaku.model import Case, Fact, Home, Input, Question, Report
from sabaku.sources import _http, _updates, all_sources, offline_facts, rounds
from sabaku.sources._http import get
from sabaku.sources._source import FetchError, Settings
from sabaku.sources._store import Store
from sabaku.sources._updates import Outcome
from sabaku.sources.ledger import Ledger
from sabaku.sources.tape import Entry, Tape

pytestmark = pytest.mark.enable_socket
NOW = datetime(2026, 2, 5, 3, 0, tzinfo=UTC)
EXAMPLES = Path(__file__).parent.parent.parent / "examples"
LEVELS = ("no-sign", "suspicious", "fraud")
SOON = AN_HOUR / 10
"""Seconds that nothing takes which does not wait for what never comes."""


def world(**faults: str) -> World:
    return World(
        zone={
            "evil.test": {"A": ["203.0.113.7"], "NS": ["ns1.evil.test."]},
            "fablights.in": {"A": ["103.251.94.111"], "NS": ["ns1.dns.test."]},
            "2.0.0.127.zen.spamhaus.org": {"A": ["127.0.0.2"]},
        },
        whois={"evil.test": b"Domain Name: EVIL.TEST\r\nCreation Date: 2026-02-02T00:00:00Z\r\n"},
        faults=faults,
    )


def registry(it: World) -> None:
    services = [["test"], [f"{it.http}/rdap/"]]
    it.pages["/iana/dns.json"] = (200, {}, json.dumps({"services": [services]}).encode())


def ask(it: World, question: Question) -> tuple[Fact, float]:
    async def go() -> tuple[Fact, float]:
        async with running(it):
            registry(it)
            start = time.monotonic()
            fact = await Ledger(None, "visit", sources=it.unhurried(all_sources(settings(it)))).ask(question)
            return fact, time.monotonic() - start

    return asyncio.run(go())


def assert_failure(fact: Fact, took: float) -> None:
    assert (fact.state, fact.value) == ("failed", None)
    assert fact.why
    assert not fact.why.startswith("broken"), "a source names what went wrong; it does not stumble over it"
    assert took < SOON


@pytest.mark.parametrize("fault", DNS_FAULTS)
@pytest.mark.parametrize(
    "question",
    [Question("dns", "evil.test", (("type", "A"),)), Question("dnsbl", "127.0.0.2", (("list", "zen"),))],
    ids=str,
)
def test_faults_of_dns(fault: str, question: Question) -> None:
    assert_failure(*ask(world(dns=fault), question))


def test_what_a_server_adds_to_its_answer_does_not_count() -> None:
    it = world()
    it.zone["evil.test"] = {"CNAME": ["fablights.in"]}
    fact, _ = ask(it, Question("dns", "evil.test", (("type", "A"),)))
    assert getattr(fact.value, "values", None) == ("103.251.94.111",)


@pytest.mark.parametrize("fault", HTTP_FAULTS)
@pytest.mark.parametrize("question", [Question("rdap", "evil.test"), Question("safebrowsing", "https://evil.test/")], ids=str)
def test_faults_of_web_services(fault: str, question: Question) -> None:
    assert_failure(*ask(world(http=fault), question))


@pytest.mark.parametrize("fault", HTTP_FAULTS)
def test_faults_of_one_registry(fault: str) -> None:
    """The list of registries answers, the registry does not."""
    it = world()
    it.pages["/rdap/domain/evil.test"] = HTTP_FAULTS[fault]
    assert_failure(*ask(it, Question("rdap", "evil.test")))


@pytest.mark.parametrize("told", ["OTHER.TEST", "", 7, None, ["EVIL.TEST"]])
def test_a_registry_that_speaks_of_another_name(told: object) -> None:
    it = world()
    it.pages["/rdap/domain/evil.test"] = (200, {}, json.dumps({"objectClassName": "domain", "ldhName": told}).encode())
    fact, took = ask(it, Question("rdap", "evil.test"))
    assert_failure(fact, took)
    assert fact.why == "answers about something else"


@pytest.mark.parametrize("fault", WHOIS_FAULTS)
def test_faults_of_whois(fault: str) -> None:
    assert_failure(*ask(world(whois=fault), Question("whois", "evil.test")))


# --- a whole case ----------------------------------------------------------------------------------------------------


def prepared(name: str) -> Case:
    folder = EXAMPLES / name
    home = msgspec.convert(tomllib.loads((folder / "home.toml").read_text("utf-8"))["home"], Home)
    return app.prepare(Input((folder / "mail.eml").read_bytes(), name=name, now=NOW, profile="full", home=home))


def examined(name: str, it: World, budget: float) -> tuple[Report, float]:
    case = prepared(name)

    async def go() -> tuple[Case, float]:
        async with running(it):
            registry(it)
            ledger = Ledger(None, "full", sources=it.unhurried(all_sources(settings(it))), clock=lambda: NOW)
            start = time.monotonic()
            facts = await rounds(case, ledger, Tape(), budget=budget)
            return msgspec.structs.replace(case, facts=facts), time.monotonic() - start

    case, took = asyncio.run(go())
    return app.conclude(case), took


@pytest.mark.parametrize(
    ("dns", "http", "whois"),
    [
        ("silent", "hang", "hang"),
        ("garbage", "noise", "noise"),
        ("servfail", "down", "busy"),
        ("half", "cut", "half"),
        ("stranger", "other-json", "stranger"),
        ("wrong-id", "drip", "drip"),
        ("refused", "to-private", "empty"),
        ("silent", "huge", "huge"),
    ],
)
def test_a_report_is_complete_when_everything_fails(dns: str, http: str, whois: str) -> None:
    report, took = examined("kagoya", world(dns=dns, http=http, whois=whois), budget=30.0)
    assert took < SOON
    asked = [it for it in report.facts if it.question.source in ("dns", "dnsbl", "rdap", "whois", "safebrowsing")]
    assert asked
    assert {it.state for it in asked} <= {"failed", "not-asked"}, "what failed is no answer, and no «no such thing»"
    alone = app.conclude(msgspec.structs.replace(prepared("kagoya"), facts=offline_facts(prepared("kagoya"))))
    assert LEVELS.index(report.verdict.level) >= LEVELS.index(alone.verdict.level), "silence does not acquit"
    assert {"dns", "dnsbl", "safebrowsing"} <= {it.source for it in report.gaps}
    assert not [it for it in report.gaps if it.reason == "broken"]


def test_the_time_budget_holds_where_every_try_takes_long() -> None:
    case = prepared("fukushima")

    async def go() -> tuple[dict[Question, Fact], float]:
        async with running(world(dns="silent", http="hang", whois="hang")) as it:
            sources = it.unhurried(all_sources(settings(it)))
            for one in sources.values():
                if hasattr(one, "pace"):
                    one.pace = dataclasses.replace(one.pace, timeout=AN_HOUR)  # type: ignore[misc]
            start = time.monotonic()
            facts = await rounds(case, Ledger(None, "full", sources=sources), budget=0.8)
            return facts, time.monotonic() - start

    facts, took = asyncio.run(go())
    assert took < SOON
    assert "out of time" in {it.why for it in facts.values()}


# --- clocks that are wrong -------------------------------------------------------------------------------------------


def test_a_clock_that_was_ahead_shuts_no_door_for_good() -> None:
    store = Store()
    store.rest("safebrowsing", (NOW + timedelta(days=300)).timestamp())
    store.put(Entry(Question("safebrowsing", "https://evil.test/"), "none", NOW + timedelta(days=300)))

    async def go() -> Fact:
        async with running(world()) as it:
            it.pages["/v5/hashes:search"] = (200, {}, b'{"cacheDuration": "300s"}')
            ledger = Ledger(store, "full", sources=it.unhurried(all_sources(settings(it))), clock=lambda: NOW)
            return await ledger.ask(Question("safebrowsing", "https://evil.test/"))

    fact = asyncio.run(go())
    assert (fact.state, fact.at) == ("found", NOW), "an answer from the future is asked for anew"


def test_a_service_that_asks_for_a_pause_gets_it() -> None:
    it = world(http="busy-until")

    async def go() -> list[Fact]:
        async with running(it):
            ledger = Ledger(None, "full", sources=it.unhurried(all_sources(settings(it))), clock=lambda: NOW)
            return [await ledger.ask(Question("safebrowsing", f"https://evil.test/{n}")) for n in range(3)]

    facts = asyncio.run(go())
    assert [fact.why for fact in facts] == ["http 429", *["resting after repeated failures"] * 2]
    assert len(it.heard) == 1


# --- certificates, proxies, names that move --------------------------------------------------------------------------


def fetched(it: World, *, path: str = "/x", secure: bool = True, **more: object) -> bytes | str | None:
    """What a GET brings, or why it brings nothing."""

    async def go() -> bytes | str | None:
        async with running(it):
            told: dict[str, object] = {
                "trusted": frozenset({f"localhost:{it.tls_port}"}),
                "authorities": str(TLS / "authority.pem"),
            }
            told |= more
            try:
                return await get(Settings(**told), f"{it.https if secure else it.http}{path}")  # type: ignore[arg-type]
            except FetchError as fault:
                return fault.why

    return asyncio.run(go())


@pytest.mark.parametrize(
    ("certificate", "authorities", "told"),
    [
        ("good", str(TLS / "authority.pem"), b"{}"),
        ("good", "", "bad certificate"),
        ("self-signed", str(TLS / "authority.pem"), "bad certificate"),
        ("expired", str(TLS / "authority.pem"), "bad certificate"),
        ("other-host", str(TLS / "authority.pem"), "bad certificate"),
    ],
)
def test_a_service_without_a_good_certificate_is_not_believed(certificate: str, authorities: str, told: bytes | str) -> None:
    it = World(certificate=certificate, pages={"/x": (200, {}, b"{}")})
    assert fetched(it, authorities=authorities) == told
    assert bool(it.heard) == (told == b"{}")


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("gzip-cut", "cut short"),
        ((200, {"Content-Encoding": "gzip"}, gzip.compress(b"https://phish.test/a\n" * 99)), b"https://phish.test/a\n" * 99),
        ("bomb", "answer too large"),
        ("huge", "answer too large"),
    ],
    ids=["cut", "whole", "bomb", "huge"],
)
def test_a_packed_answer_comes_whole_or_not_at_all(page: Page | str, told: bytes | str) -> None:
    """Half of a list would be a list, too: nobody would notice what is missing."""
    it = World(certificate="good", pages={"/x": page})
    assert fetched(it) == told


def test_a_proxy_is_asked_for_everything_and_for_nothing_inside() -> None:
    it = World(pages={"http://service.test/x": (200, {}, b"through")})

    async def go(url: str) -> bytes | str | None:
        async with running(it):
            try:
                return await get(Settings(proxy=it.http), url)
            except FetchError as fault:
                return fault.why

    assert asyncio.run(go("http://service.test/x")) == b"through"
    assert it.heard[0].startswith(b"GET http://service.test/x HTTP/1.1")
    for url in ("http://127.0.0.1/x", "http://localhost/x", "http://router.lan/x", "http://[::1]/x", "http://169.254.169.254/x"):
        assert asyncio.run(go(url)) == "leads to a private address", url
    assert len(it.heard) == 1


def test_the_connection_goes_to_the_address_that_was_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that resolves to a public address first and to a private one then (DNS rebinding) leads nowhere inside."""
    answers = [["192.0.2.1"], [HOST]]

    async def public(host: str) -> list[str]:
        return answers.pop(0)

    monkeypatch.setattr(_http, "public", public)
    monkeypatch.setattr(_http, "CONNECT", 0.2)
    it = World(pages={"/x": (200, {}, b"inside")})
    assert fetched(it, secure=False, trusted=frozenset()) in ("network: ConnectTimeout", "network: ConnectError")
    assert it.heard == []
    assert len(answers) == 1, "the name is looked up once"


def test_a_key_is_not_sent_on_to_another_host() -> None:
    it = World(pages={"/x": (302, {"Location": "https://localhost:1/"}, b"")})
    it.certificate = "good"

    async def go() -> None:
        async with running(it):
            here = f"{HOST}:{it.http_port}"
            it.pages["/x"] = (302, {"Location": f"{it.https}/y"}, b"")
            it.pages["/y"] = (200, {}, b"{}")
            told = Settings(trusted=frozenset({here, f"localhost:{it.tls_port}"}), authorities=str(TLS / "authority.pem"))
            assert await get(told, f"{it.http}/x", headers={"x-apikey": "SECRET"}) == b"{}"

    asyncio.run(go())
    assert [b"SECRET" in it for it in it.heard] == [True, False]


# --- lists -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", HTTP_FAULTS)
def test_a_mirror_that_misbehaves_leaves_the_old_list(fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    it = World(pages={"/openphish": (200, {}, b"https://phish.test/a\nhttps://phish.test/b\n")})

    def update() -> Outcome:
        async def go() -> tuple[Outcome, ...]:
            async with running(it):
                told = Settings(
                    endpoints={"lists.openphish": f"{it.http}/openphish"},
                    trusted=frozenset({f"{HOST}:{it.http_port}"}),
                    data=tmp_path,
                )
                return await _updates.update(told, NOW, ("openphish",))

        return asyncio.run(go())[0]

    assert update().why == ""
    monkeypatch.setattr(_updates, "PATIENCE", SHORT)
    it.faults["http"] = fault
    outcome = update()
    assert outcome.why
    assert (outcome.entries, outcome.fetched) == (2, "2026-02-05")
    lists = kept.lists(tmp_path)
    assert lists is not None
    assert lists.url("phish.test/a")

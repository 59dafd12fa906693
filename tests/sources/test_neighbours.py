"""What this machine has recorded of an address: over a real store that real look-ups on loopback have filled."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec import structs
from world import HOST, World, running

from sabaku.app import conclude, gather, prepare
from sabaku.data import kept
from sabaku.model import Case, Fact, Input, Neighbour, Neighbours, Question
from sabaku.sources import all_sources
from sabaku.sources._source import Settings
from sabaku.sources._store import Store
from sabaku.sources.ledger import Ledger
from sabaku.sources.tape import Entry, Tape, dumps, loads

VISITS = Path(__file__).parent / "visit" / "recorded"
FIRST = datetime(2026, 2, 4, 3, 0, tzinfo=UTC)
LATER = FIRST + timedelta(days=1)
IP = "9.9.9.9"
ASKED = Question("neighbours", IP)
ZONE = {
    "first.test": {"A": [IP]},
    "second.test": {"A": [IP]},
    "alone.test": {"A": ["9.9.9.99"]},
    "first.test.dbl.spamhaus.org": {"A": ["127.0.1.4"]},
}


def mail(link: str) -> Case:
    raw = f"From: a@sender.test\r\nTo: user@recipient.example\r\nSubject: x\r\n\r\n{link}\r\n".encode()
    return prepare(Input(raw, now=FIRST, profile="quiet"))


def examined(path: Path, *links: str) -> list[tuple[Case, Tape]]:
    """The mails one after the other, each a day after the one before, over one store."""

    async def go() -> list[tuple[Case, Tape]]:
        async with running(World(zone=ZONE)) as up:
            settings = Settings(nameservers=(f"{HOST}:{up.dns_port}",), patience=up.patience, answers=path)
            wanted = ("dns", "dnsbl", "neighbours", "network", "geoip")
            sources = up.unhurried({name: it for name, it in all_sources(settings).items() if name in wanted})
            told = []
            for n, link in enumerate(links):
                ledger = Ledger(path, "quiet", sources=sources, clock=lambda n=n: FIRST + timedelta(days=n))  # type: ignore[misc]
                told.append(await gather(mail(link), ledger))
            return told

    return asyncio.run(go())


@pytest.mark.enable_socket
def test_a_second_mail_that_leads_to_the_same_address(tmp_path: Path) -> None:
    (before, _), (case, tape) = examined(tmp_path / "answers.sqlite", "https://first.test/a", "https://second.test/b")
    alone, known = before.facts[ASKED], case.facts[ASKED]
    assert alone.value == Neighbours(1, (Neighbour("first.test", "2026-02-04", "Spamhaus DBL", "phish", "2026-02-04"),))
    assert known.value == Neighbours(2, alone.value.reported)
    assert known.at == LATER
    assert "lists.address-shared" not in {it.id for it in conclude(before).findings}, "that is the very site of that mail"
    report = conclude(case)
    assert any(it.id == "lists.address-shared" and "first[.]test" in it.says.en for it in report.findings)
    replayed = structs.replace(case, facts=loads(dumps(tape)).facts(all_sources(Settings())))
    assert conclude(replayed).findings == report.findings, "a replay has the answer of then, without the record"


@pytest.mark.enable_socket
def test_an_address_of_which_nothing_else_is_recorded(tmp_path: Path) -> None:
    _, (case, _) = examined(tmp_path / "answers.sqlite", "https://first.test/a", "https://alone.test/b")
    told = case.facts[Question("neighbours", "9.9.9.99")]
    assert told.value == Neighbours(1)
    assert ASKED not in case.facts


def look(path: Path, *entries: Entry, data: Path | None = None) -> Fact:
    store = Store(path)
    for it in entries:
        store.put(it)
    sources = all_sources(Settings(answers=path, data=data))
    return asyncio.run(Ledger(store, "offline", sources=sources, clock=lambda: LATER).ask(ASKED))


def leads(name: str, ip: str = IP, type: str = "A", **more: str) -> Entry:
    question = Question("dns", name, tuple(sorted((*more.items(), ("type", type)))))
    return Entry(question, "found", FIRST, f"; {type}\n{name}. 300 IN {type} {ip}\n".encode())


def test_a_kept_list_and_a_visit_speak_too(tmp_path: Path) -> None:
    entry = kept.Entry("JPCERT/CC", "listed.test/x", "www.listed.test", "listed.test", "2026-01-30", "phishing", "Bank")
    covers = kept.Coverage("JPCERT/CC", "https://lists.test/", "", "2026-02-01", "2026-01-01", "2026-01-31", 1)
    kept.write_lists(tmp_path, [(covers, [entry])])
    visit = Entry(Question("visit", "http://vpass-kakunin.test/"), "found", FIRST, (VISITS / "card-form.json").read_bytes())
    names = ("listed.test", "www.vpass-kakunin.test", "plain.test")
    told = look(tmp_path / "a.sqlite", *map(leads, names), visit, data=tmp_path)
    assert isinstance(told.value, Neighbours)
    assert told.value.domains == 3
    assert told.value.reported[0] == Neighbour("listed.test", "2026-02-04", "JPCERT/CC", "phishing", "2026-01-30")
    assert told.value.reported[1:] == (Neighbour("vpass-kakunin.test", "2026-02-04", at="2026-02-04", brand="smbc-card"),)


@pytest.mark.parametrize("page", ["genuine", "closed", "article", "company"])
def test_a_visit_that_showed_no_fake_there(page: str, tmp_path: Path) -> None:
    visit = Entry(Question("visit", "http://other.test/"), "found", FIRST, (VISITS / f"{page}.json").read_bytes())
    assert look(tmp_path / "a.sqlite", leads("other.test"), visit).value == Neighbours(1)


@pytest.mark.parametrize(
    "entry",
    [
        leads("other.test", "9.9.9.90"),
        leads("mail.other.test", **{"for": "spf"}),
        leads("no-such-name-1.other.test", **{"for": "wildcard"}),
        leads("other.test", f'"v=spf1 ip4:{IP} -all"', "TXT"),
        Entry(Question("dns", "other.test", (("type", "A"),)), "found", FIRST, b"\xff\xfe " + IP.encode()),
        Entry(Question("dns", "other.test", (("type", "A"),)), "failed", FIRST, why="timeout"),
    ],
)
def test_what_is_no_site_at_that_address(tmp_path: Path, entry: Entry) -> None:
    assert look(tmp_path / "a.sqlite", entry).state == "none"


@pytest.mark.parametrize("raw", [b"", b"\xff", b"[]", b"null", b'{"asked": 7}', b"x" * 5000])
def test_recorded_garbage_says_nothing(tmp_path: Path, raw: bytes) -> None:
    junk = [Entry(Question(name, "other.test"), "found", FIRST, raw) for name in ("dnsbl", "safebrowsing", "virustotal", "visit")]
    assert look(tmp_path / "a.sqlite", leads("other.test"), *junk).value == Neighbours(1)


def test_names_of_brands_and_of_those_who_rent_out_pages_are_not_told(tmp_path: Path) -> None:
    listed = [
        Entry(Question("dnsbl", name, (("list", "dbl"),)), "found", FIRST, b"dbl.spamhaus.org 127.0.1.4")
        for name in ("amazon.co.jp", "is.gd", "bad.test")
    ]
    told = look(tmp_path / "a.sqlite", *map(leads, ("amazon.co.jp", "is.gd", "bad.test")), *listed).value
    assert isinstance(told, Neighbours)
    assert [it.domain for it in told.reported] == ["bad.test"]


def test_a_domain_is_told_with_the_last_day_on_which_it_was_seen(tmp_path: Path) -> None:
    seen = [structs.replace(leads(f"{name}.bad.test"), at=at) for name, at in (("a", FIRST), ("b", LATER), ("c", FIRST))]
    listed = Entry(Question("dnsbl", "bad.test", (("list", "dbl"),)), "found", FIRST, b"dbl.spamhaus.org 127.0.1.4")
    told = look(tmp_path / "a.sqlite", *seen, listed).value
    assert isinstance(told, Neighbours)
    assert [(it.domain, it.seen) for it in told.reported] == [("bad.test", "2026-02-05")]


def test_without_a_record_nothing_is_asked_and_a_broken_one_is_a_failure(tmp_path: Path) -> None:
    source = all_sources(Settings())["neighbours"]
    assert (source.lacks, list(source.wants(mail("https://9.9.9.9/x")))) == ("record", [])
    (tmp_path / "folder").mkdir()
    sources = all_sources(Settings(answers=tmp_path / "folder"))
    told = asyncio.run(Ledger(None, "offline", sources=sources).ask(ASKED))
    assert (told.state, told.why) == ("failed", "the recorded answers can't be read")

"""Sources that need a key, and those about certificates: against servers on loopback, in good days and in bad ones."""

from __future__ import annotations

import asyncio
import base64
import dataclasses
import json
import logging
import os
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from world import AN_HOUR, HOST, HTTP_FAULTS, TLS, Page, World, running

from sabaku import app
from sabaku.data import keys
from sabaku.model import Captures, Certificate, Certificates, Fact, Input, Listing, Question, Resolution, Resolutions
from sabaku.sources import _updates, _x509, all_sources
from sabaku.sources._settings import key_trouble, standard
from sabaku.sources._source import FetchError, Settings
from sabaku.sources.ledger import Ledger
from sabaku.sources.tape import Tape, dumps
from sabaku.sources.urlscan import submit

NOW = datetime(2026, 2, 5, 3, 0, tzinfo=UTC)
SECRET = "S3CRET-K3Y-0f-26-L3tt3rs"
IP = Question("abuseipdb", "9.9.9.9")
URL = Question("virustotal", "https://evil.test/login")
LED = Question("virustotal", "evil.test", (("of", "resolutions"),))
DOMAIN = Question("urlscan", "evil.test")
LOGGED = Question("ct", "evil.test")
ROWS = [
    {
        "issuer_name": "C=US, O=Let's Encrypt, CN=R11",
        "common_name": "evil.test",
        "name_value": "evil.test\nwww.evil.test",
        "not_before": "2026-02-04T01:02:03",
        "not_after": "2026-05-05T01:02:02",
        "entry_timestamp": "2026-02-04T02:02:03.456",
    },
    {
        "issuer_name": "C=US, O=Let's Encrypt, CN=R11",
        "name_value": "evil.test",
        "not_before": "2026-02-02T00:00:00",
        "not_after": "x",
    },
]
ANSWERS: dict[str, Any] = {
    "/api/v2/check": {
        "data": {
            "ipAddress": "9.9.9.9",
            "abuseConfidenceScore": 87,
            "totalReports": 31,
            "lastReportedAt": "2026-02-04T10:00:00+00:00",
        }
    },
    "/api/v3/urls/aHR0cHM6Ly9ldmlsLnRlc3QvbG9naW4": {
        "data": {
            "attributes": {
                "last_analysis_stats": {"malicious": 7, "harmless": 60, "undetected": 25},
                "last_analysis_date": 1770195600,
                "html_meta": {"x": ["y"]},
            }
        }
    },
    "/api/v3/domains/evil.test/resolutions": {
        "data": [
            {
                "type": "resolution",
                "id": "203.0.113.9evil.test",
                "attributes": {
                    "date": 1770163200,
                    "host_name": "evil.test",
                    "ip_address": "203.0.113.9",
                    "resolver": "VirusTotal",
                },
            },
            {"type": "resolution", "attributes": {"date": 1769904000, "host_name": "EVIL.test", "ip_address": "2001:db8::7"}},
        ],
        "links": {"self": "https://www.virustotal.com/api/v3/domains/evil.test/resolutions?limit=40"},
        "meta": {"count": 2},
    },
    "/api/v1/search/": {
        "total": 3,
        "results": [
            {
                "task": {"time": "2026-02-01T00:00:00.000Z"},
                "page": {"url": "https://evil.test/", "ip": "203.0.113.7", "country": "nl", "asnname": "Hoster"},
                "result": "https://urlscan.io/api/v1/result/1/",
            },
            {
                "task": {"time": "2026-02-03T00:00:00.000Z"},
                "page": {"url": "https://evil.test/a", "ip": "203.0.113.9", "title": "Log in"},
                "result": "",
            },
        ],
    },
    "/ct": ROWS,
}


def answer(head: bytes, body: bytes) -> Page | None:
    path = urlsplit(head.split(b" ")[1].decode()).path
    return (200, {}, json.dumps(ANSWERS[path]).encode()) if path in ANSWERS else None


def settings(it: World, with_keys: bool = True) -> Settings:
    return Settings(
        keys=dict.fromkeys(("abuseipdb", "virustotal", "urlscan", "dnsbl", "safebrowsing"), SECRET) if with_keys else {},
        endpoints={
            **dict.fromkeys(("abuseipdb", "virustotal", "urlscan"), it.http),
            "ct": f"{it.http}/ct?q={{domain}}",
            "certificate": f"{HOST}:{it.tls_port}",
        },
        nameservers=(f"{HOST}:{it.dns_port}",),
        trusted=frozenset({f"{HOST}:{it.http_port}"}),
        authorities=str(TLS / "authority.pem"),
        patience=it.patience,
    )


def ask(it: World, *questions: Question, profile: Any = "visit", tape: Tape | None = None, with_keys: bool = True) -> list[Fact]:
    async def go() -> list[Fact]:
        async with running(it):
            sources = it.unhurried(all_sources(settings(it, with_keys)))
            inquiry = Ledger(None, profile, sources=sources, clock=lambda: NOW).inquiry(tape=tape)
            return [await inquiry.ask(question) for question in questions]

    return asyncio.run(go())


@pytest.mark.enable_socket
def test_good_days() -> None:
    abuse, scanned, seen, logged = ask(World(answering=answer), IP, URL, DOMAIN, LOGGED, profile="full")
    assert abuse.value == Listing("AbuseIPDB", True, "87 %", "31 / 90 d", "2026-02-04")
    assert scanned.value == Listing("VirusTotal", True, "7/92", "", "2026-02-04")
    assert isinstance(seen.value, Captures)
    assert (seen.value.total, [it.ip for it in seen.value.newest], seen.value.newest[1].country) == (
        3,
        ["203.0.113.9", "203.0.113.7"],
        "NL",
    )
    assert isinstance(logged.value, Certificates)
    assert (logged.value.total, logged.value.first) == (2, datetime(2026, 2, 2, tzinfo=UTC))
    assert logged.value.newest[0].names == ("evil.test", "www.evil.test")
    assert logged.value.newest[0].issuer == "Let's Encrypt R11"


@pytest.mark.enable_socket
def test_nobody_knows_it_yet() -> None:
    unknown = World(pages={"/ct": (200, {}, b"[]"), "/api/v1/search/": (200, {}, b'{"total": 0, "results": []}')})
    scanned, seen, logged = ask(unknown, URL, DOMAIN, LOGGED)
    assert scanned.state == "none"
    assert (seen.value, logged.value) == (Captures(0), Certificates(0))


@pytest.mark.enable_socket
@pytest.mark.parametrize("fault", HTTP_FAULTS)
@pytest.mark.parametrize("question", [IP, URL, LED, DOMAIN, LOGGED], ids=str)
def test_bad_days(question: Question, fault: str) -> None:
    start = time.monotonic()
    fact = ask(World(faults={"http": fault}), question)[0]
    assert (fact.state, fact.value) == ("failed", None), "no answer is not an innocent one"
    assert fact.why
    assert not fact.why.startswith("broken")
    assert time.monotonic() - start < AN_HOUR / 10


@pytest.mark.enable_socket
@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/api/v2/check", {"data": {"ipAddress": "9.9.9.10", "abuseConfidenceScore": 0}}),
        ("/api/v2/check", {"data": {"ipAddress": "9.9.9.9"}}),
        ("/api/v2/check", {"data": {"ipAddress": ["9.9.9.9"], "abuseConfidenceScore": 0}}),
        ("/api/v3/urls/aHR0cHM6Ly9ldmlsLnRlc3QvbG9naW4", {"data": {"attributes": {"last_analysis_stats": {"malicious": "x"}}}}),
        ("/api/v3/domains/evil.test/resolutions", {"data": "none"}),
        ("/api/v3/domains/evil.test/resolutions", {"data": [{"attributes": {"host_name": "evil.test", "date": 1}}]}),
        (
            "/api/v3/domains/evil.test/resolutions",
            {"data": [{"attributes": {"host_name": "stranger.test", "ip_address": "203.0.113.9", "date": 1}}]},
        ),
        ("/api/v1/search/", {"total": "many", "results": []}),
        ("/api/v1/search/", {"total": 1, "results": [{"page": 7, "task": {}}]}),
        ("/ct", [{"not_before": None}, {"name": "x"}]),
    ],
)
def test_answers_of_another_shape(path: str, told: Any) -> None:
    asked = {"/api/v2/check": IP, "/api/v1/search/": DOMAIN, "/ct": LOGGED, "/api/v3/domains/evil.test/resolutions": LED}
    question = asked.get(path, URL)
    fact = ask(World(pages={path: (200, {}, json.dumps(told).encode())}), question)[0]
    assert (fact.state, fact.value) == ("failed", None)
    assert not fact.why.startswith("broken")


@pytest.mark.enable_socket
def test_where_a_domain_led_before() -> None:
    tape = Tape()
    led = ask(World(answering=answer), LED, profile="full", tape=tape)[0]
    records = (
        Resolution("203.0.113.9", datetime(2026, 2, 4, tzinfo=UTC)),
        Resolution("2001:db8::7", datetime(2026, 2, 1, tzinfo=UTC)),
    )
    assert led.value == Resolutions("VirusTotal", records)
    assert led.check_at == "https://www.virustotal.com/gui/search/evil.test"
    assert tape.facts(all_sources(Settings()))[LED].value == led.value
    more = ANSWERS["/api/v3/domains/evil.test/resolutions"] | {"links": {"next": "https://www.virustotal.com/?cursor=x"}}
    pages: dict[str, Page | str] = {"/api/v3/domains/evil.test/resolutions": (200, {}, json.dumps(more).encode())}
    assert ask(World(pages=pages), LED)[0].value == Resolutions("VirusTotal", records, whole=False)
    assert ask(World(), LED)[0].state == "none"
    assert ask(World(answering=answer), LED, profile="quiet")[0].why == "profile quiet"


def test_passive_dns_waits_for_the_link_and_leaves_it_its_turn() -> None:
    source = all_sources(Settings(keys={"virustotal": SECRET}))["virustotal"]

    def wanted(*links: str, **answered: Any) -> list[str]:
        text = "\r\n".join(links)
        mail = f"From: a@b.test\r\nTo: taro@recipient.example\r\nSubject: x\r\n\r\n{text}\r\n".encode()
        case = app.prepare(Input(mail, now=NOW, profile="full"))
        known = {it: Fact(it, answered.get("state", "found")) for it in source.wants(case) if answered}
        return [str(it) for it in source.wants(structs.replace(case, facts=known))]

    link = "https://www.evil.test/login"
    assert wanted(link) == [f"virustotal:{link}"]
    assert wanted(link, state="none") == [f"virustotal:{link}", "virustotal:evil.test?of=resolutions"]
    assert wanted(link, state="failed") == [f"virustotal:{link}"], "a service that does not answer is not asked for more"
    assert len(wanted(link, "https://other.test/", state="found")) == 2, "a free key allows four questions a minute"
    assert wanted("https://evil.github.io/x", state="found") == ["virustotal:https://evil.github.io/x"]


def test_without_a_key_nothing_is_asked() -> None:
    for question in (IP, URL, DOMAIN):
        assert all_sources(Settings())[question.source].lacks == "key"


@pytest.mark.enable_socket
def test_keys_are_on_no_tape_in_no_log_and_in_no_address(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    zone = {f"2.0.0.127.{SECRET.lower()}.zen.dq.spamhaus.net": {"A": ["127.0.0.4"]}}
    it, tape = World(zone=zone, answering=answer), Tape()
    listed = Question("dnsbl", "127.0.0.2", (("list", "zen"),))
    facts = ask(it, IP, URL, DOMAIN, listed, Question("dnsbl", "evil.test", (("list", "dbl"),)), tape=tape)
    assert facts[3].value == Listing("Spamhaus ZEN", True, "XBL", "127.0.0.4")
    assert facts[4].value == Listing("Spamhaus DBL", False)
    kept = dumps(tape) + caplog.text.encode() + repr(settings(it)).encode() + b"".join(it.why.encode() for it in facts)
    for form in (SECRET, base64.b64encode(SECRET.encode()).decode(), SECRET.encode().hex()):
        assert form.lower().encode() not in kept.lower()
    lines = [it.split(b"\r\n")[0] for it in it.heard if b"HTTP/1.1" in it]
    assert lines
    assert not any(SECRET.encode() in line for line in lines), "an address ends up in logs; a key goes into a header"
    assert any(SECRET.lower().encode() in it for it in it.heard), "the list's own name has it"


@pytest.mark.enable_socket
def test_a_list_whose_key_stands_in_its_address_is_not_logged(caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    caplog.set_level(logging.DEBUG)
    row = b"phish_id,url,detail,time,verified,at,online,target\n1,https://tank.test/,d,2026-02-01T00:00:00+00:00,yes,x,yes,Bank\n"

    async def go() -> None:
        async with running(World(pages={f"/{SECRET}/list": (200, {}, row)})) as it:
            here = {"lists.phishtank": f"{it.http}/{{key}}/list"}
            told = Settings(keys={"phishtank": SECRET}, endpoints=here, trusted=settings(it).trusted, data=tmp_path)
            assert (await _updates.update(told, NOW, ("phishtank",)))[0].why == ""

    asyncio.run(go())
    assert SECRET not in caplog.text


@pytest.mark.enable_socket
def test_a_key_that_is_refused_is_a_failure() -> None:
    it = World(zone={f"2.0.0.127.{SECRET.lower()}.zen.dq.spamhaus.net": {"A": ["127.255.255.250"]}})
    fact = ask(it, Question("dnsbl", "127.0.0.2", (("list", "zen"),)))[0]
    assert (fact.state, fact.why) == ("failed", "the list refused: 127.255.255.250")


# --- handing in: only where a person asks for it ------------------------------------------------------------------------


@pytest.mark.enable_socket
def test_a_url_is_handed_in_by_wish_alone_and_never_for_all_to_see() -> None:
    it = World(pages={"/api/v1/scan/": (200, {}, b'{"result": "https://urlscan.io/result/1/"}')})

    async def go() -> str:
        async with running(it):
            return await submit(settings(it), "https://evil.test/login", "unlisted")

    assert asyncio.run(go()) == "https://urlscan.io/result/1/"
    head, _, body = it.heard[0].partition(b"\r\n\r\n")
    assert head.startswith(b"POST /api/v1/scan/")
    assert json.loads(body) == {"url": "https://evil.test/login", "visibility": "unlisted"}
    with pytest.raises(FetchError, match="lacks key"):
        asyncio.run(submit(Settings(), "https://evil.test/", "private"))


# --- the site's own certificate -----------------------------------------------------------------------------------------


@pytest.mark.enable_socket
@pytest.mark.parametrize(
    ("shown", "fault"), [("good", ""), ("self-signed", "self-signed"), ("expired", "expired"), ("other-host", "other-host")]
)
def test_the_certificate_of_a_site(shown: str, fault: str) -> None:
    it = World(certificate=shown)
    fact = ask(it, Question("certificate", "evil.test"))[0]
    assert isinstance(fact.value, Certificate)
    assert fact.value.fault == fault
    assert it.heard == [], "nothing is said to the site"
    if shown == "good":
        assert fact.value.names == ("evil.test", "www.evil.test", "login-amazon.test", "*.smbc-card.test", "localhost")
        assert fact.value.issuer == "Test Authority Test Root"
        assert fact.value.not_before == datetime(2026, 2, 3, 9, tzinfo=UTC)


@pytest.mark.enable_socket
def test_an_authority_that_nobody_trusts() -> None:
    async def go() -> Fact:
        async with running(World(certificate="good")) as it:
            told = dataclasses.replace(settings(it), authorities="")
            return await Ledger(None, "visit", sources=it.unhurried(all_sources(told))).ask(Question("certificate", "evil.test"))

    assert getattr(asyncio.run(go()).value, "fault", "") == "untrusted"


@pytest.mark.enable_socket
def test_a_site_is_connected_to_in_a_visit_alone() -> None:
    fact = ask(World(certificate="good"), Question("certificate", "evil.test"), profile="full")[0]
    assert (fact.state, fact.why) == ("not-asked", "profile full")


@pytest.mark.enable_socket
@pytest.mark.parametrize(
    ("records", "why"),
    [
        ({"A": ["127.0.0.1"]}, "leads to a private address"),
        ({}, "no address"),
        ({"A": ["10.0.0.7"]}, "leads to a private address"),
    ],
)
def test_a_site_at_a_private_address_is_left_alone(records: dict[str, list[str]], why: str) -> None:
    async def go() -> Fact:
        async with running(World(certificate="good", zone={"evil.test": records})) as it:
            told = dataclasses.replace(settings(it), endpoints={})
            return await Ledger(None, "visit", sources=it.unhurried(all_sources(told))).ask(Question("certificate", "evil.test"))

    assert asyncio.run(go()).why == why


@given(st.binary(max_size=400))
def test_any_bytes_are_a_certificate_or_are_refused(raw: bytes) -> None:
    try:
        told = _x509.told(raw)
    except ValueError:
        return
    assert isinstance(told.names, tuple)


@given(st.integers(0, 400), st.integers(0, 255))
def test_a_certificate_with_a_spoilt_byte(at: int, byte: int) -> None:
    text = (TLS / "good.pem").read_text().partition("-----BEGIN CERTIFICATE-----")[2].partition("-----END")[0]
    raw = bytearray(base64.b64decode(text))
    raw[at % len(raw)] = byte
    try:
        told = _x509.told(bytes(raw))
    except ValueError:
        return
    assert all(isinstance(it, str) for it in (told.subject, told.issuer, *told.names))


# --- the file of keys ---------------------------------------------------------------------------------------------------


def write(path: Path, text: str, mode: int = 0o600) -> Path:
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


def test_keys_from_a_private_file(tmp_path: Path) -> None:
    file = write(tmp_path / "keys.toml", f'virustotal = "{SECRET}"\nspamhaus = "D"\nabuseipdb = "FILE"\n')
    told = standard({"SABAKU_KEYS": str(file), "SABAKU_ABUSEIPDB_KEY": "ENV"})
    assert told.keys == {"virustotal": SECRET, "dnsbl": "D", "abuseipdb": "ENV"}
    assert standard({"XDG_CONFIG_HOME": str(tmp_path)}).keys == {}


@pytest.mark.skipif(os.name != "posix", reason="permissions")
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660])
def test_a_file_that_others_may_read_is_not_used(mode: int, tmp_path: Path) -> None:
    file = write(tmp_path / "keys.toml", f'virustotal = "{SECRET}"\n', mode)
    env = {"SABAKU_KEYS": str(file)}
    assert standard(env).keys == {}
    assert "chmod 600" in key_trouble(env)


@pytest.mark.parametrize("text", ["virustotal", "virustotal = 7", "[a]\nb = 'c'", "\x00"])
def test_a_file_that_is_none(text: str, tmp_path: Path) -> None:
    file = write(tmp_path / "keys.toml", text)
    with pytest.raises(keys.BadKeys) as fault:
        keys.read(file)
    assert str(file) in str(fault.value)


def test_settings_of_services(tmp_path: Path) -> None:
    told = standard(
        {"SABAKU_URL_CT": "https://ct.example/{domain}", "SABAKU_URL_LISTS__JPCERT": "https://m.example/", "SABAKU_BUDGET": "12"}
    )
    assert told.endpoints == {"ct": "https://ct.example/{domain}", "lists.jpcert": "https://m.example/"}
    assert told.budget == 12.0
    assert [standard({"SABAKU_BUDGET": it}).budget for it in ("", "x", "0", "9999")] == [30.0, 30.0, 1.0, 600.0]


@pytest.mark.parametrize(
    ("link", "asked"),
    [
        ("https://evil.test/login?u=1#x", "https://evil.test/login"),
        ("https://evil.test/t/a8f3c2e91b7d4056/index.php", "https://evil.test/t/"),
        ("https://evil.test/123e4567-e89b-12d3-a456-426614174000", "https://evil.test/"),
        ("https://evil.test/Activemail-ne-jp/kagoya/index.php", "https://evil.test/Activemail-ne-jp/kagoya/index.php"),
    ],
)
def test_nothing_made_for_one_reader_is_shown_to_a_service(link: str, asked: str) -> None:
    mail = f"From: a@b.test\r\nTo: taro@recipient.example\r\nSubject: x\r\n\r\n{link}\r\n".encode()
    case = app.prepare(Input(mail, now=datetime(2026, 2, 5, tzinfo=UTC), profile="full"))
    source = all_sources(Settings(keys={"virustotal": SECRET}))["virustotal"]
    assert [it.subject for it in source.wants(case)] == [asked]

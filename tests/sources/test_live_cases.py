"""The two example cases asked live in a small outside world, recorded, and replayed without it."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from world import HOST, LONG, World, running

from sabaku import app
from sabaku.model import Case, Home, Input, Listing, Records, Registration, Report
from sabaku.sources import all_sources, rounds
from sabaku.sources._source import Settings
from sabaku.sources.ledger import Ledger
from sabaku.sources.tape import Tape, dumps

pytestmark = pytest.mark.enable_socket
EXAMPLES = Path(__file__).parent.parent.parent / "examples"
NOW = datetime(2026, 2, 5, 3, 0, tzinfo=UTC)


def world() -> World:
    return World(
        zone={
            "fablights.in": {"A": ["103.251.94.111"], "NS": ["ns1.dns.test."]},
            "fukushima-tta.jp": {"A": ["203.0.113.80"], "MX": ["10 mail.fukushima-tta.jp."]},
            "fablights.in.dbl.spamhaus.org": {"A": ["127.0.1.4"]},
            "29.172.210.20.zen.spamhaus.org": {"A": ["127.0.0.4"]},
        },
        whois={
            "fukushima-tta.jp": "[Domain Name]   FUKUSHIMA-TTA.JP\n\n[登録者名]   福島県卓球協会\n".encode("iso2022_jp"),
            "fotojosue.com": "Domain Name: FOTOJOSUE.COM\nRegistrant State/Province: GAUTENG\nRegistrant Country: ZA\n",
        },
    )


def listed(*expressions: str) -> bytes:
    details = [{"threatType": "SOCIAL_ENGINEERING"}]
    hashes = [base64.b64encode(hashlib.sha256(it.encode()).digest()).decode() for it in expressions]
    return json.dumps({"fullHashes": [{"fullHash": it, "fullHashDetails": details} for it in hashes]}).encode()


def prepared(name: str) -> Case:
    folder = EXAMPLES / name
    home = msgspec.convert(tomllib.loads((folder / "home.toml").read_text("utf-8"))["home"], Home)
    return app.prepare(Input((folder / "mail.eml").read_bytes(), name=name, now=NOW, profile="full", home=home))


def with_facts(case: Case, tape: Tape, ledger: Ledger | None = None) -> Case:
    facts = asyncio.run(rounds(case, ledger, tape)) if ledger is not None else tape.facts(all_sources(Settings()))
    return msgspec.structs.replace(case, facts=facts)


def live(name: str, it: World) -> tuple[Case, Tape]:
    """The case asked live, and its tape."""
    case, tape = prepared(name), Tape()

    async def go() -> Case:
        async with running(it):
            it.pages["/v5/hashes:search"] = (200, {}, listed("fablights.in/"))
            it.pages["/iana/dns.json"] = (200, {}, b'{"services": [[["example"], ["http://127.0.0.1:1/"]]]}')
            it.pages["/iana/ipv4.json"] = (200, {}, b'{"services": []}')
            settings = Settings(
                nameservers=(f"{HOST}:{it.dns_port}",),
                endpoints={"registry": f"{it.http}/iana/", "whois": f"{HOST}:{it.whois_port}", "safebrowsing": it.http},
                trusted=frozenset({f"{HOST}:{it.http_port}"}),
                keys={"safebrowsing": "SECRET-KEY"},
                patience=it.patience,
            )
            ledger = Ledger(None, "full", sources=it.unhurried(all_sources(settings)), clock=lambda: NOW)
            return msgspec.structs.replace(case, facts=await rounds(case, ledger, tape, budget=LONG))

    return asyncio.run(go()), tape


def report_bytes(case: Case) -> bytes:
    report: Report = app.conclude(case)
    return msgspec.json.encode(report)


@pytest.mark.parametrize("name", ["fukushima", "kagoya"])
def test_recorded_live_and_replayed_byte_for_byte(name: str) -> None:
    case, tape = live(name, world())
    told, replayed = app.recorded(prepared(name), dumps(tape))
    assert report_bytes(told) == report_bytes(case)
    assert dumps(replayed) == dumps(tape)


def test_kagoya_is_found_out() -> None:
    case, tape = live("kagoya", world())
    values = {str(question): fact.value for question, fact in case.facts.items() if fact.value is not None}
    addresses, listing = values["dns:fablights.in?type=A"], values["dnsbl:fablights.in?list=dbl"]
    assert isinstance(addresses, Records)
    assert addresses.values == ("103.251.94.111",)
    assert isinstance(listing, Listing)
    assert listing.listed
    assert "network:103.251.94.111" in values, "a host leads to an address, an address to its network"
    ids = {it.id for it in app.conclude(case).findings}
    assert {
        "lists.link-listed",
        "lists.domain-listed",
        "lists.origin-listed",
        "owners.link-hoster",
        "owners.link-host-abroad",
    } <= ids
    assert b"SECRET-KEY" not in dumps(tape)


def test_fukushima_is_found_out() -> None:
    case, _ = live("fukushima", world())
    holder = next(fact.value for question, fact in case.facts.items() if str(question) == "whois:fukushima-tta.jp")
    assert isinstance(holder, Registration)
    assert holder.registrant == "福島県卓球協会"
    ids = {it.id for it in app.conclude(case).findings}
    assert {"owners.sender-is-someone-else", "owners.link-no-address", "owners.link-holder-abroad"} <= ids


@pytest.mark.parametrize("name", ["fukushima", "kagoya"])
def test_nothing_that_reached_the_servers_names_the_recipient(name: str) -> None:
    it = world()
    live(name, it)
    heard = b"\n".join(it.heard).lower()
    assert heard
    for address in (b"user@recipient.example", b"admin@recipient.example", b"info@recipient.example"):
        marks = [address, address.replace(b"@", b"%40"), address.hex().encode(), hashlib.sha256(address).hexdigest().encode()]
        marks += [base64.b64encode(address)[:-4].lower(), hashlib.md5(address).hexdigest().encode()]
        assert not any(mark in heard for mark in marks)
    told = [line for line in it.heard if b"recipient" in line.lower()]
    assert all(_prescribed(line.lower()) for line in told), (
        "the sender's domain is named to DNS, as SPF and DMARC prescribe, to nobody else"
    )


def _prescribed(line: bytes) -> bool:
    """Whether this is the question for the SPF or DMARC record of a domain: its name, or that name on the wire."""
    name, record = b"\x09recipient\x07example\x00", b"\x06_dmarc\x09recipient\x07example\x00"
    return line in (b"recipient.example", b"_dmarc.recipient.example") or line[12:].startswith((name, record))

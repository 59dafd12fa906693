"""The verifiers through the ledger, against a real name server on loopback: what is asked, who may learn it, and the tape."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest
from auth_zone import PEM, PUBLIC
from msgspec import structs
from world import HOST, World, running

from sabaku.app import conclude, gather, prepare
from sabaku.model import Authenticated, Case, Input, Profile
from sabaku.sources import all_sources
from sabaku.sources._source import Settings
from sabaku.sources.ledger import Ledger
from sabaku.sources.tape import Tape, dumps, loads

pytestmark = pytest.mark.enable_socket

NOW = datetime(2026, 2, 5, 3, 0, tzinfo=UTC)
HALF = len(PUBLIC) // 2
ZONE = {
    "shop.test": {"TXT": ['"v=spf1 ip4:203.0.113.7 -all"'], "A": ["203.0.113.7"]},
    "_dmarc.shop.test": {"TXT": ['"v=DMARC1; p=quarantine"']},
    "k1._domainkey.shop.test": {"TXT": [f'"v=DKIM1; p={PUBLIC[:HALF]}" "{PUBLIC[HALF:]}"']},
    "recipient.example": {"TXT": ['"v=spf1 ip4:192.0.2.1 -all"'], "A": ["192.0.2.1"]},
}
MAIL = (
    b"Return-Path: <info@shop.test>\r\n"
    b"Received: from mail.shop.test (mail.shop.test [203.0.113.7]) by mx.recipient.example (Postfix) with ESMTP id 1;\r\n"
    b" Thu, 5 Feb 2026 10:00:00 +0900\r\nFrom: Shop <info@shop.test>\r\nTo: user@recipient.example\r\nSubject: x\r\n\r\nHello\r\n"
)


def gathered(raw: bytes, profile: Profile) -> tuple[Case, Tape, World]:
    async def main() -> tuple[Case, Tape, World]:
        async with running(World(zone=ZONE)) as up:
            settings = Settings(nameservers=(f"{HOST}:{up.dns_port}",), patience=3.0 if "silent" in str(ZONE) else up.patience)
            sources = {name: it for name, it in all_sources(settings).items() if name in ("auth", "dns")}
            ledger = Ledger(None, profile, sources=up.unhurried(sources), clock=lambda: NOW)
            case, tape = await gather(prepare(Input(raw, profile=profile)), ledger)
            return case, tape, up

    return asyncio.run(main())


def result(case: Case, method: str) -> str:
    fact = case.fact("auth", method)
    assert fact is not None, method
    return fact.value.result if isinstance(fact.value, Authenticated) else f"{fact.state}: {fact.why}"


def test_quiet() -> None:
    import dkim

    raw = dkim.sign(MAIL, b"k1", b"shop.test", PEM, include_headers=[b"from", b"to", b"subject"]) + MAIL
    case, tape, _ = gathered(raw, "quiet")
    assert [result(case, it) for it in ("spf", "dkim", "dmarc")] == ["pass", "pass", "pass"]
    asked = {str(it.question) for it in tape}
    assert "dns:_dmarc.shop.test?for=dmarc&type=TXT" in asked
    again = tape.facts(all_sources())
    assert [it.value for it in again.values() if it.question.source == "auth"] == [
        it.value for it in case.facts.values() if it.question.source == "auth"
    ]


def test_offline_asks_nobody() -> None:
    case, _, up = gathered(MAIL, "offline")
    assert result(case, "dmarc").startswith("not-asked")
    assert up.heard == []


def test_a_mail_to_oneself_is_verified_without_telling_the_address() -> None:
    raw = MAIL.replace(b"info@shop.test", b"user@recipient.example")
    case, tape, up = gathered(raw, "quiet")
    assert result(case, "spf") == "fail"
    assert not any(b"user" in heard for heard in up.heard)
    assert not any("user@recipient" in str(it.question) for it in tape)


# --- the claimed brand's own record -------------------------------------------------------------------------------------

CLAIMS = MAIL.replace(b"From: Shop <info@shop.test>", "From: イオンカード <info@shop.test>".encode()).replace(
    b"Hello", "イオンカード会員様 イオンフィナンシャルサービス株式会社".encode()
)
OWN = "aeon.co.jp"
SENDERS = [OWN, f"email.{OWN}", f"ma2.email.{OWN}", f"use.email.{OWN}"]
BRANDS = {
    OWN: {"TXT": ['"v=spf1 -all"']},
    f"email.{OWN}": {"TXT": ['"v=spf1 include:_spf.service.test ~all"']},
    "_spf.service.test": {"TXT": ['"v=spf1 ip4:198.51.100.0/24 -all"']},
    f"ma2.email.{OWN}": {"TXT": ['"v=spf1 ip4:192.0.2.0/25 -all"']},
}


def own_records(monkeypatch: pytest.MonkeyPatch, zone: dict[str, dict[str, list[str]]]) -> tuple[Case, Tape]:
    monkeypatch.setitem(globals(), "ZONE", {**ZONE, **zone})
    case, tape, _ = gathered(CLAIMS, "quiet")
    return case, tape


def of_brand(case: Case) -> dict[str, str]:
    told = {dict(it.arguments)["domain"]: fact for it, fact in case.facts.items() if it.subject == "brand-spf"}
    return {it: fact.value.result for it, fact in told.items() if isinstance(fact.value, Authenticated)}


def test_the_claimed_brand_names_other_servers_whatever_from_says(monkeypatch: pytest.MonkeyPatch) -> None:
    case, tape = own_records(monkeypatch, BRANDS)
    assert result(case, "spf") == "pass", "the forger's own domain lets him send"
    assert of_brand(case) == dict(zip(SENDERS, ("none", "softfail", "fail", "none"), strict=True))
    report = conclude(case)
    assert "auth.brand-excludes-origin" in {it.id for it in report.findings}
    replayed = conclude(structs.replace(case, facts=loads(dumps(tape)).facts(all_sources())))
    assert replayed.findings == report.findings


def test_an_origin_that_the_claimed_brand_names(monkeypatch: pytest.MonkeyPatch) -> None:
    case, _ = own_records(monkeypatch, {**BRANDS, f"use.email.{OWN}": {"TXT": ['"v=spf1 ip4:203.0.113.0/24 -all"']}})
    told = {it.id for it in conclude(case).findings}
    assert "auth.brand-names-origin" in told
    assert "auth.brand-excludes-origin" not in told


@pytest.mark.parametrize("record", ['"v=spf1 ip4:bad -all"', '"v=spf1 include:silent.test -all"', '"v=spf1 a mx"'])
def test_a_record_that_says_nothing_is_held_against_nobody(monkeypatch: pytest.MonkeyPatch, record: str) -> None:
    case, _ = own_records(monkeypatch, {**BRANDS, f"email.{OWN}": {"TXT": [record]}})
    assert of_brand(case)[f"email.{OWN}"] in ("permerror", "temperror", "neutral")
    report = conclude(case)
    assert not any(it.id.startswith("auth.brand-") for it in report.findings)
    if of_brand(case)[f"email.{OWN}"] == "temperror":
        assert any("auth.brand-excludes-origin" in it.checks for it in report.gaps)

"""security.txt of hosters and registrars (RFC 9116): who is asked, what is read, and what is not relied on. On loopback."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from world import HOST, HTTP_FAULTS, World, running

from sabaku.app import prepare
from sabaku.model import Case, Contacts, Fact, Input, Profile, Question, Records, Registration, Value
from sabaku.sources import all_sources
from sabaku.sources._source import Settings
from sabaku.sources.ledger import Ledger
from sabaku.sources.securitytxt import SecurityTxt

pytestmark = pytest.mark.enable_socket
NOW = datetime(2026, 2, 5, 3, 0, tzinfo=UTC)
ASKED = Question("securitytxt", "hoster.test")
PLAIN = b"""# our contacts
Contact: mailto:Security@hoster.test?subject=x
Contact: https://hoster.test/abuse
contact: tel:+81-3-0000-0000
Contact: http://hoster.test/plain
Expires: 2027-01-31T15:00:00.000Z
Preferred-Languages: ja, en
Canonical: https://www.hoster.test/.well-known/security.txt
Policy: https://hoster.test/policy
"""
SIGNED = (
    b"-----BEGIN PGP SIGNED MESSAGE-----\r\nHash: SHA256\r\n\r\nContact: mailto:abuse@hoster.test\r\n- Contact: x@hoster.test\r\n"
    b"Expires: 2027-01-31T15:00:00+09:00\r\n-----BEGIN PGP SIGNATURE-----\r\n\r\nContact: mailto:forged@evil.test\r\n"
    b"-----END PGP SIGNATURE-----\r\n"
)


def ask(pages: dict[str, Any], profile: Profile = "full", faults: dict[str, str] | None = None) -> tuple[Fact, World]:
    async def go() -> tuple[Fact, World]:
        it = World(pages=pages, faults=faults or {})
        async with running(it):
            settings = Settings(
                endpoints={"securitytxt": f"{it.http}/{{domain}}"},
                trusted=frozenset({f"{HOST}:{it.http_port}"}),
                patience=it.patience,
            )
            inquiry = Ledger(None, profile, sources=it.unhurried(all_sources(settings)), clock=lambda: NOW).inquiry()
            return await inquiry.ask(ASKED), it

    return asyncio.run(go())


def test_the_file_is_read() -> None:
    fact, _ = ask({"/hoster.test/.well-known/security.txt": (200, {}, PLAIN)})
    assert fact.value == Contacts(
        ("mailto:security@hoster.test", "https://hoster.test/abuse", "tel:+81-3-0000-0000"),
        datetime(2027, 1, 31, 15, tzinfo=UTC),
        ("https://www.hoster.test/.well-known/security.txt",),
        ("ja", "en"),
        "https://hoster.test/policy",
    )


def test_of_a_signed_file_only_what_is_signed_is_read() -> None:
    fact, _ = ask({"/hoster.test/.well-known/security.txt": (200, {}, SIGNED)})
    assert isinstance(fact.value, Contacts)
    assert fact.value.contacts == ("mailto:abuse@hoster.test", "mailto:x@hoster.test")
    assert fact.value.signed


def test_the_older_place_is_looked_at_too() -> None:
    fact, it = ask({"/hoster.test/security.txt": (200, {}, PLAIN)})
    assert fact.state == "found"
    assert len(it.heard) == 2


@pytest.mark.parametrize("body", [b"<!DOCTYPE html><p>Contact: mailto:a@b.test", b"nothing here", b"\0contact: mailto:a@b.test"])
def test_another_page_is_no_such_file(body: bytes) -> None:
    assert ask({"/hoster.test/.well-known/security.txt": (200, {}, body)})[0].state == "none"


def test_no_file_is_none() -> None:
    assert ask({})[0].state == "none"


def test_the_file_of_another_site_is_a_failure() -> None:
    body = PLAIN.replace(b"https://www.hoster.test", b"https://other.test")
    fact, _ = ask({"/hoster.test/.well-known/security.txt": (200, {}, body)})
    assert (fact.state, fact.why) == ("failed", "answers about something else")


@pytest.mark.parametrize("fault", [it for it in HTTP_FAULTS if it not in ("hang", "drip")])
def test_no_fault_makes_an_answer(fault: str) -> None:
    assert ask({}, faults={"http": fault})[0].state in ("failed", "none")


def test_a_quiet_run_asks_nobody() -> None:
    fact, it = ask({"/hoster.test/.well-known/security.txt": (200, {}, PLAIN)}, profile="quiet")
    assert (fact.state, it.heard) == ("not-asked", [])


@given(st.binary(max_size=400).map(lambda it: b"Contact: mailto:a@b.test\n" + it) | st.binary(max_size=400))
def test_whatever_stands_there_is_read_or_nothing(raw: bytes) -> None:
    told = SecurityTxt(Settings()).read(raw)
    if told is not None:
        assert told.contacts
        assert all(it.startswith(("mailto:", "https://", "tel:")) for it in told.contacts)
        assert told.policy == "" or told.policy.startswith("https://")


@pytest.mark.parametrize(
    ("lines", "until"),
    [
        ("Expires: 2027-01-31T15:00:00Z", datetime(2027, 1, 31, 15, tzinfo=UTC)),
        ("Expires: 2027-01-31T15:00:00Z\nExpires: 2028-01-31T15:00:00Z", None),
        ("Expires: next year", None),
        ("", None),
    ],
)
def test_until_when_it_holds(lines: str, until: datetime | None) -> None:
    read = SecurityTxt(Settings()).read(f"Contact: mailto:a@b.test\n{lines}\n".encode())
    assert read is not None
    assert read.expires == until


# --- who is asked --------------------------------------------------------------------------------------------------

MAIL = b"From: a@sender.test\r\nTo: b@recipient.test\r\nSubject: x\r\n\r\nhttps://login.evil.test/ https://www.amazon.co.jp/\r\n"


def wanted(facts: dict[Question, Value]) -> list[str]:
    prepared = prepare(Input(MAIL, now=NOW))
    told = {question: Fact(question, "found", value, NOW) for question, value in facts.items()}
    return [
        it.subject for it in SecurityTxt(Settings()).wants(Case(prepared.input, prepared.message, prepared.observables, told))
    ]


def dns(name: str, type: str) -> Question:
    return Question("dns", name, (("type", type),))


def test_known_providers_and_owners_of_desks_are_asked() -> None:
    asked = wanted(
        {
            dns("evil.test", "NS"): Records("NS", ("ns1.xserver.jp", "ns2.xserver.jp", "ns.evil.test")),
            dns("203.0.113.7", "PTR"): Records("PTR", ("v1.sakura.ne.jp",)),
            Question("rdap", "evil.test"): Registration("evil.test", registrar="R", abuse="Abuse@registrar-of-all.test"),
        }
    )
    assert asked == ["sakura.ne.jp", "xserver.jp", "registrar-of-all.test"]


def test_nothing_of_the_mail_is_asked() -> None:
    assert (
        wanted(
            {
                dns("evil.test", "NS"): Records("NS", ("ns1.evil.test", "ns.sender.test", "ns.unknown-provider.test")),
                Question("rdap", "evil.test"): Registration("evil.test", abuse="abuse@evil.test"),
                Question("rdap", "203.0.113.7"): Registration("203.0.113.0/24", abuse="abuse@sender.test"),
                Question("rdap", "amazon.co.jp"): Registration("amazon.co.jp", abuse="abuse@registrar.test"),
            }
        )
        == []
    )


def test_somebodys_free_mailbox_is_no_operator() -> None:
    assert wanted({Question("rdap", "evil.test"): Registration("evil.test", abuse="somebody@gmail.com")}) == []

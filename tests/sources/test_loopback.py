"""The clients against real servers on loopback, in good days and in bad ones."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from world import HOST, LONG, World, running, settings

from sabaku import app
from sabaku.model import Fact, Input, Listing, Profile, Question, Records, Registration
from sabaku.sources import all_sources, rounds
from sabaku.sources._source import Settings
from sabaku.sources.dns import nobody
from sabaku.sources.ledger import Ledger
from sabaku.sources.tape import Tape, dumps, loads

pytestmark = pytest.mark.enable_socket

DOMAIN = {
    "objectClassName": "domain",
    "ldhName": "EVIL.TEST",
    "status": ["client transfer prohibited"],
    "nameservers": [{"ldhName": "NS1.EVIL.TEST"}],
    "events": [
        {"eventAction": "registration", "eventDate": "2026-02-02T10:00:00Z"},
        {"eventAction": "expiration", "eventDate": "2027-02-02T10:00:00.123Z"},
    ],
    "entities": [
        {
            "roles": ["registrar"],
            "vcardArray": ["vcard", [["version", {}, "text", "4.0"], ["fn", {}, "text", "Some Registrar, Inc."]]],
            "entities": [{"roles": ["abuse"], "vcardArray": ["vcard", [["email", {}, "text", "abuse@registrar.test"]]]}],
        },
        {
            "roles": ["registrant"],
            "vcardArray": [
                "vcard",
                [
                    ["fn", {}, "text", ""],
                    ["org", {}, "text", "Someone Ltd"],
                    ["adr", {"cc": "ZA"}, "text", ["", "", "", "", "GAUTENG", "", ""]],
                ],
            ],
        },
    ],
}


def world() -> World:
    return World(
        zone={
            "evil.test": {"A": ["203.0.113.7"], "NS": ["ns1.evil.test."], "TXT": ['"v=spf1 " "-all"']},
            "nodata.test": {"TXT": ['"x"']},
            "alias.test": {"CNAME": ["evil.test"]},
            "dangling.test": {"CNAME": ["gone.test"]},
            "truncated.test": {"A": ["203.0.113.8"]},
            "25.2.0.192.in-addr.arpa": {"PTR": ["mail.sender.test."]},
            "2.0.0.127.zen.spamhaus.org": {"A": ["127.0.0.2", "127.0.0.4"]},
            "3.0.0.127.zen.spamhaus.org": {"A": ["127.255.255.254"]},
            "evil.test.dbl.spamhaus.org": {"A": ["127.0.1.4"]},
        },
        pages={"/rdap/domain/evil.test": (200, {}, json.dumps(DOMAIN).encode())},
        whois={
            "evil.jp": "[Domain Name]   EVIL.JP\n\n[登録者名]   テスト株式会社\n[登録年月日]   2026/02/01\n".encode("iso2022_jp")
        },
    )


def ask(
    it: World,
    *questions: Question,
    profile: Profile = "visit",
    tape: Tape | None = None,
    prepare: Callable[[World], None] | None = None,
) -> list[Fact]:
    """The answers of a live ledger in that world, one after the other."""

    async def go() -> list[Fact]:
        async with running(it):
            services = [["test"], [f"{it.http}/rdap/"]]
            it.pages.setdefault("/iana/dns.json", (200, {}, json.dumps({"services": [services]}).encode()))
            if prepare is not None:
                prepare(it)
            inquiry = Ledger(None, profile, sources=it.unhurried(all_sources(settings(it)))).inquiry(tape=tape)
            return [await inquiry.ask(question) for question in questions]

    return asyncio.run(go())


def dns(name: str, type: str = "A") -> Question:
    return Question("dns", name, (("type", type),))


@pytest.mark.parametrize(
    ("question", "values"),
    [
        (dns("evil.test"), ("203.0.113.7",)),
        (dns("evil.test", "NS"), ("ns1.evil.test",)),
        (dns("evil.test", "TXT"), ("v=spf1 -all",)),
        (dns("alias.test"), ("203.0.113.7",)),
        (dns("truncated.test"), ("203.0.113.8",)),
        (dns("192.0.2.25", "PTR"), ("mail.sender.test",)),
        (dns("nodata.test"), ()),
        (dns("dangling.test"), ()),
    ],
)
def test_dns(question: Question, values: tuple[str, ...]) -> None:
    fact = ask(world(), question)[0]
    assert fact.state == "found"
    assert isinstance(fact.value, Records)
    assert fact.value.values == values
    assert fact.value.type == dict(question.arguments)["type"]


def test_a_name_that_does_not_exist_is_none() -> None:
    assert ask(world(), dns("nowhere.test"))[0].state == "none"


@pytest.mark.parametrize(
    ("question", "why"),
    [
        (dns("servfail.test"), "servfail"),
        (dns("refused.test"), "refused"),
        (dns("evil.test", "ANY"), "no such record type"),
        (dns("a" * 64 + ".test"), "bad answer: LabelTooLong"),
        (dns("a..test"), "bad answer: EmptyLabel"),
    ],
)
def test_dns_failures_are_named(question: Question, why: str) -> None:
    fact = ask(world(), question)[0]
    assert (fact.state, fact.why) == ("failed", why)


@pytest.mark.parametrize("name", ["silent.test", "garbage.test"])
def test_dns_without_an_answer_is_a_failure(name: str) -> None:
    it = world()
    it.faults["dns"] = name.partition(".")[0]
    assert ask(it, dns(name))[0].state == "failed"


def test_a_full_host_name_is_not_asked_for_below_the_visit_profile() -> None:
    it = world()
    facts = ask(it, dns("victim-17.evil.test"), dns("evil.test"), profile="full")
    assert [fact.state for fact in facts] == ["not-asked", "found"]
    assert not any(b"victim-17" in heard for heard in it.heard)


def test_rdap() -> None:
    fact = ask(world(), Question("rdap", "evil.test"))[0]
    assert fact.value == Registration(
        name="evil.test",
        organisation="Someone Ltd",
        country="ZA",
        state="GAUTENG",
        registrar="Some Registrar, Inc.",
        created=datetime(2026, 2, 2, 10, tzinfo=UTC),
        expires=datetime(2027, 2, 2, 10, tzinfo=UTC),
        status=("client transfer prohibited",),
        nameservers=("ns1.evil.test",),
        abuse="abuse@registrar.test",
    )


def test_rdap_follows_to_the_registrar() -> None:
    def prepare(it: World) -> None:
        registry = {**DOMAIN, "entities": [], "links": [{"rel": "related", "href": f"{it.http}/more/domain/evil.test"}]}
        it.pages["/rdap/domain/evil.test"] = (200, {}, json.dumps(registry).encode())
        it.pages["/more/domain/evil.test"] = (200, {}, json.dumps(DOMAIN).encode())

    fact = ask(world(), Question("rdap", "evil.test"), prepare=prepare)[0]
    assert isinstance(fact.value, Registration)
    assert (fact.value.organisation, fact.value.registrar) == ("Someone Ltd", "Some Registrar, Inc.")


def test_rdap_of_an_unknown_name_is_none() -> None:
    assert ask(world(), Question("rdap", "free.test"))[0].state == "none"


def test_a_top_level_domain_without_rdap_is_a_failure() -> None:
    assert ask(world(), Question("rdap", "some.jp"))[0].why == "no RDAP server"


@pytest.mark.parametrize(
    ("page", "why"),
    [
        ((429, {"Retry-After": "9000"}, b""), "http 429"),
        ((403, {}, b""), "http 403"),
        ((200, {}, b"<html>no</html>"), "unreadable: JSONDecodeError"),
        ((200, {}, b'{"objectClassName":"entity"}'), "unreadable: ValueError"),
        ((200, {"Content-Type": "image/png"}, b"\x89PNG"), "unreadable: UnicodeDecodeError"),
        ((302, {"Location": "http://127.0.0.1:9/secret"}, b""), "leads to a private address"),
        ((302, {"Location": "http://169.254.169.254/latest"}, b""), "leads to a private address"),
        ((302, {"Location": "http://localhost/"}, b""), "leads to a private address"),
        ((302, {"Location": "file:///etc/passwd"}, b""), "redirected to another scheme"),
        ((302, {"Location": "/rdap/domain/evil.test"}, b""), "too many redirects"),
        ("huge", "answer too large"),
        ("cut", "network: RemoteProtocolError"),
        ("noise", "network: RemoteProtocolError"),
    ],
)
def test_rdap_failures_are_named(page: object, why: str) -> None:
    it = world()
    it.pages["/rdap/domain/evil.test"] = page  # type: ignore[assignment]
    fact = ask(it, Question("rdap", "evil.test"))[0]
    assert (fact.state, fact.value, fact.why) == ("failed", None, why)


def test_whois_in_japanese() -> None:
    fact = ask(world(), Question("whois", "evil.jp"))[0]
    assert isinstance(fact.value, Registration)
    assert (fact.value.name, fact.value.registrant) == ("evil.jp", "テスト株式会社")
    assert fact.value.created is not None
    assert fact.value.created.isoformat() == "2026-02-01T00:00:00+09:00"


def test_whois_follows_to_the_registrar() -> None:
    it = world()
    it.whois["evil.test"] = (
        "Domain Name: EVIL.TEST\nRegistrar WHOIS Server: whois.registrar.test\nCreation Date: 2026-02-02T00:00:00Z\n"
    )
    fact = ask(it, Question("whois", "evil.test"))[0]
    assert isinstance(fact.value, Registration)
    assert it.heard.count(b"evil.test") == 2


@pytest.mark.parametrize("server", ["127.0.0.1", "10.0.0.5", "localhost", "169.254.169.254"])
def test_whois_is_not_led_to_a_private_address(server: str) -> None:
    it = world()
    it.whois["evil.jp"] = f"Domain Name: EVIL.JP\nRegistrar WHOIS Server: {server}\nCreation Date: 2026-02-02T00:00:00Z\n"

    async def go() -> Fact:
        async with running(it):
            sources = all_sources(Settings(endpoints={"whois.jp": f"{HOST}:{it.whois_port}"}))
            return await Ledger(None, "full", sources=sources).ask(Question("whois", "evil.jp"))

    assert asyncio.run(go()).why == "leads to a private address"


@pytest.mark.parametrize(
    ("answer", "state", "why"),
    [
        (b"No match!!\r\n", "none", ""),
        (b"Domain not found.\r\n", "none", ""),
        (b"", "failed", "empty answer"),
        (b"\x00\xff\xfe\x00", "failed", "unreadable: ValueError"),
        (b"Your connection limit exceeded. Please slow down.\r\n", "failed", "asked too often"),
        (b"x" * 300_000, "failed", "answer too large"),
    ],
)
def test_odd_whois_answers(answer: bytes, state: str, why: str) -> None:
    it = world()
    it.whois["odd.test"] = answer
    fact = ask(it, Question("whois", "odd.test"))[0]
    assert (fact.state, fact.why) == (state, why)


def test_whois_never_sends_what_is_no_name() -> None:
    it = world()
    assert ask(it, Question("whois", "evil.jp\r\nother"))[0].why == "bad name"
    assert not any(b"other" in heard for heard in it.heard)


def test_safe_browsing_sends_prefixes_only() -> None:
    it = world()
    full = hashlib.sha256(b"evil.test/login/").digest()
    details = [{"threatType": "SOCIAL_ENGINEERING"}, {"threatType": "SOMETHING_NEW"}]
    answer = {"fullHashes": [{"fullHash": base64.b64encode(full).decode(), "fullHashDetails": details}], "cacheDuration": "300s"}
    it.pages["/v5/hashes:search"] = (200, {}, json.dumps(answer).encode())
    tape = Tape()
    fact = ask(it, Question("safebrowsing", "https://www.evil.test/login/index.php?id=1"), tape=tape)[0]
    assert fact.value == Listing("Google Safe Browsing", True, "SOCIAL_ENGINEERING", "evil.test/login/")
    assert not any(b"evil.test" in heard for heard in it.heard)
    assert b"SECRET-KEY" not in dumps(tape)


def test_safe_browsing_canaries_and_other_hashes_do_not_count() -> None:
    it = world()
    canary = {"threatType": "SOCIAL_ENGINEERING", "attributes": ["CANARY"]}
    full = hashlib.sha256(b"evil.test/").digest()
    hashes = [
        {"fullHash": base64.b64encode(full).decode(), "fullHashDetails": [canary]},
        {"fullHash": base64.b64encode(full[:4] + bytes(28)).decode(), "fullHashDetails": [{"threatType": "MALWARE"}]},
    ]
    it.pages["/v5/hashes:search"] = (200, {}, json.dumps({"fullHashes": hashes}).encode())
    fact = ask(it, Question("safebrowsing", "https://evil.test/"))[0]
    assert fact.value == Listing("Google Safe Browsing", False)
    assert fact.at is not None


def test_block_lists() -> None:
    zen, refused, dbl, clean = ask(
        world(),
        Question("dnsbl", "127.0.0.2", (("list", "zen"),)),
        Question("dnsbl", "127.0.0.3", (("list", "zen"),)),
        Question("dnsbl", "evil.test", (("list", "dbl"),)),
        Question("dnsbl", "good.test", (("list", "dbl"),)),
        profile="quiet",
    )
    assert zen.value == Listing("Spamhaus ZEN", True, "SBL, XBL", "127.0.0.2 127.0.0.4")
    assert (refused.state, refused.why) == ("failed", "the list refused: 127.255.255.254")
    assert dbl.value == Listing("Spamhaus DBL", True, "phish", "127.0.1.4")
    assert clean.value == Listing("Spamhaus DBL", False)


def test_a_recorded_world_replays_without_a_network() -> None:
    tape, questions = Tape(), (dns("evil.test"), Question("rdap", "evil.test"), Question("whois", "evil.jp"), dns("nowhere.test"))
    live = ask(world(), *questions, tape=tape)
    replayed = loads(dumps(tape)).facts(all_sources())
    assert [replayed[question] for question in questions] == live


def test_who_may_issue_certificates() -> None:
    it = world()
    it.zone["evil.test"]["CAA"] = ['0 issue "letsencrypt.org"']
    fact = ask(it, dns("evil.test", "CAA"))[0]
    assert isinstance(fact.value, Records)
    assert fact.value.values == ('0 issue "letsencrypt.org"',)


def linked(profile: Profile) -> tuple[dict[str, Fact], World]:
    """What is asked about a link to a host of its own, in a world where every name under evil.test leads somewhere."""
    it = world()
    made_up = f"{nobody('evil.test')}.evil.test"
    it.zone |= {name: {"A": ["9.9.9.9"]} for name in ("login.evil.test", made_up)}
    mail = b"From: a@sender.test\r\nTo: b@recipient.test\r\nSubject: x\r\n\r\nhttps://login.evil.test/\r\n"
    case = app.prepare(Input(mail, profile=profile))

    async def go() -> dict[str, Fact]:
        async with running(it):
            sources = it.unhurried({"dns": all_sources(settings(it))["dns"]})
            facts = await rounds(case, Ledger(None, profile, sources=sources), budget=LONG)
            return {str(question): fact for question, fact in facts.items()}

    return asyncio.run(go()), it


def test_a_made_up_name_is_asked_for_in_a_visit_alone() -> None:
    question = f"dns:{nobody('evil.test')}.evil.test?for=wildcard&type=A"
    facts, _ = linked("visit")
    assert getattr(facts[question].value, "values", ()) == ("9.9.9.9",)
    facts, it = linked("full")
    assert facts[question].state == "not-asked"
    assert not any(b"no-such-name" in heard for heard in it.heard), "its owner would see that somebody looks"
    assert facts["dns:evil.test?type=CAA"].state == "found"

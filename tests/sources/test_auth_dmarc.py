"""DMARC by the tree walk (RFC 9989) and by public suffixes, and the source `auth` as a whole."""

from __future__ import annotations

import asyncio

import pytest
from auth_zone import FAIL, PEM, PUBLIC, Zone

from sabaku.app import prepare
from sabaku.model import Authenticated, Case, Fact, Input, Question
from sabaku.sources._auth.dmarc import evaluate, parse, walk
from sabaku.sources.auth import Auth, arguments

MAIL = (
    b"Return-Path: <bounce@mail.shop.test>\r\n"
    b"Received: from mail.shop.test (mail.shop.test [203.0.113.7]) by mx.recipient.example (Postfix) with ESMTP id 1;\r\n"
    b" Thu, 5 Feb 2026 10:00:00 +0900\r\nFrom: Shop <info@shop.test>\r\nTo: user@recipient.example\r\nSubject: x\r\n"
    b"Date: Thu, 5 Feb 2026 10:00:00 +0900\r\n\r\nHello\r\n"
)


def zone(**records: str) -> Zone:
    names: dict[str, dict[str, list[str]]] = {"shop.test": {"A": ["203.0.113.7"]}, "news.shop.test": {"A": ["203.0.113.7"]}}
    for name, text in records.items():
        names[name.replace("__", "-").replace("_", ".").replace(".dmarc.", "_dmarc.", 1)] = {"TXT": [text]}
    return Zone(names)


def at(domain: str, zone: Zone, *passes: tuple[str, str]) -> tuple[str, bool, bool, tuple[str, ...]]:
    found = asyncio.run(evaluate(zone.ask, domain, passes))
    return found.policy, found.aligned, found.aligned_by_suffix, found.remarks


def policy(names: dict[str, str], *existing: str) -> Zone:
    told = {f"_dmarc.{name}": {"TXT": [text]} for name, text in names.items()}
    return Zone({**told, **{name: {"A": ["192.0.2.1"]} for name in existing}})


def test_own_record() -> None:
    strict = policy({"shop.test": "v=DMARC1; p=reject"}, "shop.test")
    assert at("shop.test", strict, ("spf", "shop.test")) == ("reject", True, True, ())
    assert at("shop.test", strict, ("dkim", "mail.shop.test")) == ("reject", True, True, ())
    assert at("shop.test", strict, ("dkim", "evil.test")) == ("reject", False, False, ())
    assert at("shop.test", strict)[1] is False


def test_strict_alignment() -> None:
    strict = policy({"shop.test": "v=DMARC1; p=none; adkim=s; aspf=s"}, "shop.test")
    assert at("shop.test", strict, ("dkim", "mail.shop.test"), ("spf", "b.shop.test")) == ("none", False, False, ("monitoring",))
    assert at("shop.test", strict, ("dkim", "shop.test"))[1] is True


def test_policies_of_subdomains() -> None:
    names = {"shop.test": "v=DMARC1; p=reject; sp=quarantine; np=reject"}
    assert at("news.shop.test", policy(names, "news.shop.test"))[0] == "quarantine"
    assert at("gone.shop.test", policy(names))[0] == "reject"
    assert at("gone.shop.test", policy(names))[3] == ("no-such-domain",)


def test_nothing_published() -> None:
    assert at("shop.test", policy({}, "shop.test"), ("spf", "shop.test")) == ("none", True, True, ("no-record",))
    assert at("gone.test", policy({})) == ("none", False, False, ("no-record", "no-such-domain"))


def test_several_records_are_none() -> None:
    two = Zone({"_dmarc.shop.test": {"TXT": ["v=DMARC1; p=reject", "v=DMARC1; p=none"]}, "shop.test": {"A": ["192.0.2.1"]}})
    assert at("shop.test", two)[3] == ("several-records",)


def test_the_two_ways_may_differ() -> None:
    """A registry's suffix that says so itself (psd=y), which the public suffix list does not know."""
    names = {"registry.test": "v=DMARC1; p=reject; psd=y", "one.registry.test": "v=DMARC1; p=reject"}
    told = policy(names, "one.registry.test", "two.registry.test")
    found = at("one.registry.test", told, ("dkim", "two.registry.test"))
    assert found[1:3] == (False, True)
    assert "ways-differ" in found[3]


def test_psd_no_ends_the_walk() -> None:
    told = policy(
        {"a.b.shop.test": "v=DMARC1; p=none", "b.shop.test": "v=DMARC1; p=reject; psd=n", "shop.test": "v=DMARC1; p=none"}
    )
    walked = asyncio.run(walk(told.ask, "a.b.shop.test"))
    assert walked.organisation == "b.shop.test"
    assert [it.domain for it in walked.records] == ["a.b.shop.test", "b.shop.test"]


def test_psd_yes_ends_the_walk_also_where_it_begins() -> None:
    """RFC 9989 section 4.10, step 2; by 4.10.2 such a sender is its own organisation."""
    walked = asyncio.run(
        walk(policy({"registry.test": "v=DMARC1; p=reject; psd=y", "test": "v=DMARC1; p=none"}).ask, "registry.test")
    )
    assert (walked.organisation, len(walked.records)) == ("registry.test", 1)


def test_several_records_do_not_end_the_walk() -> None:
    """Step 2 discards them; a record above applies, and at the name itself there is none."""
    two = {
        "_dmarc.news.shop.test": {"TXT": ["v=DMARC1; p=none", "v=DMARC1; p=reject"]},
        "_dmarc.shop.test": {"TXT": ["v=DMARC1; p=none; sp=reject"]},
    }
    told = Zone({**two, "news.shop.test": {"A": ["192.0.2.1"]}})
    assert at("news.shop.test", told)[0] == "reject"


def test_the_walk_asks_at_most_eight_times() -> None:
    empty = Zone({})
    asyncio.run(walk(empty.ask, ".".join("abcdefghijklmnop") + ".shop.test"))
    assert len(empty.asked) == 8
    assert empty.asked[1][0].count(".") == 7


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("v=DMARC1; p=reject; pct=50; x=y", {"v": "DMARC1", "p": "reject", "pct": "50", "x": "y"}),
        ("v=DMARC1", {"v": "DMARC1"}),
        (" v = DMARC1 ; p = none", {"v": "DMARC1", "p": "none"}),
        ("v=DMARC2; p=none", None),
        ("p=none; v=DMARC1", None),
        ("v=spf1 -all", None),
    ],
)
def test_parse(text: str, found: dict[str, str] | None) -> None:
    assert parse(text) == found


# --- the source ----------------------------------------------------------------------------------------------------------


def asked(raw: bytes, zone: Zone) -> dict[str, Authenticated]:
    """Everything that the source says about a mail."""
    source, case = Auth(), prepare(Input(raw))
    out = {}
    for question in source.wants(case):
        answer = asyncio.run(source.fetch(question, zone.ask))
        assert answer is not None
        value = source.read(answer)
        assert value is not None
        out[question.subject] = value
        assert case.fact("auth", question.subject) is None
        known = Case(case.input, case.message, case.observables, {question: Fact(question, "found", value)})
        assert known.need("auth", question.subject) == value
    return out


def signed(raw: bytes = MAIL, domain: bytes = b"shop.test") -> bytes:
    import dkim

    return dkim.sign(raw, b"k1", domain, PEM, include_headers=[b"from", b"to", b"subject"]) + raw


NAMES = {
    "mail.shop.test": {"TXT": ["v=spf1 ip4:203.0.113.7 -all"], "A": ["203.0.113.7"]},
    "shop.test": {"A": ["203.0.113.7"]},
    "_dmarc.shop.test": {"TXT": ["v=DMARC1; p=reject"]},
    "k1._domainkey.shop.test": {"TXT": [f"v=DKIM1; p={PUBLIC}"]},
    "k1._domainkey.evil.test": {"TXT": [f"v=DKIM1; p={PUBLIC}"]},
}


def test_all_is_well() -> None:
    found = asked(signed(), Zone(NAMES))
    assert {method: it.result for method, it in found.items()} == {"spf": "pass", "dkim": "pass", "dmarc": "pass"}
    assert found["dmarc"].aligned
    assert found["dmarc"].policy == "reject"
    for it in found.values():
        assert it.why.ja
        assert it.why.en


def test_a_pass_of_the_attackers_own_domain_is_said_as_that() -> None:
    raw = signed(MAIL.replace(b"bounce@mail.shop.test", b"b@evil.test"), b"evil.test")
    found = asked(raw, Zone({**NAMES, "evil.test": {"TXT": ["v=spf1 +all"]}}))
    assert (found["dkim"].result, found["dkim"].domain, found["dkim"].aligned) == ("pass", "evil.test", False)
    assert found["dmarc"].result == "fail"
    assert "evil.test" in found["dmarc"].why.ja


def test_keys_that_are_gone_and_servers_that_are_silent() -> None:
    gone = {name: it for name, it in NAMES.items() if "_domainkey" not in name}
    assert asked(signed(), Zone(gone))["dkim"].result == "permerror"
    silent = {**NAMES, "k1._domainkey.shop.test": {"TXT": [FAIL]}, "mail.shop.test": {"TXT": ["v=spf1 -all"]}}
    found = asked(signed(), Zone(silent))
    assert (found["dkim"].result, found["dmarc"].result) == ("temperror", "temperror")


def test_nothing_to_verify() -> None:
    assert list(Auth().wants(prepare(Input(b"Subject: x\r\n\r\nx")))) == []


def test_questions_do_not_tell_the_recipient() -> None:
    raw = signed(MAIL.replace(b"bounce@mail", b"bounce-user=recipient.example@mail"))
    told = arguments(prepare(Input(raw)))
    assert told["sender"] == "postmaster@mail.shop.test"
    assert "recipient.example" not in " ".join(told.values())


def test_garbage() -> None:
    source = Auth()
    with pytest.raises(ValueError, match="truncated"):
        source.read(b"{")
    assert Question("auth", "spf", ()) != Question("auth", "dkim", ())


# --- in words --------------------------------------------------------------------------------------------------------------

SUB = MAIL.replace(b"info@shop.test", b"info@gone.shop.test").replace(b"bounce@mail.shop.test", b"b@evil.test")


@pytest.mark.parametrize("record", ["v=DMARC1; p=reject", "v=DMARC1; p=none; np=reject"])
def test_a_subdomain_that_does_not_exist_is_said_with_and_without_a_policy_for_it(record: str) -> None:
    told = asked(SUB, Zone({"_dmarc.shop.test": {"TXT": [record]}, "shop.test": {"A": ["203.0.113.7"]}}))["dmarc"]

    assert (told.result, told.policy) == ("fail", "reject")
    assert "gone.shop.test というドメインはDNSに存在しません" in told.why.ja
    assert "gone.shop.test does not even exist" in told.why.en


def test_only_what_is_aligned_is_said_to_pass_for_from() -> None:
    raw = signed(MAIL.replace(b"bounce@mail.shop.test", b"b@esp.test"))
    told = asked(raw, Zone({**NAMES, "esp.test": {"TXT": ["v=spf1 +all"]}}))

    assert (told["spf"].result, told["dkim"].result, told["dmarc"].result) == ("pass", "pass", "pass")
    assert "DKIM が合格" in told["dmarc"].why.ja
    assert "SPF" not in told["dmarc"].why.en


def test_several_methods_are_named_in_words() -> None:
    told = asked(signed(), Zone(NAMES))["dmarc"].why

    assert "DKIMとSPF が合格" in told.ja
    assert "DKIM and SPF" in told.en


def test_no_answer_for_spf_leaves_dmarc_open_in_words_too() -> None:
    told = asked(MAIL, Zone({**NAMES, "mail.shop.test": {"TXT": [FAIL]}}))["dmarc"]

    assert told.result == "temperror"
    assert "決められません" in told.why.ja
    assert "合格していません" not in told.why.ja
    assert "stays open" in told.why.en


@pytest.mark.parametrize(
    ("spf", "ja", "en"),
    [
        (["v=spf1 -all", "v=spf1 +all"], "SPFレコードが2つ以上", "several SPF records"),
        (["v=spf1 include:nowhere.test -all"], "取り込み先(nowhere.test)", "includes is missing or wrong (nowhere.test)"),
        (["v=spf1 ip4:999.1.1.1 -all"], "IPアドレスの指定が誤っています: ip4:999.1.1.1", "an address is written wrongly"),
        (["v=spf1 colour -all"], "未知の指定があります: colour", "an unknown term: colour"),
        (["v=spf1 all:x"], "all に余分な指定", "all takes no argument"),
        (["v=spf1 redirect=nowhere.test"], "redirect の先にSPFレコードがありません", "redirect leads to no record"),
    ],
)
def test_a_mistake_in_a_record_is_told_in_words(spf: list[str], ja: str, en: str) -> None:
    told = asked(MAIL, Zone({"mail.shop.test": {"TXT": spf}}))["spf"]

    assert told.result == "permerror"
    assert ja in told.why.ja
    assert en in told.why.en


def test_a_mistake_in_a_signature_is_told_in_words() -> None:
    told = asked(signed().replace(b"h=from : to : subject", b"h=to : subject"), Zone(NAMES))["dkim"]

    assert told.result == "permerror"
    assert "差出人(From)が署名の対象になっていません" in told.why.ja
    assert "From is not signed" in told.why.en


def test_a_broken_chain_is_told_in_words() -> None:
    chain = b"ARC-Seal: i=1; cv=none; a=rsa-sha256; d=relay.test; s=k; b=AA==\r\n"
    told = asked(chain + MAIL, Zone(NAMES))["arc"]

    assert told.result == "fail"
    assert "途中の記録が欠けています" in told.why.ja
    assert "a part of it is missing" in told.why.en


def test_every_trouble_has_words() -> None:
    """Whatever phrase the verifiers use for a trouble: none reaches a reader as it stands in the code."""
    import re
    from pathlib import Path

    from sabaku.sources._auth import spf, troubles

    folder = Path(spf.__file__).parent
    raised = re.findall(
        r'(?:PermError|MacroError|trouble=)\(?f?"([^"]{3,})"',
        "".join((folder / it).read_text("utf-8") for it in ("spf.py", "macros.py")),
    )
    assert len(raised) > 12
    for phrase in raised:
        told = troubles.told(re.sub(r"\{[^}]*\}", "exp", phrase), troubles.SPF)
        assert re.search(r"[ぁ-ん]", told.ja), phrase

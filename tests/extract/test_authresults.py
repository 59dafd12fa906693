"""Results of authentication: how fields are read, and whose they are."""

from __future__ import annotations

import pytest

from sabaku.extract.authresults import find
from sabaku.extract.resultfields import MAX_RESULTS, fields, read, read_spf, segments
from sabaku.mime import parse
from sabaku.model import AuthResult, Home, Input

BORDER = "Received: from mail.a.example (mail.a.example [203.0.113.7])\r\n by mx.recipient.example (Postfix) with ESMTP id 4F2307292395; Thu, 5 Feb 2026 10:00:00 +0900\r\n"
BELOW = "Received: from pc ([198.51.100.2]) by mail.a.example with ESMTPA id 2; Thu, 5 Feb 2026 09:59:00 +0900\r\n"
QUEUE = "4F2307292395"
FILTER = f"DKIM-Filter: OpenDKIM Filter v2.11.0 mx.recipient.example {QUEUE}\r\n"
REST = "From: a@a.example\r\nTo: u@recipient.example\r\n\r\ntext\r\n"


def whose(head: str, home: Home | None = None) -> list[tuple[str, str, str, str]]:
    raw = (head + REST).encode()
    found = []
    for it in find(parse(raw), Input(raw, home=home or Home()), ()):
        assert isinstance(it.detail, AuthResult)
        assert it.role == ("trusted" if it.detail.trusted else "claimed")
        found.append((it.value, it.detail.domain, it.detail.by, it.detail.why))
    return found


def roles(head: str, home: Home | None = None) -> list[str]:
    return [it.role for it in find(parse((head + REST).encode()), Input(head.encode(), home=home or Home()), ())]


@pytest.mark.parametrize(
    ("text", "by", "results"),
    [
        (
            "mx.b.example; spf=pass smtp.mailfrom=a@a.example; dkim=fail header.d=b.example",
            "mx.b.example",
            [("spf", "pass", "a.example"), ("dkim", "fail", "b.example")],
        ),
        ("mx.b.example 1; none", "mx.b.example", []),
        ("docomo.ne.jp from=a@a.example: sender-id/spf=pass", "docomo.ne.jp", [("spf", "pass", "a.example")]),
        ("docomo.ne.jp from=a@a.example: sender-id/spf=strange", "docomo.ne.jp", []),
        (
            "mta1.mail.djm.yahoo.co.jp  from=a.example; domainkeys=neutral (no sig); dkim=pass (ok); header.i=@a.example",
            "mta1.mail.djm.yahoo.co.jp",
            [("domainkeys", "neutral", ""), ("dkim", "pass", "a.example")],
        ),
        ("mx.b.example; dkim=pass; spf=pass; header.i=@a.example", "mx.b.example", [("dkim", "pass", ""), ("spf", "pass", "")]),
        (
            "i=2; mx.google.com; dmarc=pass (p=NONE sp=NONE) header.from=a.example",
            "mx.google.com",
            [("dmarc", "pass", "a.example")],
        ),
        (
            "spf=none (sender IP is 203.0.113.5) smtp.mailfrom=a.example; dkim=none (message not signed) header.d=none;dmarc=none action=none header.from=a.example;",
            "",
            [("spf", "none", "a.example"), ("dkim", "none", ""), ("dmarc", "none", "a.example")],
        ),
        ("i=2; i=1; mx.b.example; spf=pass smtp.mailfrom=a.example", "mx.b.example", [("spf", "pass", "a.example")]),
        ('mx.b.example; dkim=fail reason="bad; spf=pass" header.i=@a.example', "mx.b.example", [("dkim", "fail", "a.example")]),
        (
            "mx.b.example; spf=fail (a;dkim=pass header.d=bank.example) smtp.mailfrom=x@a.example",
            "mx.b.example",
            [("spf", "fail", "a.example")],
        ),
        (
            "mx.b.example; spf=fail (smtp.mailfrom=bank.example) smtp.mailfrom=evil.test",
            "mx.b.example",
            [("spf", "fail", "evil.test")],
        ),
        ("mx.b.example; x-y=strange; spf / 1 = pass smtp.helo=a.example", "mx.b.example", [("spf", "pass", "a.example")]),
        ("", "", []),
    ],
)
def test_read(text: str, by: str, results: list[tuple[str, str, str]]) -> None:
    found_by, found = read(text)
    assert (found_by, [(it.method, it.result, it.domain) for it in found]) == (by, results)
    for it in found:
        assert text[it.start : it.end].lower().startswith(it.method)


@pytest.mark.parametrize(
    ("text", "by", "domain", "result"),
    [
        (
            "Pass (mailfrom) identity=mailfrom; client-ip=203.0.113.5; helo=h.example; envelope-from=a@a.example; receiver=<UNKNOWN>",
            "",
            "a.example",
            "pass",
        ),
        (
            "pass (google.com: domain of a@a.example designates 203.0.113.5 as permitted sender) client-ip=203.0.113.5;",
            "google.com",
            "a.example",
            "pass",
        ),
        (
            "SoftFail (protection.outlook.com: domain of transitioning a.example discourages use) receiver=protection.outlook.com;",
            "protection.outlook.com",
            "a.example",
            "softfail",
        ),
    ],
)
def test_read_spf(text: str, by: str, domain: str, result: str) -> None:
    found_by, (one,) = read_spf(text)
    assert (found_by, one.domain, one.result) == (by, domain, result)
    assert read_spf("nonsense") == ("", [])


def test_the_borders_own_results_count() -> None:
    own = "Authentication-Results: mx.recipient.example; spf=fail smtp.mailfrom=a.example\r\n"
    assert whose(BORDER + own + BELOW)[0][3] == "unproven"
    assert whose(BORDER + FILTER + own + BELOW)[0][3] == "border"
    assert whose(BORDER + FILTER.replace(QUEUE, "4F2307292396") + own + BELOW)[0][3] == "unproven"
    assert whose(own + BORDER + BELOW)[0][3] == "above-border"


def test_what_stands_below_the_border_is_only_claimed() -> None:
    own = "Authentication-Results: mx.recipient.example; spf=fail smtp.mailfrom=a.example\r\n"
    fake = "Authentication-Results: mx.recipient.example; spf=pass smtp.mailfrom=a.example\r\n"
    other = "Authentication-Results: mx.elsewhere.example; dkim=pass header.d=bank.example\r\n"
    assert [it[3] for it in whose(BORDER + own + BELOW + fake)] == ["unproven", "forged"]
    assert [it[3] for it in whose(BORDER + own + fake + BELOW)] == ["unproven", "surplus"]
    assert [it[3] for it in whose(BORDER + BELOW + fake)] == ["unplaced"]
    assert [it[3] for it in whose(BORDER + other + BELOW)] == ["foreign"]
    assert [it[3] for it in whose(BORDER + BELOW + other.replace("mx.elsewhere", "mail.a"))] == ["relay"]
    assert [it[3] for it in whose(other)] == ["no-border"]


def test_two_milters_of_one_border_both_count() -> None:
    two = "Authentication-Results: mx.recipient.example; dmarc=pass header.from=a.example\r\nAuthentication-Results: mx.recipient.example; dkim=pass header.d=a.example\r\n"
    assert [it[3] for it in whose(BORDER + two + BELOW)] == ["senders-host", "senders-host"]
    assert [it[3] for it in whose(BORDER + FILTER + two + BELOW)] == ["border", "border"]


def test_a_pass_in_the_borders_name_is_only_claimed_where_the_border_may_let_forged_ones_through() -> None:
    spf = "Authentication-Results: mx.recipient.example; spf=softfail smtp.mailfrom=b.example"
    both = f"{spf}; dkim=pass header.d=bank.example\r\n"
    one = f"{spf}; dmarc=pass header.from=bank.example\r\n"
    named = Home(authserv_ids=("MX.recipient.example",))

    assert roles(BORDER + both + BELOW) == ["trusted", "claimed"]
    assert roles(BORDER + both + BELOW, Home(domains=("recipient.example",))) == ["trusted", "claimed"]
    assert roles(BORDER + both + BELOW, named) == ["trusted", "trusted"]
    assert roles(BORDER + FILTER + both + BELOW) == ["trusted", "trusted"]
    assert roles(BORDER + BELOW + FILTER + both, named) == ["claimed", "claimed"]
    assert roles(BORDER + one + BELOW) == ["claimed", "claimed"]
    assert roles(BORDER + one + BELOW, named) == ["trusted", "trusted"]
    assert roles(BORDER + one.replace("dmarc=pass", "dmarc=fail") + BELOW) == ["trusted", "trusted"]


def test_a_pass_for_the_very_domain_of_the_machine_that_the_border_saw_is_borne_out() -> None:
    said = (
        "Authentication-Results: mx.recipient.example; spf=pass smtp.mailfrom=news.a.example; dkim=pass header.d=bank.example\r\n"
    )
    line = BORDER.replace("(mail.a.example [", "(p203-0-113-7.a.example [")

    assert [it[3] for it in whose(BORDER + said + BELOW)] == ["senders-host", "unproven"]
    assert roles(BORDER + said + BELOW) == ["trusted", "claimed"]
    assert roles(line + said + BELOW) == ["claimed", "claimed"]
    assert roles(BORDER.replace("mail.a.example [", "unknown [") + said + BELOW) == ["claimed", "claimed"]


def test_outlook_omits_its_name() -> None:
    chain = (
        "Authentication-Results: spf=pass (sender IP is 203.0.113.7) smtp.mailfrom=a.example; dkim=none header.d=none\r\n"
        "Received: from a.example (203.0.113.7) by X.mail.protection.outlook.com (10.1.1.1) with Microsoft SMTP Server id 15.20.1.1; Thu, 5 Feb 2026 10:00:00 +0900\r\n"
        "Authentication-Results: spf=pass (sender IP is 198.51.100.1) smtp.mailfrom=bank.example\r\n"
    )
    assert [(it[0], it[3]) for it in whose(chain)] == [
        ("spf=pass", "above-border"),
        ("dkim=none", "above-border"),
        ("spf=pass", "foreign"),
    ]


def test_home_names_its_own() -> None:
    own = "Authentication-Results: filter.example.com; spf=fail smtp.mailfrom=a.example\r\n"
    assert whose(BORDER + own + BELOW)[0][3] == "foreign"
    assert whose(BORDER + own + BELOW, Home(domains=("example.com",)))[0][3] == "unproven"
    assert whose(BORDER + own + BELOW, Home(authserv_ids=("filter.example.com",)))[0][3] == "border"


@pytest.mark.parametrize("unit", ["(", '"', ";", "a=pass;", "((;", '\\"', "i=1;", "spf=pass (", "smtp.mailfrom=a "])
def test_hostile_fields(unit: str) -> None:
    read(unit * (100_000 // len(unit)))
    read_spf("pass " + unit * 5000)
    assert sum(end - start for start, end in segments(unit * 1000)) <= len(unit) * 1000


def test_results_among_the_senders_own_fields_are_the_senders() -> None:
    forged = "From: x@bank.example\r\nAuthentication-Results: mx.recipient.example; dmarc=pass header.from=bank.example\r\n"
    own = "Authentication-Results: mx.recipient.example; spf=fail smtp.mailfrom=a@a.example\r\n"

    assert [why for *_, why in whose(own + BORDER + forged)] == ["above-border", "forged"]
    assert [why for *_, why in whose(BORDER + own + forged)] == ["unproven", "forged"]


BIGLOBE = "Received: from mail.a.example (mail.a.example [203.0.113.7])\r\n by rcpt-gw1.biglobe.ne.jp with ESMTP id 2; Thu, 5 Feb 2026 10:00:00 +0900\r\n"
THEIRS = "Authentication-Results: rcpt-imp.biglobe.ne.jp; dmarc={0} header.from=a.example; dkim=none; spf=fail smtp.mailfrom=a.example\r\n"


def test_of_a_border_that_writes_into_every_mail_the_first_field_is_its_own() -> None:
    assert {why for *_, why in whose(BIGLOBE + THEIRS.format("pass"))} == {"border"}
    assert set(roles(BIGLOBE + THEIRS.format("pass"))) == {"trusted"}


@pytest.mark.parametrize(
    "forged",
    [
        THEIRS.format("pass"),
        "Authentication-Results: rcpt-imp.biglobe.ne.jp; dmarc=pass header.from=bank.example\r\n",
        "Authentication-Results: rcpt-imp.biglobe.ne.jp; bimi=pass header.d=bank.example\r\n",
    ],
)
def test_what_a_mail_brought_below_it_in_its_name_is_claimed(forged: str) -> None:
    found = whose(BIGLOBE + THEIRS.format("fail") + forged)

    assert {why for *_, why in found[:3]} == {"border"}
    assert {why for *_, why in found[3:]} == {"surplus"}


@pytest.mark.parametrize("name", ["biglobe.ne.jp", "mx.biglobe.ne.jp", "rcpt-imp.biglobe.ne.jp.evil.example"])
def test_a_pass_under_a_name_that_it_does_not_use_proves_nothing(name: str) -> None:
    forged = f"Authentication-Results: {name}; dmarc=pass header.from=bank.example\r\n"

    assert set(roles(BIGLOBE + forged)) == {"claimed"}
    assert roles(BIGLOBE + THEIRS.format("fail") + forged)[3:] == ["claimed"]


def test_its_name_at_another_border_is_nobodys() -> None:
    assert set(roles(BORDER + THEIRS.format("pass"))) == {"claimed"}


INNER = (
    "Received: from gw1.recipient.example (gw1.recipient.example [198.51.100.90])\r\n"
    " by mbox.recipient.example (Postfix) with ESMTPS id 6A1107292395; Thu, 5 Feb 2026 10:00:02 +0900\r\n"
)
GATEWAY = BORDER.replace("mx.recipient", "gw1.recipient")


def test_what_an_inner_server_measures_is_the_houses_own_gateway() -> None:
    inner = "Authentication-Results: mbox.recipient.example; spf=fail smtp.mailfrom=a.example; dkim=pass header.d=a.example\r\n"
    assert [it[3] for it in whose(INNER + inner + GATEWAY + BELOW)] == ["behind", "above-border"]
    assert roles(INNER + inner + GATEWAY + BELOW) == ["claimed", "trusted"]
    border = inner.replace("mbox.", "gw1.")
    assert [it[3] for it in whose(INNER + border + GATEWAY + BELOW)] == ["above-border", "above-border"]
    within = INNER.replace("gw1.recipient.example (gw1.recipient.example [198.51.100.90])", "localhost (localhost [127.0.0.1])")
    assert [it[3] for it in whose(within + inner + GATEWAY + BELOW)] == ["above-border", "above-border"]


ICLOUD = (
    "Received: from p00-icloudmta-smtpin-us-central-1k-60-percent-3 by p121-mailgateway-smtp-59hyg1-raznv (mailgateway 2541B99)\r\n"
    " with SMTP id d573ca8a; Thu, 5 Feb 2026 01:00:02 GMT\r\n"
    "Received: from mail.a.example (mail.a.example [203.0.113.7])\r\n"
    " by p00-icloudmta-smtpin-us-central-1k-60-percent-3 (Postfix) with ESMTPS id 4F2307292395\r\n"
    " for <u@icloud.com>; Thu, 5 Feb 2026 01:00:00 +0000 (UTC)\r\n"
    "Authentication-Results: dmarc.icloud.com; dmarc=fail header.from=a.example\r\n"
    "Authentication-Results: spf.icloud.com; spf=pass smtp.mailfrom=a.example\r\n"
)


def test_icloud_writes_its_results_below_servers_whose_names_have_no_dot() -> None:
    forged = "Authentication-Results: dmarc.icloud.com; dmarc=pass header.from=a.example\r\n"
    assert whose(ICLOUD + forged + BELOW) == [
        ("dmarc=fail", "a.example", "dmarc.icloud.com", "border"),
        ("spf=pass", "a.example", "spf.icloud.com", "border"),
        ("dmarc=pass", "a.example", "dmarc.icloud.com", "surplus"),
    ]


def test_a_name_like_icloudmta_at_another_server_is_nobodys() -> None:
    head = ICLOUD.replace("by p00-icloudmta-smtpin-us-central-1k-60-percent-3", "by mx.recipient.example").split("\r\n", 2)[2]
    assert {it[3] for it in whose(head)} == {"foreign"}


@pytest.mark.parametrize(("extra", "limited"), [(0, False), (1, True)])
def test_as_many_results_are_read_as_the_limit_says(extra: int, limited: bool) -> None:
    half = "; ".join(["spf=pass smtp.mailfrom=a.example"] * (MAX_RESULTS // 2))
    more = "; spf=pass smtp.mailfrom=a.example" * extra
    message = parse(f"Authentication-Results: mx; {half}\r\nAuthentication-Results: mx; {half}{more}\r\n{REST}".encode())
    assert sum(len(it.results) for it in fields(message)) == (MAX_RESULTS // 2 if limited else MAX_RESULTS)
    assert any(it.kind == "result-limit" for it in message.defects) is limited

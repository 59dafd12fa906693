"""Groups and services for aliases put an address of their own into From: whose mail it is, they tell; what a mail says of it is not believed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sabaku.app import examine
from sabaku.model import Input, Report

NOW = datetime(2026, 2, 5, 3, tzinfo=UTC)
AT = "Thu, 5 Feb 2026 10:15:0{} +0900"
LURE = "お支払いができませんでした。本日中に更新しないとアカウントを停止します。\nhttps://billing.cheap-host.test/\n"
NOTICE = "今月のご利用料金は3,278円です。\n明細: https://secure.freee.co.jp/\n"


def judged(head: tuple[str, ...], text: str) -> Report:
    """A mail of these fields and this text."""
    rest = (
        "Message-ID: <1@mailer.test>",
        f"Date: {AT.format(0)}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
    )
    return examine(Input(("\n".join((*head, *rest)) + "\n\n" + text).encode(), now=NOW))


def found(report: Report) -> set[str]:
    """What counts."""
    return {it.id for it in report.findings if it.weight > 0}


def group(dmarc: str, author: str, about: str = "freee.co.jp", by: str = "mx.google.com") -> tuple[str, ...]:
    """The fields of a mail to a firm's group, which found out this about that domain, and names that author."""
    spf = "pass" if dmarc == "pass" else "softfail"
    host = "o5.sgmail.freee.co.jp" if author.endswith(f"@{about}>") and dmarc == "pass" else "vm18.cheap-host.test"
    return (
        "Return-Path: <keiri+bncBCABC@firm.example>",
        "Authentication-Results: mx.recipient.example; dkim=pass header.d=firm.example; dmarc=pass header.from=firm.example",
        (
            "Received: from mail-pj1-f72.google.com (mail-pj1-f72.google.com [209.85.216.72]) by mx.recipient.example (Postfix) "
            f"with ESMTPS id 4F2307292395 for <user@recipient.example>; {AT.format(4)}"
        ),
        f"Received: by mail-pj1-f72.google.com with SMTP id 98e67ed59e1d1sf1 for <user@recipient.example>; {AT.format(3)}",
        f"ARC-Authentication-Results: i=1; {by}; spf={spf} smtp.mailfrom={about}; dmarc={dmarc} header.from={about}",
        (
            f"Received: from {host} ({host}. [198.51.100.181]) by mx.google.com with ESMTPS "
            f"id 41be03b00d2f7si1 for <keiri@firm.example>; {AT.format(2)}"
        ),
        "X-Google-Group-Id: 998877",
        "Precedence: list",
        "Mailing-list: list keiri@firm.example; contact keiri+owners@firm.example",
        "List-ID: <keiri.firm.example>",
        "From: \"'freee' via 経理\" <keiri@firm.example>",
        f"Reply-To: {author}",
        f"X-Original-From: {author}",
        "To: keiri@firm.example",
        "Subject: 【freee】お支払いについて",
    )


def played(head: tuple[str, ...]) -> tuple[str, ...]:
    """The same as anybody's own server can write it."""
    ours = ("mail-pj1-f72.google.com", "209.85.216.72"), ("out.firm.example", "203.0.113.9")
    return tuple(it.replace(ours[0][0], ours[1][0]).replace(ours[0][1], ours[1][1]) for it in head)


def test_the_company_itself_wrote_to_the_group() -> None:
    report = judged(group("pass", "freee <noreply@freee.co.jp>"), NOTICE)
    assert found(report) == set()
    assert report.verdict.level == "no-sign"


def test_somebody_forged_the_company_to_the_group() -> None:
    report = judged(group("fail", "freee <noreply@freee.co.jp>"), LURE)
    assert "identity.brand-forged" in found(report)
    assert report.verdict.level == "fraud"


def test_somebody_else_wrote_to_the_group() -> None:
    report = judged(group("pass", "<info@cheap-host.test>", "cheap-host.test"), LURE)
    assert found(report) & {"identity.from-not-brand", "identity.from-unlike-brand"}
    assert report.verdict.level == "fraud"


@pytest.mark.parametrize(
    "head",
    [
        group("pass", "freee <noreply@freee.co.jp>", "cheap-host.test"),  # it answers to another than it came from
        group("pass", "freee <noreply@freee.co.jp>", by="mx.cheap-host.test"),  # another than the provider says so
        played(group("pass", "freee <noreply@freee.co.jp>")),  # no provider, but a server that calls itself a list
    ],
    ids=["answers-go-elsewhere", "noted-by-another", "played"],
)
def test_an_author_of_whom_the_provider_knows_nothing_is_none(head: tuple[str, ...]) -> None:
    report = judged(head, LURE)
    assert "route.brand-through-list" in found(report)
    assert report.verdict.level == "fraud"


NOTE = "A third-party application was authorized to access your account.\nhttps://github.com/settings/applications\n"
THEIRS = "Your account will be suspended in 24 hours unless you verify your password:\nhttps://github-alerts.test/login\n"


def alias(held: str, told: str, result: str = "pass") -> tuple[str, ...]:
    """The fields of a mail to an alias: the sender that the service's own address holds, and the one that a field tells."""
    return (
        "Return-Path: <sl.ge4dgmzq@simplelogin.co>",
        f"Authentication-Results: mx.recipient.example; dkim={result} header.d=simplelogin.co; dmarc={result} header.from=simplelogin.co",
        (
            "Received: from mail-200163.simplelogin.co (mail-200163.simplelogin.co [198.51.100.163]) by mx.recipient.example (Postfix) "
            f"with ESMTPS id 4F2307292395 for <user@recipient.example>; {AT.format(4)}"
        ),
        f'From: "GitHub - {held.replace("@", " at ")}" <{held.replace("@", "_at_").replace(".", "_")}_jkqw@simplelogin.co>',
        "To: tools.abc12@simplelogin.com",
        "X-SimpleLogin-Type: Forward",
        f"X-SimpleLogin-Original-From: GitHub <{told}>",
        "Subject: [GitHub] Your account",
    )


def test_whom_a_service_for_aliases_names_wrote_it() -> None:
    own = judged(alias("noreply@github.com", "noreply@github.com"), NOTE)
    other = judged(alias("noreply@github-alerts.test", "noreply@github-alerts.test"), THEIRS)
    assert not found(own) & {"identity.from-not-brand", "identity.from-unlike-brand", "identity.from-random"}
    assert own.verdict.level == "no-sign"
    assert other.verdict.level == "fraud"


def test_in_a_companys_name_it_is_no_more_believed_than_straight() -> None:
    assert judged(alias("noreply@github.com", "noreply@github.com"), THEIRS).verdict.level == "fraud"


@pytest.mark.parametrize(
    "head",
    [
        alias("noreply@github-alerts.test", "noreply@github.com"),  # the field is not signed, and the address holds another
        alias("noreply@github.com", "noreply@github.com", "fail"),  # it did not come from that service
    ],
    ids=["another-in-the-address", "not-from-there"],
)
def test_a_field_that_nothing_bears_out_is_not_believed(head: tuple[str, ...]) -> None:
    assert found(judged(head, NOTE)) & {"identity.from-not-brand", "identity.from-unlike-brand"}

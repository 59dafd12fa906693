"""The marks of forwarding help no forger: what a provider noted before it passed a mail on counts, what a mail brings does not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sabaku.app import examine
from sabaku.model import Input, Report

NOW = datetime(2026, 2, 5, 3, tzinfo=UTC)
AT = "Thu, 5 Feb 2026 10:15:0{} +0900"
FROM = "Amazon.co.jp <account-update@amazon.co.jp>"
LURE = "お支払い方法が承認されませんでした。24時間以内に更新してください。\nhttps://pay.example/am\n"
NOTICE = "ご注文の商品を発送しました。\nhttps://www.amazon.co.jp/gp/css/order-history\n"
SEALED = (
    "ARC-Seal: i=1; a=rsa-sha256; t=1; cv=none; d=google.com; s=arc; b=AAAA",
    "ARC-Message-Signature: i=1; a=rsa-sha256; c=relaxed/relaxed; d=google.com; s=arc; h=from:to; bh=AAAA=; b=AAAA",
)


def note(dmarc: str, by: str = "mx.google.com") -> str:
    """What a server seals that it saw."""
    spf = "pass" if dmarc == "pass" else "softfail"
    return f"ARC-Authentication-Results: i=1; {by}; spf={spf} smtp.mailfrom=amazon.co.jp; dmarc={dmarc} header.from=amazon.co.jp"


def taken(client: str, by: str, second: int = 1, how: str = "with ESMTPS") -> str:
    """A `Received` field."""
    return f"Received: from {client} by {by} {how} id 4F230729239{second} for <user@old.example>; {AT.format(second)}"


def judged(*fields: str, path: str, client: str, text: str = LURE) -> Report:
    """A mail in Amazon's name whose DMARC fails at the recipient's border, with these fields below the border's own."""
    border = taken(client, "mx.recipient.example (Postfix)", 4)
    results = "Authentication-Results: mx.recipient.example; dkim=fail header.d=amazon.co.jp; dmarc=fail header.from=amazon.co.jp"
    head = (f"Return-Path: <{path}>", results, border, *fields)
    rest = (f"From: {FROM}", "To: user@old.example", "Subject: Amazon", "Message-ID: <1@amazon.co.jp>", "MIME-Version: 1.0")
    body = "Content-Type: text/plain; charset=utf-8\n\n" + text
    return examine(Input("\n".join((*head, f"Date: {AT.format(0)}", *rest, body)).encode(), now=NOW))


def weight(report: Report, id: str) -> float:
    """What that finding counts."""
    return sum(it.weight for it in report.findings if it.id == id)


OWN = "out2.mailer.test (out2.mailer.test [203.0.113.9])"
BRAND = "a1.smtp-out.amazon.co.jp (a1.smtp-out.amazon.co.jp [198.51.100.9])"
REWRITTEN = "SRS0=ab=3X=amazon.co.jp=info@mailer.test"
MARKS = {
    "sender-rewriting": (REWRITTEN, (taken(BRAND, "mx.mailer.test (Postfix)"),)),
    "forwarding-fields": ("x@mailer.test", ("X-Forwarded-To: user@recipient.example", taken(BRAND, "mx.mailer.test (Postfix)"))),
    "resent": ("x@mailer.test", ("Resent-From: <user@old.example>", taken(BRAND, "mx.mailer.test (Postfix)"))),
    "hosters-own-results": (
        REWRITTEN,
        (
            taken(BRAND, "mx.mailer.test (Postfix)"),
            "Authentication-Results: mx.mailer.test; dkim=pass header.d=amazon.co.jp; dmarc=pass header.from=amazon.co.jp",
        ),
    ),
    "seal-of-a-provider": (REWRITTEN, (*SEALED, note("pass"), taken(BRAND, "mx.google.com"))),
    "seal-of-his-own": (REWRITTEN, (note("pass", "mx.mailer.test"), taken(BRAND, "mx.mailer.test (Postfix)"))),
    "mailbox-of-a-provider": (
        "me+caf_=user=recipient.example@mailer.test",
        (*SEALED, note("pass"), taken(BRAND, "mx.google.com")),
    ),
}


@pytest.mark.parametrize("marks", MARKS.values(), ids=MARKS)
def test_marks_that_anybody_can_write_excuse_no_forger(marks: tuple[str, tuple[str, ...]]) -> None:
    straight = judged(path="account-update@amazon.co.jp", client=OWN)
    played = judged(*marks[1], path=marks[0], client=OWN)
    assert played.verdict.level == straight.verdict.level == "fraud"
    for id in ("identity.brand-forged", "auth.dmarc-fail"):
        assert weight(played, id) == weight(straight, id) > 0
    assert weight(played, "auth.aligned") == 0


GMAIL = "mail-pl1-f180.google.com (mail-pl1-f180.google.com [209.85.214.180])"
FORWARDED = "me+caf_=user=recipient.example@gmail.com"
INNER = f"Received: by mail-pl1-f180.google.com with SMTP id d9443c01a7336so1 for <user@recipient.example>; {AT.format(3)}"
HIS = "out2.mailer.test (out2.mailer.test. [203.0.113.9])"
GENUINE = "a1.smtp-out.amazon.co.jp (a1.smtp-out.amazon.co.jp. [198.51.100.9])"


def test_what_the_provider_noted_before_passing_it_on_counts() -> None:
    forged = judged(INNER, *SEALED, note("fail"), taken(HIS, "mx.google.com"), path=FORWARDED, client=GMAIL)
    genuine = judged(INNER, *SEALED, note("pass"), taken(GENUINE, "mx.google.com"), path=FORWARDED, client=GMAIL, text=NOTICE)
    assert forged.verdict.level == "fraud"
    assert weight(forged, "identity.brand-forged") > 0
    assert weight(genuine, "identity.brand-forged") == weight(genuine, "auth.dmarc-fail") == 0
    assert genuine.verdict.level == "no-sign"


HANDED_IN = {
    "logged-in": (
        taken("pc (pc.dialup.test [203.0.113.77])", "smtp.gmail.com", 2, "with ESMTPSA"),
        taken(GENUINE, "mx.google.com"),
    ),
    "by-a-program": (taken("1064 named unknown", "gmailapi.google.com", 2, "with HTTPREST"), taken(GENUINE, "mx.google.com")),
    "by-a-customers-relay": (taken(HIS, "smtp-relay.gmail.com", 2), taken(GENUINE, "mx.google.com")),
    "through-another-house": (taken(GENUINE, "mx.mailer.test"), taken(GENUINE, "mx.google.com")),
    "without-a-record": (),
}


@pytest.mark.parametrize("below", HANDED_IN.values(), ids=HANDED_IN)
def test_what_a_customer_of_the_provider_hands_in_proves_nothing(below: tuple[str, ...]) -> None:
    first, rest = below[:1], below[1:]
    report = judged(INNER, *first, *SEALED, note("pass"), *rest, path=FORWARDED, client=GMAIL)
    assert weight(report, "identity.brand-forged") > 0
    assert report.verdict.level == "fraud"


def test_a_note_that_came_with_the_mail_is_not_the_providers() -> None:
    brought = (taken(HIS, "mx.google.com"), *SEALED, note("pass"))
    report = judged(INNER, note("fail"), *brought, path=FORWARDED, client=GMAIL)
    assert weight(report, "identity.brand-forged") > 0
    assert report.verdict.level == "fraud"


def test_a_machine_that_only_calls_itself_a_providers_is_none() -> None:
    client = "mail-pl1-f180.google.com (out2.mailer.test [203.0.113.9])"
    report = judged(INNER, *SEALED, note("pass"), taken(GENUINE, "mx.google.com"), path=FORWARDED, client=client)
    assert weight(report, "identity.brand-forged") > 0


def test_a_forwarder_of_ones_own_domain_is_no_list_that_writes_itself_into_from() -> None:
    text = (
        "Return-Path: <SRS0=ab=3X=x.test=a@mailer.test>\n"
        + taken(OWN, "mx.recipient.example (Postfix)", 4)
        + "\n"
        + taken(BRAND, "mx.mailer.test (Postfix)")
        + f"\nFrom: Amazon.co.jp <no-reply@mailer.test>\nTo: user@recipient.example\nSubject: Amazon\nDate: {AT.format(0)}\n"
        + "Message-ID: <1@mailer.test>\nContent-Type: text/plain; charset=utf-8\n\n"
        + LURE
    )
    report = examine(Input(text.encode(), now=NOW))
    assert weight(report, "identity.from-not-brand") + weight(report, "identity.from-unlike-brand") > 0
    assert report.verdict.level == "fraud"


CLOUD = "TY2PEPF0000AB84.mail.protection.outlook.com (10.167.253.9)"


def at_exchange(client: str, *fields: str, text: str = LURE) -> Report:
    """The same at a receiver that confirms no names."""
    how = "with Microsoft SMTP Server id 15.20.8534.20 via Frontend Transport"
    results = "Authentication-Results: spf=pass (sender IP is 209.85.214.180) smtp.mailfrom=gmail.com; dkim=fail header.d=amazon.co.jp;dmarc=fail header.from=amazon.co.jp"
    head = (results, taken(client, CLOUD, 4, how), f"Return-Path: {FORWARDED}", *fields)
    rest = (f"From: {FROM}", "To: user@old.example", "Subject: Amazon", "Message-ID: <1@amazon.co.jp>", "MIME-Version: 1.0")
    body = "Content-Type: text/plain; charset=utf-8\n\n" + text
    return examine(Input("\n".join((*head, f"Date: {AT.format(0)}", *rest, body)).encode(), now=NOW))


@pytest.mark.parametrize(("ip", "counts"), [("209.85.214.180", True), ("203.0.113.9", False)])
def test_a_provider_is_known_by_its_networks_where_no_name_is_confirmed(ip: str, counts: bool) -> None:
    fields = (INNER, *SEALED, note("pass"), taken(GENUINE, "mx.google.com"))
    report = at_exchange(f"mail-pl1-f180.google.com ({ip})", *fields)
    assert (weight(report, "identity.brand-forged") == 0) is counts


EXCHANGE = "TYVP286CU001.outbound.protection.outlook.com (TYVP286CU001.outbound.protection.outlook.com [52.101.125.77])"
TENANT = "me+SRS=kXz1q=TT=amazon.co.jp=info@firm.example"


@pytest.mark.parametrize(
    ("told", "counts"),
    [
        ("ARC-Authentication-Results: i=1; mx.microsoft.com 1; dmarc=pass action=none header.from=amazon.co.jp", True),
        ("Authentication-Results: dkim=pass header.d=amazon.co.jp;dmarc=pass action=none header.from=amazon.co.jp", False),
    ],
    ids=["sealed", "a-tenants-rule-may-write-it"],
)
def test_of_exchange_only_what_it_seals_counts(told: str, counts: bool) -> None:
    took = taken("a1.smtp-out.amazon.co.jp (198.51.100.9)", CLOUD, 2, "with Microsoft SMTP Server")
    report = judged(told, took, path=TENANT, client=EXCHANGE)
    assert (weight(report, "identity.brand-forged") == 0) is counts

"""The border and the origin: whom to believe, and what is said about it."""

from __future__ import annotations

import pytest

from sabaku.extract.route import find
from sabaku.mime import parse
from sabaku.model import Envelope, Home, Hop, Input, Observable, Origin

OUT = "203.0.113.66"
FORGED = "from mail.bank.example (mail.bank.example [198.51.100.1]) by evil.test (Postfix) with ESMTP id F; Thu, 5 Feb 2026 09:59:58 +0900"


def hop(client: str, by: str, more: str = "(Postfix) with ESMTPS id Q", at: str = "Thu, 5 Feb 2026 10:00:00 +0900") -> str:
    return f"from {client} by {by} {more}; {at}"


def observed(*received: str, home: Home | None = None, envelope: Envelope | None = None, **fields: str) -> list[Observable]:
    lines = [f"Received: {line}" for line in received]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
    raw = ("\r\n".join([*lines, "From: a@bank.example", "To: u@recipient.example", "", "text"]) + "\r\n").encode()
    return list(find(parse(raw), Input(raw, home=home or Home(), envelope=envelope), ()))


def origin(*received: str, home: Home | None = None, envelope: Envelope | None = None, **fields: str) -> tuple[str, str, Origin]:
    it = next(it for it in observed(*received, home=home, envelope=envelope, **fields) if it.kind == "origin")
    assert isinstance(it.detail, Origin)
    return it.value, it.role, it.detail


def test_seed_case() -> None:
    ip, role, found = origin(hop("[127.0.0.1] (unknown [20.46.118.217])", "mx.recipient.example"))
    assert (ip, role, found.helo, found.rdns, found.by) == ("20.46.118.217", "border", "[127.0.0.1]", "", "mx.recipient.example")
    assert "mx.recipient.example" in found.reason.ja


def test_forged_lines_below_the_border_are_only_claims() -> None:
    every = observed(hop(f"pc (unknown [{OUT}])", "mx.recipient.example"), FORGED)
    found = next(it.detail for it in every if it.kind == "origin")
    assert isinstance(found, Origin)
    assert (found.ip, found.claimed_ip, found.claimed_from) == (OUT, "198.51.100.1", "Received")
    assert [it.role for it in every if it.kind == "hop"] == ["border", "claimed"]


def test_internal_hops_are_walked_through() -> None:
    ip, _, found = origin(
        hop("localhost (localhost [127.0.0.1])", "mx.recipient.example"),
        hop("av.recipient.example ([10.0.0.3])", "localhost", "(amavisd-new, port 10024) with ESMTP id x"),
        hop(f"mail.evil.test (mail.evil.test [{OUT}])", "mx.recipient.example"),
        FORGED,
    )
    assert (ip, found.hop) == (OUT, 2)


def test_the_hand_over_to_the_store_is_inside_whatever_its_address() -> None:
    """RFC 2033 section 5: LMTP is not for wide areas. The large house writes its filters and stores under two domains."""
    ip, _, found = origin(
        hop("director-08.heinlein-hosting.de ([80.241.60.215])", "dobby12a", "with LMTPS id x"),
        hop("spamfilter03.heinlein-hosting.de ([80.241.56.117])", "director-08.heinlein-hosting.de", "(Postfix) with ESMTP id y"),
        hop(f"mail.evil.test (mail.evil.test [{OUT}])", "mx1.mailbox.org"),
        FORGED,
    )
    assert (ip, found.hop) == (OUT, 2)


def test_what_the_large_house_sends_for_its_customers_comes_from_outside() -> None:
    ip, _, _ = origin(
        hop("mout-p-101.mailbox.org (mout-p-101.mailbox.org [80.241.56.151])", "mx1.mailbox.org"),
        hop("[127.0.0.1] (unknown [198.51.100.7])", "smtp1.mailbox.org"),
    )
    assert ip == "80.241.56.151"


def test_outlooks_chain() -> None:
    ip, _, found = origin(
        hop("A.prod.outlook.com (::1)", "B.prod.outlook.com", "with HTTPS"),
        hop(
            "C.prod.outlook.com (2603:10b6:930:1f::9)",
            "A.prod.outlook.com (2603:10b6:8::11)",
            "with Microsoft SMTP Server id 15.20.8722.30",
        ),
        hop(
            "D.eop.prod.protection.outlook.com (2a01:111:f400:7e0d::205)",
            "C.outlook.office365.com (2603:10b6::9)",
            "with Microsoft SMTP Server id 15.20.1.1",
        ),
        hop(
            f"evil.test ({OUT})",
            "D.mail.protection.outlook.com (10.1.2.3)",
            "with Microsoft SMTP Server id 15.20.8769.18 via Frontend Transport",
        ),
        FORGED,
    )
    assert (ip, found.hop) == (OUT, 3)
    other, _, _ = origin(
        hop(
            "x-obe.outbound.protection.outlook.com (2a01:111:f400:7e0d::205)",
            "D.mail.protection.outlook.com (10.1.2.3)",
            "with Microsoft SMTP Server id 15.20.1.1",
        )
    )
    assert other == "2a01:111:f400:7e0d::205"


def test_own_relay_with_a_confirmed_name_is_inside() -> None:
    ip, _, found = origin(
        hop("mx2.recipient.example (mx2.recipient.example [198.51.100.25])", "mx.recipient.example"),
        hop(f"pc (unknown [{OUT}])", "mx2.recipient.example"),
    )
    assert (ip, found.hop) == (OUT, 1)


def test_a_client_that_only_calls_itself_ours_is_outside() -> None:
    ip, _, found = origin(
        hop(f"mx2.recipient.example (unknown [{OUT}])", "mx.recipient.example"),
        hop("mail.bank.example (mail.bank.example [198.51.100.1])", "mx2.recipient.example"),
    )
    assert (ip, found.hop) == (OUT, 0)


def test_an_unconfirmed_relay_is_believed_less_and_the_operator_can_name_it() -> None:
    chain = (
        hop(
            "mx2.recipient.example (vps7.hoster.example [198.51.100.25] (may be forged))",
            "mx.recipient.example",
            "(8.18.1/8.18.1) with ESMTPS id 1",
        ),
        hop(f"evil.test (evil.test [{OUT}])", "mx2.recipient.example", "(8.16.1/8.16.1) with ESMTPS id 2"),
    )
    ip, _, found = origin(*chain)
    assert (ip, found.confidence) == (OUT, 0.6)
    assert "mx2.recipient.example" in found.reason.ja
    ip, _, found = origin(*chain, home=Home(borders=("mx2.recipient.example",)))
    assert (ip, found.confidence) == (OUT, 0.99)
    ip, _, found = origin(*chain, home=Home(borders=("mx.recipient.example",)))
    assert ip == "198.51.100.25"


def test_customers_of_one_hoster_are_not_one_house() -> None:
    ip, _, _ = origin(
        hop("vps.sakura.ne.jp (os3-1.vs.sakura.ne.jp [198.51.100.9])", "mx1.sakura.ne.jp"),
        hop(f"x (unknown [{OUT}])", "os3-1.vs.sakura.ne.jp"),
    )
    assert ip == "198.51.100.9"


def test_mailing_lists_are_looked_through() -> None:
    fields = {"Return_Path": "<dev-bounces@lists.example>", "List_Id": "Dev <dev.lists.example>", "X_Mailman_Version": "2.1.39"}
    every = observed(
        hop("lists.example (lists.example [198.51.100.40])", "mx.recipient.example"),
        hop("lists.example (localhost [127.0.0.1])", "lists.example"),
        hop(f"pc (unknown [{OUT}])", "lists.example"),
        FORGED,
        **fields,
    )
    it = next(it for it in every if it.kind == "origin")
    assert isinstance(it.detail, Origin)
    assert (it.value, it.role, it.detail.through) == (OUT, "list", "dev.lists.example")
    assert it.detail.confidence < 0.9
    assert "lists.example" in it.detail.reason.ja
    assert [it.role for it in every if it.kind == "list"] == ["mailing-list"]
    assert [it.detail.standing for it in every if isinstance(it.detail, Hop)] == ["border", "claimed", "claimed", "claimed"]


def test_a_machine_between_two_departments_of_the_lists_house_is_no_origin() -> None:
    _, role, found = origin(
        hop("mail-yw1-f184.google.com (mail-yw1-f184.google.com [209.85.128.184])", "mx.recipient.example"),
        hop("mail-sor-f41.google.com (mail-sor-f41.google.com [209.85.220.41])", "mx.google.com", "with SMTPS id x"),
        hop(f"x (unknown [{OUT}])", "mail-sor-f41.google.com"),
        List_Id="<talk.googlegroups.com>",
        List_Post="<mailto:talk@googlegroups.com>",
        Return_Path="<talk+bncx@googlegroups.com>",
        Precedence="list",
    )
    assert (role, found.claimed_ip, found.through) == ("border", "209.85.220.41", "talk.googlegroups.com")


def test_a_newsletter_with_list_id_is_no_mailing_list() -> None:
    fields = {
        "Return_Path": "<b1@bounce.shop.example>",
        "List_Id": "<news.shop.example>",
        "List_Unsubscribe": "<https://shop.example/u>",
    }
    ip, role, found = origin(
        hop("o1.shop.example (o1.shop.example [198.51.100.41])", "mx.recipient.example"),
        hop(f"app ([{OUT}])", "o1.shop.example"),
        **fields,
    )
    assert (ip, role, found.through) == ("198.51.100.41", "border", "")


def test_what_a_forwarder_saw_is_told_but_not_taken() -> None:
    ip, role, found = origin(
        hop("fw.school.example (fw.school.example [198.51.100.50])", "mx.recipient.example"),
        hop(f"x (unknown [{OUT}])", "fw.school.example"),
        Return_Path="<SRS0=abcd=3X=bank.example=a@school.example>",
    )
    assert (ip, role, found.claimed_ip, found.through) == ("198.51.100.50", "border", OUT, "school.example")


@pytest.mark.parametrize(
    ("house", "to", "through"),
    [
        ("school.example", "taro@school.example", "school.example"),  # the mail was for a mailbox there, which hands it on
        ("xserver.jp", "taro@xserver.jp", ""),  # a neighbour's machine at the same hoster
        ("recipient.example", "taro@recipient.example", ""),  # the very house that has it
    ],
)
def test_a_house_to_which_a_mail_was_addressed_forwards_it(house: str, to: str, through: str) -> None:
    _, _, found = origin(
        hop(
            f"fw.{house} (fw.{house} [198.51.100.50])", "mx.final.example", "(Postfix) with ESMTPS id Q for <u@recipient.example>"
        ),
        hop(f"x (unknown [{OUT}])", f"fw.{house}"),
        Cc=f"<{to}>",
    )
    assert found.through == through


IN, SENDING = "us-smtp-inbound-delivery-1.mimecast.com", "us-smtp-delivery-44.mimecast.com"
CLOUD = "with Microsoft SMTP Server id 15.20.8534.20 via Frontend Transport"


@pytest.mark.parametrize(
    ("name", "ip", "below", "through"),
    [
        (IN, "205.139.110.120", "relay.mimecast.com", "mimecast.com"),  # the filter of the recipient's house
        (SENDING, "205.139.110.44", "relay.mimecast.com", ""),  # a customer of the service sends through it
        (IN, OUT, "relay.mimecast.com", ""),  # anybody greets by that name
        (IN, "205.139.110.120", "evil.test", ""),  # the service took it from nobody
    ],
)
def test_filter_before_a_server_that_confirms_no_name(name: str, ip: str, below: str, through: str) -> None:
    border = hop(f"{name} ({ip})", "TY2PEPF0000AB84.mail.protection.outlook.com", f"(10.167.253.9) {CLOUD}")
    told, _, found = origin(border, hop("x (x.shop.example [198.51.100.9])", below, "with ESMTP id us-mta-1"))
    assert (told, found.through) == (ip, through)


def test_envelope_wins() -> None:
    ip, role, found = origin(FORGED, envelope=Envelope(client_ip=OUT, helo="pc"))
    assert (ip, role, found.confidence, found.claimed_ip) == (OUT, "envelope", 1.0, "198.51.100.1")
    ip, role, _ = origin(hop(f"x (unknown [{OUT}])", "mx.recipient.example"), envelope=Envelope(client_ip="127.0.0.1"))
    assert (ip, role) == (OUT, "border")


def test_fetched_mail() -> None:
    ip, _, found = origin(
        hop(
            "imap.isp.example [198.51.100.60]",
            "pc.recipient.example",
            "with IMAP (fetchmail-6.6.1) for <u@localhost> (single-drop)",
        ),
        hop("10.1.1.1", "atlas.isp.example", "with HTTPS"),
        hop(f"{OUT} (EHLO evil.test)", "10.1.1.1", "with SMTPs"),
    )
    assert (ip, found.hop) == (OUT, 2)


@pytest.mark.parametrize(
    ("received", "role"),
    [
        ((), "none"),
        (("by mx.recipient.example (Postfix, from userid 33) id 1; Thu, 5 Feb 2026 10:00:00 +0900",), "none"),
        (("from mail.bank.example by mx.recipient.example with SMTP id 1; Thu, 5 Feb 2026 10:00:00 +0900", FORGED), "none"),
        (("",), "none"),
        (("from (((", "by", ";;;", "from [ by ]"), "none"),
    ],
)
def test_nothing_to_believe_gives_no_origin(received: tuple[str, ...], role: str) -> None:
    ip, found_role, found = origin(*received)
    assert (ip, found_role, found.ip) == ("", role, None)
    assert found.reason.ja
    assert found.reason.en


def test_delays_may_be_negative() -> None:
    every = observed(
        hop("a (a.example [198.51.100.1])", "mx.recipient.example"), hop("b", "a.example", at="Thu, 5 Feb 2026 10:00:05 +0900")
    )
    assert next(it.detail.delay for it in every if isinstance(it.detail, Hop)) == -5.0


@pytest.mark.parametrize("filter_", ["virusgw14003.xserver.jp", "virusgw14003.xserver.ne.jp"])
def test_a_hosters_own_virus_filter_is_walked_through(filter_: str) -> None:
    ip, _, found = origin(
        hop(f"{filter_} ({filter_} [198.51.100.7])", "sv14033.xserver.jp", "(Postfix) with ESMTP id A"),
        hop("sv14033.xserver.jp (198.51.100.8)", filter_, f"(F-Secure/fsigk_smtp/521/{filter_})"),
        hop(f"mail.evil.test (unknown [{OUT}])", "sv14033.xserver.jp", "(Postfix) with ESMTPS id B"),
        FORGED,
    )
    assert (ip, found.hop, found.by) == (OUT, 2, "sv14033.xserver.jp")


def test_a_customers_machine_is_no_filter_of_the_hoster() -> None:
    """A neighbour at the same hoster, and a client that only calls itself the filter: both stand outside."""
    for client in (
        "fsav.vs.sakura.ne.jp (ik1-1.vs.sakura.ne.jp [198.51.100.7])",
        "fsav401.sakura.ne.jp (unknown [198.51.100.7])",
    ):
        ip, _, _ = origin(
            hop(client, "www262.sakura.ne.jp", "(8.15.2/8.15.2) with ESMTP id A"),
            hop("www262.sakura.ne.jp (198.51.100.8)", "fsav401.sakura.ne.jp", "(F-Secure/fsigk_smtp/550/fsav401.sakura.ne.jp)"),
            FORGED,
        )
        assert ip == "198.51.100.7"

"""Whose house a mail stays in is told by what the recipient's own side wrote, never by fields that came with the mail."""

from __future__ import annotations

from sabaku.app import examine, prepare
from sabaku.checks import _house
from sabaku.extract.house import own_domains
from sabaku.model import Input
from sabaku.names import whose

TOP = "Delivered-To: {own}\r\n"
BORDER = (
    "Received: from mail.sender.example (mail.sender.example [192.0.2.25]) by mx.recipient.example with ESMTPS id 1"
    " for <user@recipient.example>; Thu, 5 Feb 2026 12:00:00 +0900\r\n"
    "Authentication-Results: mx.recipient.example; dkim=pass header.d=sender.example\r\n"
)
REST = "From: boss@sender.example\r\nTo: user@recipient.example\r\nSubject: Hello\r\n\r\nHello\r\n"


def test_a_field_that_the_sender_wrote_makes_nobody_a_colleague() -> None:
    case = prepare(Input((BORDER + TOP.format(own="x@sender.example") + REST).encode()))
    assert whose.delivered(case) == ("user@recipient.example",)
    assert not _house.inside(case)


def test_a_field_on_top_is_the_recipients_own() -> None:
    case = prepare(Input((TOP.format(own="alias@recipient.example") + BORDER + REST).encode()))
    assert "alias@recipient.example" in whose.delivered(case)


def test_without_any_server_the_fields_are_all_there_is() -> None:
    case = prepare(Input((TOP.format(own="alias@recipient.example") + REST).encode()))
    assert whose.delivered(case) == ("alias@recipient.example",)


LED = "From: boss@sender.example\r\nTo: {to}\r\nSubject: Hello\r\nContent-Type: text/html\r\n\r\n<a href=https://led.example/x>Hello</a>\r\n"
NAMELESS = BORDER.replace(" for <user@recipient.example>", "")
FORWARDED = (
    "Return-Path: <SRS0=abcd=xy=sender.example=boss@recipient.example>\r\n"
    "Received: from relay.recipient.example (relay.recipient.example [192.0.2.77]) by mx.box.example with ESMTPS id 2"
    " for <me@box.example>; Thu, 5 Feb 2026 12:00:02 +0900\r\n"
)


def home_of(raw: str) -> tuple[set[str], tuple[str, ...]]:
    """The recipient's domains as questions and as claims see them."""
    case = prepare(Input(raw.encode()))
    return set(whose.home_domains(case)), own_domains(case.input, case.observables)


def test_whom_the_sender_names_does_not_count_where_the_border_names_somebody() -> None:
    forged = "Delivered-To: x@led.example\r\nX-Original-To: x@led.example\r\n"
    raw = BORDER + forged + LED.format(to="x@led.example")
    assert home_of(raw) == ({"recipient.example"}, ("recipient.example",))
    assert "x@led.example" in {it.value for it in prepare(Input(raw.encode())).seen("address", "delivered-claimed")}


def test_to_counts_where_the_border_names_nobody_but_not_for_where_the_mail_leads() -> None:
    assert home_of(NAMELESS + LED.format(to="user@recipient.example"))[0] == {"recipient.example"}
    assert home_of(NAMELESS + LED.format(to="x@led.example"))[0] == set()


def test_a_site_of_ones_own_is_known_by_ones_own_border() -> None:
    raw = NAMELESS.replace("mx.recipient.example", "mx.led.example") + LED.format(to="x@led.example")
    assert home_of(raw)[0] == {"led.example"}


def test_behind_a_forwarder_both_houses_are_ones_own() -> None:
    raw = FORWARDED + BORDER + LED.format(to="user@recipient.example")
    assert home_of(raw) == ({"recipient.example", "box.example"}, ("box.example", "recipient.example"))


def test_the_forgers_own_site_is_no_victim() -> None:
    case = prepare(Input((BORDER + LED.format(to="x@led.example, user@recipient.example")).encode()))
    assert "led.example" not in whose.victims(case)
    assert {"recipient.example", "user@recipient.example"} <= whose.victims(case)


def test_a_house_that_only_the_sender_names_is_inferred() -> None:
    speaks = (
        "From: recipient.example Support <info@evil.example>\r\nTo: user@recipient.example\r\nSubject: mailbox full\r\n\r\n"
        "Your mailbox at recipient.example is full. Sign in with your password: https://login.evil.example/\r\n"
    )
    sure = [
        [it.sure for it in examine(Input((border + speaks).encode())).findings if it.id == "identity.house-imitated"]
        for border in (BORDER, NAMELESS)
    ]
    assert sure == [["confirmed"], ["inferred"]]

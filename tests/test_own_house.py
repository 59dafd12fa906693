"""Whose house a mail stays in is told by what the recipient's own side wrote, never by fields that came with the mail."""

from __future__ import annotations

from sabaku.app import prepare
from sabaku.checks import _house
from sabaku.checks.identity import _who
from sabaku.model import Input

TOP = "Delivered-To: {own}\r\n"
BORDER = (
    "Received: from mail.sender.example (mail.sender.example [192.0.2.25]) by mx.recipient.example with ESMTPS id 1"
    " for <user@recipient.example>; Thu, 5 Feb 2026 12:00:00 +0900\r\n"
    "Authentication-Results: mx.recipient.example; dkim=pass header.d=sender.example\r\n"
)
REST = "From: boss@sender.example\r\nTo: user@recipient.example\r\nSubject: Hello\r\n\r\nHello\r\n"


def test_a_field_that_the_sender_wrote_makes_nobody_a_colleague() -> None:
    case = prepare(Input((BORDER + TOP.format(own="x@sender.example") + REST).encode()))
    assert _who.delivered(case) == ("user@recipient.example",)
    assert not _house.inside(case)


def test_a_field_on_top_is_the_recipients_own() -> None:
    case = prepare(Input((TOP.format(own="alias@recipient.example") + BORDER + REST).encode()))
    assert "alias@recipient.example" in _who.delivered(case)


def test_without_any_server_the_fields_are_all_there_is() -> None:
    case = prepare(Input((TOP.format(own="alias@recipient.example") + REST).encode()))
    assert _who.delivered(case) == ("alias@recipient.example",)

"""A mail that repeats one thing a hundred thousand times costs no more than its length, in whatever part it stands."""

from __future__ import annotations

import functools

import pytest

from effort import within
from sabaku.app import examine
from sabaku.model import Input

LENGTH = 120_000
LONGEST = 2.0
"""Seconds of CPU: such a mail takes a tenth of one."""
TOP = (
    b"Received: from mail.sender.example (mail.sender.example [192.0.2.25]) by mx.recipient.example with ESMTP id 1"
    b" for <user@recipient.example>; Thu, 5 Feb 2026 12:00:00 +0900\r\nFrom: a@sender.example\r\n"
)
PARTS = {
    "text": b"Content-Type: text/plain; charset=utf-8\r\n\r\n",
    "html": b"Content-Type: text/html; charset=utf-8\r\n\r\n",
    "base64": b"Content-Transfer-Encoding: base64\r\n\r\n",
    "quoted-printable": b"Content-Transfer-Encoding: quoted-printable\r\n\r\n",
    "uuencode": b"Content-Transfer-Encoding: x-uuencode\r\n\r\n",
    "jis": b"Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n",
    "subject": b"Subject: ",
}
PUMPS = (
    *(
        " ",
        "=",
        "=\n",
        "QQ==\n",
        "=20",
        "<",
        "<p>",
        "<!--",
        "&nbsp;",
        "「",
        "」",
        "・不審なメールの例\n",
        "様\n",
        "-----\n",
        ">From ",
    ),
    *(
        "1,000円",
        "2026/1/1 ",
        "a@b.example ",
        "https://a.example/ ",
        "\x1b$B",
        "$B",
        "=?utf-8?B?",
        "begin 644 a\n",
        '"a" scam ',
        "0",
    ),
)


@pytest.mark.parametrize("part", PARTS)
def test_no_repetition_runs_away(part: str) -> None:
    for pump in PUMPS:
        raw = TOP + PARTS[part] + (pump * (LENGTH // len(pump))).encode()
        within(LONGEST, functools.partial(examine, Input(raw)), pump)


FIELDS = (
    *("From", "To", "Reply-To", "Return-Path", "Delivered-To", "Received", "Received-SPF", "Authentication-Results", "Date"),
    *("DKIM-Signature", "ARC-Seal", "ARC-Message-Signature", "ARC-Authentication-Results", "Message-ID", "In-Reply-To"),
    *("References", "List-Id", "List-Unsubscribe", "Content-Disposition", "X-Mailer", "X-Originating-IP", "X-Spam-Status"),
    *("X-Forefront-Antispam-Report", "X-Google-DKIM-Signature", "Resent-From", "Feedback-ID"),
)
IN_FIELDS = (" ", "\t", "a ", "a@", "(", ")", '"', "=", ";", ",", ".", "1.", "a=", "=?", "\r", "\n ", "あ", "Re: ", "::")


@pytest.mark.parametrize("field", FIELDS)
def test_no_repetition_in_a_field_runs_away(field: str) -> None:
    for pump in IN_FIELDS:
        raw = TOP + f"{field}: v=1; x".encode() + (pump * (LENGTH // len(pump.encode()))).encode() + b"y\r\n\r\nHello\r\n"
        within(LONGEST, functools.partial(examine, Input(raw)), (field, pump))

"""Every Japanese mail is read as its author meant it, with LF and with CRLF; and where the standard library differs is known."""

from __future__ import annotations

import email
import email.errors
import email.header
import email.policy

import pytest

from mime.japanese_mails import MAILS, Mail
from sabaku.mime import parse
from sabaku.model import Message

CASES = [pytest.param(it, ends, id=f"{it.name}-{ends}") for it in MAILS for ends in ("lf", "crlf")]


def read(mail: Mail, ends: str) -> Message:
    return parse(mail.raw if ends == "lf" else mail.raw.replace(b"\n", b"\r\n"))


def test_there_are_enough_of_them_and_each_has_its_own_name() -> None:
    assert len({it.name for it in MAILS}) == len(MAILS) >= 45


@pytest.mark.parametrize(("mail", "ends"), CASES)
def test_read_right(mail: Mail, ends: str) -> None:
    message = read(mail, ends)

    assert message.text_of("subject") == mail.subject
    if mail.text:
        assert message.view("text").text == mail.text
    if mail.html:
        assert message.view("html").text == mail.html
    if mail.filename:
        assert [part.filename for part in message.parts if part.disposition == "attachment"] == [mail.filename]
    if mail.author:
        assert message.text_of("from") == mail.author


@pytest.mark.parametrize(("mail", "ends"), CASES)
def test_what_was_wrong_is_named(mail: Mail, ends: str) -> None:
    message = read(mail, ends)
    for part in message.parts:
        if not part.type.startswith("multipart/"):
            message.bytes_of(part)
    message.view("text"), message.view("html")

    assert set(mail.defects) <= {it.kind for it in message.defects}


def _differs(mail: Mail) -> str:
    """What Python's own reader gets wrong, with the functions that its documentation gives for each."""
    theirs = email.message_from_bytes(mail.raw, policy=email.policy.compat32)
    wrong = []
    if _header(theirs["subject"]) != mail.subject:
        wrong.append("subject")
    if mail.text and _text(theirs) != mail.text:
        wrong.append("text")
    if mail.html and _text(theirs) != mail.html:
        wrong.append("html")
    if mail.author and _header(theirs["from"]) != mail.author:
        wrong.append("author")
    if mail.filename and _name(theirs) != mail.filename:
        wrong.append("filename")
    return " ".join(wrong)


def _header(value: object) -> str | None:
    try:
        return str(email.header.make_header(email.header.decode_header(str(value))))
    except (LookupError, ValueError, email.errors.HeaderParseError):
        return None


def _text(message: email.message.Message) -> str | None:
    payload = message.get_payload(decode=True)
    assert isinstance(payload, bytes)
    try:
        return payload.decode(message.get_content_charset("ascii"), "replace")
    except LookupError:
        return None


def _name(message: email.message.Message) -> str | None:
    parts = message.get_payload()
    assert isinstance(parts, list)
    return parts[1].get_filename()


@pytest.mark.parametrize("mail", MAILS, ids=lambda it: it.name)
def test_where_the_standard_library_differs(mail: Mail) -> None:
    assert _differs(mail) == mail.stdlib

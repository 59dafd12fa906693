"""What a calendar entry tells its reader stands in the visible text, and leads back to the bytes in which it was sent."""

from __future__ import annotations

import base64
import quopri

import pytest

from mails import BASES
from sabaku.app import prepare
from sabaku.mime import parse
from sabaku.model import Input, Message, Span

HEAD = b"".join(f"{name}: {value}\n".encode() for name, value in BASES["en"]["headers"].items() if name != "Subject")
NOTE = "DESCRIPTION:Your account is lock\n ed\\, call us\\; or pay\\nat once: C:\\\\x\n"


def invited(
    *lines: str,
    text: str = "Please accept.\n",
    type: str = "text/calendar; charset=utf-8",
    encoding: str = "8bit",
    subject: str = "x",
) -> Message:
    """A mail with a text and one entry of those lines."""
    entry = "BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + "".join(lines) + "END:VEVENT\nEND:VCALENDAR\n"
    sent = {"8bit": bytes, "base64": base64.encodebytes, "quoted-printable": quopri.encodestring}[encoding](entry.encode())
    body = (
        f"--b\nContent-Type: text/plain; charset=utf-8\n\n{text}--b\nContent-Type: {type}\n"
        f"Content-Transfer-Encoding: {encoding}\n\n".encode()
        + sent
        + b"--b--\n"
    )
    return parse(HEAD + f'Subject: {subject}\nContent-Type: multipart/alternative; boundary="b"\n\n'.encode() + body)


def told(message: Message) -> str:
    return message.view("visible").text


def test_folds_and_escapes_are_undone() -> None:
    assert told(invited(NOTE)) == "Please accept.\nYour account is locked, call us; or pay\nat once: C:\\x"


def test_title_place_and_organizer_are_read_and_nothing_else() -> None:
    message = invited(
        'ORGANIZER;CN="Pay: Desk";ROLE=CHAIR:mailto:desk@sender.example\n',
        "UID:1\nATTENDEE;CN=Bob:mailto:bob@recipient.example\n",
        'SUMMARY;LANGUAGE=en:Review\nLOCATION;ALTREP="http://a.example/b:c":Room 4\nURL:https://a.example/\n',
    )
    assert told(message).splitlines()[1:] == ["Pay: Desk", "Review", "Room 4"]


def test_what_the_mail_says_already_is_not_said_twice() -> None:
    assert told(invited("SUMMARY:Budget\nDESCRIPTION:Please\\n  accept.\n", subject="Invitation: Budget")) == "Please accept."


def test_the_reminder_of_an_alarm_is_no_text() -> None:
    assert "REMINDER" not in told(invited("BEGIN:VALARM\nDESCRIPTION:REMINDER\nEND:VALARM\nDESCRIPTION:Noon\n"))
    assert told(invited("BEGIN:VALARM\nDESCRIPTION:REMINDER\nEND:VALARM\nDESCRIPTION:Noon\n")).endswith("Noon")


def test_marked_up_notes_are_read_as_text() -> None:
    assert told(invited("DESCRIPTION:<b>Sign</b> in<br>A &amp\\; B\n")).splitlines()[1:] == ["Sign in", "A & B"]
    assert told(invited("DESCRIPTION:a &amp\\; b <https://a.example/>\n")).endswith("a &amp; b <https://a.example/>")


@pytest.mark.parametrize("encoding", ["8bit", "base64", "quoted-printable"])
@pytest.mark.parametrize("word", ["locked", "account", "at once", "口座", "凍結されます"])
def test_places_lead_back_to_the_file(encoding: str, word: str) -> None:
    message = invited(NOTE, "LOCATION:お客さまの口座は凍結さ\n れます\n", encoding=encoding)
    at = told(message).index(word)
    start, end = message.raw_range(Span("visible", at, at + len(word)))
    sent = message.raw[start:end]
    undone = {"8bit": bytes, "base64": lambda it: it, "quoted-printable": quopri.decodestring}[encoding](sent)
    if encoding == "base64":
        assert message.parts[2].body_start <= start < end <= message.parts[2].end
    else:
        assert undone.replace(b"\n ", b"").decode() == word


def test_the_mail_s_own_text_keeps_its_places() -> None:
    message = invited(NOTE)
    assert message.raw[slice(*message.raw_range(Span("visible", 0, 6)))] == b"Please"


@pytest.mark.parametrize("type", ["application/ics", "text/calendar; method=REQUEST", 'text/calendar; name="a.ics"'])
def test_attached_or_not(type: str) -> None:
    assert "locked" in told(invited(NOTE, type=type))


def test_entries_of_a_mail_inside_the_mail_are_its_own() -> None:
    inner = b"Content-Type: text/calendar\n\nBEGIN:VCALENDAR\n" + NOTE.encode() + b"END:VCALENDAR\n"
    message = parse(
        HEAD
        + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHello\n--b\nContent-Type: message/rfc822\n\n"
        + inner
        + b"--b--\n"
    )
    assert told(message) == "Hello"


def test_many_entries_are_a_limit_that_is_told() -> None:
    message = invited(*(f"SUMMARY:Day {n}\n" for n in range(100)))
    assert told(message).count("Day") == 40
    assert "limit-text" in {it.kind for it in message.defects}


@pytest.mark.parametrize(
    "line", ["DESCRIPTION", "DESCRIPTION:", 'SUMMARY;A="x', "DESCRIPTION:\\", "ORGANIZER;CN=:x", "SUMMARY:" + "\\n" * 9]
)
def test_broken_lines_say_nothing(line: str) -> None:
    assert told(invited(line + "\n")).strip() in ("Please accept.", "Please accept.\n\\")


def test_a_demand_in_the_note_is_found_by_the_words() -> None:
    raw = invited("DESCRIPTION:Your account will be suspended unless you verify your password within 24 hours.\n").raw
    assert {"threat.suspend", "credential.password"} & {it.value for it in prepare(Input(raw)).seen("phrase")}


def test_a_long_note_is_cut_and_that_is_told() -> None:
    message = invited("DESCRIPTION:" + "\\n" * 200_000 + "end\n")
    assert "end" not in told(message)
    assert "limit-text" in {it.kind for it in message.defects}

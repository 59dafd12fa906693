"""The letter that a mail only encloses: what is read of its files, where that stands, and what is left alone or told as unread."""

from __future__ import annotations

import base64
import io
import zipfile
from datetime import UTC, datetime

import pytest
from pdfs import made

from mails import build
from sabaku.app import conclude, prepare
from sabaku.checks import _files
from sabaku.extract import enclosed
from sabaku.model import ENCLOSED, Case, Input, Span

NOW = datetime(2026, 2, 5, 3, tzinfo=UTC)
LURE = "Sign in with your email and password to keep your mailbox, or it is closed in 24 hours"
WORDS = "Words of a manual.\n" * 500
EML = (
    "From: Desk <desk@box-keepers.test>\nTo: {to}\nSubject: Your mailbox\nDate: Wed, 4 Feb 2026 10:00:00 +0000\n\n" + LURE + "\n"
)
OFFICE = "http://schemas.openxmlformats.org"


def mail(data: bytes | str, name: str, text: str = "Please see attached.\n", **headers: str) -> Input:
    """A mail of one line with that file."""
    content = data.encode() if isinstance(data, str) else data
    file = {"name": name, "type": "application/octet-stream", "base64": base64.b64encode(content).decode()}
    return Input(build({"base": "en", "headers": headers, "body": {"text": text, "files": [file]}}), now=NOW)


def case(data: bytes | str, name: str, text: str = "Please see attached.\n", **headers: str) -> Case:
    return prepare(mail(data, name, text, **headers))


def zipped(content: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return out.getvalue()


TYPES = {"[Content_Types].xml": "<Types/>"}
PAGE = (
    f"<html><head><title>Mail desk</title></head><body><p>{LURE}</p><form action='https://a.test/'><input></form></body></html>"
)


@pytest.mark.parametrize(
    ("data", "name", "role"),
    [
        (made(LURE), "a.pdf", "paper"),
        (PAGE, "a.html", "page"),
        (f'<svg xmlns="http://www.w3.org/2000/svg"><text>{LURE}</text><text>Go on</text></svg>', "a.svg", "page"),
        (zipped({**TYPES, "word/document.xml": f"<w:p><w:t>{LURE[:9]}</w:t><w:t>{LURE[9:]}</w:t></w:p>"}), "a.docx", "paper"),
        (zipped({**TYPES, "xl/sharedStrings.xml": f"<si><t>{LURE}</t></si>"}), "a.xlsx", "paper"),
        (
            zipped({**TYPES, "word/document.xml": f"<w:p><w:t>{LURE}</w:t></w:p>", "word/vbaProject.bin": b"x"}),
            "a.docm",
            "macro",
        ),
        (zipped({"a.pdf": made(LURE)}), "a.zip", "paper"),
        ("{\\rtf1\\ansi " + LURE + "\\par}", "a.rtf", "paper"),
        (LURE, "a.txt", "paper"),
        (EML.format(to="user@recipient.example"), "a.eml", "paper"),
        (EML.format(to="user@recipient.example").replace("To: ", "X-To: "), "a.eml", "paper"),
    ],
)
def test_is_read_as_the_mail_s_text_at_its_place(data: bytes | str, name: str, role: str) -> None:
    it = case(data, name)
    (letter,) = it.seen("letter")
    assert (letter.role, letter.shown) == (role, "a.pdf" if name == "a.zip" else name)
    text = it.message.view("visible").text
    start = text.index(LURE)
    place = Span("visible", start, start + len(LURE))
    inside = it.message.in_file(place)
    assert inside.view.endswith(letter.value) or inside.view.endswith(f"{letter.value}/text")
    assert it.message.quote(inside) == LURE
    assert it.message.in_letter(inside) == place
    low, high = it.message.raw_range(place)
    assert it.message.raw_range(inside) == (low, high)
    assert it.message.raw.rindex(b"Content-Disposition") < low < high <= len(it.message.raw)
    assert any(one.value.startswith("credential.") for one in it.seen("phrase"))

    report = conclude(it)
    assert report.message.text.strip() == "Please see attached."
    places = [one.seen.view for one in report.observables if one.kind == "phrase" and one.value.startswith("credential.")]
    assert places
    assert "visible" not in places
    cited = [
        e.where.view for it in report.findings for e in it.evidence if isinstance(e.where, Span) and e.found in LURE and e.found
    ]
    assert cited
    assert set(cited) <= {"visible", inside.view, "raw"}


def test_places_of_the_mail_itself_stay_where_they_are() -> None:
    it = case(made(LURE), "a.pdf")
    own = Span("visible", 0, 6)
    assert it.message.in_file(own) == own
    assert it.message.quote(own) == "Please"
    assert it.message.in_letter(Span("headers", 0, 5)) is None
    assert it.message.raw[slice(*it.message.raw_range(own))] == b"Please"


@pytest.mark.parametrize(
    ("data", "name", "text", "headers"),
    [
        (made(LURE), "a.pdf", "A letter of its own. " * 40, {}),
        ("\x00\x01" * 400, "a.bin", "Please see attached.\n", {}),
        (EML.format(to="alice@sender.example"), "a.eml", "Please see attached.\n", {}),
        (EML.format(to="others@elsewhere.example"), "a.eml", "Please see attached.\n", {}),
        (EML.format(to="user@recipient.example"), "a.eml", "Is this real?\n", {}),
        (EML.format(to="user@recipient.example"), "a.eml", "Please see attached.\n", {"List-Id": "<a.lists.example>"}),
    ],
    ids=["own letter", "no paper", "passed on", "to others", "asked about", "of a list"],
)
def test_is_no_letter(data: bytes | str, name: str, text: str, headers: dict[str, str]) -> None:
    it = case(data, name, text, **headers)
    assert it.seen("letter") == ()
    assert ENCLOSED not in it.message.views
    assert it.message.view("visible").text.strip() == text.strip()
    assert "letter-unread" not in [one.kind for one in it.message.defects]


def test_of_a_long_file_the_beginning_is_read() -> None:
    it = case(f"{LURE}\n{WORDS}\n{LURE}", "manual.txt")
    text = it.message.view("visible").text
    assert text.count(LURE) == 1
    assert len(text) < 100 + enclosed.HEAD
    place = Span("visible", text.index(LURE), text.index(LURE) + len(LURE))
    assert it.message.in_file(place) == Span("file:1.2", 0, len(LURE))
    assert "limit-letter" in [one.kind for one in it.message.defects]
    short = case(f"{LURE}\n" * 60, "a.txt").message
    assert len(short.view("visible").text) > 60 * len(LURE)
    assert "limit-letter" not in [one.kind for one in short.defects]


def test_japanese_letters_count_twice() -> None:
    assert case(made(LURE), "a.pdf", "お世話になっております。" * 24).seen("letter")
    assert not case(made(LURE), "a.pdf", "お世話になっております。" * 26).seen("letter")


def test_a_mail_without_files_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(enclosed, "held", None)
    assert prepare(Input(build({"base": "en"}), now=NOW)).seen("letter") == ()


@pytest.mark.parametrize(("data", "name"), [(made(""), "scan.pdf"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.doc")])
def test_what_could_not_be_read_is_a_gap(data: bytes, name: str) -> None:
    report = conclude(case(data, name))
    (gap,) = [it for it in report.gaps if it.source == "letter"]
    assert gap.reason == "unread"
    assert "no text could be read in the attached paper" in gap.says.en
    assert "letter" in report.verdict.open
    assert report.verdict.level == "no-sign"
    assert [it.source for it in conclude(case(made(LURE), "a.pdf")).gaps if it.source == "letter"] == []


def test_at_most_so_many_are_read() -> None:
    files = [
        {"name": f"{n}.txt", "type": "application/octet-stream", "text": f"Paper number {n} of them."}
        for n in range(enclosed.MOST + 2)
    ]
    it = prepare(Input(build({"base": "en", "body": {"text": "Here.\n", "files": files}}), now=NOW))
    assert [one.shown for one in it.seen("letter")] == [f"{n}.txt" for n in range(enclosed.MOST)]
    text = it.message.view("visible").text
    for n in range(enclosed.MOST):
        start = text.index(f"number {n}")
        assert it.message.quote(it.message.in_file(Span("visible", start, start + 8))) == f"number {n}"


@pytest.mark.parametrize(
    ("data", "name", "beside"),
    [
        (made(LURE), "a.pdf", []),
        (zipped({"b.pdf": made(LURE)}), "a.zip", []),
        (zipped({"b.pdf": made(LURE), "c.exe": b"MZ" + b"\0" * 99}), "a.zip", ["c.exe"]),
        (PAGE, "a.html", ["a.html"]),
    ],
)
def test_who_has_read_the_letter_has_nothing_more_to_open(data: bytes | str, name: str, beside: list[str]) -> None:
    it = case(data, name)
    assert it.seen("letter")
    assert [one.shown for one in _files.beside(it)] == beside
    assert _files.own_text(it).strip() == "Please see attached."

"""Case folders: written whole or not at all, read as something hostile."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sabaku.archive import cases
from sabaku.archive.cases import BadCase, blob, read_case, write_case
from sabaku.model import (
    Case,
    Home,
    Input,
    Message,
    MessageSummary,
    OriginLine,
    Question,
    Report,
    Text,
    Verdict,
    Versions,
    View,
)
from sabaku.sources.tape import Entry, Tape, dumps

NOW = datetime(2026, 2, 5, 3, 0, tzinfo=UTC)
RAW = b"Subject: \xff\xfe hi\r\n\r\nbody\n"
TAPE = Tape([Entry(Question("dns", "evil.test", (("type", "A"),)), "none", NOW)])
REPORT = Report(
    format=1,
    sha256=hashlib.sha256(RAW).hexdigest(),
    versions=Versions("0", "1", "2", "3"),
    examined_at=NOW,
    profile="offline",
    message=MessageSummary("件名", "a@b.example", "", "", "", "", ""),
    origin=OriginLine(None, None, Text("", "")),
    claims=(),
    links=(),
    observables=(),
    facts=tuple(TAPE.facts({}).values()),
    findings=(),
    gaps=(),
    verdict=Verdict("no-sign", "", 0.1, (), ()),
)


def case(**told: object) -> Case:
    given = Input(RAW, name="a.eml", now=NOW, home=Home(domains=("recipient.example",)), **told)  # type: ignore[arg-type]
    return Case(given, Message(RAW, (), (), lambda _, name: View(name, "", lambda: ()), lambda _, __: b""), ())


def test_what_is_written_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "case"
    picture = b"\x89PNG"
    digest = hashlib.sha256(picture).hexdigest()
    write_case(folder, case(given=b"an Outlook file"), REPORT, TAPE, {digest: picture})
    kept = read_case(folder)
    assert kept.input == Input(RAW, name="a.eml", now=NOW, home=Home(domains=("recipient.example",)), given=b"an Outlook file")
    assert kept.tape == dumps(TAPE)
    assert kept.report == REPORT
    assert blob(folder, digest) == picture
    assert {it.name for it in folder.iterdir()} == {"mail.eml", "given.bin", "inputs.json", "tape.jsonl", "report.json", "blobs"}
    assert (folder / "mail.eml").read_bytes() == RAW


def test_writing_again_keeps_what_others_put_there(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    write_case(folder, case(), REPORT, TAPE, {hashlib.sha256(b"1").hexdigest(): b"1"})
    (folder / "article.ja.md").write_text("わたしの加筆", "utf-8")
    write_case(folder, case(), REPORT, Tape(), {hashlib.sha256(b"2").hexdigest(): b"2"})
    assert (folder / "article.ja.md").read_text("utf-8") == "わたしの加筆"
    assert len(list((folder / "blobs").iterdir())) == 2
    assert read_case(folder).tape == b""
    assert [it.name for it in tmp_path.iterdir()] == ["case"]


def test_a_failure_leaves_the_old_case_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "case"
    write_case(folder, case(), REPORT, TAPE)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cases, "_write_blobs", full)
    with pytest.raises(OSError, match="No space"):
        write_case(folder, case(), REPORT, Tape())
    assert read_case(folder).tape == dumps(TAPE)
    assert [it.name for it in tmp_path.iterdir()] == ["case"]


def test_a_file_or_link_in_the_way_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "case").write_text("mine")
    with pytest.raises(NotADirectoryError):
        write_case(tmp_path / "case", case(), REPORT, TAPE)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(NotADirectoryError):
        write_case(tmp_path / "link", case(), REPORT, TAPE)
    assert (tmp_path / "case").read_text() == "mine"


def test_a_blob_has_to_be_what_its_name_says(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not what its name says"):
        write_case(tmp_path / "case", case(), REPORT, TAPE, {"0" * 64: b"x"})
    assert list(tmp_path.iterdir()) == []
    digest = hashlib.sha256(b"x").hexdigest()
    write_case(tmp_path / "case", case(), REPORT, TAPE, {digest: b"x"})
    (tmp_path / "case" / "blobs" / digest).write_bytes(b"changed")
    with pytest.raises(BadCase, match="not what its name says"):
        blob(tmp_path / "case", digest)
    with pytest.raises(BadCase, match="no sha256"):
        blob(tmp_path / "case", "../mail.eml")


@pytest.mark.parametrize(
    ("name", "body", "why"),
    [
        ("inputs.json", b"{", "truncated"),
        ("inputs.json", b'{"format": 99}', "format 99"),
        ("inputs.json", b'{"format": 1, "profile": "everything"}', "profile"),
        ("tape.jsonl", b"{}\n", "line 1"),
        ("report.json", b"[]", "object"),
        ("mail.eml", None, "mail.eml"),
        ("report.json", None, "report.json"),
    ],
)
def test_a_broken_case_is_named(tmp_path: Path, name: str, body: bytes | None, why: str) -> None:
    folder = tmp_path / "case"
    write_case(folder, case(), REPORT, TAPE)
    if body is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(body)
    with pytest.raises(BadCase, match=why):
        read_case(folder)


def test_no_folder_at_all(tmp_path: Path) -> None:
    with pytest.raises(BadCase, match="No such file"):
        read_case(tmp_path / "nowhere")

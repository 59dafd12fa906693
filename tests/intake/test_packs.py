"""Mails packed to be handed on: ZIP files, gzip, locked ones, and packs that are made to harm."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from intake.compound import compound, storage
from intake.zipped import locked, packed
from sabaku import intake
from sabaku.intake import Unreadable, files, packs
from sabaku.mime import parse
from sabaku.model import Input

MAIL = b"From: info@sender.example\nTo: user@recipient.example\nSubject: hello\nDate: Thu, 5 Feb 2026 10:00:00 +0900\n\ntext\n"
POSTMARK = b"From info@sender.example Thu Feb  5 10:00:05 2026\n"


def read(path: Path) -> list[Input | Unreadable]:
    return list(intake.read([str(path)]))


def subjects(found: list[Input | Unreadable]) -> list[str]:
    return [parse(it.raw).text_of("subject") if isinstance(it, Input) else it.reason.en for it in found]


def test_the_mails_of_a_zip_in_the_order_of_their_names(tmp_path: Path) -> None:
    path = tmp_path / "reported.zip"
    members = {
        "b/second.EML": MAIL.replace(b"hello", b"second"),
        "a.msg": compound(storage({0x0037: "first", 0x1000: "text"})),
        "c.mbox": POSTMARK + MAIL.replace(b"hello", b"third") + b"\n" + POSTMARK + MAIL.replace(b"hello", b"fourth"),
        "picture.png": b"\x89PNG\r\n\x1a\n",
        "__MACOSX/._a.eml": b"\0\5\x16\7",
    }
    path.write_bytes(packed(members))
    found = read(path)

    assert subjects(found) == ["first", "second", "third", "fourth"]
    assert [it.name for it in found] == [f"{path}#{it}" for it in ("a.msg", "b/second.EML", "c.mbox#1", "c.mbox#2")]


def test_what_gzip_packed_is_read_in_a_maildir_and_from_standard_input(tmp_path: Path) -> None:
    for folder in ("cur", "new"):
        (tmp_path / folder).mkdir()
    (tmp_path / "cur" / "1770253200.M1P1.mx,S=99:2,SZ").write_bytes(gzip.compress(MAIL))
    assert subjects(read(tmp_path)) == ["hello"]

    box = gzip.compress(POSTMARK + MAIL + b"\n" + POSTMARK + MAIL)
    assert [it.name for it in intake.read(["-"], stdin=io.BytesIO(box))] == ["-#1", "-#2"]


@pytest.mark.parametrize("strong", [False, True])
def test_a_sample_is_opened_with_the_word_that_is_usual_for_it(tmp_path: Path, strong: bool) -> None:
    path = tmp_path / "sample.zip"
    path.write_bytes(locked(MAIL, b"infected", strong))
    assert subjects(read(path)) == ["hello"]

    path.write_bytes(locked(MAIL, b"another", strong))
    assert read(path) == [Unreadable(f"{path}#a.eml", packs.LOCKED)]


def test_locked_bytes_are_dear(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "sample.zip"
    path.write_bytes(locked(MAIL, b"infected", strong=False))
    monkeypatch.setattr(packs, "UNPACKED", len(MAIL) * packs.SLOW - 1)

    (found,) = read(path)
    assert isinstance(found, Unreadable)
    assert found.reason.en.startswith("too large when unpacked")


def test_a_list_that_is_too_long_is_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "many.zip"
    path.write_bytes(packed({f"{n}.eml": MAIL for n in range(packs.MEMBERS + 1)}))
    monkeypatch.setattr(zipfile, "ZipFile", None)  # it would make the list
    (found,) = read(path)

    assert isinstance(found, Unreadable)
    assert "too many files" in found.reason.en
    assert packs.only_mails(path.read_bytes(), packs.MEMBERS) == []


def test_a_pack_in_a_folder_is_no_mail(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(packed({"a.eml": MAIL}))
    (tmp_path / "b.eml").write_bytes(MAIL.replace(b"hello", b"beside it"))

    assert subjects(read(tmp_path)) == ["beside it"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (packed({"letter.docx": b"PK", "run.exe": b"MZ"}), packs.NO_MAIL_IN),
        (packed({"a.eml": MAIL})[:-40], packs.BROKEN),
        (gzip.compress(MAIL)[:-12], packs.BROKEN),
        (b"\x1f\x8b" + bytes(40), packs.BROKEN),
        (gzip.compress(gzip.compress(MAIL)), files.mail("x", packs.GZIP).reason),  # type: ignore[union-attr]
        (packed({"a.eml": packed({"a.eml": MAIL})}), files.mail("x", packs.ZIP).reason),  # type: ignore[union-attr]
    ],
    ids=["no mail in it", "cut zip", "cut gzip", "noise", "gzip in gzip", "zip in zip"],
)
def test_what_cannot_be_unpacked_is_said(tmp_path: Path, data: bytes, reason: object) -> None:
    path = tmp_path / "pack"
    path.write_bytes(data)
    (found,) = read(path)

    assert isinstance(found, Unreadable)
    assert found.reason == reason


def test_a_bomb_ends_where_it_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packs, "UNPACKED", 1_000_000)
    path = tmp_path / "bomb.zip"
    path.write_bytes(packed({"a.eml": MAIL, "b.eml": MAIL + bytes(2_000_000)}))
    found = read(path)

    assert subjects(found)[0] == "hello"
    assert isinstance(found[1], Unreadable)
    assert found[1].reason.en.startswith("too large when unpacked")


def test_one_damaged_member_stops_no_other(tmp_path: Path) -> None:
    whole = packed({"a.eml": MAIL, "b.eml": MAIL})
    path = tmp_path / "half.zip"
    for place, byte in ((whole.index(b"a.eml") + 8, 0xFF), (whole.index(b"a.eml"), 0x7F), (whole.rindex(b"a.eml") - 36, 97)):
        data = bytearray(whole)
        data[place] ^= byte  # its bytes; its name before them; how it is packed
        path.write_bytes(data)
        assert subjects(read(path)) == [packs.BROKEN.en, "hello"]

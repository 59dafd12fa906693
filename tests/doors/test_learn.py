"""`sabaku learn` as an operator meets it: too little mail, learning, an objection, taking it back."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from sabaku.doors.cli import DONE, UNREADABLE, USAGE, main

HAM = "From: Club <news@club.example>\r\nTo: you@home.example\r\nSubject: Issue {n}\r\nDate: Thu, 05 Feb 2026 10:00:00 +0900\r\n\r\n"
HAM += "Issue {n} of our letter is out, word{n} word{m}: https://bit.ly/a{n}\r\n"
FRAUD = "From: Bank <x{n}@stranger.example>\r\nTo: you@home.example\r\nSubject: Your account {n}\r\n"
FRAUD += "Date: Thu, 05 Feb 2026 10:00:00 +0900\r\n\r\nYour account is suspended, verify your password now: http://192.0.2.7/{n}/{m}\r\n"


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SABAKU_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("SABAKU_CONFIG", str(tmp_path / "none.toml"))
    for name, shape, count in (("ham", HAM, 101), ("fraud", FRAUD, 51)):
        (tmp_path / name).mkdir()
        for n in range(count):
            (tmp_path / name / f"{n:03}.eml").write_bytes(shape.format(n=n, m=n * 7919).encode())
    return tmp_path


def test_learn_examine_undo(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folders = ["--ham", str(house / "ham"), "--fraud", str(house / "fraud")]

    assert main(["learn", *folders, "--anyway", "--lang", "en"]) == DONE
    assert "In force from now on" in capsys.readouterr().out
    assert main(["examine", str(house / "ham" / "001.eml"), "--format", "json"]) == DONE
    assert '"weights":"' in (told := capsys.readouterr().out)
    assert "+" in told.split('"weights":"')[1].split('"')[0]
    assert main(["learn", "--undo", "--lang", "ja"]) == DONE
    assert "取り消しました" in capsys.readouterr().out
    assert main(["examine", str(house / "ham" / "001.eml"), "--format", "json"]) == DONE
    assert "+" not in capsys.readouterr().out.split('"weights":"')[1].split('"')[0]


def test_dry_run_changes_nothing(house: Path) -> None:
    assert main(["learn", "--ham", str(house / "ham"), "--fraud", str(house / "fraud"), "--anyway", "--dry-run"]) == DONE
    assert not (house / "state" / "learnt.toml").exists()


def test_too_little_is_said(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["learn", "--ham", str(house / "fraud"), "--fraud", str(house / "fraud"), "--lang", "ja"]) == UNREADABLE
    assert "足りません" in capsys.readouterr().err


def test_an_objection_shows_at_the_next_look(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mail = str(house / "ham" / "003.eml")

    assert main(["learn", "--contest", mail, "--verdict", "legitimate", "--lang", "en"]) == DONE
    assert "already" in capsys.readouterr().out
    assert main(["learn", "--contest", mail, "--verdict", "fraud", "--why", "a drill", "--lang", "en"]) == DONE
    assert "Objection kept" in capsys.readouterr().out
    assert main(["examine", mail, "--lang", "en"]) == DONE
    assert "an objection was kept" in capsys.readouterr().err
    kept = (house / "state" / "contests.jsonl").read_text("utf-8")
    assert "a drill" in kept
    assert "club.example" not in kept
    assert "our letter" not in kept


def test_a_damaged_line_takes_no_other_objection_with_it(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A full disk cuts a line in the middle; the next objection must not become a part of it."""
    kept = house / "state" / "contests.jsonl"
    kept.parent.mkdir()
    kept.write_bytes(b'{"sha256":"\xe1"}\n' + b"[" * 200_000 + b'\n{"sha256":"ab')
    assert (
        main(["learn", "--contest", str(house / "ham" / "003.eml"), "--verdict", "fraud", "--why", "a\udcff", "--lang", "en"])
        == DONE
    )
    assert kept.read_bytes().count(b"\n") == 4
    capsys.readouterr()
    assert main(["learn", "--objections", "--lang", "en"]) == DONE
    id = hashlib.sha256((house / "ham" / "003.eml").read_bytes()).hexdigest()[:12]
    assert id in capsys.readouterr().out
    assert main(["learn", "--withdraw", id, "--lang", "en"]) == DONE
    assert kept.read_bytes().startswith(b'{"sha256":"\xe1"}\n')


def test_an_objection_is_taken_back(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mails = [str(house / "ham" / f"00{n}.eml") for n in (3, 4)]
    record = house / "state" / "contests.jsonl"
    for mail in mails:
        assert main(["learn", "--contest", mail, "--verdict", "fraud", "--why", "a drill", "--lang", "en"]) == DONE
    id = hashlib.sha256(Path(mails[0]).read_bytes()).hexdigest()[:12]
    assert f"id {id}" in capsys.readouterr().out
    with record.open("ab") as file:
        file.write(b"a damaged line\n")

    assert main(["learn", "--objections", "--lang", "en"]) == DONE
    listed = capsys.readouterr().out.splitlines()
    assert len(listed) == 2
    assert listed[0].startswith(id)
    assert listed[0].endswith("should be fraud  a drill")
    assert main(["learn", "--withdraw", id, "--lang", "en"]) == DONE
    assert f"Objection taken back: {id}" in capsys.readouterr().out
    assert main(["examine", mails[0], "--lang", "en"]) == DONE
    assert "objection" not in capsys.readouterr().err
    assert main(["learn", "--withdraw", mails[1], "--lang", "ja"]) == DONE
    assert "残りは0件です" in capsys.readouterr().out
    assert record.read_bytes() == b"a damaged line\n", "what was not asked for stays"
    assert main(["learn", "--objections", "--lang", "ja"]) == DONE
    assert "記録した異議はありません" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["0123456789ab", "a", "", "no-such.eml"])
def test_an_objection_that_is_not_there(house: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["learn", "--contest", str(house / "ham" / "003.eml"), "--verdict", "fraud"]) == DONE
    assert main(["learn", "--withdraw", name, "--lang", "en"]) == UNREADABLE
    assert "no such objection" in capsys.readouterr().err


def test_what_was_learnt_with_it_is_said(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mail = str(house / "ham" / "003.eml")
    assert main(["learn", "--contest", mail, "--verdict", "fraud"]) == DONE
    assert main(["learn", "--ham", str(house / "ham"), "--fraud", str(house / "fraud"), "--anyway"]) == DONE
    assert main(["learn", "--withdraw", mail, "--lang", "en"]) == DONE
    assert "still counts it" in capsys.readouterr().out


@pytest.mark.parametrize("words", [[], ["--ham", "x"], ["--contest", "x"]])
def test_usage(house: Path, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["learn", *words]) == USAGE
    assert capsys.readouterr().err.startswith("sabaku: ")

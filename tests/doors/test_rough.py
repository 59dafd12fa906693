"""Rough handling: case folders from strangers, full disks, a stop in the middle. Clear words, and nothing lost or overwritten."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import sabaku as package
from mails import build
from sabaku.doors.cli import main
from sabaku.doors.config import home_of, read_settings

NOW = "2026-02-05T12:00:00+09:00"
POSIX = pytest.mark.skipif(os.name != "posix", reason="links, pipes and signals")
MAIL = build(
    {"headers": {"Subject": "アカウント停止のお知らせ"}, "body": {"text": "確認してください。\nhttps://login.evil.example/x\n"}}
)


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    monkeypatch.setenv("SABAKU_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("SABAKU_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.setenv("SABAKU_LANG", "en")
    (tmp_path / "mail.eml").write_bytes(MAIL)
    assert main(["examine", str(tmp_path / "mail.eml"), "--case", str(tmp_path / "case"), "--now", NOW, "--format", "json"]) == 0
    capsys.readouterr()
    return tmp_path / "case"


@POSIX
def test_a_case_is_for_its_owner_only(case: Path) -> None:
    assert case.stat().st_mode & 0o077 == 0
    assert all(it.stat().st_mode & 0o077 == 0 for it in case.iterdir())


@POSIX
def test_the_report_before_is_not_written_through_a_link(case: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine")
    (case / "report-20260205T030000Z.json").symlink_to(victim)
    assert main(["replay", str(case), "--again", "--profile", "offline", "--format", "json"]) == 0
    assert victim.read_text() == "mine"
    assert (case / "report-20260205T030000Z.json").is_file()


@POSIX
def test_drafts_are_not_written_through_a_link(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "elsewhere").mkdir()
    (case / "notices").symlink_to(tmp_path / "elsewhere")
    assert main(["notify", str(case), "--to", "reporter"]) == 1
    assert "not a folder" in capsys.readouterr().err
    (case / "notices").unlink()
    (case / "notices").mkdir()
    (case / "notices" / "reporter.eml").symlink_to(tmp_path / "victim")
    assert main(["notify", str(case), "--to", "reporter"]) == 0
    assert not (tmp_path / "victim").exists()
    assert list((tmp_path / "elsewhere").iterdir()) == []


@POSIX
@pytest.mark.parametrize("name", ["mail.eml", "inputs.json", "tape.jsonl", "report.json"])
def test_what_a_link_in_a_case_points_to_is_not_read(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (case / name).rename(tmp_path / "private")
    (case / name).symlink_to(tmp_path / "private")
    for command in (
        ["replay"],
        ["publish", "--out", str(tmp_path / "out")],
        ["export", "--as", "csv"],
        ["notify", "--to", "police"],
    ):
        assert main([command[0], str(case), *command[1:]]) == 1
        assert f"{name}: is a link" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["inputs.json", "tape.jsonl", "report.json"])
def test_a_deeply_nested_file_is_named(case: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    (case / name).write_bytes(b'{"a":' + b"[" * 200_000)
    assert main(["replay", str(case)]) == 1
    assert capsys.readouterr().err.startswith(f"sabaku: {case}: ")


def test_no_case_says_how_to_make_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["replay"], ["export", "--as", "csv"], ["notify", "--to", "police"]):
        assert main([command[0], str(tmp_path / "nowhere"), *command[1:]]) == 1
        assert "--case FOLDER" in capsys.readouterr().err


def test_a_list_that_is_none_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "list", "nosuch", "--lang", "en"]) == 2
    assert "nosuch" in capsys.readouterr().err


def test_a_domain_that_is_no_list_is_a_fault_of_the_configuration(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "config.toml").write_text('[home]\ndomains = "recipient.example"\n')
    (tmp_path / "mail.eml").write_bytes(MAIL)
    assert main(["examine", str(tmp_path / "mail.eml"), "--config", str(tmp_path / "config.toml")]) == 2
    assert "domains is a list" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ("[home]\nzone = 'Mars/Phobos'\n", "Asia/Tokyo"),
        ("[home]\ndomains = [1]\n", "domains[0]"),
        ("x = " + "[" * 50_000, "recursion"),
    ],
)
def test_a_fault_of_the_configuration_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], settings: str, says: str
) -> None:
    (tmp_path / "config.toml").write_text(settings)
    (tmp_path / "mail.eml").write_bytes(MAIL)
    assert main(["examine", str(tmp_path / "mail.eml"), "--config", str(tmp_path / "config.toml")]) == 2
    assert says in capsys.readouterr().err


def test_own_domains_are_known_however_they_are_written(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[home]\ndomains = ["Recipient.Example.", "", "."]\n')
    settings = read_settings(tmp_path / "config.toml")
    assert home_of(settings, ["Other.Example"], "ja").domains == ("recipient.example", "other.example")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_said_without_a_traceback(case: Path) -> None:
    for words in (["replay", str(case), "--format", "json"], ["export", str(case), "--as", "csv"]):
        done = _run(words, Path("/dev/full"))
        told = done.communicate(timeout=600)[1]
        assert done.returncode == 1
        assert told.decode().splitlines()[-1] == "sabaku: no space left on the device."


@POSIX
def test_being_told_to_stop_leaves_the_case_as_it_was(case: Path, tmp_path: Path) -> None:
    """Whenever it comes, the case is whole afterwards and nothing lies beside it."""
    beside = {it.name for it in tmp_path.iterdir()}
    for wait in (0.3, 0.5, 0.7):
        words = ["examine", str(tmp_path / "mail.eml"), "--case", str(case), "--now", NOW, "--format", "json"]
        done = _run(words, Path(os.devnull))
        time.sleep(wait)
        done.send_signal(signal.SIGTERM)
        done.communicate(timeout=600)
        assert done.returncode in (0, 143, -signal.SIGTERM)
        assert {it.name for it in tmp_path.iterdir()} - beside <= {"state"}
        assert json.loads((case / "report.json").read_bytes())["format"] == 1


def _run(words: list[str], out: Path) -> subprocess.Popen[bytes]:
    here = str(Path(package.__file__).parents[1])
    with out.open("wb") as file:
        return subprocess.Popen(
            [sys.executable, "-m", "sabaku", *words], stdout=file, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": here}
        )


def test_measuring_says_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "odd").mkdir()
    assert main(["measure", str(tmp_path)]) == 1
    assert "ham, phish, fraud" in capsys.readouterr().err
    assert main(["measure", str(tmp_path / "nowhere")]) == 1
    assert "nowhere: not found." in capsys.readouterr().err


@POSIX
def test_a_file_name_moves_no_cursor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "\x1b]0;mine\x07\u202e.eml").touch()
    assert main(["examine", str(tmp_path)]) == 1
    told = capsys.readouterr().err
    assert "mine" in told
    assert not set(told) & set("\x1b\x07\u202e")

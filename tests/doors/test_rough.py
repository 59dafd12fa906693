"""Rough handling: case folders from strangers, full disks, a stop in the middle. Clear words, and nothing lost or overwritten."""

from __future__ import annotations

import errno
import json
import os
import pickle
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from msgspec import structs

import sabaku as package
from mails import build
from sabaku.data import own
from sabaku.doors import _post, faults
from sabaku.doors.cli import main
from sabaku.doors.config import ConfigError, home_of, read_settings
from sabaku.names import brands

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


def test_an_empty_name_is_not_the_folder_where_one_stands(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["examine", ""]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "the name of the mail is empty" in said.err


def test_a_folder_without_a_mail_is_named(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bare").mkdir()
    assert main(["examine", str(tmp_path / "bare")]) == 1
    assert capsys.readouterr().err.startswith(f"sabaku: {tmp_path / 'bare'}: no mail found there")


@pytest.mark.parametrize(
    ("written", "told"),
    [("/srv/cases/.parcel.new", "/srv/cases/parcel"), ("/srv/.c.new/mail.eml", "/srv/c/mail.eml"), ("/srv/a.new", "/srv/a.new")],
)
def test_what_is_refused_is_named_as_it_was_asked_for(written: str, told: str) -> None:
    assert faults.told(OSError(errno.EACCES, "refused", written), "en") == f"{told}: no permission."


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


def test_measuring_takes_every_mail_of_a_mailbox(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A labelled archive often is one mailbox a label: taken for one mail, its figures would be of nothing."""
    for label, text in (("ham", "The minutes of our meeting are attached."), ("phish", "Your account is suspended.")):
        (tmp_path / label).mkdir()
        mails = [
            f"From a@b.example Thu Feb  5 10:00:0{n} 2026\nFrom: a@b.example\nTo: c@d.example\nSubject: {label} {n}\n"
            f"Date: Thu, 5 Feb 2026 10:00:0{n} +0900\n\n{text} {n}\n\n"
            for n in range(3)
        ]
        (tmp_path / label / "all.mbox").write_text("".join(mails), "utf-8")
        (tmp_path / label / "single.eml").write_text(mails[0].partition("\n")[2], "utf-8")
    assert main(["measure", str(tmp_path), "--lang", "en"]) == 0
    assert " 8 mails, " in capsys.readouterr().out
    assert main(["measure", str(tmp_path), "--lang", "en", "--per-folder", "2"]) == 0
    assert " 6 mails, " in capsys.readouterr().out


@POSIX
def test_a_file_name_moves_no_cursor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "\x1b]0;mine\x07\u202e.eml").touch()
    assert main(["examine", str(tmp_path)]) == 1
    told = capsys.readouterr().err
    assert "mine" in told
    assert not set(told) & set("\x1b\x07\u202e")


@pytest.mark.parametrize(
    ("name", "holds", "why"),
    [
        ("brands.toml", b"[bank\n", "line 1"),
        ("brands.toml", b"[bank]\nnames = 1\n", "not subscriptable"),
        ("brands.toml", b'[b]\nnames = {ja="x", en="y"}\nsector = "bank"\nverified = {"a.example" = 1}\n', "Expected `str`"),
        ("public_suffix_list.dat", b"\xff\n", "codec"),
        ("public_suffix_list.dat", " 例\n".encode(), "index"),
    ],
)
def test_a_damaged_list_of_the_operator_is_named_and_no_report_is_made_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, holds: bytes, why: str
) -> None:
    """A report that knows no brand and no domain would find nothing."""
    monkeypatch.setenv("SABAKU_DATA", str(tmp_path))
    monkeypatch.setenv("SABAKU_CONFIG", str(tmp_path / "none.toml"))
    (tmp_path / name).write_bytes(holds)
    (tmp_path / "mail.eml").write_bytes(MAIL)
    out = tmp_path / "out"
    done = _run(["examine", str(tmp_path / "mail.eml"), "--format", "json", "--lang", "en"], out)
    told = done.communicate(timeout=600)[1].decode()
    assert done.returncode == 2
    assert told.startswith(f"sabaku: {tmp_path / name}: ")
    assert why in told
    assert "sabaku data update " in told
    assert "Traceback" not in told
    assert out.read_bytes() == b""


def test_which_list_is_damaged_is_told_by_a_worker_too() -> None:
    fault = pickle.loads(pickle.dumps(own.Damaged(own.BRANDS, Path("b.toml"), "line 1")))
    assert (fault.name, fault.path, fault.why) == (own.BRANDS, Path("b.toml"), "line 1")
    assert faults.damaged(fault, "ja").startswith("b.toml: 一覧として読めません(line 1)。`sabaku data update brands`")


def test_a_brand_that_holds_something_else_is_refused() -> None:
    found = brands.brands()
    brands.prove(found)
    with pytest.raises(ValueError, match="Expected `str`"):
        brands.prove({"x": structs.replace(next(iter(found.values())), unverified=(1,))})  # type: ignore[arg-type]


@pytest.mark.skipif(sys.platform != "linux", reason="names of bytes that are no UTF-8")
def test_a_case_of_a_file_whose_name_is_no_text_is_kept(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    odd = Path(os.fsdecode(bytes(tmp_path) + b"/\xff\n.eml"))
    odd.write_bytes(MAIL)
    assert main(["examine", str(odd), "--case", str(tmp_path / "odd"), "--now", NOW, "--format", "json"]) == 0
    assert json.loads((tmp_path / "odd" / "inputs.json").read_bytes())["name"] == f"{tmp_path}/?\n.eml"
    assert main(["replay", str(tmp_path / "odd")]) == 0
    assert "identical" in capsys.readouterr().err


def test_a_record_of_what_was_sent_that_is_no_text_is_refused(case: Path) -> None:
    """Nothing goes out twice: what cannot be read may be what was sent."""
    (case / _post.RECORD).write_bytes(b'{"to":"\xff"}\n')
    with pytest.raises(ConfigError):
        _post.record(case)

"""`sabaku export` as its users meet it: a case folder in, a file or standard output out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from outgoing import EXAMPLES, NOW
from sabaku.doors.cli import main


@pytest.fixture
def case(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Path:
    return kept(tmp_path, "kagoya", capfd)


def kept(tmp_path: Path, name: str, capfd: pytest.CaptureFixture[str]) -> Path:
    folder, example = tmp_path / name, EXAMPLES / name
    words = [
        "--config",
        str(example / "home.toml"),
        "--tape",
        str(example / "tape.jsonl"),
        "--profile",
        "full",
        "--now",
        NOW[name],
    ]
    assert main(["examine", str(example / "mail.eml"), *words, "--case", str(folder), "--format", "json"]) == 0
    capfd.readouterr()
    return folder


def test_to_standard_output_and_to_a_file(case: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(case), "--as", "stix", "--tlp", "green"]) == 0
    shown = capfd.readouterr().out
    assert json.loads(shown)["type"] == "bundle"
    assert main(["export", str(case), "--as", "stix", "--tlp", "green", "--out", str(tmp_path / "b.json")]) == 0
    assert (tmp_path / "b.json").read_text("utf-8") == shown


def test_a_folder_that_is_no_case(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(tmp_path), "--as", "csv"]) == 1
    assert "is no case folder" in capfd.readouterr().err


def test_a_file_that_cannot_be_written(case: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(case), "--as", "csv", "--out", str(tmp_path / "no" / "where.csv")]) == 1
    assert f"{tmp_path / 'no'}: not found" in capfd.readouterr().err


def test_a_mail_without_anything_of_an_attacker_says_so(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    mail = tmp_path / "mail.eml"
    mail.write_bytes(b"From: a@sender.example\r\nTo: b@recipient.example\r\nSubject: hello\r\n\r\nhello\r\n")
    assert main(["examine", str(mail), "--case", str(tmp_path / "c"), "--format", "json"]) == 0
    capfd.readouterr()
    assert main(["export", str(tmp_path / "c"), "--as", "hosts", "--lang", "ja"]) == 0
    told = capfd.readouterr()
    assert "0.0.0.0" not in told.out
    assert "--all-roles" in told.err


def test_the_abused_third_party_is_masked_even_with_all_roles(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = kept(tmp_path, "fukushima", capfd)
    assert main(["export", str(folder), "--as", "csv", "--all-roles"]) == 0
    told = capfd.readouterr().out
    assert "悪用された第三者" in told
    assert "fukushima-tta" not in told
    assert "recipient.example" not in told


def test_what_is_no_case_is_told_apart(case: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    for given, says in (
        (tmp_path / "nowhere", f"{tmp_path / 'nowhere'}: not found."),
        (case / "mail.eml", f"Run sabaku examine {case / 'mail.eml'} --case FOLDER first"),
        (tmp_path / "empty", "is no case folder. Name one that"),
    ):
        assert main(["export", str(given), "--as", "csv", "--lang", "en"]) == 1
        assert says in capfd.readouterr().err


def test_other_commands_take_one_case_and_say_which(case: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["replay", str(tmp_path), "--lang", "en"]) == 1
    assert f"{tmp_path} holds cases (1). Name one of them, such as {case};" in capfd.readouterr().err


def test_cases_and_folders_of_cases_make_one_list(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    one = kept(tmp_path / "year" / "month", "kagoya", capfd)
    other = kept(tmp_path / "year", "fukushima", capfd)
    for given in ([tmp_path], [one, other], [tmp_path / "year", one]):
        assert main(["export", *map(str, given), "--as", "jsonl", "--lang", "en"]) == 0
        told = capfd.readouterr()
        values = {json.loads(it)["value"] for it in told.out.splitlines()}
        assert {"fablights.in", "fotojosue.com"} <= values
        assert told.err == "sabaku: 2 cases, put together.\n"


def test_cases_that_hold_nothing_of_an_attackers_are_counted(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    one = kept(tmp_path, "kagoya", capfd)
    mail = tmp_path / "mail.eml"
    mail.write_bytes(b"From: a@sender.example\r\nTo: b@recipient.example\r\nSubject: hello\r\n\r\nhello\r\n")
    assert main(["examine", str(mail), "--case", str(tmp_path / "hello"), "--format", "json"]) == 0
    capfd.readouterr()
    assert main(["export", str(tmp_path), "--as", "csv", "--lang", "ja", "--out", str(tmp_path / "x.csv")]) == 0
    assert capfd.readouterr().err == (
        "sabaku: 1件のケースをまとめました。1件には、不審な点か攻撃者のものと判断できる値がなく、含めていません。\n"
    )
    assert main(["export", str(one), "--as", "csv"]) == 0
    assert capfd.readouterr().out == (tmp_path / "x.csv").read_bytes().decode()


def test_a_case_that_cannot_be_read_is_named_and_the_others_are_done(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    kept(tmp_path, "kagoya", capfd)
    broken = kept(tmp_path, "fukushima", capfd)
    (broken / "report.json").write_bytes(b"{")
    assert main(["export", str(tmp_path), "--as", "csv", "--lang", "en"]) == 1
    told = capfd.readouterr()
    assert "fablights.in" in told.out
    assert f"{broken}: the case cannot be read" in told.err


def test_what_is_about_one_mail_takes_one_case(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    kept(tmp_path, "kagoya", capfd)
    assert main(["export", str(tmp_path), "--as", "kql"]) == 0  # a folder that holds one
    kept(tmp_path, "fukushima", capfd)
    capfd.readouterr()
    assert main(["export", str(tmp_path), "--as", "kql", "--lang", "en"]) == 2
    assert (
        "kql is about one mail: name a single case. These hold several cases: stix, misp, thehive, csv" in capfd.readouterr().err
    )

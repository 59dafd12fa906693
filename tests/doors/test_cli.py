"""The command as its users meet it: real processes, real files, exit codes, and no traceback whatever they give it."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

import sabaku as package
from mails import build

MAIL = build(
    {
        "headers": {"Subject": "アカウント停止のお知らせ"},
        "body": {
            "text": "お客様のアカウントの利用を一時的に停止しました。\n下記よりご確認ください。\nhttps://login.evil.example/x\n"
        },
    }
)
NOW = "2026-02-05T12:00:00+09:00"


def sabaku(*words: str, stdin: bytes = b"", **environ: str) -> subprocess.CompletedProcess[bytes]:
    here = str(Path(package.__file__).parents[1])
    plain = {
        "PYTHONPATH": here,
        "PATH": os.environ["PATH"],
        "HOME": "/nonexistent",
        "LANG": "C.UTF-8",
        "NO_COLOR": "1",
        **environ,
    }
    return subprocess.run(
        [sys.executable, "-m", "sabaku", *words], input=stdin, capture_output=True, env=plain, timeout=600, check=False
    )


@pytest.fixture
def mail(tmp_path: Path) -> Path:
    file = tmp_path / "mail.eml"
    file.write_bytes(MAIL)
    return file


def test_json_lines_have_the_agreed_keys(mail: Path) -> None:
    done = sabaku("examine", str(mail), str(mail), "--format", "json", "--now", NOW)

    assert done.returncode == 0, done.stderr.decode()
    lines = [json.loads(it) for it in done.stdout.splitlines()]
    assert len(lines) == 2
    report = lines[0]
    assert report["format"] == 1
    assert report["input"] == report["run"]["input"] == str(mail)
    assert report["run"]["elapsed_ms"] > 0
    assert len(report["sha256"]) == 64
    assert report["message"]["subject"] == "アカウント停止のお知らせ"
    assert "下記よりご確認ください。" in report["message"]["text"]
    assert {"subject", "text", "plain", "from", "date"} <= set(report["message"])
    assert report["origin"]["ip"] == "192.0.2.25"
    assert {"ip", "claimed_ip", "reason"} <= set(report["origin"])
    assert report["links"] == [
        {"url": "https://login.evil.example/x", "host": "login.evil.example", "shown": "https://login.evil.example/x"}
    ]
    assert {"level", "category", "probability", "because", "open"} <= set(report["verdict"])
    for finding in report["findings"]:
        assert {"id", "weight", "title", "says", "evidence"} <= set(finding)
        assert finding["says"]["ja"]
        assert finding["says"]["en"]


def test_standard_input_and_output_encoding() -> None:
    done = sabaku("examine", "-", "--format", "json", "--now", NOW, stdin=MAIL, PYTHONIOENCODING="cp932")

    assert done.returncode == 0
    assert json.loads(done.stdout)["message"]["subject"] == "アカウント停止のお知らせ"


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_console_that_speaks_cp932(mail: Path, lang: str) -> None:
    done = sabaku("examine", str(mail), "--lang", lang, "--now", NOW, PYTHONIOENCODING="cp932", PYTHONUTF8="0")

    assert done.returncode == 0, done.stderr.decode("cp932")
    assert "アカウント停止のお知らせ" in done.stdout.decode("cp932")


def test_unreadable_input_is_named_and_the_others_are_done(mail: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.eml"
    empty.write_bytes(b"")
    done = sabaku("examine", str(tmp_path / "missing.eml"), str(empty), str(mail), "--format", "json", "--now", NOW)

    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    told = done.stderr.decode()
    assert "missing.eml" in told
    assert "empty.eml" in told
    assert "Traceback" not in told


def test_a_folder_is_examined(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.eml").write_bytes(MAIL.replace(b"evil", name.encode()))
    done = sabaku("examine", str(tmp_path), "--format", "json", "--now", NOW)

    reports = [json.loads(it) for it in done.stdout.splitlines()]
    assert [Path(it["input"]).name for it in reports] == ["a.eml", "b.eml", "c.eml"]
    assert len(reports[0]["run"]["companions"]) == 2


@pytest.mark.parametrize(
    "words",
    [
        ["examine"],
        ["examine", "x.eml", "--profile", "loud"],
        ["nonsense"],
        ["examine", "x.eml", "--now", "soon"],
        ["examine", "x.eml", "--config", "/none"],
    ],
)
def test_wrong_usage(words: list[str]) -> None:
    done = sabaku(*words)

    assert done.returncode == 2
    assert done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("format", ["text", "html", "markdown"])
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_format_in_both_languages(mail: Path, format: str, lang: str) -> None:
    done = sabaku("examine", str(mail), "--format", format, "--lang", lang, "--now", NOW)

    assert done.returncode == 0, done.stderr.decode()
    told = done.stdout.decode()
    assert ("判定" in told) == (lang == "ja")
    assert "https://login.evil" not in told, "a live link in a report"


def test_language_follows_the_locale(mail: Path) -> None:
    assert "判定" in sabaku("examine", str(mail), "--now", NOW, LANG="ja_JP.UTF-8").stdout.decode()


def test_case_folder_replays_identically(mail: Path, tmp_path: Path) -> None:
    case = tmp_path / "case"
    assert sabaku("examine", str(mail), "--case", str(case), "--now", NOW).returncode == 0
    assert {it.name for it in case.iterdir()} >= {"mail.eml", "inputs.json", "tape.jsonl", "report.json"}
    assert (case / "mail.eml").read_bytes() == MAIL

    again = sabaku("replay", str(case), "--format", "json")
    assert again.returncode == 0, again.stderr.decode()
    assert json.loads(again.stdout)["sha256"] == json.loads((case / "report.json").read_bytes())["sha256"]


def test_what_was_said_of_whose_mail_it_is_stands_in_what_comes_next(mail: Path, tmp_path: Path) -> None:
    fraud, config = Path(__file__).parents[2] / "examples" / "kagoya" / "mail.eml", tmp_path / "c.toml"
    config.write_text('[home]\ndomains = ["recipient.example"]\n', "utf-8")
    asked = ("--now", NOW, "--home", "recipient.example", "--config", str(config))
    repeated = f"--home recipient.example --config {config}"
    done = sabaku("examine", str(fraud), *asked)
    assert f"sabaku examine --profile full {repeated} {fraud}" in done.stdout.decode()
    many = sabaku("examine", str(mail), *[str(fraud)] * 4, *asked, "--case", str(tmp_path / "cases")).stderr.decode()
    assert f"sabaku examine {repeated} {mail} " in many
    assert f"--to reporter --config {config}" in many
    one = sabaku("examine", str(fraud), *asked, "--case", str(tmp_path / "one")).stdout.decode().replace("\n    ", " ")
    assert f"sabaku replay {tmp_path / 'one'} --again --profile full --config {config}" in one


@pytest.mark.parametrize("command", [("replay", "{case}", "--again"), ("sources",), ("learn",), ("brands", "list")])
def test_a_command_that_works_by_settings_takes_the_file_that_is_named(
    mail: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    case, config = tmp_path / "case", tmp_path / "c.toml"
    assert sabaku("examine", str(mail), "--case", str(case), "--now", NOW).returncode == 0
    config.write_text("[visit]\nproxi = 'http://127.0.0.1:1'\n", "utf-8")
    done = sabaku(*(it.format(case=case) for it in command), "--config", str(config))
    assert done.returncode == 2, done.stderr.decode()
    assert "proxi" in done.stderr.decode()


def test_where_the_case_was_kept_is_said_and_what_comes_next(mail: Path, tmp_path: Path) -> None:
    case, fraud = tmp_path / "case", Path(__file__).parents[2] / "examples" / "kagoya" / "mail.eml"
    assert "publish" not in sabaku("examine", str(mail), "--case", str(tmp_path / "honest"), "--now", NOW).stderr.decode()
    done = sabaku("examine", str(fraud), "--case", str(case), "--now", NOW, "--lang", "ja")
    says = done.stderr.decode()
    assert f"ケースを {case} に保存しました。" in says
    assert f"sabaku publish {case} --out" in says
    assert f"sabaku replay {case} --again --profile full" in done.stdout.decode().replace("\n    ", " ")
    again = sabaku("replay", str(case), "--lang", "ja").stdout.decode()
    assert f"sabaku replay {case} --again --profile full" in again.replace("\n    ", " ")
    assert b'"case":' not in (case / "report.json").read_bytes() or b'"case":""' in (case / "report.json").read_bytes()


def test_of_several_cases_the_folder_is_named_once(mail: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.eml"
    other.write_bytes(mail.read_bytes() + b"more\n")
    done = sabaku("examine", str(mail), str(other), "--case", str(tmp_path / "cases"), "--now", NOW, "--lang", "en")
    told = done.stderr.decode()
    assert told.startswith(f"sabaku: 2 cases are kept, each in a folder of its own in {tmp_path / 'cases'}. Next: sabaku replay ")
    assert told.count("\n") == 1


def test_a_changed_case_does_not_replay(mail: Path, tmp_path: Path) -> None:
    case = tmp_path / "case"
    sabaku("examine", str(mail), "--case", str(case), "--now", NOW)
    kept = case / "mail.eml"
    kept.write_bytes(kept.read_bytes().replace(b"login.evil", b"login.good"))

    assert sabaku("replay", str(case)).returncode == 1


def test_replay_of_nothing_says_so(tmp_path: Path) -> None:
    done = sabaku("replay", str(tmp_path))

    assert done.returncode == 1
    assert done.stderr.decode().startswith(f"sabaku: {tmp_path}")
    assert b"Traceback" not in done.stderr


def test_help_and_version() -> None:
    assert b"examine" in sabaku("--help").stdout
    assert sabaku("--version").stdout.startswith(b"sabaku ")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
@pytest.mark.parametrize("closed", ["<&-", "2>&-"])
def test_a_stream_that_was_closed_before_the_start(mail: Path, closed: str) -> None:
    done = _in_shell(f'examine "{mail}" --now {NOW} {closed}')

    assert done.returncode == 0, done.stderr.decode()
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
@pytest.mark.parametrize("words", ['examine "{mail}"', 'examine "{mail}" --format json', "sources", "--help", "--version"])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_what_cannot_be_written_because_the_output_is_closed_is_no_success(mail: Path, words: str, unbuffered: str) -> None:
    done = _in_shell(f"{words.format(mail=mail)} >&-", PYTHONUNBUFFERED=unbuffered)

    assert done.returncode == 1
    assert done.stderr.decode() == "sabaku: nothing could be written: the output is closed.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
def test_a_closed_output_is_nothing_to_a_command_that_writes_a_file(mail: Path, tmp_path: Path) -> None:
    case, table = tmp_path / "case", tmp_path / "table.csv"
    assert sabaku("examine", str(mail), "--case", str(case), "--now", NOW).returncode == 0

    assert _in_shell(f'export "{case}" --as csv --out "{table}" >&-').returncode == 0
    assert table.stat().st_size


def _in_shell(line: str, **beside: str) -> subprocess.CompletedProcess[bytes]:
    here = str(Path(package.__file__).parents[1])
    env = {"PYTHONPATH": here, "PATH": os.environ["PATH"], "HOME": "/nonexistent", "LANG": "C.UTF-8", **beside}
    line = f'exec "{sys.executable}" -m sabaku {line}'
    return subprocess.run(["sh", "-c", line], capture_output=True, env=env, timeout=600, check=False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("words", [["--help"], ["examine", "--help"], ["--version"], ["sources"]])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_is_said_also_for_the_help(words: list[str], unbuffered: str) -> None:
    here = str(Path(package.__file__).parents[1])
    env = {"PYTHONPATH": here, "PATH": os.environ["PATH"], "HOME": "/nonexistent", "LANG": "C.UTF-8"}
    env["PYTHONUNBUFFERED"] = unbuffered
    with Path("/dev/full").open("wb") as full:
        line = [sys.executable, "-m", "sabaku", *words]
        done = subprocess.run(line, stdout=full, stderr=subprocess.PIPE, env=env, timeout=600, check=False)

    assert done.returncode == 1
    assert done.stderr.decode() == "sabaku: no space left on the device.\n"


@pytest.mark.parametrize("format", ["html", "pdf"])
def test_two_mails_in_one_page_are_refused_before_anything_is_written(mail: Path, tmp_path: Path, format: str) -> None:
    done = sabaku("examine", str(mail), str(mail), "--format", format, "--case", str(tmp_path / "case"), "--now", NOW)

    assert done.returncode == 2
    assert done.stdout == b""
    assert not (tmp_path / "case").exists()


def test_a_file_that_is_no_tape_and_a_case_that_is_broken(mail: Path, tmp_path: Path) -> None:
    done = sabaku("examine", str(mail), "--tape", str(mail), LANG="ja_JP.UTF-8")
    assert done.returncode == 2
    assert "調査記録(tape.jsonl)として読めません" in done.stderr.decode()

    case = tmp_path / "case"
    assert sabaku("examine", str(mail), "--case", str(case), "--now", NOW).returncode == 0
    (case / "inputs.json").write_text("{")
    done = sabaku("replay", str(case))
    assert done.returncode == 1
    assert "inputs.json" in done.stderr.decode()
    assert "Examine the mail anew" in done.stderr.decode()


def test_a_kept_case_is_called_what_it_is(mail: Path, tmp_path: Path) -> None:
    case = tmp_path / "case"
    assert sabaku("examine", str(mail), "--case", str(case), "--now", NOW).returncode == 0
    (case / "draft.eml").write_bytes(MAIL)

    done = sabaku("examine", str(case), "--format", "json", "--lang", "ja")

    assert done.returncode == 0
    assert "保存済みのケースです" in done.stderr.decode()
    assert [json.loads(it)["input"] for it in done.stdout.splitlines()] == [str(case / "mail.eml")]


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_limit_of_time_is_told_kept_and_replayed(mail: Path, tmp_path: Path, lang: str) -> None:
    """A cold start alone takes many times the limit, on any machine."""
    case = tmp_path / "case"
    done = sabaku("examine", str(mail), "--limit-seconds", "0.001", "--case", str(case), "--now", NOW, "--lang", lang)
    again = sabaku("replay", str(case), "--lang", lang)

    assert done.returncode == 0, done.stderr.decode()
    assert {"ja": "調べ切れていません", "en": "A limit of time or memory was reached"}[lang] in done.stdout.decode()
    assert json.loads((case / "inputs.json").read_bytes())["left_out"]
    assert again.returncode == 0, again.stderr.decode()
    assert {"ja": "一致します", "en": "identical"}[lang] in again.stderr.decode()


@pytest.mark.parametrize("told", ["-1", "inf", "nan", "much"])
def test_a_limit_that_is_none_is_refused(mail: Path, told: str) -> None:
    done = sabaku("examine", str(mail), f"--limit-seconds={told}", "--lang", "ja")

    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_each_mail_of_a_mailbox_has_a_case_of_its_own(mail: Path, tmp_path: Path) -> None:
    box, cases = tmp_path / "two.mbox", tmp_path / "cases"
    box.write_bytes(b"".join(b"From a@b.example Thu Feb  5 12:00:00 2026\n" + MAIL + b"more %d\n\n" % n for n in range(2)))
    done = sabaku("examine", str(box), "--case", str(cases), "--now", NOW)
    assert done.returncode == 0
    assert len([it for it in cases.iterdir() if (it / "report.json").is_file()]) == 2
    piped = sabaku("examine", "-", "--case", str(tmp_path / "piped"), "--now", NOW, stdin=box.read_bytes())
    assert b"2 " in piped.stderr
    assert len(list((tmp_path / "piped").iterdir())) == 2


def test_bytes_at_random_are_no_mail_whatever_their_name(tmp_path: Path) -> None:
    file = tmp_path / "saved.eml"
    file.write_bytes(random.Random(8).randbytes(200_000))
    done = sabaku("examine", str(file), "--lang", "ja")
    assert done.returncode == 1
    assert "メールではありません" in done.stderr.decode()

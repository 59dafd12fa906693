"""`sabaku publish`: what it writes, what it refuses, what it keeps."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from doors.test_cli import MAIL, sabaku
from outgoing import made
from render.published import EXAMPLES, NOW
from sabaku.archive.cases import Kept
from sabaku.doors import publish as door
from sabaku.doors._arguments import parser
from sabaku.doors.cli import main
from sabaku.doors.config import ConfigError
from sabaku.render.pdf import NoPrinter


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Kagoya example as a case folder."""
    folder, example = tmp_path_factory.mktemp("publish") / "case", EXAMPLES / "kagoya"
    done = sabaku(
        "examine", str(example / "mail.eml"), "--config", str(example / "home.toml"), "--tape", str(example / "tape.jsonl"),
        "--profile", "full", "--now", NOW["kagoya"], "--case", str(folder), "--format", "json",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    return folder


def ask(*words: str) -> argparse.Namespace:
    return parser().parse_args(["publish", *words])


def publish(case: Path, out: Path, *more: str) -> int:
    return door.publish(
        ask(str(case), "--out", str(out), "--lang", "ja", "--now", NOW["kagoya"], "--format", "html,markdown,feed", *more)
    )


def test_the_publication_is_written_and_says_so(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert publish(case, out) == 0
    assert {"article.ja.html", "article.ja.md", "feed.ja.xml", ".sabaku.json"} <= {it.name for it in out.iterdir()}
    assert "確認済み" in capsys.readouterr().err
    for file in out.rglob("*"):
        assert not file.is_file() or b"recipient.example" not in file.read_bytes()
    assert [it.name for it in tmp_path.iterdir()] == ["out"]


def test_the_same_again_is_the_same(case: Path, tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    assert publish(case, one) == publish(case, other) == publish(case, one) == 0
    for file in one.rglob("*"):
        assert not file.is_file() or file.read_bytes() == (other / file.relative_to(one)).read_bytes()


def test_links_are_broken_as_asked(case: Path, tmp_path: Path) -> None:
    publish(case, tmp_path / "a")
    publish(case, tmp_path / "b", "--defang", "hxxp")
    stars, hxxp = ((tmp_path / name / "article.ja.html").read_text("utf-8") for name in "ab")
    assert "h**ps://fablights[.]in" in stars
    assert "hxxp" not in stars
    assert "hxxps://fablights[.]in" in hxxp
    assert "h**p" not in hxxp


def test_edits_and_own_files_survive(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    publish(case, out)
    page, text = out / "article.ja.html", out / "article.ja.md"
    text.write_text(
        text.read_text("utf-8").replace("それでは、順に解体していきましょう。", "では、わたしが解体します。"), "utf-8"
    )
    page.write_text(page.read_text("utf-8").replace("<h2>まとめ</h2>", "<h2>わたしのまとめ</h2>"), "utf-8")
    (out / "写真").mkdir()
    (out / "写真" / "私.txt").write_text("私の", "utf-8")
    assert publish(case, out, "--defang", "hxxp") == 0
    assert "では、わたしが解体します。" in text.read_text("utf-8")
    assert "<h2>わたしのまとめ</h2>" in page.read_text("utf-8")
    assert "hxxps://fablights[.]in" in text.read_text("utf-8")
    assert (out / "写真" / "私.txt").read_text("utf-8") == "私の"
    assert "そのまま残しました" in capsys.readouterr().err
    assert publish(case, out) == 0
    assert "では、わたしが解体します。" in text.read_text("utf-8")


def test_edits_in_another_language_are_not_lost(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    publish(case, out)
    page, plain = out / "article.ja.html", out / "article.ja.md"
    page.write_text(page.read_text("utf-8").replace("<h2>まとめ</h2>", "<h2>わたしのまとめ</h2>"), "utf-8")
    assert main(["publish", str(case), "--out", str(out), "--lang", "en", "--format", "html"]) == 0
    assert "article.ja.html: not made this time; kept as it is because of your own edits." in capsys.readouterr().err
    assert "<h2>わたしのまとめ</h2>" in page.read_text("utf-8")
    assert (out / "article.en.html").is_file()
    assert not plain.exists()  # nothing of his own was in it: it can be made again
    assert publish(case, out, "--defang", "hxxp") == 0
    assert "<h2>わたしのまとめ</h2>" in page.read_text("utf-8")
    assert "hxxps://fablights[.]in" in page.read_text("utf-8")


def test_a_leak_stops_it_and_leaves_what_was_there(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, author = tmp_path / "out", tmp_path / "author.toml"
    publish(case, out)
    before = (out / "article.ja.html").read_bytes()
    author.write_text('opening = "user@recipient.example あてに届きました。"\n', "utf-8")
    capsys.readouterr()
    assert publish(case, out, "--author", str(author)) == 1
    told = capsys.readouterr().err
    assert "公開を中止しました" in told
    assert "article.ja.html" in told
    assert "recipient.example" not in told
    assert (out / "article.ja.html").read_bytes() == before
    assert sorted(it.name for it in tmp_path.iterdir()) == ["author.toml", "out"]


def test_a_term_of_the_operator_is_masked(case: Path, tmp_path: Path) -> None:
    publish(case, tmp_path / "out", "--term", "ご利用のお客様")
    assert "ご利用のお客様" not in (tmp_path / "out" / "article.ja.html").read_text("utf-8")


def test_redactions_are_shown_without_publishing(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert door.publish(ask(str(case), "--show-redactions", "--lang", "ja")) == 0
    rows = [line.split("\t") for line in capsys.readouterr().out.strip().split("\n")]
    assert all(len(row) == 5 for row in rows)
    assert "user@recipient.example" in {row[2] for row in rows}


def test_a_folder_that_is_not_ours_is_never_replaced(case: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    assert publish(case, tmp_path) == 2
    assert [it.name for it in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("record", ["{", '{"format": 1, "made": {"../../etc/passwd": ["x"], "/etc/hostname": ["y"]}}', "[]"])
def test_a_record_that_was_tampered_with_reads_nothing_outside(case: Path, tmp_path: Path, record: str) -> None:
    out = tmp_path / "out"
    publish(case, out)
    (out / ".sabaku.json").write_text(record)
    assert publish(case, out) in {0, 2}
    assert json.loads((out / ".sabaku.json").read_text()) if publish(case, out) == 0 else True


def test_a_mail_is_refused_with_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "mail.eml"
    file.write_bytes(MAIL)
    done = sabaku("publish", str(file), "--out", str(tmp_path / "out"), "--lang", "ja")
    assert done.returncode == 1
    assert "--case" in done.stderr.decode()
    assert not (tmp_path / "out").exists()


def test_nothing_is_published_of_a_mail_without_any_sign(tmp_path: Path) -> None:
    file, case = tmp_path / "mail.eml", tmp_path / "case"
    file.write_bytes(
        b"From: a@sender.example\nTo: b@recipient.example\nSubject: Minutes\n\nHello Bob,\nhere they are.\n\nAlice\n"
    )
    assert sabaku("examine", str(file), "--case", str(case), "--now", NOW["kagoya"]).returncode == 0
    done = sabaku("publish", str(case), "--out", str(tmp_path / "out"))
    assert done.returncode == 1
    assert b"nothing to warn of" in done.stderr


@pytest.mark.parametrize("words", [["--format", "docx"], ["--author", "/nonexistent"], ["--now", "soon"]])
def test_wrong_words_are_named(case: Path, words: list[str]) -> None:
    with pytest.raises(ConfigError):
        door.publish(ask(str(case), "--out", "x", *words))


def test_without_a_printer_the_page_is_made_and_a_named_pdf_stops(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing() -> None:
        raise NoPrinter("missing")

    monkeypatch.setattr(door, "ready", missing)
    out = tmp_path / "out"
    assert door.publish(ask(str(case), "--out", str(out), "--lang", "ja", "--now", NOW["kagoya"])) == 0
    assert "sabaku[pdf]" in capsys.readouterr().err
    assert (out / "article.ja.html").exists()
    assert b"<style>" in (out / "images" / "map-origin.ja.svg").read_bytes()
    assert "images/map-origin.ja.svg" in (out / "article.ja.md").read_text("utf-8")
    assert not list(out.glob("*.pdf"))
    assert door.publish(ask(str(case), "--out", str(tmp_path / "other"), "--format", "pdf")) == 1
    assert "sabaku[pdf]" in capsys.readouterr().err


def test_every_option_is_known() -> None:
    assert {"case", "out", "lang", "format", "author", "term", "show_redactions", "defang", "now"} <= set(vars(ask("CASE")))


def test_a_report_as_pdf_is_printed_or_says_what_to_install(
    case: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    from sabaku.doors.replay import replay
    from sabaku.render import pdf

    asked = parser().parse_args(["replay", str(case), "--format", "pdf", "--lang", "ja", "--checks", "now"])
    monkeypatch.setattr(pdf, "report", lambda *_: b"%PDF-1.7 made")
    assert replay(asked) == 0
    assert capfdbinary.readouterr().out.startswith(b"%PDF")

    def missing(*_: object) -> bytes:
        raise NoPrinter("missing")

    monkeypatch.setattr(pdf, "report", missing)
    with pytest.raises(ConfigError, match=r"sabaku\[pdf\]"):
        replay(asked)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ('opennig = "x"', "opening のことですか?"),
        ('tone = "loud"', "calm・friendly のいずれかです"),
        ('url = "x"', "https://"),
        ("closing = 3", "closing"),
        ("opening = ", "TOMLとして読めません"),
    ],
)
def test_a_slip_in_the_authors_file_is_explained(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], written: str, says: str
) -> None:
    (tmp_path / "author.toml").write_text(written + "\n", "utf-8")
    words = ["publish", "x", "--out", "y", "--author", str(tmp_path / "author.toml"), "--lang", "ja"]
    assert main(words) == 2
    assert says in capsys.readouterr().err


LISTED = {
    "base": "ja",
    "headers": {
        "Return-Path": "<dev-bounces@lists.example>",
        "List-Id": "<dev.lists.example>",
        "List-Post": "<mailto:dev@lists.example>",
        "Received": [
            "from mail.lists.example (mail.lists.example [192.0.2.40]) by mx.recipient.example; Thu, 5 Feb 2026 10:00:10 +0900",
            "from pc.example (unknown [198.51.100.9]) by mail.lists.example; Thu, 5 Feb 2026 10:00:05 +0900",
        ],
    },
    "body": {
        "text": "アカウントを停止しました。24時間以内にパスワードをご確認ください。\nhttps://login.evil.example/x\n"
        "_____\nhttps://lists.example/listinfo/dev\n"
    },
}


def test_a_lists_own_page_is_not_among_the_crooks_links() -> None:
    case, report = made(LISTED)
    found = door._genuine(case, Kept(case.input, b"", report, Path()))

    assert "lists.example" in found
    assert "evil.example" not in found

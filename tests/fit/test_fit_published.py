"""The measurement of publications: every format is searched, what is left is said, and what was done is not done again."""

from __future__ import annotations

from pathlib import Path

import pytest

import mails
from sabaku.fit import published
from sabaku.render.redact import Redaction


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "phish-x"
    folder.mkdir()
    told = {
        "base": "en",
        "headers": {
            "Delivered-To": "anna.berg@recipient.example",
            "From": "Amazon <info@evil.example>",
            "Subject": "Amazon: locked",
        },
        "body": {
            "text": "Dear anna.berg@recipient.example, your Amazon account is suspended. Log in: https://evil.example/login"
        },
    }
    (folder / "one.eml").write_bytes(mails.build(told))
    (folder / "two.eml").write_bytes(mails.build({"base": "en"}))
    return tmp_path


def test_nothing_is_left_and_what_is_harmless_is_only_counted(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert published.main([str(corpus), "--drawn", "0"]) == 0
    row = capsys.readouterr().out.split("\n")[1].split()
    assert row[:5] == ["phish-x", "2", "1", "1", "0"]
    assert row[6:] == ["0", "0", "0"]


def test_what_is_left_is_said(corpus: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Redaction, "report", lambda self, report: report)
    assert published.main([str(corpus), "--drawn", "0"]) == 1
    assert "left: phish-x/one.eml: article.ja.html" in capsys.readouterr().out


def test_what_was_done_is_kept(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "done.jsonl"
    published.main([str(corpus), "--drawn", "0", "--kept", str(kept), "--part", "1/2"])
    with kept.open("ab") as out:
        out.write(b'{"cut off')
    made: list[str] = []
    first = published.published
    monkeypatch.setattr(published, "published", lambda path, formats: made.append(path.name) or first(path, formats))
    published.main([str(corpus), "--drawn", "0", "--kept", str(tmp_path / "more.jsonl"), str(kept)])
    assert made == ["two.eml"]

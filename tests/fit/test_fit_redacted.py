"""The measurement of redaction: it knows recipients by itself, and says so when one is left."""

from __future__ import annotations

from pathlib import Path

import pytest

import mails
from sabaku.fit import redacted
from sabaku.render.redact import Redaction


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "phish-x"
    folder.mkdir()
    (folder / "one.eml").write_bytes(mails.build({"base": "en", "headers": {"Delivered-To": "anna.berg@recipient.example"}}))
    return tmp_path


def test_recipients_are_read_from_the_top_fields_only() -> None:
    raw = b"Delivered-To: A@B.example\r\nReceived: by x for <c@d.example>; now\r\n\r\nX-Original-To: no@one.example\r\n"
    assert redacted.recipients(raw) == {"a@b.example", "c@d.example"}


def test_nothing_is_left(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert redacted.main([str(corpus)]) == 0
    assert capsys.readouterr().out.split("\n")[1].split()[:5] == ["phish-x", "1", "1", "0", "0"]


def test_what_is_left_is_counted(corpus: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Redaction, "report", lambda self, report: report)
    assert redacted.main([str(corpus)]) == 1
    assert "left: phish-x/one.eml: report.json, report.md" in capsys.readouterr().out

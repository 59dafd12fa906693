"""`--profile visit`: only when it is said each time, with a word on where one goes; and a whole examination with a real browser."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from gallery.server import Gallery, aside
from sabaku.doors.cli import DONE, USAGE, main
from sabaku.sources._browser import limits, names, upstream
from sabaku.sources._browser.upstream import Streams
from sources.visit.live import ROOMY, needs_browser

LINK = "https://fablights.in/Activemail-ne-jp/kagoya/index.php"
MAIL = f"""From: KAGOYA <a@sender.example>
To: taro@recipient.example
Subject: KAGOYA
Date: Thu, 05 Feb 2026 12:00:00 +0900
Content-Type: text/html

<a href="{LINK}?u=taro@recipient.example">x</a>
"""


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An own state folder, and nobody who answers."""
    monkeypatch.setenv("SABAKU_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("SABAKU_CONFIG", str(tmp_path / "none.toml"))
    monkeypatch.setenv("SABAKU_NAMESERVERS", "127.0.0.1:9")
    monkeypatch.setenv("SABAKU_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("SABAKU_BUDGET", "2")
    (tmp_path / "mail.eml").write_text(MAIL)


@pytest.mark.parametrize("by", ["environment", "configuration"])
def test_only_the_command_line_can_ask_for_a_visit(
    by: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if by == "environment":
        monkeypatch.setenv("SABAKU_PROFILE", "visit")
    else:
        (tmp_path / "c.toml").write_text('profile = "visit"')
        monkeypatch.setenv("SABAKU_CONFIG", str(tmp_path / "c.toml"))
    assert main(["examine", str(tmp_path / "mail.eml"), "--lang", "en"]) == USAGE
    assert "--profile visit each time" in capsys.readouterr().err


def test_settings_that_cannot_be_used_are_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "c.toml").write_text('[visit]\nvisitors = ["nobody"]')
    mail = str(tmp_path / "mail.eml")
    assert main(["examine", mail, "--profile", "visit", "--config", str(tmp_path / "c.toml")]) == USAGE
    assert "phone-ja" in capsys.readouterr().err


@pytest.mark.enable_socket
@pytest.mark.parametrize(("lang", "words"), [("en", "no browser; install it"), ("ja", "ブラウザーがないため")])
def test_without_a_browser_the_rest_is_done(
    lang: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SABAKU_CHROMIUM", "/nonexistent")
    assert main(["examine", str(tmp_path / "mail.eml"), "--profile", "visit", "--lang", lang, "--format", "json"]) == DONE
    told = capsys.readouterr()
    assert words in told.err
    assert "chromium" in told.err
    facts = json.loads(told.out)["facts"]
    states = [(it["state"], it["why"]) for it in facts if it["question"]["source"] == "visit"]
    assert states == [("not-asked", "lacks browser")]


@pytest.fixture
def gallery(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gallery]:
    """The gallery in a thread of its own, in the place of the network."""
    with aside() as it:

        async def straight(address: str, port: int) -> Streams:
            return await asyncio.open_connection(*it.dial(address, port))

        monkeypatch.setattr(names, "resolver", lambda _: it.resolve)
        monkeypatch.setattr(upstream, "straight", straight)
        yield it


@needs_browser
@pytest.mark.enable_socket
def test_a_visit_from_the_mail_to_the_case_and_back(
    gallery: Gallery, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("SABAKU_PROXY")
    monkeypatch.setattr(limits, "Limits", lambda face: replace(ROOMY, face=face))
    (tmp_path / "none.toml").write_text("[visit]\nseconds = 60")
    case = tmp_path / "case"
    mail = str(tmp_path / "mail.eml")
    assert main(["examine", mail, "--profile", "visit", "--lang", "en", "--format", "json", "--case", str(case)]) == DONE
    told = capsys.readouterr()
    assert "hxxps://fablights[.]in/Activemail-ne-jp" in told.err
    assert "taro" not in told.err.split("mail.eml", 1)[1]
    fact = next(it for it in json.loads(told.out)["facts"] if it["question"]["source"] == "visit")
    assert (fact["state"], fact["value"]["state"], fact["value"]["title"]) == ("found", "up", "Active! mail")
    assert fact["value"]["screenshot"] in {it.name for it in (case / "blobs").iterdir()}
    assert not any("taro" in asked.path or "recipient" in asked.path for asked in gallery.asked)
    assert {len(it) < 100_000 for it in (case / "tape.jsonl").read_bytes().splitlines()} == {True}
    assert gallery.canary == []

    shutil.rmtree(case / "blobs")
    assert main(["replay", str(case), "--lang", "en"]) == DONE
    assert "identical" in capsys.readouterr().err

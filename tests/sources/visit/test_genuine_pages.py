"""`sabaku brands learn URL`, `sabaku examine --profile visit --case`, `sabaku replay`: by a real browser, on the gallery."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from gallery.server import Gallery, aside, pages
from mails import build
from sabaku import outside
from sabaku.doors.cli import main
from sabaku.sources._browser import limits, names, upstream
from sources.visit.live import ROOMY, needs_browser

pytestmark = [pytest.mark.enable_socket, needs_browser]


@pytest.fixture
def gallery(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gallery]:
    """The gallery where the network would be."""
    monkeypatch.setenv("SABAKU_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SABAKU_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("SABAKU_CONFIG", str(tmp_path / "config.toml"))
    (tmp_path / "config.toml").write_text("[visit]\nseconds = 60")
    monkeypatch.setattr(limits, "Limits", lambda face: replace(ROOMY, face=face))
    with aside() as it:

        async def dial(address: str, port: int) -> upstream.Streams:
            return await asyncio.open_connection(*it.dial(address, port))

        monkeypatch.setattr(names, "resolver", lambda settings: it.resolve)
        monkeypatch.setattr(upstream, "straight", dial)
        yield it
        assert it.canary == []


def test_from_the_genuine_page_to_the_report(gallery: Gallery, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["brands", "learn", "xserver", pages()["genuine"].url, "--lang", "ja"]) == 0
    assert sorted(it.visitor for it in outside.learnt_pages()) == ["desktop-bot", "phone-ja"]
    assert "エックスサーバー の本物の画面を学習しました" in capfd.readouterr().out

    mail, case = tmp_path / "mail.eml", tmp_path / "case"
    text = f"カゴヤ・ジャパンです。\n{pages()['xserver'].url}\n"
    mail.write_bytes(build({"headers": {"From": "カゴヤ・ジャパン <a@sender.example>"}, "body": {"text": text}}))
    asked = ["examine", str(mail), "--profile", "visit", "--case", str(case), "--lang", "ja", "--format", "html"]
    assert main([*asked, "--now", "2026-02-05T12:00:00+09:00"]) == 0
    shown = capfd.readouterr().out
    assert "これは偽サイトです" in shown
    assert "あらかじめ記録したエックスサーバーの本物の画面" in shown
    assert "本物の画面とそっくりです" in shown
    assert len(re.findall(r'<img src="data:image/jpeg;base64,', shown)) >= 2

    outside.forget_brand("xserver")
    assert main(["replay", str(case), "--lang", "ja", "--format", "html"]) == 0
    again = capfd.readouterr().out
    assert "これは偽サイトです" in again
    assert len(re.findall(r'<img src="data:image/jpeg;base64,', again)) == len(
        re.findall(r'<img src="data:image/jpeg;base64,', shown)
    )


def test_a_page_of_somebody_else_is_not_learnt(gallery: Gallery, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "config.toml").write_text('[visit]\nseconds = 60\nvisitors = ["phone-ja"]')
    assert main(["brands", "learn", "xserver", pages()["xserver"].url, "--lang", "en"]) == 1
    assert "fablights.in is not known as a domain of Xserver" in capfd.readouterr().err
    agents = {it.headers.get("user-agent", "") for it in gallery.asked}
    assert all("iPhone" in it for it in agents), [(it.host, it.path, it.headers.get("user-agent")) for it in gallery.asked]
    assert main(["brands", "learn", "xserver", pages()["gone"].url, "--lang", "en"]) == 1
    assert "could not be captured: dns" in capfd.readouterr().err
    assert outside.learnt_pages() == ()

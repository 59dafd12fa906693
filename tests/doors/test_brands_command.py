"""`sabaku brands`: learn from a picture, list, forget; what cannot be learnt is said."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from sabaku import outside
from sabaku.doors.cli import main


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SABAKU_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SABAKU_CONFIG", str(tmp_path / "none.toml"))
    return tmp_path


def picture(folder: Path, width: int = 640) -> str:
    body = io.BytesIO()
    Image.linear_gradient("L").resize((width, 300)).save(body, "PNG")
    path = folder / "page.png"
    path.write_bytes(body.getvalue())
    return str(path)


def test_learn_list_forget(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["brands", "list", "--lang", "ja"]) == 0
    assert "学習済みの画面はありません" in capsys.readouterr().out
    assert main(["brands", "learn", "カゴヤ", picture(folder), "--lang", "ja"]) == 0
    assert "カゴヤ・ジャパン" in capsys.readouterr().out
    assert main(["brands", "list", "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith("kagoya  page  2")
    assert main(["brands", "forget", "kagoya", "--lang", "en"]) == 0
    assert "1 removed" in capsys.readouterr().out
    assert outside.learnt_pages() == ()


def test_a_narrow_picture_is_a_logo(folder: Path) -> None:
    assert main(["brands", "learn", "xserver", picture(folder, 120)]) == 0
    assert [it.kind for it in outside.learnt_pages()] == ["logo"]


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["learn"], 2, "Name the brand"),
        (["learn", "kagoya"], 2, "Name the brand"),
        (["forget"], 2, "Name the brand"),
        (["learn", "no-such-brand", "x.png"], 2, "no brand no-such-brand"),
        (["learn", "sumitomo", "x.png"], 2, "near: "),
        (["learn", "kagoya", "missing.png"], 1, "missing.png"),
    ],
)
def test_what_cannot_be_done_is_said(words: list[str], code: int, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["brands", *words, "--lang", "en"]) == code
    assert says in capsys.readouterr().err


def test_what_is_no_picture_is_not_learnt(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "no.png").write_bytes(b"no picture")
    assert main(["brands", "learn", "kagoya", str(folder / "no.png"), "--lang", "en"]) == 1
    assert "no picture" in capsys.readouterr().err


def test_a_page_that_ends_elsewhere_is_learnt_on_demand_only(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from sabaku.sources._face import learning

    body = Path(picture(folder)).read_bytes()

    async def seen(url: str, settings: object) -> list[learning.Genuine]:
        return [learning.Genuine("phone-ja", url, "ログイン\x1b[2J", "", body)]

    monkeypatch.setattr(learning, "captured", seen)
    assert main(["brands", "learn", "kagoya", "https://kagoya.evil.test/", "--lang", "en"]) == 1
    assert "kagoya.evil.test is not known" in capsys.readouterr().err
    assert main(["brands", "learn", "kagoya", "https://www.kagoya.jp/", "--lang", "en"]) == 0
    assert main(["brands", "learn", "xserver", "https://elsewhere.test/", "--anyway", "--lang", "en"]) == 0
    capsys.readouterr()
    assert main(["brands", "list"]) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert [it.brand for it in outside.learnt_pages()] == ["kagoya", "xserver"]

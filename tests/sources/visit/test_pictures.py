"""Likeness of pictures, logos in pictures, words read from them, and the operator's store of genuine pages."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from sabaku.data import genuine
from sabaku.sources._face import enrich, ocr, pictures

HERE = Path(__file__).parent
DRAWN = HERE.parent.parent / "gallery" / "pages" / "image-only" / "page.png"


def page(seed: int, size: tuple[int, int] = (640, 400)) -> Image.Image:
    """A page with boxes and bars; another seed is another page."""
    picture = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(picture)
    for n in range(14):
        x, y = (seed * 97 + n * 53) % (size[0] - 90), (seed * 61 + n * 37) % (size[1] - 40)
        draw.rectangle((x, y, x + 40 + (n * seed) % 50, y + 10 + (n * 7) % 28), fill=((n * 50) % 200, (seed * 40) % 200, 90))
    return picture


def png(picture: Image.Image, kind: str = "PNG") -> bytes:
    body = io.BytesIO()
    picture.save(body, kind)
    return body.getvalue()


def like(one: Image.Image, other: Image.Image) -> int:
    return pictures.likeness(one.convert("L"), other.convert("L"))


def test_the_same_page_is_like_itself_however_it_was_stored() -> None:
    one = page(3)
    small = one.resize((320, 200))
    jpeg = Image.open(io.BytesIO(png(one, "JPEG")))
    assert like(one, one) == 100
    assert like(one, small) >= 95
    assert like(one, jpeg) >= 95
    assert like(one, one.filter(ImageFilter.GaussianBlur(1))) >= 95


@pytest.mark.parametrize("lines", [4, 12, 25, 37])
def test_a_banner_above_moves_the_page_and_changes_nothing(lines: int) -> None:
    one = page(3)
    moved = Image.new("RGB", one.size, "white")
    moved.paste(one, (0, lines))
    assert like(one, moved) >= 85


def test_other_pages_are_not_like_it() -> None:
    assert max(like(page(3), page(it)) for it in (4, 5, 7, 11)) < 60


def test_plain_pages_are_like_nothing() -> None:
    empty = Image.new("RGB", (640, 400), "white")
    assert like(empty, empty) == 0


def test_a_tall_page_is_not_held_against_a_wide_one() -> None:
    assert like(page(3), page(3).resize((200, 640))) == 0


def test_a_logo_is_found_in_a_page() -> None:
    pytest.importorskip("cv2")
    logo = page(9, (150, 90))
    there = page(3)
    there.paste(logo.resize((180, 108)), (300, 200))
    assert pictures.shows(there.convert("L"), logo.convert("L")) >= 80
    assert pictures.shows(page(3).convert("L"), logo.convert("L")) == 0


def written(words: str, size: int, ground: Image.Image, place: tuple[int, int]) -> Image.Image:
    draw = ImageDraw.Draw(ground)
    x, y = place
    draw.ellipse((x, y, x + size, y + size), fill=(90, 90, 90))
    draw.text((x + size + 8, y), words, font=ImageFont.load_default(size), fill=(20, 20, 20))
    return ground


def test_letters_that_a_logo_shares_with_another_name_are_not_the_logo() -> None:
    pytest.importorskip("cv2")
    logo = written("GREEN BANK", 40, Image.new("RGB", (330, 60), "white"), (4, 8)).convert("L")
    other = written("GREEN BOOKS AND PAPER", 40, page(7, (1000, 700)), (200, 300)).convert("L")
    both = written("GREEN BANK", 56, written("GREEN BOOKS", 40, page(7, (1000, 700)), (200, 300)), (200, 500)).convert("L")
    assert pictures.shows(other, logo) == 0
    assert pictures.shows(both, logo) >= 80


@pytest.mark.parametrize("body", [b"", b"no picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, DRAWN.read_bytes()[:20]])
def test_what_is_no_picture_is_none(body: bytes) -> None:
    assert pictures.opened(body) is None
    assert ocr.words(body) == ""


def test_words_that_are_drawn_are_read() -> None:
    pytest.importorskip("tesserocr")
    words = ocr.words(DRAWN.read_bytes())
    assert "ゆうちょダイレクト" in words
    assert "パスワード" in words


# --- what is added to a recording ----------------------------------------------------------------------------------


def test_a_recording_is_given_likeness_and_endpoints() -> None:
    shot, other = png(page(3)), png(page(5))
    har = {
        "log": {
            "entries": [
                {"response": {"content": {"mimeType": "text/javascript", "text": 'fetch("https:\\/\\/api.telegram.org/bot1")'}}},
                {"response": {"content": {"mimeType": "image/png", "text": "formsubmit.co"}}},
            ]
        }
    }
    blobs = {"shot": shot, "har": json.dumps(har).encode(), "html": b"<script src=x></script>"}
    learnt = [
        genuine.Reference("kagoya", "1" * 64, "page", "https://www.kagoya.jp/", "", shot),
        genuine.Reference("xserver", "2" * 64, "page", "", "", other),
        genuine.Reference("sakura", "3" * 64, "page", "", "f" * 64, b"broken"),
    ]
    face = {"screenshot": "shot", "har": "har", "html": "html", "text": "x" * 80, "favicon": {"sha256": "f" * 64}}
    told = enrich({"faces": [face, {"screenshot": 5, "har": None}]}, blobs.get, learnt)
    first, second = told["faces"]
    assert first["endpoints"] == [{"host": "api.telegram.org", "kind": "telegram"}]
    assert [(it["brand"], it["by"], it["percent"]) for it in first["likeness"]] == [
        ("sakura", "favicon", 100),
        ("kagoya", "picture", 100),
    ]
    assert "ocr" not in first
    assert second == {"screenshot": 5, "har": None}


def test_a_recording_without_faces_stays_as_it_is() -> None:
    assert enrich({"url": "https://evil.test/"}, lambda _: None) == {"url": "https://evil.test/"}


# --- the store -------------------------------------------------------------------------------------------------------


def line(brand: str, body: bytes) -> genuine.Line:
    return genuine.Line(brand, hashlib.sha256(body).hexdigest(), "2026-02-05T03:00:00+00:00")


def test_what_was_learnt_is_there_until_it_is_forgotten(tmp_path: Path) -> None:
    one, two = png(page(3)), png(page(4))
    assert genuine.lines(tmp_path) == ()
    assert genuine.learn(tmp_path, line("kagoya", one), one)
    assert not genuine.learn(tmp_path, line("kagoya", one), one)
    assert genuine.learn(tmp_path, line("active-mail", one), one)
    assert genuine.learn(tmp_path, line("kagoya", two), two)
    assert [it.brand for it in genuine.references(tmp_path)] == ["active-mail", "kagoya", "kagoya"]
    assert genuine.forget(tmp_path, "kagoya") == 2
    assert [it.brand for it in genuine.references(tmp_path)] == ["active-mail"]
    assert len(list((tmp_path / "faces").glob("*.png"))) == 1


def test_a_picture_that_was_changed_is_left_out(tmp_path: Path) -> None:
    one = png(page(3))
    genuine.learn(tmp_path, line("kagoya", one), one)
    next((tmp_path / "faces").glob("*.png")).write_bytes(b"something else")
    assert genuine.references(tmp_path) == ()
    assert genuine.picture(tmp_path, "../../etc/passwd") is None


def test_a_broken_index_is_an_empty_store(tmp_path: Path) -> None:
    (tmp_path / "faces").mkdir()
    (tmp_path / "faces" / "index.json").write_text("{")
    assert genuine.lines(tmp_path) == ()


def test_nothing_larger_than_anybody_looks_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(genuine, "LARGEST", 10)
    with pytest.raises(ValueError, match="larger"):
        genuine.learn(tmp_path, line("kagoya", b"x" * 11), b"x" * 11)

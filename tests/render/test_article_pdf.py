"""What is printed: searchable Japanese, bookmarks, nothing that leads anywhere, nothing of the machine; pictures in their sizes."""

from __future__ import annotations

import io
from pathlib import Path

import msgspec
import pypdf
import pytest
from PIL import Image
from pypdfium2 import PdfDocument

from render.published import LANGS, NAMES, article, examined, told
from sabaku.model import Lang
from sabaku.render import fonts, pdf, sheets
from sabaku.render.article import card, edition
from sabaku.render.article.edition import Edition, beginning, publication
from sabaku.render.article.nouns import Shot

try:
    pdf.ready()
except (pdf.NoPrinter, fonts.NoFont) as fault:
    pytest.skip(str(fault), allow_module_level=True)


def text_of(body: bytes) -> str:
    document = PdfDocument(body)
    try:
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)
    finally:
        document.close()


@pytest.fixture(scope="module")
def printed() -> dict[str, bytes]:
    """The article of one example in both languages, as PDF."""
    made = publication(told("kagoya"), Edition(LANGS, ("pdf",)), lambda _: b"", lambda _: b"")
    return made.files


def test_japanese_can_be_searched(printed: dict[str, bytes]) -> None:
    text = text_of(printed["article.ja.pdf"])
    for it in (
        "カゴヤ・ジャパンをかたるフィッシングメール",
        "発信元は大阪府",
        "月曜日でした",
        "h**ps://fablights[.]in/Xserver-ne-jp",
    ):
        assert it in text, it
    assert "Phishing" in text_of(printed["article.en.pdf"])


def test_headings_are_bookmarks_and_no_place_can_be_opened(printed: dict[str, bytes]) -> None:
    read = pypdf.PdfReader(io.BytesIO(printed["article.ja.pdf"]))
    titles = [it["/Title"] for it in _flat(read.outline)]
    assert article("kagoya", "ja").headline in titles
    assert "まとめ" in titles
    for page in read.pages:
        for it in page.get("/Annots", []):
            assert "/URI" not in str(it.get_object().get("/A", ""))
    assert read.pages[0].mediabox.width == pytest.approx(595.3, abs=1)


def _flat(outline: list) -> list:
    return [one for it in outline for one in (_flat(it) if isinstance(it, list) else [it])]


def test_its_data_are_ours_only(printed: dict[str, bytes]) -> None:
    for lang in LANGS:
        read = pypdf.PdfReader(io.BytesIO(printed[f"article.{lang}.pdf"]))
        data = dict(read.metadata or {})
        assert set(data) <= {"/Title", "/Keywords", "/Subject", "/Author", "/Producer"}
        assert str(data["/Producer"]).startswith("sabaku ")
        assert data["/Title"] == article("kagoya", lang).headline


def test_nothing_is_loaded_from_anywhere(tmp_path: Path) -> None:
    Image.new("RGB", (40, 40), "red").save(tmp_path / "x.png")
    (tmp_path / "x.css").write_text("p { content: 'loaded' } p::after { content: 'loaded' }")
    here = tmp_path.as_uri()
    sheet = f'<style>@import "{here}/x.css"; div {{ background: url({here}/x.png); height: 40px }}</style>'
    page = f'<link rel="stylesheet" href="{here}/x.css">{sheet}</head><body><p>本文</p><div></div><img src="{here}/x.png" alt="">'
    body = pdf.pdf(f"<html><head>{page}<img src='http://192.0.2.1/x.png' alt=''></body></html>")
    read = pypdf.PdfReader(io.BytesIO(body))
    assert not list(read.pages[0].images)
    assert "loaded" not in text_of(body)


@pytest.mark.parametrize(("name", "lang"), [(name, lang) for name in NAMES for lang in LANGS])
def test_cards_have_their_sizes_and_fit_on_one_page(name: str, lang: Lang) -> None:
    it = article(name, lang)
    assert Image.open(io.BytesIO(card.social(it))).size == (1200, 630)
    assert Image.open(io.BytesIO(card.sheet_png(it))).size == (1080, 1527)
    assert len(pypdf.PdfReader(io.BytesIO(card.sheet_pdf(it))).pages) == 1


def test_a_card_with_much_to_say_stays_one_page() -> None:
    it = msgspec.structs.replace(
        article("kagoya", "ja"),
        headline="長い見出し" * 12 + "尾",
        hook="尾",
        subject="件名" * 90,
        signs=("とても長い手がかりの文です。" * 4,) * 3,
    )
    read = PdfDocument(card.sheet_pdf(it))
    assert len(read) == 1
    assert "antiphishing" in text_of(card.sheet_pdf(it))
    read.close()


def test_maps_are_drawn_in_colour() -> None:
    made = publication(told("fukushima"), Edition(("ja",), ("markdown",)), lambda _: b"", lambda _: b"").files
    maps = [body for name, body in made.items() if name.startswith("images/map")]
    assert len(maps) == 2
    for body in maps:
        colours = Image.open(io.BytesIO(body)).convert("RGB").getcolors(100_000)
        assert colours is not None
        assert len(colours) > 20
        assert max(colours)[1] != (0, 0, 0)


def test_a_report_is_printed_too() -> None:
    _, report, _ = examined("kagoya")
    read = pypdf.PdfReader(io.BytesIO(pdf.report(report, "ja")))
    assert "判定の決め手" in [it["/Title"] for it in _flat(read.outline)]


def test_a_screenshot_is_drawn_anew_below_our_own_address_bar_with_a_stamp_across() -> None:
    picture = io.BytesIO()
    Image.new("RGB", (1280, 2400), (0, 90, 180)).save(picture, "PNG")
    shot = Shot("site-1", "0" * 64, "h**ps://evil[.]example/", "偽サイト", "説明", "代替")
    found = dict(edition._picture_of(shot, b"", lambda _: picture.getvalue()))
    image = Image.open(io.BytesIO(found["site-1"]))
    assert image.width == 1080
    assert image.height < 1300
    assert dict(edition._picture_of(shot, b"", lambda _: b"no picture")) == {"site-1": b""}
    assert edition._screenshot(b"GIF89a", edition.SHOT_WIDTH) == ""


def test_a_long_mail_is_shown_by_its_beginning() -> None:
    long, short = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (100, 900)).save(long, "PNG")
    Image.new("RGB", (100, 150)).save(short, "PNG")
    body, cut = beginning(long.getvalue())
    assert cut
    assert Image.open(io.BytesIO(body)).height == 190
    assert beginning(short.getvalue()) == (short.getvalue(), False)


def test_a_missing_font_stops_with_the_name_of_the_package() -> None:
    with pytest.raises(fonts.NoFont):
        fonts.chosen({})
    with pytest.raises(fonts.NoFont):
        fonts.chosen({"Western Sans": "/nonexistent.ttf"})
    assert "fonts-noto-cjk" in fonts.MISSING.ja
    assert "fonts-noto-cjk" in fonts.MISSING.en
    assert fonts.chosen({"IPAPGothic": "", "Noto Sans CJK JP": ""}) == "Noto Sans CJK JP"
    assert sheets.file("pdf.css")

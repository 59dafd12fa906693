"""The report on paper: sheets that say what they belong to, headings that stay with their text, nothing in them that acts."""

from __future__ import annotations

import functools

import pytest

from render import sample
from sabaku.model import Lang
from sabaku.render import fonts, pdf, words

pdfium = pytest.importorskip("pypdfium2")


@functools.cache
def _pages(lang: Lang) -> tuple[bytes, tuple[tuple[str, ...], ...]]:
    """The file, and the lines of each of its sheets."""
    report, raw = sample.kagoya()
    try:
        made = pdf.report(report, lang, raw)
    except (pdf.NoPrinter, fonts.NoFont) as missing:
        pytest.skip(str(missing))
    document = pdfium.PdfDocument(made)
    try:
        sheets = tuple(tuple(page.get_textpage().get_text_bounded().split("\r\n")) for page in document)
    finally:
        document.close()
    return made, sheets


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_each_sheet_says_what_it_belongs_to(lang: Lang) -> None:
    report, _ = sample.kagoya()
    sheets = _pages(lang)[1]

    assert len(sheets) > 3
    for n, lines in enumerate(sheets, 1):
        foot = " ".join(lines)
        assert words.TITLE.in_(lang) in foot
        assert report.sha256[:16] in foot
        assert f"{n} / {len(sheets)}" in foot


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_no_heading_is_left_alone_at_the_end_of_a_sheet(lang: Lang) -> None:
    headings = {
        it.in_(lang) for it in (words.LINKS, words.FINDINGS, words.ROUTE, words.SOURCE, words.EXPLAINED, words.GAPS, words.ABOUT)
    }
    kept = {words.DEFANGED.in_(lang)[:20], words.SOURCE_NOTE.in_(lang)[:20]}
    foot = (words.TITLE.in_(lang), "SHA-256", " / ")
    for lines in _pages(lang)[1]:
        text = [it.strip() for it in lines if it.strip() and not any(one in it for one in foot)]
        assert text[-1] not in headings
        assert not any(text[-1].startswith(one) for one in kept)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_nothing_leads_out_of_the_file(lang: Lang) -> None:
    made = _pages(lang)[0]

    assert all(one not in made for one in (b"/URI", b"/JavaScript", b"/Launch", b"/GoToR", b"/SubmitForm"))

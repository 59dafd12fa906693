"""The page as a real browser shows it: it loads nothing, says nothing on the console, and fits a phone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from render import sample
from sabaku.render import html

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed: make system"),
    pytest.mark.enable_socket,
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as play:
        flags = ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND"]
        started = play.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield started
        started.close()


@pytest.mark.parametrize("columns", [1280, 800, 390, 320])
@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("make", [sample.kagoya, sample.fukushima])
def test_page_loads_nothing_and_fits(browser: Any, tmp_path: Path, make: Any, lang: Any, columns: int) -> None:
    report, raw = make()
    file = tmp_path / "report.html"
    file.write_text(html.render(report, lang, raw), "utf-8", newline="\n")
    context = browser.new_context(viewport={"width": columns, "height": 800}, color_scheme="dark" if columns == 800 else "light")
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda it: asked.append(it.url))
    page.on("console", lambda it: said.append(it.text))
    page.goto(file.as_uri())
    assert asked == [file.as_uri()]
    assert said == []
    assert page.evaluate("document.documentElement.scrollWidth") <= columns
    assert page.evaluate("getComputedStyle(document.querySelector('h2')).borderBottomStyle") == "solid"  # the style was let in
    wide = "[...document.querySelectorAll('main *')].filter(it => it.scrollWidth > it.clientWidth + 1 && it.clientWidth && getComputedStyle(it).display != 'inline').map(it => it.tagName + '.' + it.className)"
    assert page.evaluate(wide) == []
    context.close()


def test_a_mark_and_its_finding_lead_to_each_other(browser: Any, tmp_path: Path) -> None:
    report, raw = sample.kagoya()
    file = tmp_path / "report.html"
    file.write_text(html.render(report, "ja", raw), "utf-8", newline="\n")
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(file.as_uri())
    panes = "[...document.querySelectorAll('details.pane')].map(it => it.open)"
    assert page.evaluate(panes) == [False, False]
    page.click("#f-links-not-the-brands .proofs a.n")
    mark = page.locator(":target")
    assert mark.is_visible()
    assert page.evaluate(panes) == [False, True]  # the text that it stands in, and no other
    assert mark.evaluate("it => it.nextElementSibling.textContent").startswith("hxxps://fablights[.]in/Activemail")
    mark.click()
    assert page.locator("article:target h4").inner_text() == "リンク先が名乗っている相手のものではありません"
    page.close()


def test_what_is_folded_is_printed(browser: Any, tmp_path: Path) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    report, raw = sample.kagoya()
    file = tmp_path / "report.html"
    file.write_text(html.render(report, "ja", raw), "utf-8", newline="\n")
    page = browser.new_page()
    page.goto(file.as_uri())
    printed = pdfium.PdfDocument(page.pdf())
    told = "".join(printed[n].get_textpage().get_text_bounded() for n in range(len(printed)))
    assert told.count("かごや全プラン") == 3  # as the mail was seen, in the finding, in the source
    printed.close()
    page.close()

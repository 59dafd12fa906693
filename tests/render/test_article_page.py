"""Whatever a mail holds, no rendering of its article can act, load, hide or break."""

from __future__ import annotations

import base64
import hashlib
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import UTC, datetime

import html5lib
import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from properties.test_render import HIDDEN_CHARACTER, live, reports, words
from render.published import LANGS, NAMES, article
from sabaku import data
from sabaku.checks import catalogue
from sabaku.model import Datum, Finding, Lang, Report, Text
from sabaku.render.article import card, feed, fragment, html, markdown
from sabaku.render.article.author import Author
from sabaku.render.article.compose import Told, compose
from sabaku.render.article.nouns import Article

NOW = datetime(2026, 11, 22, tzinfo=UTC)
ALLOWED = frozenset(
    [
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "main",
        "header",
        "section",
        "p",
        "h1",
        "h2",
        "h3",
        "div",
        "dl",
        "dt",
        "dd",
        "ul",
        "ol",
        "li",
        "figure",
        "figcaption",
        "img",
        "svg",
        "g",
        "path",
        "rect",
        "circle",
        "text",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "code",
        "span",
        "bdi",
        "b",
        "br",
        "time",
    ]
)
IDS = sorted(id for id, it in data.toml("article/told").items() if isinstance(it, dict))
PLACE = re.compile(r"\{(\w+)\}")


def elements(page: str) -> list[ET.Element]:
    """All elements of the page; an error of its syntax is an error here."""
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    return [it for it in tree.iter() if isinstance(it.tag, str)]


def tokens(page: str) -> Iterator[Token]:
    """What a reader of CommonMark with GitHub's tables makes of the page."""
    for it in MarkdownIt("commonmark").enable("table").parse(page):
        yield it
        yield from it.children or ()


def readable(text: str) -> str:
    """The text without where to get help: those addresses are our own words, and stand as a reader needs them."""
    return text.replace("www.antiphishing.jp", "").replace("info@antiphishing.jp", "")


def harmless(page: str) -> None:
    for it in elements(page):
        assert it.tag.rpartition("}")[2] in ALLOWED, it.tag
        for name, value in it.attrib.items():
            assert not name.startswith("on")
            assert name not in {"href", "action", "srcset", "background", "style"}, name
            assert name != "src" or value.startswith(("data:image/png;base64,", "images/"))
    text = readable(re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL))
    assert not live(text), live(text)
    assert not HIDDEN_CHARACTER.search(page)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lang", LANGS)
def test_the_examples_are_valid_and_inert(name: str, lang: Lang) -> None:
    it = article(name, lang)
    page = html.page(it, {})
    harmless(page)
    harmless(f"<!DOCTYPE html><title>x</title><body>{fragment.fragment(it, lambda one: f'images/{one}.png')}")
    ids = [one.get("id") for one in elements(page) if one.get("id")]
    assert len(ids) == len(set(ids))
    assert all(one.get("alt") for one in elements(page) if one.tag == "img")
    headings = [one.tag for one in elements(page) if one.tag in {"h1", "h2", "h3"}]
    assert headings[0] == "h1"
    assert headings.count("h1") == 1


def test_the_style_that_is_allowed_is_the_one_that_is_there() -> None:
    page = html.page(article("kagoya", "ja"), {})
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in page
    assert "default-src 'none'" in page
    assert "url(" not in style[1]
    assert "@import" not in style[1]


def test_one_block_stands_on_one_line() -> None:
    page = html.page(article("fukushima", "ja"), {})
    body = page[page.index("<main>") : page.index("</main>")].split("\n")
    assert all(line.count("<") == line.count(">") for line in body)
    assert sum(line.startswith(("<p", "<dl", "<figure", "<div")) for line in body) > 40


@st.composite
def hostile(draw: st.DrawFn) -> Report:
    """A report whose findings are those that the article tells, with hostile values in every place."""
    report, _ = draw(reports())
    findings = []
    for id in draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=14, unique=True)):
        names = sorted(set(PLACE.findall(catalogue()[id].says.ja)))
        kinds = st.sampled_from(["text", "address", "domain", "ip", "url", "brand", "time", "date", "number"])
        values = {name: Datum(draw(kinds), draw(words), Text(draw(words), draw(words)) if draw(st.booleans()) else None) for name in names}  # fmt: skip
        told = Text(draw(words), draw(words))
        findings.append(Finding(id, id.partition(".")[0], draw(st.sampled_from([0.0, 0.3, 1.0, 3.0])), told, told, values=values))
    verdict = msgspec.structs.replace(report.verdict, because=tuple(it.id for it in findings[:3]), level=draw(st.sampled_from(["fraud", "suspicious"])))  # fmt: skip
    return msgspec.structs.replace(report, findings=tuple(findings), verdict=verdict)


def told_of(report: Report, lang: Lang, stars: bool) -> Article:
    return compose(Told(report, str, NOW, None, Author(), stars=stars), lang)


@given(hostile(), st.sampled_from(LANGS), st.booleans())
@settings(
    max_examples=40,
    deadline=None,
    report_multiple_bugs=False,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_no_rendering_can_act(report: Report, lang: Lang, stars: bool) -> None:
    it = told_of(report, lang, stars)
    harmless(html.page(it, {}))
    harmless(f"<!DOCTYPE html><title>x</title><body>{fragment.fragment(it, lambda one: f'images/{one}.png')}")
    page = markdown.page(it, lambda one: f"images/{one}.png")
    assert not live(readable(page)), live(page)
    assert not HIDDEN_CHARACTER.search(page)
    for token in tokens(page.split("---\n", 2)[2]):
        assert token.type not in {"html_block", "html_inline", "link_open"}, token
        assert token.type != "image" or re.fullmatch(r"images/[a-z0-9-]+\.png", str(token.attrs["src"]))
    root = ET.fromstring(feed.feed(it))
    assert not [one for one in root.iter() if one.get("href")]
    for sheet in (card._page(it, "sheet", card._sheet(it), 16), card._page(it, "social", card._social(it), 16)):
        harmless(sheet)


def test_an_address_in_brackets_is_set_apart_with_them() -> None:
    assert html.marked("from “[192.0.2.1]” (unknown [192.0.2.7])") == (
        "from “<code>[192.0.2.1]</code>” (unknown <code>[192.0.2.7]</code>)"
    )
    assert html.marked("at 192.0.2.1] and [192.0.2.7") == "at <code>192.0.2.1</code>] and [<code>192.0.2.7</code>"

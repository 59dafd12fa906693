"""Whatever a mail holds, no rendering of its report can act, hide or break: all strings hostile, all places arbitrary."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from effort import within
from render import sample
from sabaku.model import (
    Datum,
    Defect,
    Evidence,
    Fact,
    Finding,
    Gap,
    Hop,
    Lang,
    Link,
    Listing,
    Observable,
    Place,
    Question,
    Records,
    Registration,
    Report,
    Run,
    Site,
    Span,
    Text,
)
from sabaku.render import html, markdown, tame, text
from sabaku.render import json as as_json
from sabaku.render.say import say
from sabaku.render.tame import HIDDEN

TOKENS = (
    "http://evil.example/a.php", "https://evil.example", "HtTpS://EVIL.example/?u=http://x.example", "hxxp://a[.]b", "www.evil.example",
    "ftp://evil.example", "javascript:alert(1)", "data:text/html,x", "mailto:a@evil.example", "user@evil.example", "//evil.example/x",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</pre></style>", "</title>", "<!--", "-->", "]]>", "&lt;b&gt;", "&#104;ttp://",
    '" onmouseover="x', "'", "`", "```", "~~~", "|", "[x](http://evil.example)", "![x](https://evil.example/p.png)", "<http://evil.example>",
    "**", "__", "# ", "- ", "1. ", "{{7*7}}", "{% raw %}", "{brand}", "%s", "\\", "\u202e", "\u2066", "\u200b", "\u200f", "\ufeff", "\u00ad",
    "\x1b[31m", "\x1b]8;;http://evil.example\x07", "\x9b31m", "\x07", "\x00", "\x7f", "\r", "\n", "\r\n", "\u2028", "\u0085", "\t", "\ud800",
    "\U000e0041", "e" + "\u0301" * 40, "日本語", "カゴヤ", "【重要】", "é", "😀", "a" * 300, "長" * 200, " ", "h", "ttp://evil.example",
)  # fmt: skip
words = st.lists(st.sampled_from(TOKENS) | st.text(max_size=6), max_size=5).map("".join)
JOINED = "(?<=[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d(?=[\u2190-\u2bff\U0001f000-\U0001faff])"
"""The joiner within an emoji that is made of several."""
HIDDEN_CHARACTER = re.compile(f"(?!{JOINED})[{HIDDEN}\u2028\u2029\r]")
LIVE = re.compile(r"https?://|(?<![\w])www\.\w|ftp://", re.IGNORECASE)


@st.composite
def reports(draw: st.DrawFn) -> tuple[Report, bytes]:
    """The sample's report with every string of the mail replaced, and a source that says the same."""
    base, _ = sample.kagoya()
    w = lambda: draw(words)  # noqa: E731
    head = w().replace("\n", " ").encode("utf-8", "surrogatepass")
    raw = b"Subject: " + head + b"\nFrom: <a@b.example>\n\n" + w().encode("utf-8", "surrogatepass")
    if draw(st.booleans()):
        raw = raw.replace(b"\n", b"\r\n")

    def place() -> Evidence:
        a, b = sorted((draw(st.integers(0, len(raw))), draw(st.integers(0, len(raw)))))
        view = draw(st.sampled_from(["raw", "header:0", "headers", "part:1", "visible", "text", "qr:1", "nothing"]))
        return Evidence(Span(view, a, b), w(), w(), (a, b))

    url = w()
    kinds = st.sampled_from(["text", "address", "domain", "ip", "url", "brand", "country", "place", "time", "date", "weekday", "number", "duration", "code", "file"])  # fmt: skip
    values = {"one": Datum(draw(kinds), w()), "two": Datum("text", w(), Text(w(), w()) if draw(st.booleans()) else None)}
    title = Text("題 " + w(), "title " + w())
    finding = Finding("links.x-y", "links", draw(st.sampled_from([-1.0, 0.0, 0.5, 3.0])), title, say(Text("値は {one} と {two} です。", "{one} and {two}."), values), values=values, evidence=(place(), place(), Evidence(Question("rdap", w()), w())), silenced_by=draw(st.sampled_from(["", "a.b"])), status=draw(st.sampled_from(["in force", "trial"])), advice=Text(w(), w()))  # fmt: skip
    facts = (
        Fact(Question("geoip", "192.0.2.9"), "found", Place(w()[:2], Text(w(), w()), Text(w(), w()), draw(st.floats(-95, 95)), draw(st.floats(-200, 200)), draw(st.integers(0, 30000)), draw(st.sampled_from(["city", "cloud", "country"])), w(), w())),
        Fact(Question("dns", w(), (("type", w()),)), "found", Records(w(), (w(), w()))),
        Fact(Question("whois", "evil.example"), "found", Registration(w(), w(), w(), w(), w(), w(), abuse=w(), nameservers=(w(),), status=(w(),))),
        Fact(Question("safebrowsing", url), "found", Listing(w(), draw(st.booleans()), w(), w(), w()), check_at=w()),
        Fact(Question("visit", url), "found", Site("up", w(), w(), w(), w(), chain=(w(), w()))),
        Fact(Question(w(), w()), "failed", None, None, w()),
    )  # fmt: skip
    observables = (
        Observable("hop", "0", "border", Span("header:0", 0, 1), "", Hop(0, w(), w(), w(), w(), standing="border")),
        Observable("hop", "1", "claimed", Span("header:0", 0, 1), "", Hop(1, w(), w(), w(), w(), standing="claimed")),
        Observable("link", url, "href", Span("text", 0, 1), w(), Link(url, w(), w(), w(), w(), None, w(), url, "", (w(),))),
    )
    message = msgspec.structs.replace(
        base.message, subject=w(), from_=w(), to=w(), date=w(), text=w(), plain=w(), defects=(Defect(w(), None, w()),)
    )
    report = msgspec.structs.replace(
        base, message=message, facts=facts, observables=observables, findings=(finding,), sha256=w(),
        origin=msgspec.structs.replace(base.origin, ip=draw(st.sampled_from([None, "192.0.2.9"])), helo=w(), rdns=w(), by=w(), reason=Text(w(), w())),
        claims=tuple(msgspec.structs.replace(it, names=Text(w(), w())) for it in base.claims),
        gaps=(Gap(w(), w(), (), 2, Text(w(), w())),), verdict=msgspec.structs.replace(base.verdict, because=("links.x-y",), open=(w(),)),
        run=Run(w(), 1.0), zone=draw(st.sampled_from(["Asia/Tokyo", "UTC", "No/Where", "../etc"])),
    )  # fmt: skip
    return report, draw(st.sampled_from([raw, b""]))


langs = st.sampled_from(["ja", "en"])
patient = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def live(text: str) -> str:
    """What of this could be opened, with what stands around it; "" for nothing."""
    found = LIVE.search(text)
    return text[max(found.start() - 60, 0) : found.end() + 60] if found else ""


class Reader(HTMLParser):
    """What a browser would make of the page: tags, attributes, text."""

    ALLOWED = frozenset(
        [
            "html",
            "head",
            "meta",
            "title",
            "style",
            "body",
            "header",
            "main",
            "nav",
            "section",
            "article",
            "p",
            "span",
            "h1",
            "h2",
            "h3",
            "h4",
            "a",
            "b",
            "i",
            "ol",
            "ul",
            "li",
            "dl",
            "dt",
            "dd",
            "div",
            "bdi",
            "q",
            "pre",
            "br",
            "wbr",
            "mark",
            "figure",
            "figcaption",
            "details",
            "summary",
            "svg",
            "rect",
            "path",
            "circle",
            "g",
            "text",
        ]
    )

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self.ALLOWED, tag
        self.style = tag == "style"
        for name, value in attrs:
            assert not name.startswith("on"), name
            assert name not in {"src", "style", "srcset", "action", "xlink:href", "background", "srcdoc", "poster"}, name
            if name == "href":
                assert value, tag
                assert value.startswith("#"), value
                self.targets.append(value[1:])
            if name == "id":
                self.ids.append(value or "")

    def handle_data(self, data: str) -> None:
        if not self.style:
            self.text.append(data)


@patient
@given(reports(), langs)
def test_page_is_inert_and_whole(given_: tuple[Report, bytes], lang: Lang) -> None:
    report, raw = given_
    page = html.render(report, lang, raw)
    page.encode("utf-8")
    assert not HIDDEN_CHARACTER.search(page)
    assert not live(page)
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert not live("".join(reader.text))
    assert len(set(reader.ids)) == len(reader.ids)
    assert set(reader.targets) <= set(reader.ids)


@patient
@given(reports(), langs, st.booleans(), st.integers(20, 200))
def test_terminal_is_never_commanded(given_: tuple[Report, bytes], lang: Lang, colour: bool, columns: int) -> None:
    report, raw = given_
    told = text.render(report, lang, raw, colour=colour, width=columns)
    plain = re.sub(r"\x1b\[[0-9;]{1,12}m", "", told) if colour else told
    assert not HIDDEN_CHARACTER.search(plain)
    assert not live(plain)
    from sabaku.render.wrap import width

    lines = [it for it in plain.split("\n") if not it.startswith("    sabaku ")]  # a command is copied whole
    assert max(map(width, lines)) <= max(min(columns, text.MOST), text.LEAST)


@patient
@given(reports(), langs)
def test_markdown_makes_no_link_and_no_markup(given_: tuple[Report, bytes], lang: Lang) -> None:
    report, raw = given_
    page = markdown.render(report, lang, raw)
    assert not HIDDEN_CHARACTER.search(page)
    assert not live(page)
    fence = ""
    for line in page.split("\n"):
        if fence:
            fence = "" if line == fence else fence
        elif opened := re.fullmatch(r"(`{3,})text", line):
            fence = opened[1]
        else:
            assert not re.search(r"(?<!\\)(?:\\\\)*[<\[`!]", line), line
    assert not fence


@patient
@given(reports())
def test_json_is_one_line_and_loses_nothing(given_: tuple[Report, bytes]) -> None:
    report, _ = given_
    line = as_json.render(report)
    assert b"\n" not in line
    assert not HIDDEN_CHARACTER.search(line.decode("utf-8"))
    whole = json.dumps(msgspec.to_builtins(report)).encode("ascii")
    expected = json.loads(re.sub(rb"\\ud[89a-f][0-9a-f]{2}(?<!\\\\ud800)", lambda it: it[0], whole))
    got = json.loads(line)
    got.pop("input")
    assert got == _without_surrogates(expected)


def _without_surrogates(value: object) -> object:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_without_surrogates(k): _without_surrogates(v) for k, v in value.items()}
    return [_without_surrogates(it) for it in value] if isinstance(value, list) else value


@given(words, st.booleans())
def test_taming_is_final(value: str, lines: bool) -> None:
    for make in (lambda it: tame.tame(it, lines=lines), lambda it: tame.defang(it, lines=lines), tame.host, tame.address):
        once = make(value)
        assert make(once) == once
        assert not HIDDEN_CHARACTER.search(once.replace("\n", "") if lines else once)


@given(words)
def test_nothing_live_leaves_defang(value: str) -> None:
    assert not live(tame.defang(value))


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x2FFF), max_size=200), st.integers(4, 60))
def test_wrapping_keeps_every_word(value: str, columns: int) -> None:
    from sabaku.render.wrap import width, wrap

    shown = tame.tame(value)
    lines = wrap(shown, columns)
    assert "".join("".join(lines).split()) == "".join(shown.split())
    assert all(width(it) <= columns for it in lines)


@pytest.mark.parametrize(
    "value",
    ["http://" * 20000, "www." * 30000, "a@" * 30000, "x" * 100000 + "://", "\u0301" * 100000, "." * 100000, "[" * 100000],
)
def test_taming_is_linear(value: str) -> None:
    within(1.5, lambda: (tame.html_safe(value), tame.markdown_safe(value)))

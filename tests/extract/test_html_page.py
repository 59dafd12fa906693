"""The page as its reader sees it: text, hidden text, places, and that nothing hostile takes long."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import within
from sabaku.mime import parse
from sabaku.mime.html import Page, page, read, visible_view
from sabaku.model import Span


def text(html: str) -> str:
    return read(html).text


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>a  b\n c</p><p>d", "a b c\nd"),
        ("a<br>b<br><br>c", "a\nb\n\nc"),
        ("<table><tr><td>a<td>b<tr><td>c</table>", "a\tb\nc"),
        ("caf&eacute; &amp;&lt; &#x41;&#66; &notit; &unknown;", "café &< AB ¬it; &unknown;"),
        ("&#128; &#0; &#x110000; &#xD800;", "€ \ufffd \ufffd \ufffd"),
        ("a&nbsp;b", "a b"),
        ("<title>no</title><style>p{}</style><script>x<b>y</script>yes<!-- no --><!>", "yes"),
        ("a<!-->b--><!--->c", "ab-->c"),
        ("x < y and a<b>c</b>", "x < y and ac"),
        ("<pre>a  b\n  c</pre>", "a  b\n  c"),
        ("Pay\u00adPal an\u200bd &#8203;co&shy;", "PayPal and co"),
        ("東京<b>都</b>　港区", "東京都　港区"),
        ("<textarea><b>raw</b></textarea>", "<b>raw</b>"),
        ("a</br>b", "a\nb"),
        ("<a href=x", ""),
        ("&am<i>p;</i>", "&amp;"),
    ],
)
def test_text(html: str, shown: str) -> None:
    assert text(html) == shown


@pytest.mark.parametrize(
    ("style", "why"),
    [
        ("display:none", "display:none"),
        ("DISPLAY : NONE !important", "display:none"),
        ("visibility:hidden", "visibility:hidden"),
        ("font-size:0", "font-size:0px"),
        ("font-size:1px", "font-size:1px"),
        ("opacity:0", "opacity:0"),
        ("opacity:0.0", "opacity:0"),
        ("color:#ffffff", "color=background"),
        ("color:#fefefe", "color=background"),
        ("color:rgb(255,255,255)", "color=background"),
        ("color:transparent", "color:transparent"),
        ("background:#123456;color:#123457", "color=background"),
        ("max-height:0;overflow:hidden", "max-height:0"),
        ("height:0;overflow:hidden", "height:0"),
        ("position:absolute;left:-9999px", "left:-9999px"),
        ("text-indent:-9999px", "text-indent:-9999px"),
    ],
)
def test_hidden(style: str, why: str) -> None:
    it = read(f'<p>seen</p><div style="{style}">secret</div><p>after</p>')
    assert it.text == "seen\nafter"
    assert [found.why for found in it.hidden] == [why]


@pytest.mark.parametrize(
    "style",
    [
        "color:#888888",
        "opacity:0.8",
        "font-size:9px",
        "mso-hide:all",
        "overflow:hidden",
        "max-height:10px",
        "left:-9999px",
        "color:#fff;background:#000",
        "color:#fff;background:url(x.png)",
        "line-height:0",
    ],
)
def test_not_hidden(style: str) -> None:
    assert text(f'<div style="{style}">seen</div>') == "seen"


def test_what_an_element_below_shows_again() -> None:
    assert text('<td style="font-size:0"><span style="font-size:14px">seen</span></td>') == "seen"
    assert text('<div style="visibility:hidden">a<b style="visibility:visible">b</b></div>') == "b"
    assert text('<div style="display:none">a<b style="display:block">b</b></div>') == ""
    assert text('<table bgcolor="#000000"><tr><td><font color="#ffffff">seen</font></table>') == "seen"
    assert text('<font color="white"><a href="h">a link has its own colour</a></font>') == "a link has its own colour"
    assert text('<table bgcolor="#ffffff"><tr><td><font color="white">secret</font></table>') == ""


def test_rules_of_a_style_element() -> None:
    html = "<style>/* x */ .a, p.b { display:none } @media print { .c { display:none } } #d{font-size:0} u{visibility:hidden}</style>"
    body = '<i class="x A">1</i><p class=b>2</p><p class=c>3</p><i id=d>4</i><u>5</u><i class=b>6</i>'
    assert text(html + body) == "3\n6"


def test_a_background_that_nobody_knows_hides_nothing() -> None:
    white = '<div class=hero><p style="color:#fff">seen</p></div>'
    assert text("<style>.hero p{background:#000}</style>" + white) == "seen"
    assert text("<style>@media (prefers-color-scheme: dark){.hero p{background:#000}}</style>" + white) == ""
    assert text('<style>.hero p{background:#000}</style><div style="background:#fff">' + white) == "seen"
    assert text("<style>.hero p:first-child{background:#000}</style>" + white) == "seen"
    assert text('<style>.hero p:first-child{background:#000}</style><div style="background:#fff">' + white) == ""


def test_open_elements_end_where_the_browser_ends_them() -> None:
    assert text('<table><tr><td style="display:none">a<td>b</table>') == "b"
    assert text('<p style="display:none">a<p>b') == "b"
    assert text('<p>1<font style="font-size:0">a</p>b</font>c') == "1\nc"
    assert text('<font style="font-size:0">a<p>b</font>c') == "c"
    assert text('<span style="display:none">a<p>b</span>c</p>d</span>e') == "e"


def test_preheader_is_kept_apart() -> None:
    it = read('<body><div style="display:none">Only today</div><p>Hello</p><i hidden>x</i>')
    assert it.text == "Hello"
    assert [(found.why, found.preheader) for found in it.hidden] == [("display:none", True), ("display:none", False)]


def test_places_and_what_is_shown() -> None:
    html = (
        '<a href="https://a.test/?a=1&amp;b=2&copy=3">Click <b>here</b></a><a href=/x><img src=i.png alt="Logo"></a>'
        "<area href='m'><form action=f method=POST><input type=password name=p></form><a>none</a><a href='h' style='display:none'>x</a>"
    )
    it = read(html)
    found = {(place.tag, place.attribute): place for place in it.places}
    link = it.places[0]
    assert (link.value, html[link.start : link.end]) == ("https://a.test/?a=1&b=2&copy=3", "https://a.test/?a=1&amp;b=2&copy=3")
    assert it.text[link.shown_start : link.shown_end] == "Click here"
    assert (it.places[1].alt, it.places[1].picture) == ("Logo", True)
    assert found["area", "href"].value == "m"
    assert it.places[-1].hidden == "display:none"
    assert [(form.action, form.method, [field.type for field in form.fields]) for form in it.forms] == [
        ("f", "post", ["password"])
    ]


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('<p><span><a href="x"> <p><b>Preview</b></p></a></span>', "Preview"),
        ('<p><a href="x">one</p><p>two</a> three', "one\ntwo"),
        ('<p><a href="x"><div>in a block</div></a>', "in a block"),
        ('<table><tr><td><a href="x">here</td><td>there</a></td></tr></table>', "here"),
        ('<b><a href="x">one</b> two</a> three', "one two"),
    ],
)
def test_a_link_goes_on_where_the_browser_lets_it(html: str, shown: str) -> None:
    found = read(html)
    assert [found.text[it.shown_start : it.shown_end].strip() for it in found.places] == [shown]


def test_first_attribute_counts_and_quotes_inside_others_do_not() -> None:
    it = read('<a title=" href=no " href="yes" href="no">x</a>')
    assert [place.value for place in it.places] == ["yes"]


def test_refresh_base_css_and_outlook() -> None:
    html = (
        "<meta http-equiv=Refresh content='3; URL=\"https://r.test/\"'><base href=https://b.test/><p style=\"background:url('c.png')\">"
        '<!--[if mso]><v:roundrect href="https://o.test/" /><![endif]--><style>a{background:url(d.png)}</style>'
    )
    assert [(place.tag, place.value) for place in read(html).places] == [
        ("meta", "https://r.test/"),
        ("base", "https://b.test/"),
        ("p", "c.png"),
        ("comment", "https://o.test/"),
        ("style", "d.png"),
    ]


def test_scripts_title_comments() -> None:
    it = read("<title> A &amp; B </title><!-- c --><script>x()</script><p onclick='y()'>z")
    assert it.title == "A & B"
    assert [script.kind for script in it.scripts] == ["script", "onclick"]
    assert len(it.comments) == 1


def html_mail(*bodies: str) -> bytes:
    parts = "".join(f"--x\nContent-Type: text/html; charset=utf-8\n\n{body}\n" for body in bodies)
    return f"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n{parts}--x--\n".encode()


def test_one_part_cannot_swallow_the_next() -> None:
    message = parse(html_mail("<p>one<!-- never closed", "<p>two</p>"))
    assert visible_view(message).text.split() == ["one", "two"]


def test_plain_text_is_shown_without_invisible_characters() -> None:
    message = parse("Content-Type: text/plain; charset=utf-8\n\nPay\u200bPal\u00ad now\n".encode())
    view = visible_view(message)
    assert view.text == "PayPal now\n"
    assert message.raw_range(Span("visible", 3, 6))[0] > message.raw_range(Span("visible", 0, 1))[0]
    assert message.once(page) == Page()


WORDS = [
    "<p>",
    "</p>",
    "<a href='h'>",
    "</a>",
    "<td>",
    "<table>",
    "</table>",
    "<b style='display:none'>",
    "</b>",
    "&amp;",
    "&#x200b;",
    "text ",
]
WORDS += [
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<",
    ">",
    "'",
    '"',
    "=",
    "　",
    "\n",
    "\u00ad",
    "<br>",
    "<style>.a{display:none}</style>",
    "/",
]


@given(st.lists(st.sampled_from(WORDS), max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_page_is_read_and_every_place_stands(words: list[str]) -> None:
    html = "".join(words)
    it = read(html)
    for place in it.places:
        assert 0 <= place.start <= place.end <= len(html)
        assert 0 <= place.shown_start <= place.shown_end <= len(it.text)
    last = 0
    for piece in it.pieces():
        assert piece.start >= last
        assert piece.end <= len(it.text)
        assert 0 <= piece.at <= piece.to <= len(html)
        if piece.end - piece.start == piece.to - piece.at > 1:
            assert it.text[piece.start : piece.end].replace(" ", "") == html[piece.at : piece.to].replace("\xa0", "").replace(
                " ", ""
            )
        last = piece.end
    assert not it.pieces() or it.pieces()[-1].end == len(it.text)


HOSTILE = [
    "<",
    "<a ",
    '<a x="',
    "<b>",
    "<table><td>",
    "&#x",
    "&amp",
    "<!--",
    "<style>@a ",
    "<script>",
    "<p><b><b></p>",
    "a\u200b",
    "<a href=x>",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_the_size_only(piece: str) -> None:
    html = piece * (1_000_000 // len(piece))
    within(4, lambda: read(html).pieces())

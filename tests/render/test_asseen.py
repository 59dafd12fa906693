"""The mail as the victim saw it: it looks like itself, does nothing, and names nobody."""

from __future__ import annotations

import base64
import io
import re
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

import mails
from sabaku.app import prepare
from sabaku.model import Case, Input
from sabaku.render import asseen, inlaid, pixels
from sabaku.render.leaks import leaks
from sabaku.render.redact import redaction

LIVE = re.compile(r"https?://|(?<!\w)www\.\w|ftp://|javascript:", re.IGNORECASE)
LOADS = re.compile(r"url\(|@import|expression\(|position", re.IGNORECASE)


class Inert(HTMLParser):
    """Fails for anything that could load, run or be opened; keeps the text and the tags that are open at the end."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in {
            "a",
            "script",
            "iframe",
            "object",
            "embed",
            "form",
            "input",
            "button",
            "link",
            "base",
            "video",
            "audio",
            "svg",
        }, tag
        for name, value in attrs:
            assert not name.startswith("on"), name
            assert name not in {"href", "action", "background", "srcset", "poster", "xlink:href", "ping", "id"}, name
            assert name != "src" or (value or "").startswith("data:image/png;base64,"), value
            assert not LIVE.search(value or ""), value
            assert name != "style" or not LOADS.search(value or ""), value
        self.seen.add(tag)
        if tag not in {"img", "br", "hr", "meta"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, tag
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def mail(html: str = "", **body: object) -> Case:
    told: dict[str, object] = {**({"html": html} if html else {}), **body}
    return prepare(Input(mails.build({"base": "en", "headers": {"Subject": "Hello user@recipient.example"}, "body": told})))


def drawn(case: Case) -> tuple[str, Inert]:
    hidden = redaction(case)
    page = asseen.page(case.message, hidden, "ja")
    read = Inert()
    read.feed(page)
    read.close()
    assert not read.open
    assert not leaks({"mail.html": page.encode("utf-8", "replace")}, hidden)
    return page, read


def test_it_keeps_its_look_and_loses_its_teeth() -> None:
    page, read = drawn(
        mail(
            '<html><head><style>p{color:red}</style><base href="https://evil.example/"></head><body bgcolor="#ffeedd" onload="x()">'
            '<table width="600" cellpadding="4"><tr><td align="center" style="background:url(https://evil.example/b.png);color:#c00;'
            'font-size:18px;position:fixed">Pay now</td></tr></table><script>alert(1)</script>'
            '<a href="https://evil.example/?u=user@recipient.example" style="background-color:#06c;color:#fff">LOG IN</a>'
            '<form action="https://evil.example/p"><input name="pw" type="password" placeholder="Password"><input type="submit" value="Send">'
            '</form><img src="https://evil.example/logo.png" width="120" height="40" alt="ACME">'
            '<img src="https://evil.example/t.gif" width="1" height="1"></body></html>'
        )
    )
    text = "".join(read.text)
    assert "LOG IN" in text
    assert "Password" in text
    assert "画像(読み込んでいません) ACME" in text
    assert 'style="color:#c00;font-size:18px"' in page
    assert 'class="link" style="background-color:#06c;color:#fff"' in page
    assert "evil.example" not in page
    assert text.count("画像(") == 1


def test_secrets_that_tags_divide_are_masked_as_one() -> None:
    page, _ = drawn(mail("<p>Dear us<b>er@</b>recip<i>ient</i>.example<br>and <span>user&#64;recipient.example</span>!</p>"))
    assert "<p>Dear ***@*****.***<b></b><i></i><br>" in page
    assert "<span>***@*****.***</span>!" in page
    assert "***@*****.***</p>" in page.partition('class="mail"')[0]  # the subject


def test_hidden_text_and_invisible_characters_are_not_shown() -> None:
    page, _ = drawn(mail('<div style="display:none">secret words</div><p>Pass\u200bword</p><p>\u202egnp.exe</p>'))
    assert "secret words" not in page
    assert "Password" in page
    assert "⟨RLO⟩" in page


def test_plain_text_is_shown_as_such() -> None:
    page, read = drawn(mail(text="Dear user@recipient.example,\n\nsee https://evil.example/x\n"))
    assert "hxxps://evil[.]example/x" in "".join(read.text)
    assert "Dear ***@*****.***,\n" in page


def picture(colour: str = "red") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 30), colour).save(out, "PNG")
    return out.getvalue()


def test_pictures_of_the_mail_are_drawn_anew_without_what_is_written_in_them() -> None:
    info = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "user@recipient.example"
    Image.new("RGB", (60, 30), "red").save(info, "JPEG", exif=exif)
    data = "data:image/jpeg;base64," + base64.b64encode(info.getvalue()).decode()
    page, read = drawn(mail(f'<p>x</p><img src="{data}" alt="logo">'))
    assert "img" in read.seen
    found = re.search(r'src="data:image/png;base64,([^"]+)"', page)
    assert found
    assert b"recipient" not in base64.b64decode(found[1])


def test_a_code_that_names_the_victim_is_not_shown() -> None:
    import zxingcpp

    out = io.BytesIO()
    drawn_code = zxingcpp.create_barcode("https://evil.example/?e=user@recipient.example", zxingcpp.BarcodeFormat.QRCode)
    Image.fromarray(drawn_code.to_image(scale=4)).save(out, "PNG")
    data = "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()
    _, read = drawn(mail(f'<p>scan</p><img src="{data}" alt="code">'))
    assert "img" not in read.seen


def inlaid_picture() -> str:
    """What the page shows of a picture that is in the mail; "" where it is left out."""
    source = "data:image/png;base64," + base64.b64encode(picture()).decode()
    case = mail(f'<p>x</p><img src="{source}" alt="logo">')
    return inlaid.Inlaid(case.message, redaction(case)).picture(source)


def test_a_picture_within_limits_is_shown() -> None:
    assert inlaid_picture()


@pytest.mark.parametrize(("limit", "most"), [("MAX_PIXELS", 60 * 30 - 1), ("MAX_BYTES", len(picture()) - 1), ("MOST", 0)])
def test_pictures_beyond_a_limit_are_left_out(limit: str, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inlaid, limit, most)
    assert inlaid_picture() == ""


def test_a_picture_whose_writing_names_the_victim_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pixels, "words", lambda flat: ("Dear", "user@recipient.example"))
    assert inlaid_picture() == ""


def test_a_picture_of_it_can_be_made() -> None:
    pytest.importorskip("weasyprint")
    case = mail("<h1>Hello</h1><p>user@recipient.example</p>")
    body = asseen.picture(case.message, redaction(case), "en")
    assert body.startswith(b"\x89PNG")
    assert not leaks({"mail.png": body}, redaction(case))


TOKENS = (
    "<p>", "</p>", "<table><tr><td>", "</td></tr></table>", "<td>", "<tr>", "<a href='https://evil.example/x'>", "</a>", "<b>", "</b>", "<i", "<img src=x onerror=alert(1)>",
    "<script>", "</script>", "<style>p{background:url(http://a.test)}", "</style>", "<!--", "-->", "<svg onload=x>", "<svg/><math>", "<li>", "<ul>", "</ul>", "<font color=red size=7>",
    "<div style='background:url(javascript:1);color:expression(1);width:9px'>", "<div style=\"color:red;x\">", "</div>", "&lt;script&gt;", "&#0;", "<textarea>", "<select><option>",
    "user@recipient.example", "user", "@recipient.", "example", "http://evil.example/a", "www.evil.example", "\u202e", "\u200b", "<", ">", "\"", "'", "=", "<input value='x'>", "<button onclick=x>",
    "</button>", "<a href=\"", "<br/>", "<hr>", "<p style=", "<base href=//x>", "<meta http-equiv=refresh content='0;url=http://x.test'>", "<iframe src=x>", "日本語",
)  # fmt: skip


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(TOKENS) | st.text(max_size=4), max_size=14).map("".join))
def test_no_html_acts(html: str) -> None:
    page, read = drawn(mail("<html>" + html.encode("utf-8", "replace").decode()))
    assert not LIVE.search("".join(read.text))
    assert "user@recipient.example" not in "".join(read.text)
    assert "<script" not in page

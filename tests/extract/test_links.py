"""Links wherever they stand in a mail: in text, in HTML, in files; each with the place where it can be quoted."""

from __future__ import annotations

import base64
import io
import zipfile
from itertools import groupby

import pytest
import zxingcpp
from PIL import Image

from effort import within
from mails import build
from sabaku.apart.pictures import look
from sabaku.extract import addresses, archives, files, links, qr
from sabaku.extract.kinds import kind_of, last_name
from sabaku.extract.textlinks import written
from sabaku.mime import parse
from sabaku.model import File, Input, Link, Message, Observable


def seen(raw: bytes) -> tuple[Message, list[Observable]]:
    message, given = parse(raw), Input(raw)
    found = list(addresses.find(message, given, ()))
    return message, [*files.find(message, given, found), *links.find(message, given, found)]


def linked(raw: bytes) -> list[tuple[str, str, str]]:
    message, found = seen(raw)
    out = []
    for it in found:
        if it.kind != "link":
            continue
        assert isinstance(it.detail, Link)
        assert message.quote(it.seen).startswith(it.shown), it
        assert 0 <= message.raw_range(it.seen)[0] <= message.raw_range(it.seen)[1] <= len(raw)
        out.append((it.role, it.value, it.detail.shown))
    return out


TEXTS = [
    ("詳しくは「https://a.test/です」をご覧ください", ["https://a.test/"]),
    ("https://a.test/f/診断書_写真.zip\nパスワード", ["https://a.test/f/%E8%A8%BA%E6%96%AD%E6%9B%B8_%E5%86%99%E7%9C%9F.zip"]),
    ("https://a.test/にある見積書.pdfをご覧ください", ["https://a.test/"]),
    ("https://a.test/dlから見積書.pdfを", ["https://a.test/dl"]),
    ("https://a.test/login?x=1をクリック", ["https://a.test/login?x=1"]),
    ("http://a.co.jp。次に", ["http://a.co.jp/"]),
    ("アドレスはwww.a.co.jp/pathです", ["http://www.a.co.jp/path"]),
    ("see evil-shop.com/login, foo.txt/bar and/or 1.2/3", ["http://evil-shop.com/login"]),
    ("(https://a.test/b_(c)) <https://b.test/x>.", ["https://a.test/b_(c)", "https://b.test/x"]),
    ("ｈｔｔｐｓ：／／ａ．ｔｅｓｔ／ｘ？ｙ＝１ です", ["https://a.test/x?y=1"]),
    ("hxxps://a[.]test/x", ["https://a.test/x"]),
    ("https://日本語.jp/です", ["https://xn--wgv71a119e.jp/"]),
    ("https://rakuten。co。jp/x", ["https://rakuten.co.jp/x"]),
    ("https://a.comです", ["https://a.com/"]),
    ("https://a.test、https://b.test", ["https://a.test/", "https://b.test/"]),
    ("<https://a.test/aaaa\nbbbb/c>", ["https://a.test/aaaabbbb/c"]),
    (
        "https://www.a-long-name-of-a-shop.test/a-very-long-path-to-the-page-of-the-order?\nid=12345&x=2\nnext",
        ["https://www.a-long-name-of-a-shop.test/a-very-long-path-to-the-page-of-the-order?id=12345&x=2"],
    ),
    ("https://a.test/short\nid=12345", ["https://a.test/short"]),
    ("http://203.0.113.9/x", ["http://203.0.113.9/x"]),
    ("http://intranet/x user@a.test readme.md/x", []),
    ("*https://a.test/b* 'https://b.test/c'", ["https://a.test/b", "https://b.test/c"]),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_in_text(text: str, expected: list[str]) -> None:
    assert [it.url.href for it in written(text)] == expected


@pytest.mark.parametrize("piece", ["http://", "a.", "www.", "<", "<a\n", "a-", "https://a", "http://x\n"])
def test_text_is_read_in_linear_time(piece: str) -> None:
    within(4, lambda: sum(1 for _ in written(piece * (1_000_000 // len(piece)))))


def html(body: str) -> bytes:
    return build({"base": "ja", "body": {"html": body}})


def test_in_html() -> None:
    body = (
        '<body background="https://bg.test/b.png"><a href="https://a.test/x">押す</a><a href="https://a.test/x">もう一度</a>'
        '<form action="https://f.test/post"></form><img src="https://i.test/p.gif"><a href="mailto:taro@m.test">m</a><a href="#top">t</a>'
        '<p>または https://v.test/z を開く</p><a href="https://www.google.com/url?q=https://g.test/">g</a><a href="https://o.test/?u=https://n.test/">o</a>'
    )
    raw = html(body)
    assert linked(raw) == [
        ("image", "https://bg.test/b.png", ""),
        ("href", "https://a.test/x", "押す"),
        ("href", "https://a.test/x", "もう一度"),
        ("form", "https://f.test/post", ""),
        ("image", "https://i.test/p.gif", ""),
        ("href", "https://g.test/", "g"),
        ("href", "https://o.test/?u=https://n.test/", "o"),
        ("href", "https://n.test/", "o"),
        ("text", "https://v.test/z", "https://v.test/z"),
    ]
    _, found = seen(raw)
    assert ("address", "taro@m.test", "mailto") in [(it.kind, it.value, it.role) for it in found]
    assert ("domain", "f.test", "form") in [(it.kind, it.value, it.role) for it in found]
    assert {it.value for it in found if it.kind == "host"} >= {"a.test", "g.test", "n.test", "v.test"}
    wraps = {it.value: it.detail.wraps for it in found if isinstance(it.detail, Link)}
    assert wraps["https://g.test/"] == "Google"
    assert wraps["https://n.test/"] == "o.test"


def test_clicked_hidden_token_and_ip() -> None:
    body = (
        '<a href="https://a.test/#user@recipient.example">x</a><div style="display:none"><a href="https://h.test/">y</a></div>'
        '<a href="https://e.test/"></a><a href="http://203.0.113.5/">z</a><a href="{{url}}">u</a>'
    )
    _, found = seen(html(body))
    by = {it.value: it.detail for it in found if isinstance(it.detail, Link)}
    assert by["https://a.test/#user@recipient.example"].token
    assert (by["https://h.test/"].clicked, by["https://h.test/"].tricks) == (False, ("hidden",))
    assert (by["https://e.test/"].clicked, by["https://e.test/"].tricks) == (False, ("empty",))
    assert (by["{{url}}"].clicked, by["{{url}}"].tricks) == (False, ("invalid",))
    assert ("ip", "203.0.113.5", "href") in [(it.kind, it.value, it.role) for it in found]


def test_base_and_image_of_a_link() -> None:
    raw = html('<base href="https://b.test/x/"><a href="y"><img src="cid:l" alt="会員ログイン"></a>')
    assert linked(raw) == [("base", "https://b.test/x/", ""), ("href", "https://b.test/x/y", "会員ログイン")]


def test_limit_of_links_is_told() -> None:
    message, found = seen(html("".join(f'<a href="https://a.test/{n}">{n}</a>' for n in range(1500))))
    assert sum(it.kind == "link" for it in found) <= links.MAX_LINKS + 1
    assert "limit-links" in [it.kind for it in message.defects]


def grid(text: str) -> tuple[list[list[int]], bytes]:
    made = zxingcpp.write_barcode_to_image(zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode), scale=1)
    height, width = made.shape
    raw = bytes(memoryview(made))
    out = io.BytesIO()
    Image.frombytes("L", (width, height), raw).resize((width * 4, height * 4), Image.Resampling.NEAREST).save(out, "PNG")
    return [[int(raw[y * width + x] < 128) for x in range(4, width - 4)] for y in range(4, height - 4)], out.getvalue()


CODE = "https://qr.test/login"


def mail_with(name: str, type: str, data: bytes, text: str = "ご確認ください。\n") -> bytes:
    return build(
        {"base": "ja", "body": {"text": text, "files": [{"name": name, "type": type, "base64": base64.b64encode(data).decode()}]}}
    )


def test_qr_in_pictures() -> None:
    squares, png = grid(CODE)
    assert linked(mail_with("c.png", "image/png", png)) == [("qr", CODE, "")]
    picture = Image.open(io.BytesIO(png)).convert("RGBA")
    page = Image.new("RGBA", (500, 700), (255, 255, 255, 0))
    page.paste(picture.rotate(8, expand=True, fillcolor="white"), (60, 200))
    out = io.BytesIO()
    page.save(out, "PNG")
    assert qr.in_file(out.getvalue(), look).codes == (CODE,)
    assert qr.in_file(b"\x89PNG\r\n\x1a\nbroken", look).codes == ()
    assert len(squares) >= qr.MIN_MODULES


def test_qr_drawn_with_cells() -> None:
    squares, _ = grid(CODE)
    for dark, light in (
        ('bgcolor="#000000"', 'bgcolor="#ffffff"'),
        ('style="background:#111"', ""),
        ("style='background-color:black'", ""),
        ('style="background:rgb(0,0,80)"', 'style="background:rgb(240,240,240)"'),
        ('class="b"', 'class="w"'),
    ):
        rows = "".join("<tr>" + "".join(f"<td {dark if it else light}></td>" for it in row) + "</tr>" for row in squares)
        sheet = "<style>td.b{background:#101010} .w{background:#fff}</style>"
        assert linked(html(f"{sheet}<p>a</p><table>{rows}</table>")) == [("qr", CODE, "")]


def test_qr_drawn_with_wide_cells() -> None:
    squares, _ = grid(CODE)
    rows = "".join(
        "<tr>"
        + "".join(f"<td colspan={len(list(run))} bgcolor={'#000' if dark else '#fff'}></td>" for dark, run in groupby(row))
        + "</tr>"
        for row in squares
    )
    assert linked(html(f"<p>a</p><table>{rows}</table>")) == [("qr", CODE, "")]


def test_qr_in_a_picture_inside_the_html() -> None:
    _, png = grid(CODE)
    code = base64.b64encode(png).decode()
    assert linked(html(f'<p>a</p><img src="data:image/png;base64,{code}">')) == [("qr", CODE, "")]
    assert linked(html(f'<p>a</p><img src="data:image/png;base64,{"!" * 400}">')) == []


def test_what_outlook_and_drawings_show() -> None:
    button = '<!--[if mso]><v:roundrect href="https://o.test/"><center>ログイン</center></v:roundrect><![endif]-->'
    found = [it for it in seen(html(f"<p>a</p>{button}"))[1] if it.kind == "link"]
    assert [(it.role, it.value, it.detail.clicked) for it in found] == [("href", "https://o.test/", True)]
    assert linked(html(f'{button}<a href="https://o.test/">ログイン</a>')) == [("href", "https://o.test/", "ログイン")]
    assert linked(html('<svg><a xlink:href="https://o.test/"><text>ログイン</text></a></svg>')) == [
        ("href", "https://o.test/", "ログイン")
    ]
    assert linked(html('<style>@import "https://o.test/a.css";</style><p>a</p>')) == [("css", "https://o.test/a.css", "")]


def test_qr_drawn_with_characters() -> None:
    squares, _ = grid(CODE)
    full = "\n".join("".join("██" if it else "  " for it in row) for row in squares)
    light = "\n".join("".join("  " if it else "██" for it in row) for row in squares)
    half = "\n".join(
        "".join(" ▀▄█"[row[x] + 2 * (squares[y * 2 + 1][x] if y * 2 + 1 < len(squares) else 0)] for x in range(len(row)))
        for y, row in enumerate(squares[::2])
    )
    for drawn in (full, light, half):
        assert [it[2] for it in qr.in_blocks(f"読み取ってください\n{drawn}\n以上", look)] == [CODE]
        assert linked(html(f"<p>a</p><pre>{drawn}</pre>")) == [("qr", CODE, "")]
    assert list(qr.in_blocks("█" * 500_000, look)) == []


def zipped(content: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_in_files() -> None:
    assert linked(mail_with("a.html", "text/html", b'<a href="https://a.test/">x</a><form action="https://b.test/p">')) == [
        ("file", "https://a.test/", "x"),
        ("file", "https://b.test/p", ""),
    ]
    assert linked(mail_with("a.svg", "image/svg+xml", b'<svg><a xlink:href="&#104;ttps://a.test/">x</a></svg>')) == [
        ("file", "https://a.test/", "")
    ]
    assert linked(mail_with("a.url", "application/x", b"[InternetShortcut]\r\nURL=https://a.test/x\r\n")) == [
        ("file", "https://a.test/x", "https://a.test/x")
    ]
    calendar = b"BEGIN:VCALENDAR\r\nDESCRIPTION:see https://a.te\r\n st/x\\nthanks\r\nEND:VCALENDAR\r\n"
    assert linked(mail_with("a.ics", "text/calendar", calendar)) == [("calendar", "https://a.test/x", "https://a.test/x")]
    inner = b'From: a@b.test\nSubject: x\nContent-Type: text/html\n\n<a href="https://a.test/">go</a>'
    assert linked(mail_with("a.eml", "application/octet-stream", inner)) == [("file", "https://a.test/", "https://a.test/")]
    relations = b'<Relationships><Relationship Type="http://x/attachedTemplate" Target="https://a.test/t.dotm" TargetMode="External"/></Relationships>'
    office = zipped({"[Content_Types].xml": b"<Types/>", "word/_rels/settings.xml.rels": relations})
    assert linked(mail_with("a.docx", "application/x", office)) == [("file", "https://a.test/t.dotm", "https://a.test/t.dotm")]


def test_in_the_text_of_documents() -> None:
    text = b'<w:p><w:r><w:instrText> HYPERLINK "https://a.test/f" </w:instrText></w:r></w:p><w:p><w:t>https://a.te</w:t><w:t>st/t</w:t></w:p>'
    office = zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": text})
    assert linked(mail_with("a.docx", "application/x", office))[:2] == [
        ("file", "https://a.test/f", "https://a.test/f"),
        ("file", "https://a.test/t", "https://a.test/t"),
    ]
    odf = zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": b'<text:a xlink:href="https://a.test/o">x</text:a>',
        }
    )
    assert linked(mail_with("a.odt", "application/x", odf))[:1] == [("file", "https://a.test/o", "https://a.test/o")]


@pytest.mark.parametrize(("codec", "label"), [("cp932", "Shift_JIS"), ("euc_jp", "EUC-JP"), ("iso2022_jp", "ISO-2022-JP")])
@pytest.mark.parametrize("told", [True, False])
def test_attached_pages_are_read_in_their_charset(codec: str, label: str, told: bool) -> None:
    """By what the page says of itself, or by its bytes."""
    meta = f'<meta charset="{label}">' if told else ""
    page = f'<html><head>{meta}</head><body>パスワードを入力して<a href="https://one.example/">こちら</a>から続けてください</body></html>'
    raw = mail_with("a.html", "text/html", page.encode(codec))
    assert linked(raw) == [("file", "https://one.example/", "こちら")]
    message, _ = seen(raw)
    assert "パスワードを入力して" in message.view("file:1.2").text


def test_addresses_that_a_script_keeps_coded() -> None:
    coded = base64.b64encode(b"https://a.test/x").decode()
    page = "".join(f"%{code:02x}" for code in b'<a href="https://b.test/y">')
    script = f'<script>location = atob("{coded}"); document.write(unescape("{page}"))</script>'.encode()
    assert [it[1] for it in linked(mail_with("a.html", "text/html", script))] == ["https://a.test/x", "https://b.test/y"]


@pytest.mark.parametrize("told", ["展開用PWは「x9Kf」です", "PW→ｘ９Ｋｆ", "パスワード：ｘ９Ｋｆ"])
def test_passwords_as_offices_write_them(told: str) -> None:
    assert archives.passwords(told) == ("x9Kf",)


def test_qr_in_documents_and_mails() -> None:
    _, png = grid(CODE)
    office = zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<d/>", "word/media/image1.png": png})
    assert linked(mail_with("a.docx", "application/x", office)) == [("qr", CODE, "")]
    inner = mail_with("c.png", "image/png", png)
    assert linked(mail_with("a.eml", "application/octet-stream", inner)) == [("qr", CODE, "")]


def test_archive_members() -> None:
    raw = mail_with(
        "a.zip",
        "application/zip",
        zipped({"x/rechnung.pdf.js": b"x", "p.html": b'<a href="https://a.test/">y</a>', "big.bin": b"0" * 3_000_000}),
    )
    _, found = seen(raw)
    names = [(it.role, it.shown, it.detail.kind) for it in found if isinstance(it.detail, File)]
    assert names == [
        ("attachment", "a.zip", "zip"),
        ("archived", "x/rechnung.pdf.js", "script"),
        ("archived", "p.html", "html"),
        ("archived", "big.bin", "bin"),
    ]
    assert ("file", "https://a.test/") in [(it.role, it.value) for it in found if it.kind == "link"]


def test_what_stays_closed_is_told() -> None:
    rar = mail_with("a.rar", "application/x", b"Rar!\x1a\x07\x01\x00" + b"\0" * 40)
    assert "archive-empty" in [it.kind for it in seen(rar)[0].defects]
    data = bytearray(zipped({"a.txt": b"x"}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    message, found = seen(mail_with("a.zip", "application/zip", bytes(data), "パスワード:abc123\n"))
    assert [(it.role, it.detail.kind) for it in found if isinstance(it.detail, File)] == [
        ("attachment", "zip-encrypted"),
        ("archived", "txt"),
    ]
    assert "archive-closed" in [it.kind for it in message.defects]


def test_bombs_are_left_closed() -> None:
    bomb = zipped({"a": b"\0" * 30_000_000})
    assert [it.data for it in archives.contents(bomb).members] == [None]
    assert archives.contents(b"PK\x03\x04 not a zip").members == ()
    many = zipped({f"{n}": b"" for n in range(500)})
    assert len(archives.contents(many).members) == archives.MAX_MEMBERS


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("パスワード:mihon2026 です", ("mihon2026",)),
        ("解凍パスワードは「a1b2c3」", ("a1b2c3",)),
        ("The password is sample-1.", ("sample-1",)),
        ("Passwort: abc123", ("abc123",)),
        ("change your password", ()),
        ("パスワードは別便で", ()),
    ],
)
def test_passwords(text: str, words: tuple[str, ...]) -> None:
    assert archives.passwords(text) == words


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"", "a", "empty"),
        (b"%PDF-1.7 x", "a.txt", "pdf"),
        (b"MZ\x90", "a.pdf", "exe"),
        (b"\x7fELF", "a", "exe"),
        (b"L\x00\x00\x00\x01\x14\x02\x00", "a.pdf", "lnk"),
        (b"<html><body>", "a.pdf", "html"),
        (b"\xef\xbb\xbf<!DOCTYPE html>", "", "html"),
        (b"<svg onload=x>", "a", "svg"),
        (b"BEGIN:VCALENDAR", "a", "ics"),
        (b"From: a@b\nTo: c@d\n\nx", "a", "eml"),
        (b"WScript.Echo", "a.js", "script"),
        (b"<hta:application>", "a.txt", "text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "_VBA_PROJECT".encode("utf-16-le"), "a.doc", "office-macro"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook eQuation natIve".encode("utf-16-le"),
            "a.xls",
            "office-object",
        ),
        (b"{\\rtf1{\\object\\objupdate{\\*\\objdata 0105}}}", "a.doc", "office-object"),
        (b"{\\rtf1{\\object{\\*\\objdata 0105}}}", "a.rtf", "rtf"),
        (b"begin 644 a.exe\n#0V%T\n`\nend\n", "a.uue", "uu"),
        (b"begin at the beginning\n", "a.txt", "text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.docx", "office-encrypted"),
        (b"\x00\x01\x02", "a.bin", ""),
        (b"hello", "a", "text"),
        (b"\0" * 32769 + b"CD001", "a", "iso"),
    ],
)
def test_kind_of(data: bytes, name: str, kind: str) -> None:
    assert kind_of(data, name) == kind


def test_last_name() -> None:
    assert last_name("a.pdf.EXE ") == "exe"
    assert last_name("a.exe. . ") == "exe"
    assert last_name(".htaccess") == ""
    assert last_name("a") == ""

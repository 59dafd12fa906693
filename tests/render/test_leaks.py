"""The search for what is left: every kind of file, every way of hiding, and what it says of what it could not open."""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import json
import lzma
import quopri
import zipfile
import zlib
from email.header import Header as EncodedHeader

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, PngImagePlugin

from effort import within
from sabaku.model import Text
from sabaku.render import layers
from sabaku.render.innards import DEEPEST, texts
from sabaku.render.leaks import leaks, scan
from sabaku.render.redact import Redaction, Secret

ADDRESS, NAME = "taro.yamada@recipient.example", "山田太郎"
HIDDEN = Redaction(
    (
        Secret(ADDRESS, "address", "***@*****.***", Text("", "")),
        Secret("recipient.example", "domain", "○○○○", Text("", "")),
        Secret(NAME, "name", "○○", Text("", "")),
        Secret("Jonathan Walters", "name", "****", Text("", "")),
    )
)


def png(**info: str) -> bytes:
    told, out = PngImagePlugin.PngInfo(), io.BytesIO()
    for key, value in info.items():
        told.add_itxt(key, value, zip=key.startswith("zipped"))
    Image.new("RGB", (40, 40), "white").save(out, "PNG", pnginfo=told)
    return out.getvalue()


def jpeg(comment: str) -> bytes:
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x010E] = comment
    Image.new("RGB", (40, 40), "white").save(out, "JPEG", exif=exif)
    return out.getvalue()


def archive(name: str, body: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, body)
    return out.getvalue()


def qr(text: str) -> bytes:
    import zxingcpp

    out = io.BytesIO()
    drawn = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode).to_image(scale=4)
    Image.fromarray(drawn).save(out, "PNG")
    return out.getvalue()


FILES: dict[str, bytes] = {
    "plain.txt": f"to {ADDRESS}.".encode(),
    "utf16.txt": ADDRESS.encode("utf-16"),
    "sjis.txt": f"{NAME}様".encode("cp932"),
    "jis.eml": f"To: x\n\n{NAME}様\n".encode("iso2022_jp"),
    "wrapped.txt": b"to taro.yamada@recip\n    ient.example",
    "entities.html": b"<p>taro.yamada&#64;recipient&period;example</p>",
    "tags.html": b"<p>taro.yam<wbr>ada<b>@</b>recip<i>ient</i>.example</p>",
    "comment.html": f"<p>x</p><!-- {ADDRESS} -->".encode(),
    "style.html": f"<style>p::after {{ content: '{ADDRESS}' }}</style>".encode(),
    "page.md": b"to taro\\.yamada@recipient\\[.\\]example",
    "report.json": json.dumps({"name": NAME}).encode(),
    "nested.json": json.dumps({"inner": json.dumps({"name": NAME})}).encode(),
    "chart.svg": b"<svg><text><tspan>taro.yamada</tspan><tspan>@recipient.example</tspan></text></svg>",
    "base64.txt": base64.encodebytes(b"something before it " * 4 + ADDRESS.encode()),
    "base64url.txt": b"https://a.test/?x=" + base64.urlsafe_b64encode(b"\xff\xfe" + ADDRESS.encode()).rstrip(b"="),
    "base64twice.txt": base64.b64encode(base64.b64encode(ADDRESS.encode())),
    "hex.txt": ADDRESS.encode().hex().encode(),
    "digest.txt": b"0e4cc0d7" + __import__("hashlib").sha256(ADDRESS.encode()).hexdigest().encode(),
    "words.eml": b"Subject: " + EncodedHeader(f"{NAME}様へ", "iso-2022-jp").encode().encode() + b"\n\n",
    "quoted.eml": b"x\n" + quopri.encodestring(NAME.encode("utf-8")),
    "image.html": b'<img src="data:image/png;base64,' + base64.b64encode(png(zipped=ADDRESS)) + b'">',
    "text.png": png(Comment=ADDRESS),
    "zipped.png": png(zippedNote=ADDRESS),
    "appended.png": png() + ADDRESS.encode(),
    "code.png": qr(f"https://evil.example/?to={ADDRESS}"),
    "exif.jpg": jpeg(ADDRESS),
    "page.html.gz": gzip.compress(ADDRESS.encode()),
    "raw.zlib": zlib.compress(ADDRESS.encode()),
    "pack.zip": archive("a.txt", ADDRESS.encode()),
    "page.txt.xz": lzma.compress(ADDRESS.encode()),
    "pack.zip.bz2": bz2.compress(archive("a.txt", ADDRESS.encode())),
    "name.zip": archive(f"{ADDRESS}.txt", b"x"),
    "zip-in-zip.zip": archive("a.zip", archive("b.txt", ADDRESS.encode())),
    "binary.bin": b"\0\1\2" + ADDRESS.encode() + b"\0",
    "wide.bin": b"\0\1\2\3" + ADDRESS.encode("utf-16-le") + b"\0",
    f"{ADDRESS}.txt": b"the name of a file tells, too",
}


@pytest.mark.parametrize("name", FILES)
def test_a_leak_is_found(name: str) -> None:
    found = leaks({name: FILES[name]}, HIDDEN)
    assert found
    assert found[0].file == name
    assert not any(ADDRESS in it.place or NAME in it.form for it in found if name.isascii() and ADDRESS not in name)


@pytest.mark.parametrize("name", FILES)
def test_without_the_secret_the_same_file_is_clean(name: str) -> None:
    nobody = Redaction((Secret("hanako.sato@somewhere.test", "address", "***@*****.***", Text("", "")),))
    assert not leaks({name: FILES[name]}, nobody)


def test_a_pdf_is_searched_in_text_metadata_and_streams() -> None:
    weasyprint = pytest.importorskip("weasyprint")
    page = f"<html lang=ja><title>{ADDRESS}</title><h1>x {NAME}</h1><p>y</p></html>"
    body = weasyprint.HTML(string=page).write_pdf()
    places = " ".join(it.place for it in leaks({"a.pdf": body}, HIDDEN))
    assert "PDF metadata Title" in places
    assert "PDF bookmark" in places
    assert "PDF stream" in places
    clean = weasyprint.HTML(string="<html lang=ja><title>x</title><p>○○</p></html>").write_pdf()
    assert not leaks({"a.pdf": clean}, HIDDEN)


def test_pixels_are_read_where_that_is_possible() -> None:
    pytest.importorskip("tesserocr")
    picture, out = Image.new("RGB", (900, 120), "white"), io.BytesIO()
    ImageDraw.Draw(picture).text((20, 30), "to Jonathan Walters", fill="black", font_size=40)
    picture.save(out, "PNG")
    assert not leaks({"a.png": out.getvalue()}, HIDDEN)
    found = scan({"a.png": out.getvalue()}, HIDDEN, pixels=True)
    assert found.pixels
    assert found.leaks[0].place.startswith("pixels of picture 1")


def test_what_could_not_be_opened_is_told() -> None:
    locked = bytearray(archive("a.txt", b"x"))
    locked[6] |= 1  # the flag of encryption, in the local head and in the directory
    at = locked.find(b"PK\x01\x02")
    locked[at + 8] |= 1
    found = scan({"locked.zip": bytes(locked), "broken.pdf": b"%PDF-1.7 nothing", "broken.gz": b"\x1f\x8bnothing"}, HIDDEN)
    assert {it.file for it in found.unscanned} == {"locked.zip", "broken.pdf", "broken.gz"}
    assert all(it.why.ja and it.why.en for it in found.unscanned)


def test_a_bomb_ends() -> None:
    body = b"x" * 4_000_000
    for _ in range(DEEPEST + 3):
        body = gzip.compress(body)
    assert scan({"bomb.gz": body}, HIDDEN).unscanned
    assert scan({"big.gz": gzip.compress(bytes(70 * 2**20))}, HIDDEN).unscanned


def test_masks_are_no_leaks() -> None:
    body = "***@*****.*** ○○○○ ○○様 ****".encode()
    found = scan({"article.html": body}, HIDDEN)
    assert not found.leaks
    assert found.files == 1
    assert found.layers >= 1
    assert not found.unscanned


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.binary(max_size=400),
    st.sampled_from(
        [b"", b"%PDF-1.4\n", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b"\x1f\x8b\x08", b"x\x9c", b"\xff\xd8\xff", b"GIF89a"]
    ),
)
def test_no_bytes_raise(body: bytes, start: bytes) -> None:
    assert all(isinstance(it.place, str) for it in texts(start + body))
    assert scan({"a": start + body}, HIDDEN).leaks == ()


def test_a_document_of_open_brackets_is_read_once() -> None:
    (layer,) = within(1, lambda: layers.pdf_strings(b"(\\" * 150_000 + b"\\ (kept)", ""))
    assert layer.text.endswith("kept")

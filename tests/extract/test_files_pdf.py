"""What a PDF shows: its links, addresses in its text, codes on its pages; and that broken ones are told, not feared."""

from __future__ import annotations

import base64
import io
import os
import subprocess
import sys
import zlib
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
import zxingcpp
from pdfs import locked, made
from PIL import Image

import sabaku as package
from effort import within
from mails import build
from sabaku import app
from sabaku.apart import pdf, pdfium
from sabaku.extract import files, links
from sabaku.mime import parse
from sabaku.model import Input, Span
from sabaku.render import text


def mail(data: bytes) -> bytes:
    attached = {"name": "a.pdf", "type": "application/pdf", "base64": base64.b64encode(data).decode()}
    return build({"base": "ja", "body": {"text": "ご確認ください。\n", "files": [attached]}})


def found(data: bytes) -> tuple[list[tuple[str, str, str]], list[str]]:
    raw = mail(data)
    message, given = parse(raw), Input(raw)
    seen = [*files.find(message, given, ()), *links.find(message, given, ())]
    out = [(it.role, it.value, message.quote(it.seen)) for it in seen if it.kind == "link"]
    return out, [it.kind for it in message.defects]


def test_links_and_text() -> None:
    read = pdf.document(made("see https://t.test/x now", "https://l.test/y"))
    assert (read.state, read.pages, read.links) == ("read", 1, ("https://l.test/y",))
    assert "https://t.test/x" in read.text
    assert found(made("see https://t.test/x now", "https://l.test/y"))[0] == [
        ("pdf", "https://l.test/y", "https://l.test/y"),
        ("pdf", "https://t.test/x", "https://t.test/x"),
    ]


def test_code_on_a_page() -> None:
    code = zxingcpp.write_barcode_to_image(zxingcpp.create_barcode("https://qr.test/a", zxingcpp.BarcodeFormat.QRCode), scale=6)
    height, width = code.shape
    page = Image.new("L", (600, 800), 255)
    page.paste(Image.frombytes("L", (width, height), bytes(memoryview(code))), (100, 200))
    out = io.BytesIO()
    page.save(out, "PDF")
    assert found(out.getvalue())[0] == [("qr", "https://qr.test/a", "https://qr.test/a")]


def dark(url: str) -> list[tuple[int, int]]:
    """The dark modules of a code, by column and row."""
    made = zxingcpp.create_barcode(url, zxingcpp.BarcodeFormat.QRCode)
    image = Image.fromarray(zxingcpp.write_barcode_to_image(made, scale=1)).convert("L")
    return [(x, y) for y in range(image.height) for x in range(image.width) if image.getpixel((x, y)) == 0]


@pytest.mark.parametrize("end", [b"", b" f"], ids=["one path", "a path each"])
def test_code_drawn_with_lines(end: bytes) -> None:
    boxes = b"\n".join(b"%d %d 6 6 re%s" % (100 + 6 * x, 600 - 6 * y, end) for x, y in dark("https://qr.test/b"))
    assert pdf.document(made("scan", drawn=boxes + b"\nf")).codes == ("https://qr.test/b",)


def test_a_locked_file_is_read_with_its_password_and_its_codes_too() -> None:
    data = locked("yes", "scan", b"\n".join(b"%d %d 6 6 re f" % (100 + 6 * x, 600 - 6 * y) for x, y in dark("https://qr.test/d")))
    assert pdf.document(data, ("no",)).state == "locked"
    read = pdf.document(data, ("no", "yes"))
    assert (read.state, read.text, read.codes) == ("read", "scan", ("https://qr.test/d",))


def test_a_page_of_text_and_rules_is_not_searched_for_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawing a page takes ten times as long as reading it: only where a code could be."""
    drawn: list[bool] = []
    monkeypatch.setattr(pdfium, "_pictures", lambda pages, grey: drawn.append(grey) or [])

    def searched(data: bytes) -> bool:
        """Here, not in a process of its own, so that it can be watched."""
        drawn.clear()
        told = list(pdfium.work(msgspec.msgpack.encode(pdf.Order(data, "read", codes=True))))
        assert msgspec.msgpack.decode(told[0], type=pdf.Document).unseen == bool(drawn)
        return bool(drawn)

    rules = b"\n".join(b"50 %d m 500 %d l S" % (y, y) for y in range(100, 160, 2))
    many = b"\n".join(b"50 %d m 500 %d l S" % (y, y) for y in range(100, 400, 2))
    assert not searched(made("a bill"))
    assert not searched(made("a bill", drawn=rules))
    assert searched(made("a bill", drawn=many))
    assert searched(made("01" * 150))


def test_a_page_that_cannot_be_loaded_takes_no_other_with_it() -> None:
    broken = made("text").replace(b"/Kids[3 0 R]/Count 1", b"/Kids[3 0 R 9 0 R]/Count 2")
    assert len(list(pdf.pictures(broken))) == 1


WHOLE = """
import sys
from sabaku.apart import pdfium
known = set(sys.modules)
told = list(pdfium.work(sys.stdin.buffer.read()))
print(*sorted(set(sys.modules) - known))
print(*sorted(it for it in sys.modules if it.startswith("sabaku.")))
print(told[-1].decode("latin-1"))
"""


def test_what_reads_it_loads_little_and_all_of_it_before_there_are_limits() -> None:
    boxes = b"\n".join(b"%d %d 6 6 re f" % (100 + 6 * x, 600 - 6 * y) for x, y in dark("https://qr.test/c"))
    order = msgspec.msgpack.encode(pdf.Order(made("a", drawn=boxes), "read", codes=True))
    here = {**os.environ, "PYTHONPATH": str(Path(package.__file__).parents[1])}
    ran = subprocess.run([sys.executable, "-c", WHOLE], input=order, env=here, capture_output=True, check=True)
    later, ours, told = ran.stdout.decode().split("\n", 2)
    assert later.split() in ([], ["encodings.utf_16_le"])
    assert ours.split() == [f"sabaku.apart{it}" for it in ("", ".barcodes", ".pdf", ".pdfium", ".process")]
    assert "https://qr.test/c" in told


def pages(count: int, text: str = "a line", uri: str = "") -> bytes:
    """The same page so many times."""
    return made(text, uri).replace(b"/Kids[3 0 R]/Count 1", b"/Kids[%s]/Count %d" % (b"3 0 R " * count, count))


def test_a_place_has_a_page_where_there_are_several() -> None:
    message = app.prepare(Input(mail(pages(3, uri="https://l.test/y")))).message
    view = next(it for it in message.views.values() if it.name.startswith("pdf:"))
    assert view.text == "a line\na line\na line\nhttps://l.test/y"
    assert [view.page(it) for it in (0, 6, 7, 14, 20)] == [1, 1, 2, 3, 3]
    assert view.page(21) == 0, "which page a link is on is not known"
    assert message.view("visible").page(0) == 0


@pytest.mark.parametrize(("count", "page", "named"), [(2, 1, "PDF (part 1.2), page 1:"), (1, 0, "PDF (part 1.2):")])
def test_evidence_names_its_page(count: int, page: int, named: str) -> None:
    given = Input(mail(pages(count, "call +1 888 555 0100 to cancel")), now=datetime(2026, 11, 23, tzinfo=UTC))
    report = app.examine(given)
    found = {
        it.page for one in report.findings for it in one.evidence if isinstance(it.where, Span) and it.where.view == "pdf:1.2"
    }
    assert found == {page}
    assert named in text.render(report, "en", given.raw)


def test_everything_that_a_pdf_says_is_told_or_that_it_is_not_all() -> None:
    said, state = pdf.everything(pages(2))
    assert ([(it.where, it.text) for it in said], state) == ([("page 1", "a line"), ("page 2", "a line")], "read")
    assert pdf.everything(pages(pdf.MAX_SEARCHED_PAGES + 1))[1] == "large"
    assert pdf.everything(b"%PDF-1.4 nothing else") == ([], "broken")
    assert pdf.everything(locked("yes", "scan")) == ([], "locked")
    assert pdf.everything(bytes(pdf.MAX_SEARCHED + 1)) == ([], "large")


def test_broken_locked_and_large_are_told() -> None:
    assert found(b"%PDF-1.4 nothing else")[1] == ["pdf-broken"]
    assert pdf.document(b"%PDF-1.4" + b" " * (pdf.MAX_BYTES + 1)).state == "large"
    assert list(pdf.pictures(b"%PDF-1.4 nothing else")) == []
    for cut in range(0, 900, 37):
        pdf.document(made("text", "https://l.test/y")[:cut])


def test_a_page_that_unpacks_without_end_costs_neither_memory_nor_time() -> None:
    drawing = zlib.compress(b"BT /F1 12 Tf (a) Tj ET\n" * 3_000_000, 1)
    bomb = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>endobj\n"
        b"4 0 obj<</Length " + str(len(drawing)).encode() + b"/Filter/FlateDecode>>stream\n" + drawing + b"\nendstream endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF"
    )
    told = within(1, lambda: pdf.document(bomb), "the work is done elsewhere, and stopped there")
    assert told.state == "ended"
    assert list(pdf.pictures(bomb)) == []
    assert within(1, lambda: pdf.everything(bomb)) == ([], "ended")

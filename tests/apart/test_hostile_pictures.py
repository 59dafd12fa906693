"""Hostile pictures: whoever decodes them may crash, hang or swell, and only it does; what was not got through is told."""

from __future__ import annotations

import base64
import io
import os
import random
import subprocess
import sys
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import msgspec
import pytest
import zxingcpp
from PIL import Image

import sabaku
from mails import build
from sabaku import app
from sabaku.apart import pictures, process
from sabaku.apart.pictures import File, Looked, Pieces, Shapes, Squares, anew, look
from sabaku.model import Case, Home, Input
from sabaku.render import asseen, inlaid
from sabaku.render import pictures as shots
from sabaku.render.json import render as as_json
from sabaku.render.redact import Redaction
from sabaku.report.leftout import SOURCE
from sabaku.sources._face import pictures as faces

CODE = "https://qr.test/login"
KINDS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF", "ICO", "AVIF")
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory and processor time are bounded on Linux")


def code() -> Image.Image:
    made = zxingcpp.create_barcode(CODE, zxingcpp.BarcodeFormat.QRCode)
    return Image.fromarray(zxingcpp.write_barcode_to_image(made, scale=4)).convert("RGB")


def saved(kind: str, picture: Image.Image | None = None) -> bytes:
    out = io.BytesIO()
    (picture or code()).save(out, kind)
    return out.getvalue()


def rows() -> list[list[int]]:
    small = code().convert("L").resize((code().width // 4, code().height // 4), Image.Resampling.NEAREST)
    return [[int(small.getpixel((x, y)) < 128) for x in range(small.width)] for y in range(small.height)]


# --- what is found


@pytest.mark.parametrize("kind", KINDS)
def test_a_code_is_found_in_every_kind_that_mail_programs_show(kind: str) -> None:
    found = look(File(saved(kind)))
    assert (found.state, found.codes) == ("read", (CODE,))
    assert (found.width, found.height) == Image.open(io.BytesIO(saved(kind))).size
    drawn = anew(saved(kind), 10_000_000, 90)
    assert drawn is not None
    assert drawn[0].mode == "RGBA"
    assert max(drawn[0].size) == 90


def test_a_kind_that_no_mail_program_shows_is_not_decoded() -> None:
    for kind in ("EPS", "PPM", "PCX", "JPEG2000"):
        assert look(File(saved(kind))) == Looked("broken"), kind
        assert anew(saved(kind), 10_000_000, 90) is None


def test_codes_that_are_drawn_are_read() -> None:
    dark = [(float(x), float(y)) for y, row in enumerate(rows()) for x, it in enumerate(row) if it]
    assert look(Squares(rows())).codes == (CODE,)
    assert look(Shapes([([[(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)]], True, False) for x, y in dark])).codes == (CODE,)


def test_only_what_may_be_a_piece_of_a_code_has_the_size_of_one() -> None:
    assert Looked("read", (), 12, 1600).piece == (12, 1600)
    assert Looked("read", (), 11, 100).piece == (0, 0)
    assert Looked("read", (), 12, 1601).piece == (0, 0)


# --- what is broken, and what is too large


def test_broken_files_are_broken_and_no_more() -> None:
    for body in (b"", b"x" * 500, b"\x89PNG\r\n\x1a\n" + b"x" * 500, b"<svg>" + b" " * 500, saved("PNG")[:-40]):
        found = look(File(body))
        assert (found.state, found.codes) == ("broken", ())
        assert anew(body, 10_000_000, 900) is None
    assert look(Pieces((saved("PNG"), b"x" * 500))) == Looked("read")


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_cut_or_altered_anywhere_ends_nothing_here(kind: str) -> None:
    whole, dice = saved(kind), random.Random(kind)
    for _ in range(40):
        body = bytearray(whole[: dice.randrange(8, len(whole))] if dice.random() < 0.4 else whole)
        for _ in range(dice.choice((0, 1, 4, 30))):
            body[dice.randrange(len(body))] = dice.randrange(256)
        found = look(File(bytes(body)))
        assert found.state in ("read", "broken", "large")
        assert set(found.codes) <= {CODE}


HUGE: dict[str, tuple[int, int, Literal["big", "little"]]] = {
    "PNG": (16, 4, "big"),
    "GIF": (6, 2, "little"),
    "BMP": (18, 4, "little"),
}
"""Where each kind states width and height, in how many bytes, in what order."""


def huge(kind: str) -> bytes:
    """A picture that says that it has 60,000 pixels each way."""
    at, size, order = HUGE[kind]
    body = bytearray(saved(kind))
    body[at : at + 2 * size] = (60_000).to_bytes(size, order) * 2
    if kind == "PNG":
        body[29:33] = zlib.crc32(body[12:29]).to_bytes(4, "big")
    return bytes(body)


@pytest.mark.parametrize("kind", HUGE)
def test_a_picture_that_says_it_is_huge_is_not_decoded_and_told_of(kind: str) -> None:
    bomb = huge(kind)
    assert (look(File(bomb)).state, look(File(bomb)).codes) == ("large", ())
    assert anew(bomb, inlaid.MAX_PIXELS, 900) is None
    report = app.examine(Input(mail(attached(bomb)), now=NOW))
    assert "picture-large" in {it.kind for it in report.message.defects}


def test_a_bomb_in_an_icon_is_not_decoded() -> None:
    """The icon says that it is small, the PNG in it that it is huge."""
    inner = huge("PNG")
    head = b"\0\0\1\0\1\0" + bytes((90, 90, 0, 0, 1, 0, 32, 0)) + len(inner).to_bytes(4, "little") + (22).to_bytes(4, "little")
    assert look(File(head + inner)).state in ("large", "ended")


def test_the_largest_that_is_decoded_stays_within_the_limits() -> None:
    """Four bytes a pixel and a ground of the same size below it: most of what one file may take."""
    side = int(pictures.MAX_PIXELS**0.5)
    whole = Image.new("RGBA", (side, side), (255, 255, 255, 0))
    whole.paste(code().convert("RGBA").resize((1000, 1000)), (700, 700))
    assert look(File(saved("PNG", whole))).codes == (CODE,)
    assert anew(saved("PNG", whole), inlaid.MAX_PIXELS, 900) is None


# --- decoders with faults

NOW = datetime(2026, 2, 5, 3, 0, tzinfo=UTC)
HOME = Home(domains=("recipient.example",))


@pytest.fixture
def _faulty(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Pictures are decoded by this folder's `dies`."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    monkeypatch.setattr(process, "_idle", [])
    monkeypatch.setattr(process, "SECONDS", 1)
    monkeypatch.setattr(pictures, "READER", "dies")
    yield
    process._end_all()


def attached(*bodies: bytes) -> dict[str, object]:
    files = [{"name": f"{n}.png", "type": "image/png", "base64": base64.b64encode(it).decode()} for n, it in enumerate(bodies)]
    return {"text": "ご確認ください。", "files": files}


def mail(body: dict[str, object]) -> bytes:
    return build({"base": "ja", "body": body})


def evil(fault: str) -> bytes:
    """A picture on which `dies` does that."""
    return saved("PNG") + fault.encode()


def prepared(raw: bytes, left_out: tuple[str, ...] = ()) -> Case:
    return app.prepare(Input(raw, now=NOW, home=HOME, left_out=left_out))


FAULTS = ["crash", pytest.param("hang", marks=LINUX), pytest.param("swell", marks=LINUX)]


@pytest.mark.usefixtures("_faulty")
@pytest.mark.parametrize("fault", FAULTS)
def test_a_picture_that_is_the_end_of_its_reader_is_told_of_and_the_next_is_read(fault: str) -> None:
    case = prepared(mail(attached(evil(fault), saved("PNG"))))
    report = app.conclude(app.offline(case))
    assert CODE in {it.url for it in report.links}
    assert [(it.kind, it.detail) for it in report.message.defects if it.kind == "file-costly"] == [("file-costly", "0.png")]
    assert SOURCE in {it.source for it in report.gaps}
    assert case.message.allowance.left_out == ("seen 1:1.2",)


@pytest.mark.usefixtures("_faulty")
def test_what_was_given_up_is_given_up_again_by_a_replay() -> None:
    raw = mail(attached(evil("crash"), saved("PNG")))
    first = prepared(raw)
    again = prepared(raw, first.message.allowance.left_out)
    assert as_json(app.conclude(app.offline(again))) == as_json(app.conclude(app.offline(first)))


def drawn(fault: str) -> dict[str, object]:
    coded = base64.b64encode(evil(fault) + b" " * 300).decode()
    return {"html": f'<html><body><p>ご確認ください。</p><img src="data:image/png;base64,{coded}"></body></html>'}


@pytest.mark.usefixtures("_faulty")
def test_a_picture_in_the_text_itself_is_told_of() -> None:
    report = app.examine(Input(mail(drawn("crash")), now=NOW, home=HOME))
    assert [it.kind for it in report.message.defects].count("file-costly") == 1
    assert SOURCE in {it.source for it in report.gaps}


@pytest.mark.usefixtures("_faulty")
def test_a_picture_that_is_the_end_of_its_reader_is_not_drawn() -> None:
    case = app.prepare(Input(mail(drawn("crash")), now=NOW, home=HOME))
    assert "data:image" not in asseen.page(case.message, Redaction(()), "en")
    case = app.prepare(Input(mail(drawn("")), now=NOW, home=HOME))
    assert "data:image" in asseen.page(case.message, Redaction(()), "en")


# --- where it is decoded

HERE = """
import sys
from sabaku import app
from sabaku.model import Input
report = app.examine(Input(sys.stdin.buffer.read()))
print(*(it.url for it in report.links))
print(*sorted(it for it in sys.modules if it.split(".")[0] in ("PIL", "zxingcpp", "pypdfium2")))
"""
THERE = """
import sys
from sabaku.apart import pillow
known = set(sys.modules)
told = list(pillow.work(sys.stdin.buffer.read()))
print(*sorted(set(sys.modules) - known))
print(*sorted(it for it in sys.modules if it.startswith("sabaku.")))
"""


def ran(script: str, given: bytes) -> list[list[str]]:
    """The words of each line that it prints, in an interpreter of its own."""
    here = {**os.environ, "PYTHONPATH": str(Path(sabaku.__file__).parents[1])}
    done = subprocess.run([sys.executable, "-c", script], input=given, env=here, capture_output=True, check=True)
    return [it.split() for it in done.stdout.decode().splitlines()]


def table() -> str:
    drawn = ("".join(f"<td bgcolor={'black' if it else 'white'}></td>" for it in row) for row in rows()[4:-4])
    return "<table>" + "".join(f"<tr>{it}</tr>" for it in drawn) + "</table>"


def outlined() -> str:
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows()) for x, it in enumerate(row) if it)
    return f'<svg><path d="{path}"/></svg>'


SHOWN = {
    "a file": attached(saved("PNG")),
    "a file that is none": attached(saved("PNG")[:-40]),
    "a picture in the text": drawn(""),
    "a table": {"html": f"<p>ご確認ください。</p>{table()}"},
    "a drawing": {"html": f"<p>ご確認ください。</p>{outlined()}"},
    "pieces": attached(*(saved("PNG", code().crop(it)) for it in ((0, 0, 50, 132), (50, 0, 132, 132)))),
}


@pytest.mark.parametrize("what", SHOWN)
def test_nothing_that_decodes_pictures_is_even_loaded_by_who_knows_the_mail(what: str) -> None:
    links, loaded = ran(HERE, mail(SHOWN[what]))
    assert links == ([] if what.endswith("none") else [CODE])
    assert loaded == []


def test_who_decodes_them_loads_little_and_all_of_it_before_there_are_limits() -> None:
    for kind in ("PNG", "JPEG", "GIF", "BMP"):
        later, ours = ran(THERE, msgspec.msgpack.encode(File(saved(kind))))
        assert set(later) <= {"copy"}
        assert ours == [f"sabaku.apart{it}" for it in ("", ".barcodes", ".canvas", ".pictures", ".pillow", ".process")]


def test_who_shows_screenshots_decodes_only_what_browsers_make() -> None:
    """Those are the browser's own, but a case may come from anybody."""
    assert shots.shown(saved("PNG"), fake=False)
    assert faces.opened(saved("PNG"))
    for kind in ("PPM", "EPS", "TIFF"):
        assert shots.shown(saved(kind), fake=False) is None
        assert faces.opened(saved(kind)) is None

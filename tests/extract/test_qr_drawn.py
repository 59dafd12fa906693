"""QR codes that are drawn: with boxes of a style, shadows, vector shapes, and as pictures in pieces."""

from __future__ import annotations

import base64
import functools
import io
from itertools import groupby

import pytest
import zxingcpp
from PIL import Image

from effort import within
from mails import build
from sabaku.apart import canvas
from sabaku.apart.pictures import look
from sabaku.extract import addresses, files, links, qr, qrboxes, qrvectors
from sabaku.mime import parse
from sabaku.model import Input, Observable

CODE = "https://qr.test/login"


def squares() -> list[list[int]]:
    made = zxingcpp.create_barcode(CODE, zxingcpp.BarcodeFormat.QRCode)
    image = Image.fromarray(zxingcpp.write_barcode_to_image(made, scale=1)).convert("L")
    rows = [[int(image.getpixel((x, y)) < 128) for x in range(image.width)] for y in range(image.height)]
    dark = [n for n, row in enumerate(rows) if any(row)]
    return [row[dark[0] : dark[-1] + 1] for row in rows[dark[0] : dark[-1] + 1]]


def found(raw: bytes) -> list[tuple[str, str]]:
    message = parse(raw)
    given = Input(raw)
    so_far: list[Observable] = []
    for finder in (addresses, files, links):
        so_far.extend(finder.find(message, given, so_far))
    return [(it.value, it.detail.found_in) for it in so_far if it.kind == "link" and it.role == "qr"]


def page(body: str) -> bytes:
    return build({"base": "ja", "body": {"html": f"<html><body><p>読み取ってください</p>{body}</body></html>"}})


SQUARES = squares()
BOXES = {
    "rows of spans": "".join(
        "<div>"
        + "".join(f'<span style="display:inline-block;width:4px;background:{"#000" if it else "#fff"}"></span>' for it in row)
        + "</div>"
        for row in SQUARES
    ),
    "boxes with a space, rows by a break": "<br>".join(
        "".join(f'<i class="{"k" if it else "w"}">&nbsp;</i>' for it in row) for row in SQUARES
    )
    + "<style>.k{background:#111} .w{background:#fefefe}</style>",
    "a grid that flows": '<div style="display:grid">'
    + "".join(f'<div style="background-color:{"black" if it else "white"}"></div>' for row in SQUARES for it in row)
    + "</div>",
    "wide boxes": "".join(
        "<p>"
        + "".join(
            f"<b style='float:left;height:5px;width:{5 * len(list(run))}px;background:{'rgb(10,10,10)' if dark else '#fff'}'></b>"
            for dark, run in groupby(row)
        )
        + "</p>"
        for row in SQUARES
    ),
    "boxes at places": "".join(
        f'<div style="position:absolute;left:{8 + 4 * x}px;top:{20 + 4 * y}px;width:4px;height:4px;background:#000"></div>'
        for y, row in enumerate(SQUARES)
        for x, it in enumerate(row)
        if it
    ),
    "shadows": '<div style="width:4px;height:4px;box-shadow:'
    + ",".join(f"{4 * x}px {4 * y}px 0 #000" for y, row in enumerate(SQUARES) for x, it in enumerate(row) if it)
    + '"></div>',
}


@pytest.mark.parametrize("how", BOXES)
def test_boxes(how: str) -> None:
    assert found(page(BOXES[how])) == [(CODE, "qr of boxes")]


def test_many_boxes_are_read_in_linear_time() -> None:
    for piece in ("<div></div>", "<i ", "<b style=x>&nbsp;", "box-shadow:1px 1px", '<span style="background:#000"></span>\n'):
        html = piece * (400_000 // len(piece))
        within(3, lambda html=html: list(qrboxes.in_boxes(html, look)), piece)  # type: ignore[misc]


def unit(x: int, y: int) -> str:
    return f"M{x} {y}h1v1h-1z"


DARK = [(x, y) for y, row in enumerate(SQUARES) for x, it in enumerate(row) if it]
RUNS = [
    (y, sum(len(list(one)) for _, one in runs[:n]), len(list(runs[n][1])), runs[n][0])
    for y, row in enumerate(SQUARES)
    for runs in [[(dark, list(run)) for dark, run in groupby(row)]]
    for n in range(len(runs))
]
DRAWINGS = {
    "rectangles": '<rect width="100%" height="100%" fill="#fff"/>'
    + "".join(f'<rect x="{4 * x}" y="{4 * y}" width="4" height="4" fill="#000000"/>' for x, y in DARK),
    "dark and light rectangles by class": "<style>.a{fill:#101010}.b{fill:white}</style>"
    + "".join(
        f"<rect class='{'a' if it else 'b'}' x='{x}' y='{y}' width='1' height='1'></rect>"
        for y, row in enumerate(SQUARES)
        for x, it in enumerate(row)
    ),
    "one path": f'<path d="{"".join(unit(*it) for it in DARK)}"/>',
    "absolute path": '<path fill="#222" d="' + "".join(f"M{x},{y}H{x + 1}V{y + 1}H{x}z" for x, y in DARK) + '"/>',
    "strokes": '<path transform="translate(4,4) scale(3)" stroke="#000" fill="none" d="'
    + "".join(f"M{x} {y}.5h{wide}" for y, x, wide, dark in RUNS if dark)
    + '"/>',
    "the same shape again": '<defs><rect id="s" width="6" height="6"/></defs>'
    + "".join(f'<use x="{6 * x}" y="{6 * y}" xlink:href="#s"/>' for x, y in DARK),
    "moved": "".join(f'<rect transform="translate({2 * x},{2 * y})" width="2" height="2"/>' for x, y in DARK),
    "polygons": "".join(f'<polygon points="{x},{y} {x + 1},{y} {x + 1},{y + 1} {x},{y + 1}"/>' for x, y in DARK),
}


@pytest.mark.parametrize("how", DRAWINGS)
def test_vectors(how: str) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200">{DRAWINGS[how]}</svg>'
    assert qrvectors.in_svg(svg, look) == (CODE,)
    assert found(page(svg)) == [(CODE, "qr of vectors")]
    coded = base64.b64encode(svg.encode()).decode()
    assert found(page(f'<img src="data:image/svg+xml;base64,{coded}">')) == [(CODE, "qr of data")]
    attached = {"name": "code.svg", "type": "image/svg+xml", "base64": coded}
    assert found(build({"base": "ja", "body": {"text": "添付をご覧ください。", "files": [attached]}})) == [(CODE, "svg qr")]


def test_outlines_with_holes() -> None:
    def ring(x: int, y: int) -> str:
        return f"M{x} {y}h7v7h-7zM{x + 1} {y + 1}h5v5h-5zM{x + 2} {y + 2}h3v3h-3z"

    side = len(SQUARES)
    eyes = [(0, 0), (side - 7, 0), (0, side - 7)]
    rest = [it for it in DARK if not any(a <= it[0] < a + 7 and b <= it[1] < b + 7 for a, b in eyes)]
    path = "".join(ring(*it) for it in eyes) + "".join(unit(*it) for it in rest)
    assert qrvectors.in_svg(f'<svg><path fill-rule="evenodd" d="{path}"/></svg>', look) == (CODE,)


def test_drawings_that_hold_none() -> None:
    assert qrvectors.in_svg("", look) == ()
    assert qrvectors.in_svg('<svg><path d="M0 0"/><rect/><polygon points="1"/><use/><path d="zzz a1 Q"/></svg>', look) == ()
    assert qrvectors.of(b"<svg " + b"<rect x='1e99' width='9' height='1e9'/>" * 100, look).codes == ()
    for piece in ("<rect x=", '<path d="M0 0', "<path d='" + "h1" * 400 + "'/>", 'a="', "<svg", ".a{fill:", "<image href='data:"):
        within(3, functools.partial(qrvectors.in_svg, piece * (400_000 // len(piece)), look), piece)
        within(3, functools.partial(found, page(piece * (60_000 // len(piece)))), piece)


def pieces(*boxes: tuple[float, float, float, float]) -> list[bytes]:
    grid = canvas.squares(SQUARES)
    made = []
    for left, top, right, bottom in boxes:
        out = io.BytesIO()
        size = grid.width
        grid.crop((int(left * size), int(top * size), int(right * size), int(bottom * size))).save(out, "PNG")
        made.append(out.getvalue())
    return made


CUT = {
    "left and right": [(0, 0, 0.5, 1), (0.5, 0, 1, 1)],
    "unequal": [(0, 0, 0.3, 1), (0.3, 0, 1, 1)],
    "top and bottom": [(0, 0, 1, 0.5), (0, 0.5, 1, 1)],
    "three columns": [(0, 0, 0.4, 1), (0.4, 0, 0.7, 1), (0.7, 0, 1, 1)],
    "quarters": [(0, 0, 0.5, 0.5), (0.5, 0, 1, 0.5), (0, 0.5, 0.5, 1), (0.5, 0.5, 1, 1)],
}


@pytest.mark.parametrize("how", CUT)
def test_pictures_in_pieces(how: str) -> None:
    cut = [base64.b64encode(it).decode() for it in pieces(*CUT[how])]
    assert found(page("".join(f'<img src="data:image/png;base64,{it}">' for it in cut))) == [(CODE, "qr of pieces")]
    parts = [{"name": f"{n}.png", "type": "image/png", "base64": it} for n, it in enumerate(cut)]
    assert found(build({"base": "ja", "body": {"text": "読み取ってください。", "files": parts}})) == [(CODE, "qr of pieces")]


def test_pictures_that_are_no_pieces() -> None:
    out = io.BytesIO()
    Image.linear_gradient("L").save(out, "PNG")
    assert joined([out.getvalue()] * 4) == ()
    assert joined([b"", b"\x89PNG broken", out.getvalue()]) == ()
    half = pieces((0, 0, 0.5, 1))[0]
    assert joined([half, half]) == ()


def joined(pictures: list[bytes]) -> tuple[str, ...]:
    return qr.of_pieces(pictures, [qr.in_file(it, look).piece for it in pictures], look)

"""One check: a QR code that is drawn with cells, characters or shapes, or cut in pieces."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _links
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text

_HOW = {
    "qr of table cells": Text("表のマス目", "table cells"),
    "qr of characters": Text("記号文字", "block characters"),
    "qr of boxes": Text("背景色を付けた小さな枠", "small coloured boxes"),
    "qr of vectors": Text("ベクター図形(SVG)", "shapes of a vector drawing (SVG)"),
    "qr of pieces": Text("分割した複数の画像", "several pictures that each hold a piece"),
}


@check(
    id="links.drawn-qr",
    over="link:qr",
    group="links",
    title=Text(ja="QRコードを画像1枚でなく、表や図形、断片で示しています", en="A QR code that is drawn, or cut in pieces"),
    says=Text(
        ja="{how}を並べてQRコードを描き、{host} に誘導しています。画像を調べるフィルターを避けるための細工とみられます。",
        en="A QR code that leads to {host} is made of {how}, so that filters which look for codes in pictures do not see it.",
    ),
    speaks_for=("phishing",),
    experts=("QR",),
    attacks=(54,),
)
def drawn_qr(case: Case, it: Observable) -> Iterator[Hit]:
    """Whoever has nothing to hide sends a picture (Barracuda 2024 on codes made of block characters).
    Innocent cause: a ticket drawn as a table, so that it is seen where pictures are blocked."""
    link = _links.link(it)
    how = _HOW.get(link.found_in)
    if how is not None:
        yield Hit(_links.at(it), how=datum("text", link.found_in, how), host=datum("domain", link.host))

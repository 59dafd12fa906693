"""One check: a QR code that is drawn with table cells or characters."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _links
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text

_HOW = {
    "qr of table cells": Text("表のマス目", "table cells"),
    "qr of characters": Text("記号文字", "block characters"),
}


@check(
    id="links.drawn-qr",
    over="link",
    group="links",
    title=Text(ja="QRコードを表や文字で描いています", en="A QR code drawn with cells or characters"),
    says=Text(
        ja="{how}を並べてQRコードを描き、{host} に誘導しています。画像を調べるフィルターを避けるための細工です。",
        en="A QR code that leads to {host} is drawn with {how}, so that filters which look at pictures do not see it.",
    ),
    speaks_for=("credential-phishing",),
    experts=("QR",),
    attacks=(54,),
)
def drawn_qr(case: Case, it: Observable) -> Iterator[Hit]:
    """Whoever has nothing to hide sends a picture."""
    link = _links.link(it)
    how = _HOW.get(link.found_in)
    if it.role == "qr" and how is not None:
        yield Hit(_links.at(it), how=datum("text", link.found_in, how), host=datum("domain", link.host))

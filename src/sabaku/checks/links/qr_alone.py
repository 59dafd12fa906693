"""One check: a mail that is nothing but a QR code."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _bulk, _files, _links
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text
from sabaku.names.brands import owners

SHORT = 80


@check(
    id="links.qr-alone",
    over="message",
    group="links",
    title=Text(ja="QRコード以外に、ほとんど何も書かれていません", en="A QR code, and hardly anything else"),
    says=Text(
        ja="本文はほとんどなく、行き先が {host} のQRコードだけが置かれています。文面を調べるフィルターを避けて、"
        "スマートフォンで開かせる手口です。",
        en="There is hardly any text, only a QR code that leads to {host}: nothing for a filter to read,"
        " and a telephone to open it with.",
    ),
    speaks_for=("phishing",),
    experts=("QR",),
    attacks=(53, 55),
)
def qr_alone(case: Case, it: Observable) -> Iterator[Hit]:
    """Whoever has something to say writes it. Innocent: a ticket that one sends to oneself or a friend, whose code holds a number
    and no web address; codes of known brands are left out."""
    if len(_files.own_text(case).strip()) > SHORT or _bulk.mass(case) or case.seen("list", "mailing-list"):
        return
    if any(it.role != "qr" for it in _links.clicked(case)):
        return
    for found in case.seen("link", "qr"):
        link = _links.link(found)
        if link.scheme in ("http", "https") and link.host and not owners(link.domain):
            yield Hit(_links.at(found), host=datum("domain", link.host))
            return

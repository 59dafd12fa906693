"""One check: a link that carries another site's address inside."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _links
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text


@check(
    id="links.address-inside",
    over="message",
    group="links",
    title=Text(ja="リンクの中に別のサイトのアドレスが入っています", en="The link carries another address inside"),
    says=Text(
        ja="{outer} へのリンクの中に {inner} のアドレスが埋め込まれています。転送先、またはその先で使う値です。",
        en="The link to {outer} holds the address of {inner}: where it forwards to, or a value that it passes on.",
    ),
    sure="inferred",
    experts=("LRED",),
    attacks=(90,),
)
def address_inside(case: Case, it: Observable) -> Iterator[Hit]:
    """Open redirects let a trusted name lead anywhere. Innocent: click counters of newsletters, which work the same way."""
    for found in _links.digest(case).all:
        link = _links.link(found)
        if (
            link.found_in.endswith("nested")
            and found.role in ("href", "text", "qr", "pdf", "file")
            and link.domain not in link.wraps
        ):
            yield Hit(_links.at(found), outer=datum("domain", link.wraps), inner=datum("domain", link.host))

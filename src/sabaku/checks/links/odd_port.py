"""One check: a link with an unusual port."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _hosts, _links
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text
from sabaku.text import late

_PORT = late.pattern(r"\A[a-z]{2,6}://(?:[^/?#@]{0,2000}@)?(?:\[[0-9a-f:.]{2,60}\]|[^/?#:]{1,255}):(\d{1,5})")


@check(
    id="links.odd-port",
    over="message",
    group="links",
    title=Text(ja="リンクに通常と異なるポート番号が付いています", en="The link names an unusual port"),
    says=Text(
        ja="リンク先 {host} には{port}番ポートが指定されています。一般の利用者向けのページでは使われません。",
        en="The link to {host} names port {port}; pages for the public do not use one.",
    ),
    sure="inferred",
    attacks=(97,),
)
def odd_port(case: Case, it: Observable) -> Iterator[Hit]:
    """Kits on broken-into machines listen where nobody looks.

    Innocent: technical mail; plain text and private hosts are left out.
    """
    for found in _links.tricked(case, "port"):
        link = _links.link(found)
        port = _PORT.match(link.url)
        if port and link.clicked and found.role != "text" and not _hosts.is_private(link.domain):
            yield Hit(_links.at(found), host=datum("domain", link.host), port=datum("code", port[1]))

"""One check: a shortened address that hides where it leads."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _hosts, _links
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text


@check(
    id="links.shortener",
    over="message",
    group="links",
    title=Text(ja="短縮URLで行き先が隠されています", en="A shortened address hides the target"),
    says=Text(
        ja="リンクは短縮URLサービス {host} のもので、クリックするまで本当の行き先が分かりません。",
        en="The link uses the shortener {host}: where it really leads is not seen before the click.",
    ),
    quiet_when=("links.only-shorteners",),
    experts=("LRED",),
    attacks=(93,),
)
def shortener(case: Case, it: Observable) -> Iterator[Hit]:
    """A bank or a shop has no reason to hide its own name in a mail. Shorteners that belong to one company are left out.

    Not counted where members of a mailing list write one into their text. Innocent: newsletters and private mail, which use
    them for convenience.
    """
    public = bool(case.seen("list", "mailing-list"))
    for found in _links.clicked(case):
        host = _links.link(found).host
        name = _hosts.listed(host, "shorteners")
        if name and not _hosts.listed(host, "shorteners", "own") and not (public and found.role == "text"):
            yield Hit(_links.at(found), host=datum("domain", name))

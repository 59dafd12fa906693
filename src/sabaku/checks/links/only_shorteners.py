"""One check: every link hides its target behind a shortener."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _links
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text


@check(
    id="links.only-shorteners",
    over="message",
    group="links",
    title=Text(ja="リンクがすべて短縮URLです", en="Every link hides its target behind a shortener"),
    says=Text(
        ja="クリックできるリンクは {host} などの短縮URLだけで、差出人自身のサイトへのリンクが一つもありません。",
        en="Whatever can be clicked is a shortened address (at {host}): nothing leads openly to a site of the sender's own.",
    ),
    speaks_for=("credential-phishing",),
    experts=("LRED",),
    attacks=(92,),
)
def only_shorteners(case: Case, it: Observable) -> Iterator[Hit]:
    """A firm that pays for its mailing shows its name in the links; a mailing whose pages are closed daily changes the target
    behind the short address. Shorteners that one company alone fills and mail of lists are left out.

    Innocent causes: a note by a club or a friend with one short link.
    """
    links = [found for found in _links.clicked(case) if found.role in ("href", "form")]
    if not links or case.seen("list"):
        return
    hosts = [_links.link(found).host for found in links]
    if all(_links.listed(host, "shorteners") and not _links.listed(host, "shorteners", "own") for host in hosts):
        yield Hit(_links.at(links[0]), host=datum("domain", hosts[0]))

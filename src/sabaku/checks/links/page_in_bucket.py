"""One check: the page behind the link is a file in somebody's rented storage."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _hosts, _links
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text


@check(
    id="links.page-in-bucket",
    over="message",
    group="links",
    title=Text(
        ja="リンク先のページが、貸し出し用のファイル置き場に置かれています",
        en="The page behind the link is a file in rented storage",
    ),
    says=Text(
        ja="リンク先 {host} は、誰でも借りられるファイル置き場です。HTMLを置けば、大手の名前の陰から別のサイトへ送れます。",
        en="{host} is storage that anybody can rent. A page put there hides behind a large provider's name and sends the "
        "visitor on.",
    ),
    experts=("LD", "LBTN"),
    attacks=(94,),
)
def page_in_bucket(case: Case, it: Observable) -> Iterator[Hit]:
    """Filters cannot block the provider, and the file is replaced within minutes.

    Pictures and papers in such places are ordinary; a page in HTML is not. Innocent causes: reports of programs and test pages
    among engineers; running text and mail of lists are left out.
    """
    if case.seen("list", "mailing-list"):
        return
    for found in _links.clicked(case):
        link = _links.link(found)
        if found.role in ("href", "form") and _hosts.is_page_in_store(link.host, link.path):
            yield Hit(_links.at(found), host=datum("domain", link.host))
            return

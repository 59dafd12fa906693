"""One check: the landing domain is parked."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _landing, _named, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text


@check(
    id="landing.parked",
    over="message",
    group="landing",
    needs=("visit",),
    title=Text(ja="リンク先のドメインは使われていません", en="The landing domain is parked"),
    says=Text(
        ja="リンク先 {host} には、売り出し中または取得されただけのドメインの画面が表示されます({at})。",
        en="The site {host} shows the page of a domain that is for sale or merely registered ({at}).",
    ),
    experts=("DOWN",),
)
def parked(case: Case, it: Observable) -> Iterator[Hit]:
    """A mail that leads to an unused domain is old, or the forger's next site is not open yet.

    Innocent cause: an association whose domain has lapsed.
    """
    for visit in _landing.visits(case):
        if visit.site.state == "parked":
            yield Hit(
                _outside.quoted(case, visit.seen),
                Evidence(visit.fact.question, found=visit.site.title or "parked", expected="up"),
                host=datum("domain", visit.host),
                at=_named.at(case, visit.fact),
            )

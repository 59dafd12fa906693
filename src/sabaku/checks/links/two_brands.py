"""One check: links of one mail that name two different companies on a stranger's site."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _links
from sabaku.checks._check import Hit, check
from sabaku.checks._named import named
from sabaku.model import Case, Evidence, Observable, Text
from sabaku.names.brands import kin


@check(
    id="links.two-brands",
    over="message",
    group="links",
    title=Text(ja="一通のメールのリンクに別々の会社の名前があります", en="The links of one mail name different companies"),
    says=Text(
        ja="無関係なサイトへのリンクの中に、{one} と {other} という別々の会社・サービスの名前が入っています。",
        en="The links, which lead to somebody else's site, name two different companies or services: {one} and {other}.",
    ),
    speaks_for=("phishing",),
    experts=("MULTI",),
    attacks=(87,),
)
def two_brands(case: Case, it: Observable) -> Iterator[Hit]:
    """One server holds the fake pages of several companies, and the mail mixed them up.

    Brands of one house, and products that a brand really offers, do not contradict each other.
    """
    clicked = {(found.seen.view, found.seen.start): found for found in _links.clicked(case)}
    claimed = {it.brand for it in case.claims}
    told = [it for it in case.seen("brand", "path") if (it.seen.view, it.seen.start) in clicked]
    told.sort(key=lambda it: it.value not in claimed)
    for n, one in enumerate(told):
        for other in told[n + 1 :]:
            if other.value != one.value and other.value not in kin(one.value) and one.value not in kin(other.value):
                places = (clicked[it.seen.view, it.seen.start] for it in (one, other))
                yield Hit(*_evidence(places), one=named(one.value), other=named(other.value))
                return


def _evidence(links: Iterator[Observable]) -> tuple[Evidence, ...]:
    return tuple(_links.at(it) for it in links)

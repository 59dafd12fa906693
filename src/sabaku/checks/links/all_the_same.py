"""One check: whatever one clicks, it is always the same place."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _links
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text

MANY = 3


@check(
    id="links.all-the-same",
    over="message",
    group="links",
    title=Text(ja="どのリンクを押しても同じ場所に行きます", en="Every link leads to the same place"),
    says=Text(
        ja="「{one}」「{other}」など表示の異なる{count}個のリンクが、すべて同じ {host} の同じページに誘導します。",
        en="{count} links with different texts, such as “{one}” and “{other}”, all lead to the same page on {host}.",
    ),
    sure="inferred",
    speaks_for=("disguised",),
    experts=("LBTN",),
    attacks=(64,),
)
def all_the_same(case: Case, it: Observable) -> Iterator[Hit]:
    """Help, terms and log-in of a real company are different pages; whoever copied the mail replaced all its links at once.

    Innocent: short invitations with a logo and one button, which is why three different texts are asked for.
    """
    links = [found for found in case.seen("link", "href") if _links.link(found).clicked and _links.link(found).host]
    texts = {" ".join(_links.link(found).shown.split()): found for found in links if _links.link(found).shown.strip()}
    if len(texts) < MANY or len({found.value for found in links}) != 1:
        return
    one, other = list(texts)[:2]
    evidence = tuple(_links.shown_at(found) for found in texts.values())[:MANY]
    host = datum("domain", _links.link(links[0]).host)
    yield Hit(*evidence, one=one[:60], other=other[:60], count=datum("number", len(texts)), host=host)

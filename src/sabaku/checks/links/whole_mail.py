"""One check: the whole text is one link."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _links, _said
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text

LONG = 80
"""Characters of a link's text from which on it is no button and no headline."""


@check(
    id="links.whole-mail",
    over="message",
    group="links",
    title=Text(ja="本文のほぼ全体が、1つのリンクになっています", en="Nearly the whole text is one link"),
    says=Text(
        ja="本文の{share}%にあたる{count}文字が、{host} への1つのリンクになっています。"
        "どこに触れても誘導先が開くように作られています。",
        en="{count} characters, {share}% of the text, are one single link to {host}: wherever one touches the mail, the page "
        "opens.",
    ),
    sure="inferred",
    experts=("LBTN",),
    attacks=(64,),
)
def whole_mail(case: Case, it: Observable) -> Iterator[Hit]:
    """A company puts a button below its text. Innocent causes: a teaser of a newsletter that is one big link, with a footer
    beside it, and a mail that is nothing but a copied address; letters that one can unsubscribe from are passed over."""
    if case.message.named("list-unsubscribe"):
        return
    size = len("".join(_said.text(case).split()))
    for one in case.seen("link", "href"):
        shown = "".join(_links.link(one).shown.split())
        if len(shown) >= LONG and len(shown) * 5 >= size * 4 and _links.link(one).clicked and "://" not in shown:
            share = min(100, len(shown) * 100 // size)
            host = datum("domain", _links.link(one).host)
            yield Hit(_links.shown_at(one), count=datum("number", len(shown)), share=datum("number", share), host=host)
            return

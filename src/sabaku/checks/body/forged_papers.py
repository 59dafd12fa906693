"""One check: invoices, identity papers or money that is not genuine, for sale."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text

SHORT = 1500


@check(
    id="body.forged-papers",
    over="message",
    said=("shop.forged",),
    group="body",
    title=Text(ja="架空の領収書や偽造書類の販売を持ちかけています", en="Forged papers for sale"),
    says=Text(
        ja="「{phrase}」と、架空の請求書・領収書や偽造書類を売り込んでいます。応じると処罰されることがあります。",
        en="“{phrase}”: false invoices or forged papers are offered. Buying them is a crime as well.",
    ),
    speaks_for=("bulk-spam",),
    experts=("MASS",),
)
def forged_papers(case: Case, phrase: Observable) -> Iterator[Hit]:
    """The trade in VAT invoices (代开发票) is by far the most frequent kind of spam in Chinese.

    Innocent cause: news about it.
    """
    if len(_said.text(case)) <= SHORT and not _said.has(case, "newsletter.unsubscribe"):
        yield Hit(_said.quote(phrase), phrase=phrase.shown)

"""One check: invoices, identity papers or money that is not genuine, for sale."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _letter, _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late
from sabaku.text.fold import fold

SHORT = 1500
_OFFERS_ITSELF = ("zh", "ja")
_SOLD = late.pattern(
    r"\b(?:for sale|we (?:can |also )?(?:sell|produce|make|offer|provide|supply|print|deliver)|buy|sell(?:ing|ers?)?|purchase"
    r"|(?:producers?|suppliers?|makers?) of|undetectable|price list|order (?:now|yours|online)|whatsapp|telegram|bitcoin|btc)\b"
)


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

    Innocent causes: news about it; offices that want to see the original passport. So words of a trader are wanted too, but in
    Chinese, where the phrase itself offers.
    """
    if _letter.size(case) > SHORT or _said.has(case, "newsletter.unsubscribe"):
        return
    if phrase.role in _OFFERS_ITSELF or _SOLD.search(f"{fold(_said.subject(case)[0])} {_said.folded(case)}"):
        yield Hit(_said.quote(phrase), phrase=phrase.shown)

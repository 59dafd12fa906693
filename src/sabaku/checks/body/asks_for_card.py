"""One check: card details or a new way of payment are asked for."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _lures, _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late


@check(
    id="body.asks-for-card",
    over="message",
    group="body",
    title=Text(ja="カードや支払い方法を話題にしています", en="It is about a card or a way of payment"),
    says=Text(
        ja="「{phrase}」と、カードや支払い方法のことを持ち出しています。",
        en="“{phrase}”: it is about a card or a way of payment.",
    ),
    speaks_for=("card-phishing",),
    experts=("CARD", "CTX"),
)
def asks_for_card(case: Case, it: Observable) -> Iterator[Hit]:
    """Card companies and shops do not have card numbers typed after a click in a mail; notices of use do not ask at all."""
    phrase = next(
        (one for one in _said.said(case, "card.ask", "card.problem") if _of_card(case, one) and not _lures.leaked(case, one)),
        None,
    )
    if phrase is not None and _said.leads(case):
        yield Hit(_said.quote(phrase), phrase=phrase.shown)


_OF_ANYTHING = late.pattern("第三者|不正|身に覚えのない|心当たりのない|(?:お|ご)?(?:支払い?|入金)(?:が|の|を)")
"""Somebody else's use, of a card or of any account; and that a payment is missing, by whatever way it was to come."""


def _of_card(case: Case, it: Observable) -> bool:
    if _lures.of_other_card(case, it):
        return False
    return not _OF_ANYTHING.match(it.shown) or any(word in _said.text(case) for word in ("カード", "クレジット"))

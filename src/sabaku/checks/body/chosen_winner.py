"""One check: the reader was «chosen» for a prize, a voucher or a gift."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _letter, _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late

LONG = 3000


@check(
    id="body.chosen-winner",
    over="message",
    said=("prize.chosen",),
    group="body",
    title=Text(ja="「当選者に選ばれた」と受け取りを促しています", en="The reader was “chosen” for a prize or a gift"),
    says=Text(
        ja="「{phrase}」と当選を告げて、賞品や商品券の受け取りへ誘っています。応募した覚えがなければ、"
        "送料や本人確認を口実にカード情報を入力させる手口です。",
        en="“{phrase}”: a prize or voucher is to be claimed. Where nobody has entered for it, a small fee and a form for "
        "the card follow.",
    ),
    speaks_for=("card-phishing", "advance-fee"),
    experts=("LURE",),
)
def chosen_winner(case: Case, phrase: Observable) -> Iterator[Hit]:
    """Whoever draws prizes among customers says so in public, and tells a winner more than a link.

    Innocent causes: a raffle that one took part in; talk about such mails. Judged in short mails that lead somewhere; what the
    reader has bid for is left out.
    """
    if _said.leads(case) and _letter.size(case) < LONG and not _bid_for(case, phrase):
        yield Hit(_said.quote(phrase), phrase=phrase.shown)


_AUCTION = late.pattern(r"[^.!?\n]{0,24}\b(?:auction|bidding|bid|lot)\b", re.IGNORECASE)


def _bid_for(case: Case, phrase: Observable) -> bool:
    """Whether it is an auction that was won («You won the auction»): that is bought, and not given."""
    return _AUCTION.match(case.message.view(phrase.seen.view).text, phrase.seen.end) is not None

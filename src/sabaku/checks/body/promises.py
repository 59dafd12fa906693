"""One check: a reward, points, a refund or a benefit as the bait."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.checks._claimed import own
from sabaku.model import Case, Observable, Text
from sabaku.names.whose import authentic
from sabaku.text import late


@check(
    id="body.promises",
    over="message",
    group="body",
    title=Text(ja="返金・ポイント・当選などの話が出てきます", en="It speaks of a refund, points or a prize"),
    says=Text(
        ja="「{phrase}」と、返金・ポイント・賞品などに触れています。詐欺メールが誘いによく使う話です。",
        en="“{phrase}”: a refund, points or a prize is spoken of, as frauds do to lure.",
    ),
    speaks_for=("phishing",),
    experts=("LURE",),
)
def promises(case: Case, it: Observable) -> Iterator[Hit]:
    """Shops promise things all day; together with a demand for data or a short term it is the bait of a fraud.

    What a brand provably sends about one's own account (money came in, points run out) is left out.
    """
    sender = own(case)
    if sender is not None and authentic(case, sender[1].domain) is not None:
        return
    phrase = _said.first(case, "refund.refund", "prize.win", "prize.chosen", "prize.points", "refund.transfer", "crypto.claim")
    if phrase is not None and not _is_task(phrase) and (_said.leads(case) or case.seen("claim")):
        yield Hit(_said.quote(phrase), phrase=phrase.shown)


_TASK = late.pattern("verif|validat|migrat|connect|link|synchron|rectif|suspend|restrict|pending", re.IGNORECASE)


def _is_task(phrase: Observable) -> bool:
    """Whether it says what is to be done with a wallet, and gives nothing."""
    return phrase.value == "crypto.claim" and _TASK.search(phrase.shown) is not None

"""One check: a bill of which the reader knows nothing, with threat or hurry."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _firms, _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late

_DUE = late.pattern(r"(?:amount|balance|payment)\s+due", re.IGNORECASE)
"""What every bill says."""


@check(
    id="body.unpaid-lure",
    over="message",
    said=("payment.unpaid",),
    group="body",
    title=Text(ja="未払い・滞納を理由に支払いを迫っています", en="It demands payment of an alleged debt"),
    says=Text(
        ja="「{unpaid}」を理由に、支払いなどの手続きを迫っています。",
        en="“{unpaid}”: with this it presses for payment.",
    ),
    speaks_for=("card-phishing",),
    experts=("THREAT", "SCARE", "CTX"),
)
def unpaid_lure(case: Case, unpaid: Observable) -> Iterator[Hit]:
    """Real creditors write letters. Innocent cause: the reminder of a real bill. What is only due, by a firm that writes of its
    own business, is left out."""
    demand = _said.first(
        case,
        "threat.legal",
        "threat.suspend",
        "deadline.now",
        "deadline.hours",
        "deadline.if_not",
        "payment.pay",
        "payment.transfer",
    )
    if demand and _said.leads(case) and not (_DUE.fullmatch(unpaid.shown) and _firms.own_business(case)):
        yield Hit(_said.quote(unpaid), _said.quote(demand), unpaid=unpaid.shown)

"""One check: a parcel that can't be delivered until the reader does something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late

_FEE = late.pattern(r"geb[uü]hr|frais|\bfees?\b|charges|送料|配送料|手数料|kosten|tarifa|taxa|gastos|spese", re.IGNORECASE)
"""What is to be paid for the shipping of a prize, too."""


@check(
    id="body.parcel-lure",
    over="message",
    said=("parcel.failed",),
    group="body",
    title=Text(ja="荷物の不在・住所不備を口実にしています", en="A parcel that could not be delivered"),
    says=Text(
        ja="「{failed}」と、荷物を口実にして手続きを求めています。",
        en="“{failed}”: a parcel is the pretext for a demand.",
    ),
    speaks_for=("card-phishing",),
    experts=("LBTN", "CTX"),
)
def parcel_lure(case: Case, failed: Observable) -> Iterator[Hit]:
    """Couriers leave a paper slip and ask for no card number and no login to correct an address."""
    demand = _said.first(
        case,
        *("payment.fee", "payment.pay", "card.ask", "credential.verify", "threat.return", "deadline.hours", "action.click"),
        "parcel.address",
    )
    if demand and _said.leads(case) and not (_FEE.search(failed.shown) and _said.has(case, "prize", "survey")):
        yield Hit(_said.quote(failed), _said.quote(demand), failed=failed.shown)

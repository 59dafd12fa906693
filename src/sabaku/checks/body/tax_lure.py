"""One check: an authority that wants money or data by mail."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._authorities import leads_to_offices
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text


@check(
    id="body.tax-lure",
    over="message",
    group="body",
    title=Text(ja="税金や給付金を口実に手続きを求めています", en="Taxes or benefits as the pretext"),
    says=Text(
        ja="「{tax}」を口実にして手続きを求めています。税務署や自治体が、メールのリンクから支払いや口座の登録をさせることはありません。",
        en="“{tax}” is the pretext for a demand; authorities do not collect or pay by a link in a mail.",
    ),
    speaks_for=("phishing",),
    experts=("LBTN", "POLICY", "CTX"),
)
def tax_lure(case: Case, it: Observable) -> Iterator[Hit]:
    """国税庁 states that it asks for no payment and no personal data by mail. Newsletters of tax advisers only inform.

    What leads to nobody but authorities is left out: municipalities do point to the state's page for payments.
    """
    tax = _said.first(case, "tax.tax", "tax.refund")
    demand = _said.first(
        case, "payment.unpaid", "payment.pay", "payment.transfer", "threat.legal", "refund.refund", "card.ask", "personal.ask"
    )
    if leads_to_offices(case):
        return
    if tax and demand and _said.leads(case) and _said.has(case, "deadline", "action", "credential"):
        yield Hit(_said.quote(tax), _said.quote(demand), tax=tax.shown)

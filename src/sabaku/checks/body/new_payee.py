"""One check: a bill shall be paid to another account than before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _author, _said
from sabaku.checks._check import Hit, check
from sabaku.fold import fold
from sabaku.model import Case, Observable, Text

LONG = 4000
_BILL = ("trade.paper", "trade.paid", "payment.unpaid", "payment.fee", "payee.excuse")

_PAPER = re.compile(
    r"invoice|rechnung|facture|factura|fattura|fatura|factuur|\bpo ?#?\d|remittance|請求|発票|残金|代金|帳款|货款"
)


@check(
    id="body.new-payee",
    over="message",
    group="body",
    title=Text(ja="これまでと違う口座への振込を求めています", en="Money shall go to another account than before"),
    says=Text(
        ja="「{phrase}」と、振込先の変更を求めています。取引先を装い、"
        "請求の代金を横取りするビジネスメール詐欺の中心となる手口です。",
        en="“{phrase}”: the account to pay to is to be changed. This is how the payment of a real bill is diverted.",
    ),
    advice=Text(
        ja="変更する前に、以前から知っている電話番号で取引先に確認してください。",
        en="Before you change anything, ask the supplier by a telephone number that you have known before.",
    ),
    speaks_for=("bec",),
    experts=("BEC", "CTX"),
)
def new_payee(case: Case, it: Observable) -> Iterator[Hit]:
    """Thieves read a firm's mail, wait for a bill, and write in its name (FBI IC3, IPA: business email compromise).

    Innocent cause: firms do change their bank, and say so in a printed letter or on their site as well; alone it is no proof.
    """
    phrase = _said.first(case, "payee.changed")
    if phrase is None or len(_said.text(case)) > LONG or _author.mass(case) or case.seen("list", "mailing-list"):
        return
    if _said.has(case, *_BILL) or _PAPER.search(_said.folded(case)) or _PAPER.search(fold(_said.subject(case)[0])):
        yield Hit(_said.quote(phrase), phrase=phrase.shown)

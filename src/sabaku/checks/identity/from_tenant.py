"""From stands in the start-up domain of somebody's office account."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check, datum
from sabaku.checks._links import clicked, link
from sabaku.checks._who import author, place
from sabaku.model import Case, Observable, Text

_ZONES = (".onmicrosoft.com", ".firebaseapp.com", ".azurecomm.net", ".gappssmtp.com", ".zendesk.com", ".freshdesk.com")
_DESKS = (".zendesk.com", ".freshdesk.com")
"""Desks answer customers from such a name; what they write there leads to their own pages and to the maker's."""


@check(
    id="identity.from-tenant",
    over="message",
    group="identity",
    sure="inferred",
    title=Text("差出人が、クラウド契約の初期ドメインを使っています", "From uses a cloud account's start-up domain"),
    says=Text(
        "差出人のドメイン {domain} は、クラウドを契約すると自動で割り当てられる名前です。"
        "顧客に案内を送る会社は自社のドメインを使います。試用契約や乗っ取られた契約が送信に使われることがあります。",
        "{domain} in From is the name that a cloud account gets when it is opened. Companies write to customers from a domain "
        "of their own; trial and stolen accounts are used to send mail.",
    ),
    experts=("FD", "FRAND"),
    speaks_for=("disguised",),
)
def from_tenant(case: Case, _: Observable) -> Iterator[Hit]:
    """Every new Microsoft 365 account has such an address, trial or paid, and its mail passes SPF and DKIM.

    Judged where the mail has links. A desk's answer that leads to its own pages only is left out. Innocent
    causes: automatic notices inside a company, a firm without a domain of its own.
    """
    sender = author(case)
    if sender is None or not sender.domain.endswith(_ZONES) or not clicked(case):
        return
    own = (sender.domain, *(f"www{it}" for it in _DESKS if sender.domain.endswith(it)))
    if len(own) == 1 or not all(link(it).host in own for it in clicked(case)):
        yield Hit(place(sender), domain=datum("domain", sender.domain))

"""One check: DMARC fails for the domain in From."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _route
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text


@check(
    id="auth.dmarc-fail",
    over="message",
    group="auth",
    title=Text(
        ja="DMARCに失敗しています",
        en="DMARC fails",
    ),
    says=Text(
        ja="差出人のドメイン {domain} について、DMARC(差出人とSPF・DKIMのドメインの一致)に失敗しています。"
        "表示されている差出人が本物であることを、ドメインの持ち主は保証していません。",
        en="DMARC fails for the From domain {domain}: neither SPF nor DKIM passes for it. The owner of the domain does not "
        "vouch for this sender.",
    ),
    quiet_when=("route.mailing-list", "route.forwarder"),
    experts=("AUTH",),
    attacks=(37,),
)
def dmarc_fail(case: Case, it: Observable) -> Iterator[Hit]:
    """RFC 9989: whether what the reader sees in From is vouched for. Innocent causes: mailing lists and forwarders, companies
    that use a service without setting it up.
    """
    found = _route.stated(case, "dmarc", "fail")
    if found is not None:
        yield Hit(found[0], domain=datum("domain", found[2] or "?"))

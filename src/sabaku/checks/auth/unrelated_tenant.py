"""One check: signed only in the name of somebody's office account."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _route
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text
from sabaku.names.hosts import registrable

_ZONE = ".onmicrosoft.com"
ALIKE = 4
"""Letters at the beginning that make an account's name and a domain alike."""


@check(
    id="auth.unrelated-tenant",
    over="signature",
    group="auth",
    title=Text(
        ja="署名しているのは、差出人と名前の異なるクラウド契約です",
        en="It is signed by a cloud account of another name",
    ),
    says=Text(
        ja="電子署名は {tenant} のもので、差出人の {domain} とは名前が一致しません。差出人のドメイン自身の署名はありません。",
        en="The signature is that of {tenant}, whose name is unlike {domain} in From; there is none of the From domain itself.",
    ),
    sure="inferred",
    experts=("AUTH",),
    attacks=(36,),
)
def unrelated_tenant(case: Case, it: Observable) -> Iterator[Hit]:
    """Microsoft signs with the account's own name where its owner has set up nothing better. Accounts opened only to send bear
    random or stolen names. Innocent causes: small firms whose account has another name than their domain.
    """
    if not it.value.endswith(_ZONE) or case.seen("list"):
        return
    senders = [registrable(one.value.rpartition("@")[2]) for one in _route.from_domains(case)]
    signed = {registrable(one.value) for one in case.seen("signature")}
    name = it.value.removesuffix(_ZONE).rpartition(".")[2]
    if senders and not signed & set(senders) and not any(_alike(name, one) for one in senders):
        yield Hit(Evidence(it.seen, found=it.shown), tenant=datum("domain", it.value), domain=datum("domain", senders[0]))


def _alike(name: str, domain: str) -> bool:
    label = domain.partition(".")[0].replace("-", "")
    if domain.endswith("onmicrosoft.com") or name.startswith("netorg"):
        return True
    return name[:ALIKE] == label[:ALIKE] or label[:5] in name or name in label

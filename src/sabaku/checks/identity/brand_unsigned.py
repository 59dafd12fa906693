"""From shows a brand's own address; no signature of it, and a server that is not known as its."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _genuine, _results, _route
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._claimed import Claimed, claims
from sabaku.checks._named import named
from sabaku.checks._who import Sender, author, place
from sabaku.model import Case, Hop, Observable, Text
from sabaku.names import brands
from sabaku.names.hosts import registrable
from sabaku.names.whose import authentic


@check(
    id="identity.brand-unsigned",
    over=_route.origin_hops,
    group="identity",
    sure="inferred",
    title=Text(
        "有名企業のアドレスですが、その会社の電子署名もサーバーの名前もありません",
        "A brand's address without its signature, from a server of another name",
    ),
    says=Text(
        "差出人は{brand}のドメイン {domain} ですが、{domain} の電子署名がなく、"
        "送ったサーバー {host} も{brand}のものとは認められません。",
        "The sender's address is at {domain} of {brand}, but the mail bears no signature of {domain}, and the server that sent "
        "it, {host}, is not known as {brand}'s.",
    ),
    experts=("FFORGE", "FSP", "RIP"),
    attacks=(15, 40),
    quiet_when=("identity.brand-from-anywhere", "identity.brand-forged", "route.passed-on"),
    speaks_for=("phishing",),
)
def brand_unsigned(case: Case, it: Observable) -> Iterator[Hit]:
    """Companies whose name is worth stealing sign their mail; a forger can write their address, but not their signature.

    Judged on what the border, or the list that was looked through, saw. Mailing services and mailbox providers are left out, and
    servers whose name resembles the brand's; and what leads nowhere but to the brand, by which a forger would gain nothing.
    Innocent cause: a private forwarder that breaks signatures.
    """
    hop = it.detail
    if not isinstance(hop, Hop) or not hop.rdns or _route.submitted(hop) or _route.by_service(case):
        return
    sender = author(case)
    claimed = _owner(case, sender) if sender is not None and _route.sure(case) is not None else None
    if sender is None or claimed is None or _of_it(hop.rdns, claimed, sender) or _vouched(case, claimed, sender):
        return
    if _genuine.gains_nothing(case):
        return
    yield Hit(
        _route.at(case, it.seen, hop.rdns),
        place(sender),
        brand=named(claimed.brand.id),
        domain=datum("domain", sender.domain),
        host=datum("domain", hop.rdns),
    )


def _owner(case: Case, sender: Sender) -> Claimed | None:
    """The claim whose brand owns the domain that the author shows."""
    own = ("verified", "unverified")
    found = (it for it in claims(case) if brands.standing(it.brand.id, sender.domain) in own)
    return None if brands.is_public(sender.domain) else next(found, None)


def _of_it(host: str, claimed: Claimed, sender: Sender) -> bool:
    label = registrable(sender.domain).partition(".")[0]
    return bool(brands.standing(claimed.brand.id, host)) or _route.platform_name(host) or label in host


def _vouched(case: Case, claimed: Claimed, sender: Sender) -> bool:
    signed = [it.value for it in case.seen("signature")] + [it.domain for it in _results.unproven(case, "dkim")]
    return authentic(case, sender.domain) is not None or any(
        registrable(it) == registrable(sender.domain) or bool(brands.standing(claimed.brand.id, it)) for it in signed
    )

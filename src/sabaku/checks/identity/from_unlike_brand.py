"""From is at a domain that has nothing to do with the claimed brand, as far as is known."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _house
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._foreign import foreign
from sabaku.checks._named import brands_domains, named, own_names
from sabaku.checks._who import place
from sabaku.checks.identity._resembling import holding
from sabaku.model import Case, Observable, Text
from sabaku.names.brands import is_public


@check(
    id="identity.from-unlike-brand",
    over="message",
    group="identity",
    sure="inferred",
    title=Text(
        "差出人のドメインは、名乗っている会社のものと認められません", "The From domain is not known as the claimed brand's"
    ),
    says=Text(
        "{brand}を名乗っていますが、差出人のドメインは {domain} {holds}です。{brand}のドメインとして知られているもの({own}、"
        "公式ページでは未確認)とは異なります。",
        "It claims to come from {brand}, but the From domain is {domain}{holds}. "
        "Known for {brand}, though not confirmed on its own pages: {own}.",
    ),
    experts=("FD", "FDISP", "FFORGE"),
    speaks_for=("phishing",),
    attacks=(15,),
    quiet_when=("identity.own-ground",),
)
def from_unlike_brand(case: Case, _: Observable) -> Iterator[Hit]:
    """As identity.from-not-brand, for brands whose domains are known only at second hand: therefore an inference.

    Innocent causes: the brand uses a domain that the list does not know; an agency writes for it.
    """
    found = foreign(case)
    if found is None or found[0].brand.verified or found[0].brand.product or is_public(found[1].domain):
        return
    claimed, sender = found
    if _house.talks_of(case, claimed.brand.id):
        return
    if not claimed.brand.unverified:
        return
    yield Hit(
        place(sender, own_names(claimed.brand)[0]),
        brand=named(claimed.brand.id),
        domain=datum("domain", sender.domain),
        holds=holding(sender.domain, claimed.brand.id),
        own=brands_domains(claimed.brand),
    )

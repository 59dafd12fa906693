"""From is at a domain that is not the claimed brand's."""

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
    id="identity.from-not-brand",
    over="message",
    group="identity",
    title=Text("差出人のドメインが、名乗っている会社のものではありません", "The From domain is not the claimed brand's"),
    says=Text(
        "{brand}を名乗っていますが、差出人のドメインは {domain} {holds}です。"
        "{brand}のドメインとして確認できているのは {own} です。",
        "It claims to come from {brand}, but the From domain is {domain}{holds}. Known to be {brand}'s: {own}.",
    ),
    experts=("FD", "FDISP", "FFORGE", "OFFDOM"),
    speaks_for=("phishing",),
    attacks=(15,),
    quiet_when=("identity.own-ground",),
)
def from_not_brand(case: Case, _: Observable) -> Iterator[Hit]:
    """A company writes in its own name from its own domains; a forger rarely can.

    Only brands of which at least one domain was read on a page are judged here. Innocent causes: a shipping agent or survey
    company that writes for the brand from its own domain, a domain that the list does not know yet.
    Reference: フィッシング対策協議会 フィッシング対策ガイドライン; PiMRef (2025) compares claimed and known senders likewise.
    """
    found = foreign(case)
    if found is None or not found[0].brand.verified or is_public(found[1].domain):
        return
    claimed, sender = found
    if _house.talks_of(case, claimed.brand.id):
        return
    yield Hit(
        place(sender, own_names(claimed.brand)[0]),
        brand=named(claimed.brand.id),
        domain=datum("domain", sender.domain),
        holds=holding(sender.domain, claimed.brand.id),
        own=brands_domains(claimed.brand),
    )

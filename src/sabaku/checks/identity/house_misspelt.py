"""The From domain is the recipient's own, slightly changed."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._alike import alike
from sabaku.checks._author import authors
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._who import place, through_list
from sabaku.model import Case, Hop, Observable, Text
from sabaku.names.brands import is_public, owners
from sabaku.names.hosts import registrable
from sabaku.names.whose import delivered_houses, home_domains


@check(
    id="identity.house-misspelt",
    over="message",
    group="identity",
    title=Text("差出人のドメインが、受信者自身のドメインに似せてあります", "The From domain imitates the recipient's own"),
    says=Text(
        "差出人のドメイン {domain} は、受信者の {own} とわずかに違うだけです。"
        "社内の人になりすますために取得されたものとみられます。",
        "The From domain {domain} differs only slightly from the recipient's own {own}: registered,"
        " it seems, to pass as a colleague.",
    ),
    sure="inferred",
    experts=("FLOOK", "FFORGE"),
    speaks_for=("bec",),
    attacks=(16, 42),
)
def house_misspelt(case: Case, _: Observable) -> Iterator[Hit]:
    """Whoever looks for a colleague's mail reads the name, not each letter of the domain.

    Innocent causes: a sister company, or the same house under another ending, which it uses itself: the operator can name those.
    """
    if through_list(case):
        return
    homes = {registrable(it) for it in case.input.home.domains}
    own = homes or delivered_houses(case) or _by_to(case)
    for sender in authors(case)[:1]:
        theirs = registrable(sender.domain)
        for mine in sorted(own):
            if theirs in own or is_public(mine) or is_public(theirs) or owners(theirs):
                continue
            if alike(theirs, mine):
                yield Hit(place(sender, mine), domain=datum("domain", theirs), own=datum("domain", mine))
                return


_TELLS_NOBODY = ".protection.outlook.com"
"""Hosts of a receiver whose own lines name no recipient: there To is all that tells whom the mail reached."""


def _by_to(case: Case) -> frozenset[str]:
    hops = (it.detail.by for it in case.seen("hop", "border") if isinstance(it.detail, Hop))
    return home_domains(case) if any(by.lower().endswith(_TELLS_NOBODY) for by in hops) else frozenset()

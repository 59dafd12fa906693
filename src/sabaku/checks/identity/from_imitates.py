"""The From domain is made to look like a brand's."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check
from sabaku.checks.identity._resembling import FORGED, alike, told
from sabaku.model import Case, Observable, Text


@check(
    id="identity.from-imitates",
    over="message",
    group="identity",
    title=Text("差出人のドメインが本物に似せてあります", "The From domain imitates a real one"),
    says=Text(
        "差出人のドメイン {domain} は、{brand}の {real} に似せたものとみられます({how})。",
        "The From domain {domain} looks made to resemble {real} of {brand}: {how}.",
    ),
    experts=("FLOOK", "FD", "FFORGE"),
    speaks_for=("phishing",),
    attacks=(42, 16),
)
def from_imitates(case: Case, _: Observable) -> Iterator[Hit]:
    """A domain that differs from the brand's by little is registered to deceive; nothing else explains it.

    Judged where the mail also claims that brand, or the likeness is by twins of letters. Innocent causes: a company whose name
    is one letter from the brand's. A name that only holds the brand's is identity.from-holds-name.
    Reference: Unicode TR 39; Holgers et al., Cutting through the Confusion (2006).
    """
    for sender, like in alike(case):
        if like.how in FORGED:
            yield told(sender, like)
            return

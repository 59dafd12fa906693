"""The From domain holds a brand's name and is none of its domains."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check
from sabaku.checks.identity._resembling import FORGED, alike, told
from sabaku.model import Case, Observable, Text


@check(
    id="identity.from-holds-name",
    over="message",
    group="identity",
    sure="inferred",
    title=Text(
        "差出人のドメインに、名乗っている会社の名前が入っています", "The From domain holds the name of the company it claims"
    ),
    says=Text(
        "差出人のドメイン {domain} は{brand}の名前を含みますが、{brand}の {real} とは別のドメインです({how})。",
        "The From domain {domain} holds {brand}'s name, but is another one than its {real}: {how}.",
    ),
    quiet_when=("identity.from-not-brand", "identity.from-unlike-brand"),
    experts=("FLOOK", "FD", "FFORGE"),
    speaks_for=("phishing",),
    attacks=(42,),
)
def from_holds_name(case: Case, _: Observable) -> Iterator[Hit]:
    """`brand-support.example`, `brand.example` with another ending, `brand.somebody.example`: forgers use such names, and so do
    brands, their branches and mailing services.

    So it adds nothing where the domain was already found to be none of the brand's: that is one fact, told twice.
    Innocent causes: a domain of the brand that the list does not know, a dealer or a branch with the brand in its name.
    """
    for sender, like in alike(case):
        if like.how not in FORGED:
            yield told(sender, like)
            return

"""The brand's name stands before the @, in front of somebody else's domain."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.brands import kin, owners, squeeze, standing, tokens
from sabaku.checks._check import Hit, check
from sabaku.checks.identity._who import Claimed, Sender, claims, domain, named, place, senders, through_list
from sabaku.model import Case, Datum, Observable, Text


@check(
    id="identity.brand-in-local-part",
    over="message",
    group="identity",
    title=Text("アドレスの@より前に会社名を入れて、本物らしく見せています", "The brand's name stands before the @ only"),
    says=Text(
        "差出人アドレスは「{local}@」と{brand}の名前で始まりますが、@より後ろの {domain} は{brand}のドメインではありません。",
        "The sender's address begins with {brand}'s name (“{local}@”), but {domain} behind the @ is not {brand}'s.",
    ),
    experts=("FLOOK", "FDISP", "FFORGE"),
    attacks=(14,),
)
def brand_in_local_part(case: Case, _: Observable) -> Iterator[Hit]:
    """Everybody may write what he likes before the @; only what stands behind it tells whose the address is.

    Innocent causes: a customer who keeps an own address for each shop, an agency that writes for the brand.
    """
    if through_list(case):
        return
    for sender in senders(case):
        for one in claims(case):
            if not standing(one.brand.id, sender.domain) and not owners(sender.domain) and _names(one, sender):
                local = Datum("text", sender.who.local)
                yield Hit(place(sender), local=local, brand=named(one.brand.id), domain=domain(sender.domain))
                return


def _names(one: Claimed, sender: Sender) -> bool:
    """Whether the local part holds a Latin name of the claimed brand, or of its kin."""
    local = sender.who.local.lower().replace("-", "").replace("_", "").replace(".", "")
    words = {squeeze(name).replace("-", "") for name in (*one.brand.aliases, *one.brand.weak.values())}
    words |= {word for word, id in tokens().items() if id in kin(one.brand.id) and "-" not in word}
    return any(len(word) >= 4 and word.isascii() and word.isalnum() and word in local for word in words)

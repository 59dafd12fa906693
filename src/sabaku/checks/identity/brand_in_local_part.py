"""The brand's name stands before the @, in front of somebody else's domain."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from sabaku.checks._check import Hit, check, datum
from sabaku.checks._claimed import Claimed, claims
from sabaku.checks._named import named
from sabaku.checks._who import Sender, place, senders, through_list
from sabaku.model import Case, Datum, Observable, Text
from sabaku.names.brands import brands, kin, owners, squeeze, standing
from sabaku.names.brandwords import tokens


@check(
    id="identity.brand-in-local-part",
    over="message",
    group="identity",
    title=Text("アドレスの@より前に会社名を入れて、本物らしく見せています", "The brand's name stands before the @ only"),
    says=Text(
        "差出人アドレスは「{local}@」と会社名らしい文字で作られていますが、"
        "@より後ろの {domain} は{brand}のドメインではありません。",
        "The sender's address is made to look like a company's (“{local}@”), but {domain} behind the @ is not {brand}'s.",
    ),
    experts=("FLOOK", "FDISP", "FFORGE"),
    attacks=(14,),
)
def brand_in_local_part(case: Case, _: Observable) -> Iterator[Hit]:
    """Anybody may write anything before the @; only what stands behind it tells whose the address is.

    Innocent causes: a customer who keeps an own address for each shop, an agency that writes for the brand.
    """
    if through_list(case):
        return
    for sender in senders(case):
        for one in claims(case):
            if not standing(one.brand.id, sender.domain) and not one.brand.product and _names(one, sender):
                local = Datum("text", sender.who.local)
                yield Hit(place(sender), local=local, brand=named(one.brand.id), domain=datum("domain", sender.domain))
                return


def _names(one: Claimed, sender: Sender) -> bool:
    """Whether the local part holds a Latin name of the claimed brand or its kin, or a word that stands for another brand."""
    local = sender.who.local.lower().replace("-", "").replace("_", "").replace(".", "")
    apart = set(re.split(r"[^a-z0-9]+", sender.who.local.lower()))
    known = any(word in local for word in _words(one.brand.id))
    return known or (not owners(sender.domain) and any(word in tokens() for word in apart))


@functools.cache
def _words(id: str) -> frozenset[str]:
    """How the brand and its kin are written in Latin letters, without marks."""
    known = brands()[id]
    words = {squeeze(name).replace("-", "") for name in (*known.aliases, *known.weak.values())}
    words |= {word for word, other in tokens().items() if other in kin(id)}
    return frozenset(word for word in words if len(word) >= 4 and word.isascii() and word.isalnum())

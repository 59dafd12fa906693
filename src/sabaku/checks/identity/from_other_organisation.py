"""From belongs to another real organisation than the one that is claimed."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check, datum
from sabaku.checks._foreign import foreign
from sabaku.checks._named import named
from sabaku.checks._who import place
from sabaku.model import Case, Datum, Observable, Sure, Text
from sabaku.names.brands import is_public, owners
from sabaku.names.endings import organisation
from sabaku.names.hosts import suffix
from sabaku.names.lookalike import likeness


@check(
    id="identity.from-other-organisation",
    over="message",
    group="identity",
    sure="inferred",
    title=Text("差出人は、名乗っている会社とは無関係の組織のアドレスです", "The From address belongs to another organisation"),
    says=Text(
        "{brand}を名乗っていますが、差出人の {domain} は{owner}のドメインです。勝手に名前を使われたか、"
        "アカウントを乗っ取られた可能性があります。",
        "It claims to come from {brand}, but {domain} in From is a domain of {owner}, whose name or account is probably abused.",
    ),
    advice=Text(
        "このドメインの組織も被害者とみられます。ブロックリストには入れないでください。",
        "That organisation is probably a victim too: don't put its domain on a block list.",
    ),
    experts=("FOTHER", "FD"),
    quiet_when=("identity.own-ground", "identity.address-of-another-brand"),
)
def from_other_organisation(case: Case, _: Observable) -> Iterator[Hit]:
    """Forgers borrow the addresses of real organisations because these have a good name.

    Inferred: the ending is given only to organisations of a kind, or the domain is that of another known brand. Of a trade
    whose houses share a name, each with a domain of its own, only the latter. A name that imitates the brand's is left out:
    that it is somebody else's nobody knows. Innocent cause: an organisation that rightly writes on behalf of the brand.
    """
    found = foreign(case)
    if found is None or is_public(found[1].domain):
        return
    claimed, sender = found
    like = likeness(sender.domain)
    if like is not None and like.brand == claimed.brand.id:
        return
    ids = owners(sender.domain)
    kind = organisation(sender.domain) if claimed.brand.domains else None
    who = named(ids[0]) if ids else Datum("text", suffix(sender.domain), kind) if kind is not None else None
    if who is not None:
        sure: Sure = "confirmed" if ids else "inferred"
        yield Hit(place(sender), sure=sure, brand=named(claimed.brand.id), domain=datum("domain", sender.domain), owner=who)

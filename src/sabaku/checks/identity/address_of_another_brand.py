"""The From address names another company than the mail does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from sabaku.checks import _notes
from sabaku.checks._authorities import of_the_state
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._claimed import Claimed, claims
from sabaku.checks._named import named
from sabaku.checks._who import Sender, place, senders, through_list
from sabaku.model import Case, Datum, Observable, Text
from sabaku.names.brands import brand, kin, owners
from sabaku.names.brandwords import tokens

_WORD = re.compile(r"[a-z0-9]{3,30}")


@check(
    id="identity.address-of-another-brand",
    over="message",
    group="identity",
    title=Text(
        "差出人アドレスに、名乗りとは別の会社の名前が入っています", "The From address names another company than the mail"
    ),
    says=Text(
        "{brand}を名乗っていますが、差出人アドレス({local}@{domain})には{other}の名前が入っています。"
        "複数の会社の名前が混ざるのは、使い回しの道具で作った跡とみられます。",
        "It claims to come from {brand}, but the From address ({local}@{domain}) carries the name of {other}: two companies "
        "in one mail, probably the trace of a tool that is used for many brands.",
    ),
    experts=("MULTI", "FD", "FDISP"),
)
def address_of_another_brand(case: Case, _: Observable) -> Iterator[Hit]:
    """Mailing tools keep the name of an earlier campaign in the address. Innocent causes: companies that belong together, which
    are left out, as are authorities of one country; a platform that passes on what its users
    write; marketing platforms, whose names are no brands here; a short word that only happens to be a name."""
    if through_list(case) or _notes.passed_on(case) is not None:
        return
    for sender in senders(case):
        for one in claims(case)[:1]:
            other = "" if of_the_state(case, one.brand) else _other(one, sender)
            if other:
                local, where = Datum("text", sender.who.local), datum("domain", sender.domain)
                yield Hit(place(sender), local=local, domain=where, brand=named(one.brand.id), other=named(other))
                return


def _other(one: Claimed, sender: Sender) -> str:
    """A brand in the address that has nothing to do with the claimed one."""
    known = [tokens()[word] for word in _WORD.findall(sender.who.local.lower()) if word in tokens()]
    theirs = owners(sender.domain)
    known += sorted(theirs, key=_one_of(theirs))  # the group itself before its companies
    if not known:
        return ""
    family = {each for first in kin(one.brand.id) for each in kin(first)} | set(one.brand.uses)
    if any(each in family for each in known):
        return ""
    return next(iter(known), "")


def _one_of(theirs: Sequence[str]) -> Callable[[str], bool]:
    """Whether a brand belongs to another one of these."""

    def belongs(id: str) -> bool:
        found = brand(id)
        return found is not None and found.parent in theirs

    return belongs

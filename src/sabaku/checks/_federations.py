"""Houses of one name: whether one of the many that bear a brand's name writes in its own. No judgement."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from sabaku import data
from sabaku.checks._links import targets
from sabaku.checks._results import refuted
from sabaku.checks._who import senders
from sabaku.model import Case
from sabaku.names import brands
from sabaku.names.brands import Brand
from sabaku.names.endings import is_anybodys
from sabaku.names.hosts import registrable
from sabaku.names.whose import authentic
from sabaku.text.fold import fold


@functools.cache
def _federations() -> Mapping[str, re.Pattern[str]]:
    """The brands whose name many independent houses bear, each with how that name is written in their domains."""
    told: Mapping[str, str] = data.toml("lookalike")["federations"]
    return {id: re.compile("|".join(sorted(words.split(), key=len, reverse=True))) for id, words in told.items()}


@functools.cache
def _nowhere() -> frozenset[str]:
    return frozenset(data.toml("lookalike")["nowhere"].split())


def of_federation(case: Case, brand: Brand) -> bool:
    """Whether one of the houses of that name writes («Volksbank Aller», volksbank-aller.example): the place stands in its name
    and in its domain, of a country, that authentication or the sending machine's confirmed name proves, and all links lead
    there. A forger names the brand and no town. Unproven, nothing may refute it, and no other word may stand in the domain.
    """
    name = _federations().get(brand.id)
    if name is None:
        return False
    for it in senders(case)[:1]:
        own = registrable(it.domain)
        place = [it for it in name.sub("-", own.partition(".")[0]).split("-") if it]
        told = _plainly(it.who.shown)
        town = any(len(word) >= 4 and word not in _nowhere() and word in told for word in map(_plainly, place))
        proven = authentic(case, own) is not None or registrable(case.origin.rdns.lower()) == own
        alone = refuted(case, own) is None and all(_plainly(word) in told for word in place)
        if town and (proven or alone) and not is_anybodys(own) and name.search(own):
            return all(registrable(link.host) == own or brands.standing(brand.id, link.host) for _, link in targets(case))
    return False


def _plainly(text: str) -> str:
    """Small letters without umlauts, written either way."""
    low = fold(text).lower()
    for two, one in (("ae", "a"), ("oe", "o"), ("ue", "u"), ("ä", "a"), ("ö", "o"), ("ü", "u")):
        low = low.replace(two, one)
    return "".join(it for it in low if it.isalnum())

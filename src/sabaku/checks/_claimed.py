"""The brands that a mail claims to come from, and whether one of them owns the sender's domain. No judgement."""

from __future__ import annotations

from msgspec import Struct

from sabaku.checks._federations import of_federation
from sabaku.checks._meant import kept_off
from sabaku.checks._who import Sender, senders
from sabaku.model import Case, Claim, Observable, once
from sabaku.names import brands
from sabaku.names.brands import HOME, Brand


class Claimed(Struct, frozen=True):
    """A claim of the mail with the brand that it names."""

    seen: Observable
    claim: Claim
    brand: Brand


LEAST = 0.2
"""Confidence below which a claim is too weak to be held against the sender."""


@once
def claims(case: Case) -> tuple[Claimed, ...]:
    """The brands that the mail claims to come from, the surest first; the recipient's own house is not among them."""
    found = []
    for it in case.seen("claim"):
        if isinstance(it.detail, Claim) and it.detail.confidence >= LEAST:
            brand = brands.brand(it.value)
            if brand is not None and not of_federation(case, brand) and not kept_off(case, it.seen):
                found.append(Claimed(it, it.detail, brand))
    return tuple(found)


def claims_home(case: Case) -> Observable | None:
    """The claim to come from the recipient's own house, if there is one."""
    return next((it for it in case.seen("claim") if it.value == HOME), None)


@once
def own(case: Case) -> tuple[Claimed, Sender] | None:
    """A claim whose brand really owns the domain in From (not one where anybody may have an address)."""
    for one in claims(case):
        for it in senders(case):
            if brands.standing(one.brand.id, it.domain) in ("verified", "unverified"):
                return one, it
    return None


def among_subscribers(case: Case) -> tuple[Claimed, Sender] | None:
    """A claim whose brand gives its customers addresses at From's domain, and writes from there, too."""
    pairs = ((one, it) for one in claims(case) for it in senders(case))
    return next(((one, it) for one, it in pairs if brands.standing(one.brand.id, it.domain) == "subscriber"), None)

"""Who the mail says it is from, and whose addresses it shows: look-ups that the checks of identity share. No judgement."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from msgspec import Struct

from sabaku import brands, data
from sabaku.brands import HOME, Brand
from sabaku.checks._links import country, is_cheap, only_quoted
from sabaku.checks._results import refuted, results
from sabaku.checks._said import kept_off
from sabaku.fold import fold
from sabaku.hosts import registrable, tld
from sabaku.lookalike import STATE
from sabaku.model import Address, Case, Claim, Datum, Evidence, Link, Observable, Text, once
from sabaku.whose import authentic, of_list


class Claimed(Struct, frozen=True):
    """A claim of the mail with the brand that it names."""

    seen: Observable
    claim: Claim
    brand: Brand


class Sender(Struct, frozen=True):
    """An address that stands in From."""

    seen: Observable
    who: Address

    @property
    def domain(self) -> str:
        return self.who.domain


LEAST = 0.2
"""Confidence below which a claim is too weak to be held against the sender."""


@once
def claims(case: Case) -> tuple[Claimed, ...]:
    """The brands that the mail claims to come from, the surest first; the recipient's own house is not among them."""
    found = []
    for it in case.seen("claim"):
        if isinstance(it.detail, Claim) and it.detail.confidence >= LEAST:
            brand = brands.brand(it.value)
            if brand is not None and not _of_federation(case, brand) and not kept_off(case, it.seen):
                found.append(Claimed(it, it.detail, brand))
    return tuple(found)


# --- houses of one name ------------------------------------------------------------------------------------------


@functools.cache
def _federations() -> Mapping[str, re.Pattern[str]]:
    """The brands whose name many independent houses bear, each with how that name is written in their domains."""
    told: Mapping[str, str] = data.toml("lookalike")["federations"]
    return {id: re.compile("|".join(sorted(words.split(), key=len, reverse=True))) for id, words in told.items()}


@functools.cache
def _nowhere() -> frozenset[str]:
    return frozenset(data.toml("lookalike")["nowhere"].split())


def _of_federation(case: Case, brand: Brand) -> bool:
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
        if town and (proven or alone) and tld(own) not in _ANYBODYS and name.search(own):
            return all(registrable(link.host) == own or brands.standing(brand.id, link.host) for _, link in targets(case))
    return False


_ANYBODYS = frozenset(
    ("com", "net", "org", "info", "biz", "online", "site", "shop", "app", "xyz", "top", "club", "live", "cloud")
)


def _plainly(text: str) -> str:
    """Small letters without umlauts, written either way."""
    low = fold(text).lower()
    for two, one in (("ae", "a"), ("oe", "o"), ("ue", "u"), ("ä", "a"), ("ö", "o"), ("ü", "u")):
        low = low.replace(two, one)
    return "".join(it for it in low if it.isalnum())


def claims_home(case: Case) -> Observable | None:
    """The claim to come from the recipient's own house, if there is one."""
    return next((it for it in case.seen("claim") if it.value == HOME), None)


@once
def senders(case: Case) -> tuple[Sender, ...]:
    """The addresses of From that have a domain."""
    found = (it for it in case.seen("address", "from"))
    return tuple(Sender(it, it.detail) for it in found if isinstance(it.detail, Address) and it.detail.domain)


@once
def through_list(case: Case) -> bool:
    """Whether a mailing list put its own address into From: then From says nothing about the author."""
    lists = {registrable(it.value) for it in case.seen("list")}
    told = case.message.text_of("list-id") + case.message.text_of("list-post")
    return any(
        registrable(it.domain) in lists or (told and it.who.local in told and registrable(it.domain) in told.lower())
        for it in senders(case)
    )


@once
def foreign(case: Case) -> tuple[Claimed, Sender] | None:
    """The surest claim and the first From address, where no From address belongs to any claimed brand or its kin."""
    claimed, sending = claims(case), senders(case)
    if not claimed or not sending or through_list(case):
        return None
    if any(brands.standing(one.brand.id, it.domain) for one in claimed for it in sending):
        return None
    if _signed_by(case, claimed) or twin(case) or of_the_state(case, claimed[0].brand):
        return None
    return claimed[0], sending[0]


_FOR_THE_STATE = ("govdelivery.com", "lnks.gd")
"""Who mails for authorities alone, under one domain for all of them, and counts their clicks."""


def of_the_state(case: Case, brand: Brand) -> bool:
    """Whether the domain in From is an authority's of the same country as the claimed one, or of who mails for authorities, and
    proven: offices have many names, and no crook can register one. Unproven, whoever forges it must gain nothing: nothing shows
    the forgery, all links lead to authorities there or to its own site (or nobody is led or told to ring anywhere), no file came
    with it, and answers go to the sender."""
    for it in senders(case)[:1]:
        shared = states_own(it.domain, brand)
        if shared or (registrable(it.domain) in _FOR_THE_STATE and brand.sector == "government"):
            return authentic(case, it.domain) is not None or (shared and _gains_nothing(case, it.domain, brand))
    return False


def states_own(host: str, brand: Brand) -> bool:
    """Whether the host is under an ending that only the authorities of the claimed one's country can have («go.jp»), for an
    authority wherever its own site is: the health service writes from its government's domain, too."""
    ending = registrable(host).partition(".")[2]
    if STATE.isdisjoint(ending.split(".")):
        return False
    country = f".{ending.rpartition('.')[2]}" if brand.sector == "government" else f".{ending}"
    return any(registrable(one).endswith(country) for one in brand.domains)


def counts_for_state(link: Link, brand: Brand) -> bool:
    """Whether the click is counted for an authority by who mails for authorities alone; an address that leads on is opened
    before, and judged by where it leads."""
    return brand.sector == "government" and link.domain in _FOR_THE_STATE


def _gains_nothing(case: Case, domain: str, brand: Brand) -> bool:
    links = targets(case)
    return (
        (bool(links) or not case.seen("phone"))
        and refuted(case, domain) is None
        and not case.seen("file")
        and not case.seen("address", "reply-to")
        and all(states_own(link.host, brand) or brands.standing(brand.id, link.host) for _, link in links)
    )


def _signed_by(case: Case, claimed: tuple[Claimed, ...]) -> bool:
    """Whether a claimed brand's own signature holds: it covers From (RFC 6376 section 5.4), so the brand let the address be."""
    good = [it.domain for _, it in results(case, "dkim") if it.result == "pass" and it.domain]
    return any(brands.standing(one.brand.id, it) in ("verified", "unverified") for one in claimed for it in good)


TWIN = 4
"""Letters from which a domain's name is a name, and no abbreviation that another house of another country has too."""


@once
def twin(case: Case) -> str:
    """The proven domain in From that is a worldwide brand's very name under the ending of another country, or "".

    Or a Japanese firm's or body's of that name: unproven, forgers write down what nobody has registered (eki-net.co.jp).

    Such brands have a site in every country, more than any list knows; who else would own the bare name there can be asked of
    the registry. Not where the ending is sold for its sound, nor for a currency, whose names go to whoever comes first.
    """
    for it in senders(case)[:1]:
        own = registrable(it.domain)
        label = own.partition(".")[0]
        if _house_of_the_name(case, own) and authentic(case, own) is not None:
            return own
        if len(label) < TWIN or country(own) is None or is_cheap(own) or authentic(case, own) is None:
            return ""
        worldwide = (one.brand for one in claims(case) if not one.brand.country and one.brand.sector != "crypto")
        named_so = any(label == registrable(known).partition(".")[0] for brand in worldwide for known in brand.domains)
        return own if named_so else ""
    return ""


_HOUSES_OF_JAPAN = frozenset(("co.jp", "or.jp", "ne.jp", "ad.jp", "ac.jp", "go.jp"))
"""Endings under which only firms, bodies and networks of Japan have names (JPRS: one each, on proof that they exist)."""
SHORT_NAME = 3


def _house_of_the_name(case: Case, own: str) -> bool:
    """Whether the domain bears a claimed brand's very name under such an ending, alone or before more of it: ocn.ad.jp beside
    ocn.ne.jp, nhk-cul.co.jp beside nhk.or.jp."""
    label, _, ending = own.partition(".")
    if ending not in _HOUSES_OF_JAPAN:
        return False
    names = {registrable(known).partition(".")[0] for one in claims(case) for known in one.brand.domains}
    return any(len(it) >= SHORT_NAME and it in names for it in (label, label.partition("-")[0]))


@once
def own(case: Case) -> tuple[Claimed, Sender] | None:
    """A claim whose brand really owns the domain in From (not one where anybody may have an address)."""
    for one in claims(case):
        for it in senders(case):
            if brands.standing(one.brand.id, it.domain) in ("verified", "unverified"):
                return one, it
    return None


# --- the recipient -----------------------------------------------------------------------------------------------


def recipients(case: Case) -> tuple[Observable, ...]:
    """The addresses to which the mail went, as far as its fields tell: Delivered-To and the like first, then To."""
    return (*case.seen("address", "delivered-to"), *case.seen("address", "to"))


# --- links -------------------------------------------------------------------------------------------------------


WEB = frozenset({"http", "https", ""})


@once
def targets(case: Case) -> tuple[tuple[Observable, Link], ...]:
    """The web links that a reader clicks, each target once; not those that a mailing list put below the mail."""
    found: dict[str, tuple[Observable, Link]] = {}
    for it in case.seen("link"):
        link = it.detail
        web = isinstance(link, Link) and link.clicked and link.host and link.scheme in WEB
        if web and isinstance(link, Link) and not of_list(case, link) and not only_quoted(case, it):
            found.setdefault(link.url, (it, link))
    return tuple(found.values())


LEADING_ON = ("lnkd.in", "t.co")
"""Networks' own short addresses, behind which stands whatever a member wrote."""


def of_others(host: str) -> bool:
    """Links that every company's mail has: to shops of applications and social networks, not their shorteners, which lead on."""
    return host not in LEADING_ON and bool(
        {"apple", "google", "facebook", "instagram", "twitter", "line", "linkedin"} & set(brands.owners(host))
    )


# --- for sentences -----------------------------------------------------------------------------------------------


def named(brand: str) -> Datum:
    """A brand for a sentence."""
    return Datum("brand", brand, brands.names_of(brand))


def domain(value: str) -> Datum:
    """A domain for a sentence."""
    return Datum("domain", value)


def brands_domains(brand: Brand) -> Datum:
    """The brand's own domains for a sentence, at most three: those read on a page, else those known otherwise."""
    shown = (tuple(brand.verified) or brand.unverified)[:3]
    return Datum("text", ", ".join(shown), Text("、".join(shown), ", ".join(shown)))


def place(sender: Sender, expected: str = "") -> Evidence:
    """The address in From as evidence."""
    return Evidence(sender.seen.seen, found=sender.seen.shown, expected=expected)


# --- the author --------------------------------------------------------------------------------------------------


@once
def author(case: Case) -> Sender | None:
    """Who wrote it: the address in From; where a list put its own there, the one that it kept of him in Reply-To."""
    sending = senders(case)
    if not sending or not through_list(case):
        return sending[0] if sending else None
    kept = (it for it in case.seen("address", "reply-to"))
    return next((Sender(it, it.detail) for it in kept if isinstance(it.detail, Address) and it.detail.domain), None)

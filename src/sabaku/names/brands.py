"""The brands of data/brands.toml as values: by id, by domain. Knows no mail and does not judge."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any, Literal

import msgspec
from msgspec import Struct

from sabaku import data
from sabaku.data import own
from sabaku.model import Text
from sabaku.names.hosts import is_ip, suffixes
from sabaku.text.fold import fold

HOME = "home"
"""The id under which the recipient's own house is claimed."""
HOME_NAMES = Text("受信者自身の組織", "the recipient's own organisation")

Standing = Literal["verified", "unverified", "subscriber", ""]
"""Whose a host is, seen from a brand: read on a page as its own · known otherwise · anybody's address · not its."""


class Page(Struct, frozen=True):
    """Where a fact about a brand was read: the address, who speaks there, and the day of reading."""

    url: str
    by: str
    read: str


class Never(Struct, frozen=True):
    """What a brand says that it never does by mail."""

    says: Text
    page: Page


class Brand(Struct, frozen=True):
    """One brand. Domains are lower case; `weak` and `misspelled` are squeezed (see `squeeze`)."""

    id: str
    names: Text
    sector: str
    country: str
    verified: Mapping[str, str]
    unverified: tuple[str, ...]
    mail_domains: tuple[str, ...]
    subscriber: frozenset[str]
    parent: str
    uses: tuple[str, ...]
    product: bool
    aliases: tuple[str, ...]
    weak: Mapping[str, str]
    misspelled: tuple[str, ...]
    never: Never | None

    @property
    def domains(self) -> tuple[str, ...]:
        """All its domains, the verified ones first."""
        return (*self.verified, *self.unverified)


def squeeze(text: str) -> str:
    """A name for comparison: folded, without spaces."""
    return fold(text).replace(" ", "")


@functools.cache
def brands() -> Mapping[str, Brand]:
    """All brands by id, in the order of the file. Raises own.Damaged for an operator's copy that can't be used."""
    with own.reading(own.BRANDS):
        found = read(data.toml("brands"))
        if own.file(own.BRANDS) is not None:
            prove(found)
        return found


def read(told: Mapping[str, Any]) -> Mapping[str, Brand]:
    """The brands of such a list. Raises KeyError, TypeError and AttributeError for one that can't be used."""
    return {id: _read(id, it) for id, it in told.items()}


def prove(found: Mapping[str, Brand]) -> None:
    """Raises ValueError or TypeError where a brand holds something else than it should, such as a number for a domain."""
    try:
        msgspec.convert(msgspec.to_builtins(found), dict[str, Brand])
    except msgspec.ValidationError as fault:
        raise ValueError(str(fault)) from fault


def _read(id: str, told: Mapping[str, Any]) -> Brand:
    names = told["names"]
    return Brand(
        id=id,
        names=Text(names["ja"], names["en"]),
        sector=told["sector"],
        country=told.get("country", ""),
        verified=told.get("verified", {}),
        unverified=tuple(told.get("unverified", ())),
        mail_domains=tuple(told.get("mail_domains", ())),
        subscriber=frozenset(told.get("subscriber", ())),
        parent=told.get("parent", ""),
        uses=tuple(told.get("uses", ())),
        product=told.get("product", False),
        aliases=tuple(dict.fromkeys((names["ja"], names["en"], *told.get("aliases", ())))),
        weak={squeeze(it): it for it in told.get("weak", ())},
        misspelled=tuple(told.get("misspelled", ())),
        never=_never(told["never"]) if "never" in told else None,
    )


def _never(told: Mapping[str, str]) -> Never:
    return Never(Text(told["ja"], told["en"]), page(told["page"]))


def page(key: str) -> Page:
    """The page of that key in data/brands_pages.toml. Raises KeyError for a key that does not exist."""
    told = data.toml("brands_pages")["pages"][key]
    return Page(told["url"], told["by"], told["read"])


def brand(id: str) -> Brand | None:
    """The brand of that id, or None (the recipient's own house has none)."""
    return brands().get(id)


def names_of(id: str) -> Text:
    """How a report calls it, in both languages; the id itself where it is unknown."""
    if id == HOME:
        return HOME_NAMES
    found = brand(id)
    return found.names if found else Text(id, id)


def known_as(name: str) -> Text:
    """Both names of who bears this Japanese one; the name itself where the list has no such."""
    return next((it.names for it in brands().values() if it.names.ja == name), Text(name, name))


# --- kin ---------------------------------------------------------------------------------------------------------


@functools.cache
def kin(id: str) -> frozenset[str]:
    """The brand with its parent, siblings, children and what it uses: those that are no contradiction beside it."""
    found = brand(id)
    if found is None:
        return frozenset({id})
    parents = {id, found.parent} - {""}
    related = {other.id for other in brands().values() if other.parent in parents or id in other.uses}
    grand = {brands()[it].parent for it in parents} - {""}
    return frozenset(parents | related | set(found.uses) | grand)


def child_of(id: str, other: str) -> bool:
    """Whether the first is a child (or grandchild) of the second."""
    found = brand(id)
    seen = 0
    while found and found.parent and seen < 5:
        if found.parent == other:
            return True
        found, seen = brand(found.parent), seen + 1
    return False


# --- domains -----------------------------------------------------------------------------------------------------


@functools.cache
def _owners() -> Mapping[str, tuple[str, ...]]:
    """The brands of each domain, those of whom it was read on a page first."""
    owners: dict[str, list[str]] = {}
    for it in brands().values():
        for domain in (*it.domains, *it.mail_domains):
            if it.id not in owners.setdefault(domain, []):
                owners[domain].append(it.id)
    return {domain: tuple(sorted(ids, key=lambda it: domain not in brands()[it].verified)) for domain, ids in owners.items()}


@functools.lru_cache(maxsize=16384)
def owners(host: str) -> tuple[str, ...]:
    """The brands to which the host belongs, by its longest known suffix; () for subscriber domains and unknown hosts."""
    for suffix in suffixes(host):
        ids = _owners().get(suffix)
        if ids:
            return tuple(id for id in ids if standing(id, host) != "subscriber")
    return ()


def one_owner(host: str, other: str) -> bool:
    """Whether both hosts are of one brand or its kin, wherever its customers may have addresses and pages there."""
    ids = next((ids for suffix in suffixes(host) if (ids := _owners().get(suffix))), ())
    return any(standing(id, host) and standing(id, other) for id in ids)


@functools.lru_cache(maxsize=16384)
def standing(id: str, host: str) -> Standing:
    """Whose the host is, seen from this brand and its kin; a verified domain of any of them counts as verified."""
    best: Standing = ""
    for member in kin(id):
        found = brand(member)
        here = _standing(found, host) if found else ""
        if here == "verified":
            return here
        best = best if _RANK[best] >= _RANK[here] else here
    return best


def senders(it: Brand) -> tuple[str, ...]:
    """The domains that the brand sends from, as far as they were read on a page: the named senders first, then its sites."""
    names = dict.fromkeys((*it.mail_domains, *it.verified))
    return tuple(name for name in names if _standing(it, name) == "verified")


_RANK = {"": 0, "subscriber": 1, "unverified": 2, "verified": 3}


def _standing(it: Brand, host: str) -> Standing:
    for suffix in suffixes(host):
        if suffix in it.subscriber and _reaches(suffix, host):
            return "subscriber"
        if suffix in it.verified:
            return "verified"
        if suffix in it.unverified or suffix in it.mail_domains:
            return "verified" if any(parent in it.verified for parent in suffixes(suffix)) else "unverified"
    return ""


def is_official(host: str) -> bool:
    """Whether the host belongs to any brand of the list."""
    return not is_ip(host) and bool(owners(host))


@functools.cache
def freemail() -> frozenset[str]:
    """The domains at which anybody may have a mailbox for nothing (data/freemail.toml)."""
    return frozenset(data.toml("freemail")["domains"].split())


def _reaches(domain: str, host: str) -> bool:
    """Whether «anybody's» goes for the host too: free-mail services keep the names below their domain for themselves."""
    return domain == host.rstrip(".").lower() or domain not in freemail()


@functools.cache
def _public() -> frozenset[str]:
    subscribers = {domain for it in brands().values() if it.sector not in ("hoster", "shop") for domain in it.subscriber}
    return freemail() | subscribers


@functools.cache
def _known() -> frozenset[str]:
    return frozenset(_owners()) | _public() | {domain for it in brands().values() for domain in it.subscriber}


def is_known(host: str) -> bool:
    """Whether the host is under a domain that is known as some brand's or provider's, whoever may use it there."""
    return any(suffix in _known() for suffix in suffixes(host))


@functools.lru_cache(maxsize=16384)
def is_public(host: str) -> bool:
    """Whether anybody may have a mail address there: free-mail services, and providers' subscriber domains."""
    return any(suffix in _public() and _reaches(suffix, host) for suffix in suffixes(host)) and not owners(host)


def may_be_house(domain: str) -> bool:
    """Whether the domain can be somebody's own house: no provider's, where anybody may have an address, and no brand's."""
    return not is_public(domain) and not owners(domain)

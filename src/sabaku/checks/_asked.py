"""About whom outside is asked: the strange domains to which links lead, and that of From. Look-ups, no judgement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sabaku.checks import _hosts
from sabaku.checks._check import distinct
from sabaku.model import Case, Link, Observable, once
from sabaku.names import brands, hosts, whose

LANDINGS = 12
"""Linked hosts that are looked at; no judgement needs more."""


class Landing(NamedTuple):
    """A domain to which links lead, with its first link."""

    domain: str
    seen: Observable
    link: Link


class Sender(NamedTuple):
    """The domain of From, where it is nobody's whom one knows: not the recipient's own, not a free-mail service's."""

    domain: str
    seen: Observable


@once
def sites(case: Case) -> tuple[Landing, ...]:
    """The hosts to which links lead, each with its first link, in the order of the mail."""
    found: dict[str, Landing] = {}
    for it in case.seen("link"):
        link = it.detail
        if isinstance(link, Link) and link.clicked and link.scheme in ("http", "https") and link.host not in found:
            found[link.host] = Landing(link.domain or link.host, it, link)
            if len(found) == LANDINGS:
                break
    return tuple(found.values())


@once
def landings(case: Case) -> tuple[Landing, ...]:
    """The domains to which links lead that are neither a known brand's nor the recipient's, each with its first link."""
    own = whose.home_domains(case)
    strange = (
        it for it in sites(case) if it.domain not in own and (not brands.is_official(it.link.host) or rented(it.link.host))
    )
    return tuple({it.domain: it for it in reversed(tuple(strange))}.values())[::-1]


def rented(host: str) -> bool:
    """Whether anybody may put up a page there within minutes, though the host's name is a known company's."""
    return bool(_hosts.listed(host, "free_hosting"))


def _by_link(case: Case) -> Mapping[int, Landing]:
    return {id(it.seen): it for it in landings(case)}


def landing(case: Case, it: Observable) -> Landing | None:
    """The strange domain whose first link this is; None for further links to it, and for links to known places."""
    return case.once(_by_link).get(id(it))


def landed(case: Case) -> tuple[Observable, ...]:
    """The first link to each strange domain, in the order of the links."""
    return tuple(it for it in distinct(case.seen("link")) if landing(case, it) is not None)


def link_of(case: Case, url: str) -> Observable | None:
    """The link that led to an address which was asked about: the same one, or the first that begins with it."""
    web = [it for it in case.seen("link") if isinstance(it.detail, Link) and it.detail.clicked]
    same = next((it for it in web if it.value == url), None)
    return same or next((it for it in web if it.value.startswith(url)), None)


def is_home(case: Case, host: str) -> bool:
    """Whether a host is the recipient's own."""
    return hosts.registrable(host) in whose.home_domains(case)


@once
def senders(case: Case) -> tuple[Sender, ...]:
    """The domain of From, unless it is a brand's own, the recipient's, or one where anybody may have an address."""
    own = whose.home_domains(case)
    for it in case.seen("domain", "from"):
        if it.value not in own and "." in it.value and not brands.is_official(it.value) and not brands.is_public(it.value):
            return (Sender(it.value, it),)
    return ()


def sending(case: Case) -> tuple[Observable, ...]:
    """That domain as it was seen."""
    return tuple(it.seen for it in senders(case))

"""Who is told: abuse desks of hosters, registrars and networks, from recorded answers and from data/desks.toml. Asks nobody.

Only what is the attacker's own leads to a contact: a genuine brand that a redirect passes through is never written to.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Literal

import msgspec
from msgspec import Struct

from sabaku import data
from sabaku.model import Case, Contacts, Records, Registration
from sabaku.names import hosts
from sabaku.names.whose import network_of, provider, registration, shared
from sabaku.render.export.given import ADDRESS
from sabaku.render.notice.basis import Basis, Page, Refused

Part = Literal["hoster", "registrar", "service", "origin"]

_MAILBOX = re.compile(r"[^\s<>,;:\"()\[\]]{1,64}@[^\s<>,;:\"()\[\]]{3,253}")


class Contact(Struct, frozen=True):
    """One desk: what it has to do with the fraud, who it is, how it is reached, and which pages or address concern it."""

    part: Part
    name: str
    address: str = ""
    form: str = ""
    country: str = ""
    pages: tuple[Page, ...] = ()
    ip: str = ""
    published: bool = False
    """Found in the operator's security.txt, for want of an abuse contact: a desk for flaws, which passes abuse on."""


@functools.cache
def _networks() -> tuple[dict[str, Any], ...]:
    return tuple(data.toml("desks")["network"])


@functools.cache
def _ignored() -> tuple[str, ...]:
    return tuple(data.toml("desks")["abuse"]["ignore"])


def usable(address: str) -> str:
    """The mailbox in that text, in lower case, where it is one and somebody's desk; else ""."""
    found = _MAILBOX.search(address[:500])
    mailbox = found.group().lower().rstrip(".") if found else ""
    if not ADDRESS.fullmatch(mailbox) or any(mailbox.startswith(it) or mailbox.endswith(it) for it in _ignored()):
        return ""
    return mailbox


def contacts(it: Basis) -> tuple[Contact, ...]:
    """Every desk once, with all pages that concern it: hosters first, then registrars, services, the origin's network."""
    found: dict[tuple[Part, str, str, str], Contact] = {}
    for one in (*_of_pages(it), *_of_origin(it)):
        key = (one.part, one.address or one.form or one.name, one.country, one.ip)
        known = found.get(key)
        found[key] = one if known is None else _joined(known, one)
    order: tuple[Part, ...] = ("hoster", "service", "registrar", "origin")
    return tuple(sorted(found.values(), key=lambda one: (order.index(one.part), one.name, one.ip)))


def _joined(one: Contact, other: Contact) -> Contact:
    pages = tuple({page.url: page for page in (*one.pages, *other.pages)}.values())
    return msgspec.structs.replace(one, pages=pages)


def _of_pages(it: Basis) -> Iterator[Contact]:
    try:
        pages = it.open_pages()
    except Refused:
        return
    for page in pages:
        service = _service(page.host)
        if service is not None:
            yield Contact("service", service["name"], usable(service.get("address", "")), service.get("form", ""), "", (page,))
            continue
        if page.shared:
            yield Contact("service", shared(page.host) or hosts.registered(page.host), pages=(page,))
            continue
        for ip in page.ips[:2]:
            yield _of_network(it.case, "hoster", ip, (page,))
        yield from _registrar(it.case, page)


def _service(host: str) -> dict[str, Any] | None:
    names = set(hosts.suffixes(host))
    return next((one for one in _networks() if names & set(one.get("hosts", ()))), None)


def _registrar(case: Case, page: Page) -> Iterator[Contact]:
    """The registrar of a domain that is the attacker's own; nobody closes a domain in which others live."""
    domain = hosts.registrable(page.host)
    held = registration(case, domain)
    if held is None or hosts.is_ip(page.host) or not (held.registrar or held.abuse):
        return
    country = "JP" if hosts.tld(domain) == "jp" else ""
    found = Contact("registrar", held.registrar or domain, usable(held.abuse), "", country, (page,))
    yield found if found.address else _published(case, found, [held.abuse.rpartition("@")[2]])


def _of_network(case: Case, part: Part, ip: str, pages: tuple[Page, ...]) -> Contact:
    network = network_of(case, ip)
    known = next((one for one in _networks() if network is not None and network.asn in one.get("asns", ())), None)
    held = _held(case, ip)
    address = usable(known.get("address", "")) if known else usable(held.abuse) if held else ""
    name = known["name"] if known else (network.organisation if network else "") or (held.organisation if held else "") or ip
    country = (network.country if network else "") or (held.country if held else "")
    found = Contact(part, name, address, known.get("form", "") if known else "", country, pages, ip)
    named = held.abuse.rpartition("@")[2] if held else ""
    return found if address or found.form else _published(case, found, [named, *_names(case, ip, pages)])


def _names(case: Case, ip: str, pages: tuple[Page, ...]) -> Iterator[str]:
    """The providers that the address' own name, or the name servers of its pages, belong to."""
    domains = {hosts.registrable(page.host) for page in pages}
    for key, fact in sorted(case.facts.items()):
        if isinstance(fact.value, Records) and (key.subject, fact.value.type) in {(ip, "PTR"), *((it, "NS") for it in domains)}:
            yield from map(provider, fact.value.values)
    held = (registration(case, it) for it in sorted(domains))
    yield from (provider(name) for it in held if it is not None for name in it.nameservers)


def _published(case: Case, whom: Contact, domains: Iterable[str]) -> Contact:
    """The same with the first mailbox or form of a security.txt that still held when it was asked for (RFC 9116)."""
    for domain in dict.fromkeys(hosts.registrable(it.lower()) for it in domains if it):
        fact = case.fact("securitytxt", domain)
        if fact is None or not isinstance(fact.value, Contacts) or not _holds(fact.value, fact.at):
            continue
        for text in fact.value.contacts:
            address = usable(text.removeprefix("mailto:")) if text.startswith("mailto:") else ""
            if address or text.startswith("https://"):
                return msgspec.structs.replace(whom, address=address, form="" if address else text, published=True)
    return whom


def _holds(told: Contacts, at: datetime | None) -> bool:
    """A file that has expired, or does not say when it does, is not to be relied on (RFC 9116 section 5.3)."""
    return told.expires is not None and at is not None and told.expires > at


def _held(case: Case, ip: str) -> Registration | None:
    fact = case.fact("rdap", ip) or case.fact("whois", ip)
    return fact.value if fact is not None and isinstance(fact.value, Registration) else None


def _of_origin(it: Basis) -> Iterator[Contact]:
    """The network from which the mail came, whoever else uses it."""
    ip = it.case.origin.ip or ""
    mine = any(one.kind == "ip" and one.value == ip and one.role in ("attacker", "shared") for one in it.given.found)
    if ip and mine and it.report.verdict.level == "fraud" and not it.case.origin.through:
        yield _of_network(it.case, "origin", ip, ())

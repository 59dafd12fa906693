"""Which addresses, names and links of a case are worth a question. Pure, and limited: a mail can't make us ask without end."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.model import Case, Link, Records
from sabaku.names import brands, hosts, whose

MOST_ADDRESSES = 40
MOST_DOMAINS = 12
MOST_LINKS = 20
MOST_LANDING = 6


def addresses(case: Case) -> Iterator[str]:
    """The public IP addresses of the route, of links, and of hosts that were resolved, each once."""
    known: set[str] = set()
    for ip in _addresses(case):
        if ip not in known and hosts.is_global(ip):
            known.add(ip)
            yield ip
            if len(known) >= MOST_ADDRESSES:
                return


def _addresses(case: Case) -> Iterator[str]:
    origin = case.origin
    yield from (it for it in (origin.ip, origin.claimed_ip) if it)
    for it in case.seen("ip"):
        yield it.value
    for question, fact in case.facts.items():
        if question.source == "dns" and isinstance(fact.value, Records) and fact.value.type in ("A", "AAAA"):
            yield from fact.value.values


def links(case: Case) -> tuple[Link, ...]:
    """The web links that a reader could follow, each URL once."""
    found: dict[str, Link] = {}
    for it in case.seen("link"):
        link = it.detail
        if isinstance(link, Link) and link.clicked and link.scheme in ("http", "https") and link.url not in found:
            found[link.url] = link
            if len(found) >= MOST_LINKS:
                break
    return tuple(found.values())


def link_domains(case: Case) -> tuple[str, ...]:
    """The registrable domains of those links, each once; IP addresses and local names left out."""
    names = (it.domain for it in links(case))
    return tuple(dict.fromkeys(it for it in names if "." in it and not hosts.is_ip(it)))[:MOST_DOMAINS]


def landing_addresses(case: Case) -> tuple[str, ...]:
    """Where the linked sites stand, by the answers so far: a few public addresses, each once. A brand's own are left out."""
    linked = {it.domain: it.host for it in links(case) if not brands.is_official(it.host)}
    found = [host for host in linked.values() if hosts.is_ip(host)]
    for question, fact in sorted(case.facts.items()):
        told = fact.value
        if question.source != "dns" or question.arguments[1:] or hosts.registrable(question.subject) not in linked:
            continue
        if isinstance(told, Records) and told.type in ("A", "AAAA"):
            found += told.values
    return tuple(it for it in dict.fromkeys(one.strip("[]") for one in found) if hosts.is_global(it))[:MOST_LANDING]


def sender_domains(case: Case) -> tuple[str, ...]:
    """The registrable domains that stand for the sender: From, Reply-To, Return-Path."""
    names = (it.value for it in case.seen("domain", "from", "reply-to", "return-path"))
    return tuple(dict.fromkeys(it for it in names if "." in it and not hosts.is_ip(it)))[:MOST_DOMAINS]


def held_domains(case: Case) -> tuple[str, ...]:
    """Those of both that somebody holds at a registry and that are not the recipient's own."""
    home = whose.home_domains(case)
    names = dict.fromkeys((*sender_domains(case), *link_domains(case)))
    return tuple(it for it in names if it not in home and hosts.registered(it) == it)

"""Whose a domain, host or address is, by what is known of it: the recipient's, a brand's, or shared by many.

Looks names up in a case and in the lists; judges no mail.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from sabaku import data
from sabaku.data.platforms import platforms
from sabaku.model import (
    Address,
    Authenticated,
    AuthResult,
    Case,
    Evidence,
    Hop,
    Input,
    Link,
    Network,
    Observable,
    Registration,
    Text,
    once,
)
from sabaku.names import brands, hosts
from sabaku.text import late

Role = Literal["attacker", "abused", "shared", "genuine", "victim", "unclear"]


class Judged(NamedTuple):
    """A role with its reason."""

    role: Role
    why: Text


VICTIM = Judged("victim", Text("受信者側のドメインまたはアドレスです。", "It belongs to the recipient."))
LIST = Judged(
    "shared",
    Text("このメールが通ったメーリングリストのものです。", "It belongs to the mailing list through which the mail came."),
)
SHARED = Text("誰でも使える {name} のもので、他の利用者もいます。", "It belongs to {name}, which others use too.")
GENUINE = Text("{name}が実際に使用しているドメインです。", "A domain that {name} really uses.")

_LIST_PAGE = re.compile(
    r"/(?:listinfo|mailman|hyperkitty|postorius|pipermail|archives?|lists?|d/(?:msgid|optout|forum|topic)|group)/", re.IGNORECASE
)
_LISTS_AT = {"googlegroups.com": "groups.google.com"}
"""Where the pages of lists stand whose addresses have another domain."""

_PLAIN = frozenset(("www", "app", "docs", "forms", "m", "web", "go", "my", "login", "drive", "view", "share"))


@once
def victims(case: Case) -> frozenset[str]:
    """The recipient's own registrable domains and addresses. A domain where anybody may have an address is not among them."""
    sure = delivered(case)
    told = [it.value for it in case.seen("address", "to", "cc")]
    home = {hosts.registrable(it) for it in case.input.home.domains}
    known = home | delivered_houses(case)
    # a forger may write their own address, or the place to which they lead, into To and the victim into the envelope only
    his = {hosts.registrable(it.value) for it in case.seen("domain", "from", "href", "form")}
    mine = [it for it in told if not known or _registrable(it) in known or _registrable(it) not in his]
    people = {it.strip("<> ").lower() for it in (*sure, *mine)}
    return frozenset(people | home | {_registrable(it) for it in people if not brands.is_public(_domain(it))} - {""})


_NOBODY = late.pattern(r"[\"' ]{0,3}(?:(?:undisclosed|unlisted|hidden|suppressed)[ -]?)?recipients?[\"' ]{0,3}\Z", re.IGNORECASE)


def names_nobody(to: Observable) -> bool:
    """Whether an address in To is called «Recipients»: programs for mass mail write that with the sender's own address."""
    return to.role == "to" and isinstance(to.detail, Address) and _NOBODY.match(to.detail.shown) is not None


@once
def delivered(case: Case) -> tuple[str, ...]:
    """The recipient's addresses, lower case, as the envelope and their own servers tell them, not as the sender does."""
    return delivered_to(case.input, case.observables)


def delivered_to(given: Input, observed: Iterable[Observable]) -> tuple[str, ...]:
    """The same, for a mail of which not everything has been observed yet."""
    told = list(given.envelope.rcpt_to) if given.envelope else []
    hops: list[str] = []
    for it in observed:
        if it.kind == "address" and it.role == "delivered-to":
            told.append(it.value)
        elif it.kind == "hop" and it.role in ("inside", "border") and isinstance(it.detail, Hop):
            hops.append(it.detail.for_)
    return tuple(dict.fromkeys(it.strip("<> ").lower() for it in (*told, *hops) if "@" in it))


@once
def delivered_houses(case: Case) -> frozenset[str]:
    """The registrable domains of those addresses."""
    return frozenset(map(_registrable, delivered(case))) - {""}


@once
def home_domains(case: Case) -> frozenset[str]:
    """The recipient's own registrable domains: by the operator, the envelope and their own side's servers; else by To.

    To is the sender's word. Where nothing better is known, or a list or forwarder brought the mail, a domain in To counts
    unless the mail's own links lead there: a sender who writes their landing site into To must not be spared the questions
    about it. A proven sender's own address in To names nobody but that sender.
    """
    known = {hosts.registrable(it) for it in case.input.home.domains} | delivered_houses(case)
    if known and not case.seen("list"):
        return frozenset(known - {""})
    own = {hosts.registrable(it.detail.by) for it in case.seen("hop", "inside", "border") if isinstance(it.detail, Hop)}
    linked = {it.value for it in case.seen("domain", "href", "form")} - own
    named = (it for it in case.seen("address", "to") if not names_nobody(it))
    told = {_registrable(it.value) for it in named if not _to_himself(case, it.value)}
    return frozenset((known | (told - linked)) - {""})


def _to_himself(case: Case, address: str) -> bool:
    """Whether somebody from outside provably wrote to their own address: the recipients stand in blind copies."""
    own = case.origin.ip is not None and any(it.value == address for it in case.seen("address", "from"))
    return own and authentic(case, _domain(address)) is not None


def _domain(address: str) -> str:
    return address.strip("<> ").rpartition("@")[2].lower()


def _registrable(address: str) -> str:
    domain = _domain(address)
    return hosts.registrable(domain) if domain else ""


@functools.cache
def _groups() -> dict[str, tuple[str, bool]]:
    """Hosts that are shared, by name: the name, and whether a page there is found by the host's first label."""
    lists = data.toml("link_hosts")
    found: dict[str, tuple[str, bool]] = {}
    for group in ("free_hosting", "ddns", "ipfs", "translate"):
        found.update({it: (it, True) for it in lists[group]["hosts"]})
    found.update({it: (it, False) for it in lists["shorteners"]["hosts"]})
    found.update({it: (str(who), False) for it, who in lists["trackers"].items() if isinstance(who, str)})
    found.update({it: (it, False) for it in lists["many_hands"]["hosts"] if it not in found and not brands.owners(it)})
    return found


def shared(host: str) -> str:
    """The name of the service that many share on this very host (not on a label of their own below it), or ""."""
    for name in hosts.suffixes(host):
        if name in _groups():
            service, labelled = _groups()[name]
            label = host.removesuffix(name).rstrip(".")
            return "" if labelled and label and label not in _PLAIN else service
    return ""


def rented(host: str) -> str:
    """The name of the service on which somebody rents a label of their own here, or ""."""
    name = next((it for it in hosts.suffixes(host) if it in _groups()), "")
    return name if name and not shared(host) else ""


def somebodys(case: Case, host: str) -> Judged | None:
    """Whose a host is by what is known of its name alone; None where the name tells nothing."""
    if hosts.registrable(host) in victims(case):
        return VICTIM
    if hosts.registrable(host) in case.once(_lists):
        return LIST
    service = shared(host)
    if service:
        return Judged("shared", told_of(SHARED, service))
    if rented(host):
        return None
    if brands.is_public(host):
        return Judged("shared", told_of(SHARED, hosts.registrable(host)))
    owners = brands.owners(host)
    return Judged("genuine", told_of(GENUINE, brands.names_of(owners[0]))) if owners else None


def _lists(case: Case) -> frozenset[str]:
    """The domains of the mailing lists through which the mail came."""
    named = [it.value for it in case.seen("list", "mailing-list", "group")] + [case.origin.through]
    return frozenset(hosts.registrable(it) for it in named if "." in it)


def of_list(case: Case, link: Link) -> bool:
    """Whether a mailing list wrote this link: a list's page, on the host of the list through which the mail really came.

    The shape of the page counts too, since a sender may call any host of theirs a list.
    """
    through, host = case.origin.through, link.host
    if not through or "." not in host or not _LIST_PAGE.search(link.path):
        return False
    through = _LISTS_AT.get(hosts.registrable(through), through)
    return through == host or through.endswith(f".{host}") or host.endswith(f".{through}")


def keeps_pages(case: Case) -> bool:
    """Whether the mail came through a list whose keeper passes on what they get as it is, links and all."""
    return hosts.registrable(case.origin.through) in _LISTS_AT


def told_of(text: Text, name: str | Text) -> Text:
    """The sentence with the name in its place."""
    ja, en = (name, name) if isinstance(name, str) else (name.ja, name.en)
    return Text(text.ja.replace("{name}", ja), text.en.replace("{name}", en))


def registration(case: Case, domain: str) -> Registration | None:
    """Who holds the domain, where an answer says so."""
    for source in ("rdap", "whois"):
        fact = case.fact(source, domain)
        if fact is not None and isinstance(fact.value, Registration):
            return fact.value
    return None


def network_of(case: Case, ip: str) -> Network | None:
    """Who runs the network of that address, where an answer says so; one with a number first."""
    found = [it.value for key, it in sorted(case.facts.items()) if key.source == "network" and key.subject == ip]
    told = [it for it in found if isinstance(it, Network)]
    return max(told, key=lambda it: it.asn is not None, default=None)


@functools.lru_cache(maxsize=4096)
def provider(host: str) -> str:
    """The domain of the hoster or access provider (data/receivers.toml) below which that machine has its name, or ""."""
    return next((it for it in hosts.suffixes(host) if it in _providers()), "")


@functools.cache
def _providers() -> frozenset[str]:
    return frozenset(data.toml("receivers")["shared"]["domains"])


_PROVING = ("dmarc", "dkim", "spf")


def authentic(case: Case, domain: str) -> Evidence | None:
    """Proof that From's domain is not forged: DMARC passes, or DKIM or SPF passes for the same registrable domain."""
    own = hosts.registrable(domain)
    for it in case.seen("auth", "trusted"):
        if isinstance(it.detail, AuthResult) and _passes(it.detail, own):
            return Evidence(it.seen, found=it.shown)
    for method in _PROVING:
        fact = case.fact("auth", method)
        told = fact.value if fact is not None else None
        if fact is not None and isinstance(told, Authenticated) and _proves(told, own):
            return Evidence(fact.question, found=told.domain)
    return None


def _passes(told: AuthResult, domain: str) -> bool:
    return told.result == "pass" and told.method in _PROVING and hosts.registrable(told.domain) == domain


def _proves(told: Authenticated, domain: str) -> bool:
    return told.result == "pass" and bool(told.aligned) and hosts.registrable(told.domain) == domain


@functools.lru_cache(maxsize=4096)
def platform(rdns: str) -> str:
    """The mail service to whose machines that confirmed reverse name belongs, or ""."""
    names = set(hosts.suffixes(rdns))
    for it in platforms().values():
        if it.use in ("esp", "mailbox", "gateway", "line") and not names.isdisjoint(it.hosts):
            return it.en
    return ""

"""The route of a mail, for the families route and auth: look-ups and plain judgements. What it proves of the sender: _results."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from sabaku.data import toml
from sabaku.data.platforms import Mailer, Platform, Use, mailers, platforms
from sabaku.model import (
    Address,
    Case,
    Claim,
    Evidence,
    Fact,
    Header,
    Hop,
    Link,
    Network,
    Observable,
    Origin,
    Place,
    Span,
    Text,
    once,
)
from sabaku.names import brands, hosts
from sabaku.names.brands import Brand
from sabaku.names.hosts import address, is_ip, is_outside, registrable
from sabaku.names.whose import delivered_houses
from sabaku.text import late
from sabaku.text.fold import fold

LEAST = 0.4
"""Confidence below which a claim is too weak to be held against the route."""
SURE = 0.6
"""Confidence from which an origin is known well enough to build on."""

# --- places ------------------------------------------------------------------------------------------------------


def at(case: Case, seen: Span, piece: str) -> Evidence:
    """The piece at its place inside a field; the whole field where it is not found as such."""
    text = case.message.view(seen.view).text
    start = text.find(piece, seen.start, seen.end) if piece else -1
    start = start if start >= 0 else text.lower().find(piece.lower(), seen.start, seen.end) if piece else -1
    if start < 0:
        return Evidence(seen, found=text[seen.start : seen.end])
    return Evidence(Span(seen.view, start, start + len(piece)), found=text[start : start + len(piece)])


def header(case: Case, key: str) -> Header | None:
    """The first header field of that name, or None."""
    found = case.message.named(key)
    return found[0] if found else None


def whole(case: Case, it: Header) -> Evidence:
    """A header field as evidence."""
    return Evidence(case.message.span_of(it), found=it.text)


def nothing(case: Case, expected: str) -> Evidence:
    """The whole header, which was searched in vain."""
    return Evidence(Span("headers", 0, len(case.message.view("headers").text)), expected=expected)


# --- the origin --------------------------------------------------------------------------------------------------


def origin_hops(case: Case) -> tuple[Observable, ...]:
    """The field in which the border (or the list that was looked through) recorded the origin, if there is one."""
    number = case.origin.hop
    return tuple(it for it in case.seen("hop") if isinstance(it.detail, Hop) and it.detail.n == number)


@once
def origin_hop(case: Case) -> tuple[Observable, Hop] | None:
    """The same with what it says."""
    return next(((it, it.detail) for it in origin_hops(case) if isinstance(it.detail, Hop)), None)


def sure(case: Case) -> Origin | None:
    """The origin, where it is known well enough to build on."""
    origin = case.origin
    return origin if origin.ip and origin.confidence >= SURE else None


def submitted(hop: Hop) -> bool:
    """Whether the client logged in to send (ESMTPA, ESMTPSA, HTTP: RFC 3848): then its name and address are a user's own."""
    protocol = hop.protocol.upper()
    return ("SMTP" in protocol and protocol.endswith("A")) or "HTTP" in protocol


def network(case: Case, ip: str) -> tuple[Fact, Network] | None:
    """Who runs the network, if that was found."""
    fact = case.fact("network", ip)
    return (fact, fact.value) if fact is not None and isinstance(fact.value, Network) else None


def place(case: Case, ip: str) -> tuple[Fact, Place] | None:
    """Where the address is said to be, if that was found."""
    fact = case.fact("geoip", ip)
    return (fact, fact.value) if fact is not None and isinstance(fact.value, Place) else None


def platform(case: Case, *uses: Use) -> tuple[Observable, Platform] | None:
    """The platform whose machine the origin is, by its confirmed name; only of these uses, if any are named."""
    it = case.first("platform", "origin")
    known = platforms().get(it.value) if it is not None else None
    return (it, known) if it is not None and known is not None and (not uses or known.use in uses) else None


def by_service(case: Case) -> bool:
    """Whether a mail service or mailbox provider sent it: then the network says nothing about the sender."""
    return platform(case, "esp", "mailbox") is not None


@functools.cache
def _reverse_dialects() -> frozenset[str]:
    return frozenset(it["id"] for it in toml("receivers")["dialect"] if it.get("ptr", False))


def own_machine(case: Case, domain: str) -> Evidence | None:
    """The border's word that the mail came from a machine of this domain, by its confirmed name."""
    origin, found = sure(case), origin_hop(case)
    if origin is None or found is None or not names_reverse(found[1]) or "may be forged" in found[0].shown:
        return None
    same = bool(origin.rdns) and registrable(origin.rdns.lower()) == registrable(domain)
    return at(case, found[0].seen, origin.rdns) if same else None


def taken_over(case: Case, brand: Brand, domain: str) -> Observable | None:
    """The field in which the house of the machine that handed the mail to the border says that it took it from a machine of the
    brand's, of that domain's name, or of a mail service. Anybody can write it: no proof."""
    label = registrable(domain).partition(".")[0]
    for it, names in _taken(case):
        if any(of_brand(brand, name) or _sends(name) or label in re.split("[.-]", name) for name in names):
            return it
    return None


def _sends(name: str) -> bool:
    """Whether machines of that name send for companies: a mail service's, or a filter's, through which large ones send, too."""
    return platform_name(name) or any(registrable(name) in it["names"] for it in toml("receivers")["gateway"])


def taken_from(case: Case, domain: str) -> Observable | None:
    """The same of a domain that no list knows: from a machine that is named in it, or of a mail service; not what a service
    notes of its own machines on the way out. No proof."""
    own = registrable(domain)
    for it, names in _taken(case):
        by = registrable(it.detail.by.lower()) if isinstance(it.detail, Hop) else ""
        if any(registrable(name) == own or (platform_name(name) and registrable(name) != by) for name in names):
            return it
    return None


def _taken(case: Case) -> Iterator[tuple[Observable, tuple[str, ...]]]:
    """The fields in which each machine, from the one that handed the mail to the border on, notes from whom it took it; each with
    what that client is called. They end where a field is not of the house that the one above names."""
    found = origin_hop(case)
    if found is None:
        return
    house = {registrable(name) for name in _names(found[1])}
    for it in case.seen("hop", "claimed"):
        below = it.detail
        if not isinstance(below, Hop) or below.n <= found[1].n or not is_outside(below.ip):
            continue
        if registrable(below.by.lower()) not in house:
            return
        names = _names(below)
        yield it, names
        house.update(map(registrable, names))


def _names(hop: Hop) -> tuple[str, ...]:
    """What the client of a hop is called, by whom ever."""
    return tuple(name.lower() for name in (hop.rdns, hop.helo) if not local_name(name))


_PANEL = re.compile(r"https?://[^/?#@]{1,253}:(?:208[2367]|209[56]|2222|8443|8880|10000)(?:[/?#]|\Z)", re.IGNORECASE)
"""The doors of cPanel, WHM, webmail, DirectAdmin, Plesk and Webmin, which only a server's owner opens."""


def hosts_panel(case: Case) -> bool:
    """Whether all that can be clicked leads to the control panel of the reader's own site, where a forger would gain nothing, or
    of the machine in From, which provably sent it: a hoster's notice of what is kept there."""
    links = [it.detail for it in case.seen("link") if isinstance(it.detail, Link) and it.detail.clicked]
    if not links or any(_PANEL.match(it.url) is None for it in links):
        return False
    if not case.seen("file") and not case.seen("address", "reply-to") and all(it.domain in home_sites(case) for it in links):
        return True
    machines = {it.value.rpartition("@")[2] for it in from_domains(case)}
    return len(machines) == 1 and case.origin.rdns.lower() in machines and all(it.host in machines for it in links)


_MAILERS = re.compile(r"(?:^|[.-])(?:e?mail|smtp|mta|mx|outbound|outgoing|relay)[0-9]{0,3}[.-]")


def numbered_mailer(name: str, domain: str) -> bool:
    """Whether a numbered name says that it is a mail server, and both it and the domain are the same known company's.

    Such names stand beside those of its customers' lines and machines, which don't say so.
    """
    owners = {one for id in brands.owners(name) for one in brands.kin(id)} & set(brands.owners(domain))
    return bool(owners) and not brands.is_public(domain) and _MAILERS.search(name) is not None


def names_reverse(hop: Hop) -> bool:
    """Whether the server that wrote the field names a reverse name whenever there is one, so that its absence tells."""
    return hop.dialect in _reverse_dialects()


NONE = Text(ja="なし", en="none")


@functools.cache
def _platform_hosts() -> frozenset[str]:
    return frozenset(name for it in platforms().values() if it.use in ("esp", "mailbox") for name in it.hosts)


def platform_name(host: str) -> bool:
    """Whether a host name is one of a known mail service or mailbox provider."""
    return any(suffix in _platform_hosts() for suffix in hosts.suffixes(host))


def local_name(name: str) -> bool:
    """Whether a HELO name means nothing outside the client's own machine or house."""
    bare = name.strip("[]").rstrip(".").lower()
    if is_ip(bare):
        return not is_outside(bare)
    return "." not in bare or bare.rpartition(".")[2] in (
        "local",
        "localdomain",
        "lan",
        "internal",
        "home",
        "localhost",
        "invalid",
    )


_NOWHERE = late.pattern(
    "(?:openstack|nova)?local|localhost|localdomain|lan|home|internal|intra|corp|invalid|example|test|arpa|onion|mail|host"
)


def nowhere(ending: str) -> bool:
    """Whether a top-level domain is one of private networks or of RFC 2606 and RFC 6761: a machine not yet set up, not a lie."""
    return _NOWHERE.fullmatch(ending) is not None


def literal(name: str) -> bool:
    """Whether a HELO name is an address."""
    return address(name) is not None


# --- claims and domains ------------------------------------------------------------------------------------------


PROVIDERS = frozenset({"hoster", "isp", "telecom", "cloud", "webmail"})
"""Sectors whose companies have servers and lines of their own to send from."""


def claimed(case: Case) -> tuple[Claim, Brand] | None:
    """The surest brand that the mail claims to come from."""
    for it in case.claims:
        found = brands.brand(it.brand)
        if found is not None and it.confidence >= LEAST:
            return it, found
    return None


def from_domains(case: Case) -> tuple[Observable, ...]:
    """The From addresses that have a domain."""
    return tuple(it for it in case.seen("address", "from") if isinstance(it.detail, Address) and it.detail.domain)


def domain_of(it: Observable) -> str:
    """The registrable domain of an address observable."""
    return registrable(it.detail.domain) if isinstance(it.detail, Address) and it.detail.domain else ""


def of_brand(brand: Brand, host: str) -> bool:
    """Whether a host is known to belong to the brand or its kin."""
    return brands.standing(brand.id, host) in ("verified", "unverified")


def own_network(brand: Brand, organisation: str) -> bool:
    """Whether a network belongs to the brand or its kin, by the operator's name."""
    name = brands.squeeze(organisation)
    family = (found for id in (brand.id, *brands.kin(brand.id)) if (found := brands.brand(id)) is not None)
    words = {brands.squeeze(it) for one in family for it in (one.id, one.names.en, one.names.ja, *one.aliases) if len(it) >= 3}
    return any(word in name for word in words)


def home_sites(case: Case) -> frozenset[str]:
    """The registrable domains of the recipient, as the operator or the delivery tells them; no provider's."""
    told = {registrable(name) for name in case.input.home.domains} | delivered_houses(case)
    return frozenset(it for it in told if "." in it and not brands.is_public(it))


# --- opting out ----------------------------------------------------------------------------------------------------

_OPT_OUT = late.pattern(r"(?:https?://|mailto:[^@>\s]{1,80}@)([^\s/<>:?#,]{4,253})", re.IGNORECASE)
_READ = 4000
"""Characters of List-Unsubscribe that are read."""


@once
def opt_outs(case: Case) -> tuple[tuple[str, Evidence], ...]:
    """The hosts of List-Unsubscribe (RFC 2369), where a mailing lets itself be stopped."""
    field = header(case, "list-unsubscribe")
    if field is None:
        return ()
    where = case.message.span_of(field)
    return tuple((found[1].lower(), at(case, where, found[1])) for found in _OPT_OUT.finditer(field.text[:_READ]))


# --- names of lines and machines ------------------------------------------------------------------------------------

_CONSONANTS = late.pattern(r"[bcdfghjklmnpqrstvwxz]{5,}", re.IGNORECASE)


def random_letters(word: str) -> bool:
    """Whether a word is random letters: five consonants in a row or hardly a vowel, and no capitals inside as in real names."""
    if not (6 <= len(word) <= 24 and word.isascii() and word.isalpha()) or word[1:] != word[1:].lower():
        return False
    vowels = sum(it in "aeiouyAEIOUY" for it in word)
    return bool(_CONSONANTS.search(word)) or vowels * 6 < len(word)


# --- mailers -----------------------------------------------------------------------------------------------------


@functools.cache
def _mailers() -> tuple[tuple[str, Mailer], ...]:
    return tuple((fold(mark), it) for it in mailers() for mark in it.marks)


def mailer(case: Case, kind: str) -> tuple[Observable, Mailer] | None:
    """The mailer that the mail names, where data/platforms.toml knows it as of that kind."""
    for it in case.seen("mailer"):
        written = fold(it.value)
        for mark, known in _mailers():
            if written.startswith(mark):
                if known.kind == kind:
                    return it, known
                break
    return None

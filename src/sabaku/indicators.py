"""What of a mail may be blocked, shared or reported, and whose it is: every indicator with its role, reason and places.

Looks at a case and its report; asks nobody and writes no format. Only what is the attacker's own belongs on a block list:
a forged sender, a cloud's web server or the brand itself is somebody else's, and what nothing tells about stays unclear.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from msgspec import Struct

from sabaku import brands, hosts
from sabaku.model import (
    Address,
    Case,
    Evidence,
    File,
    Finding,
    Link,
    Observable,
    Question,
    Records,
    Report,
    Span,
    Text,
)
from sabaku.reasons import (
    BROKEN_INTO,
    CONTACT,
    DRILL,
    FORGED,
    MADE,
    MINE,
    NETWORK,
    NO_SIGN,
    NOT_SHOWN,
    PICTURE,
    RENTED,
    REPLIES,
    SAME,
    SENT,
    SHARED_LINE,
    UNNAMED,
    WEB_SERVER,
    WRITTEN,
)
from sabaku.whose import (
    LIST,
    SHARED,
    VICTIM,
    Judged,
    Role,
    is_organisations,
    network_of,
    platform,
    registration,
    rented,
    shared,
    somebodys,
    told_of,
    victims,
)

Kind = Literal["url", "host", "domain", "ip", "asn", "address", "file", "phone", "wallet"]

ROLES: dict[Role, Text] = {
    "attacker": Text("攻撃者のもの", "the attacker's own"),
    "abused": Text("悪用された第三者", "an abused third party"),
    "shared": Text("共用サービス", "shared with others"),
    "genuine": Text("正規の事業者", "the genuine brand's"),
    "victim": Text("受信者側", "the recipient's"),
    "unclear": Text("不明(判断材料なし)", "unclear"),
}

ESTABLISHED = 365
"""A linked domain that is older than so many days when the mail comes, with the page deep inside: probably a broken-into site."""


class Indicator(Struct, frozen=True):
    """One value with whose it is, why, where it was seen, and the findings that speak of it."""

    kind: Kind
    value: str
    role: Role
    why: Text
    places: tuple[Span, ...] = ()
    checks: tuple[str, ...] = ()


class Subject(NamedTuple):
    """What is judged: the case, its report, and what the findings name."""

    case: Case
    report: Report
    named: dict[str, tuple[str, ...]]
    """Finding ids by value that they name (weight above 0)."""
    at: dict[Span, tuple[str, ...]]
    """Finding ids by the place that they cite."""


def indicators(case: Case, report: Report) -> tuple[Indicator, ...]:
    """All indicators of the mail, each value once, the attacker's first; the same for the same case and report."""
    it = Subject(case, report, *_named(report.findings))
    found: dict[tuple[str, str], Indicator] = {}
    for one in (*_links(it), *_senders(it), *_origin(it), *_answers(it), *_things(it)):
        known = found.get((one.kind, one.value))
        found[one.kind, one.value] = one if known is None else _joined(known, one)
    order = {role: n for n, role in enumerate(ROLES)}
    return tuple(sorted(found.values(), key=lambda one: (order[one.role], KINDS[one.kind], one.value)))


_ORDER: tuple[Kind, ...] = ("url", "host", "domain", "ip", "address", "file", "phone", "wallet", "asn")
KINDS: dict[Kind, int] = {it: n for n, it in enumerate(_ORDER)}


def attackers(found: Iterable[Indicator]) -> tuple[Indicator, ...]:
    """Those that are the attacker's own: what a block list may hold."""
    return tuple(it for it in found if it.role == "attacker")


def third_parties(case: Case, report: Report) -> tuple[str, ...]:
    """Addresses, domains and names of those in whose name the mail was sent: to be masked, and to be told."""
    addresses = [it.value for it in indicators(case, report) if it.role == "abused" and it.kind == "address"]
    domains = dict.fromkeys(hosts.registrable(it.rpartition("@")[2]) for it in addresses)
    held = [it for domain in domains if (it := registration(case, domain)) is not None and not it.privacy]
    names = [name for it in held for name in (it.registrant, it.organisation) if len(name) > 2]
    return tuple(dict.fromkeys((*addresses, *domains, *names)))


def is_drill(case: Case) -> bool:
    """Whether the sender is one of the drill senders that the configuration names: such a mail is never reported."""
    drills = {it.lower().lstrip("@") for it in case.input.home.drill_senders}
    senders = {it.value for it in case.seen("address", "from", "sender", "return-path")}
    return any(it in drills or any(up in drills for up in brands.suffixes(it.rpartition("@")[2])) for it in senders)


def _joined(one: Indicator, other: Indicator) -> Indicator:
    """Two sightings of the same value: the more careful role wins, all places are kept."""
    careful: tuple[Role, ...] = ("victim", "genuine", "shared", "abused", "attacker", "unclear")
    first, second = sorted((one, other), key=lambda it: careful.index(it.role))
    places = tuple(dict.fromkeys((*first.places, *second.places)))
    return Indicator(one.kind, one.value, first.role, first.why, places, tuple(sorted({*first.checks, *second.checks})))


def _named(findings: Iterable[Finding]) -> tuple[dict[str, tuple[str, ...]], dict[Span, tuple[str, ...]]]:
    named: dict[str, dict[str, None]] = {}
    at: dict[Span, dict[str, None]] = {}
    for it in findings:
        if it.weight <= 0:
            continue
        for value in it.values.values():
            named.setdefault(value.value.lower(), {})[it.id] = None
        for one in it.evidence:
            _cite(one, it.id, named, at)
    return {key: tuple(ids) for key, ids in named.items()}, {key: tuple(ids) for key, ids in at.items()}


def _cite(it: Evidence, id: str, named: dict[str, dict[str, None]], at: dict[Span, dict[str, None]]) -> None:
    if isinstance(it.where, Question):
        named.setdefault(it.where.subject.lower(), {})[id] = None
    else:
        at.setdefault(it.where, {})[id] = None
        named.setdefault(it.found.lower(), {})[id] = None


def _checks(it: Subject, seen: Observable | None, *values: str) -> tuple[str, ...]:
    ids = {id for value in values for id in it.named.get(value.lower(), ())}
    return tuple(sorted(ids | set(it.at.get(seen.seen, ()) if seen is not None else ())))


# --- links -------------------------------------------------------------------------------------------------------


def _links(it: Subject) -> Iterator[Indicator]:
    """URLs, hosts and registrable domains of the links."""
    links = [(seen, seen.detail) for seen in it.case.seen("link") if isinstance(seen.detail, Link)]
    strange = {link.domain for _, link in links if _leads(link) and somebodys(it.case, link.host) is None}
    for seen, link in links:
        if not link.host or link.scheme not in ("http", "https"):
            continue
        place = (link.shown_at or seen.seen,) if seen.seen.start == seen.seen.end else (seen.seen,)
        checks = _checks(it, seen, link.url, link.host, link.domain)
        ours = _link(it, link, checks, alone=len(strange) == 1)
        yield Indicator("url", link.url, *_url(it, link, ours), place, checks)
        yield Indicator("ip" if hosts.is_ip(link.host) else "host", link.host, *_host(it, link, ours), place, checks)
        if not hosts.is_ip(link.host):
            yield Indicator("domain", link.domain, *_of_domain(it, link, ours), place, checks)


def _leads(link: Link) -> bool:
    return link.clicked and link.scheme in ("http", "https") and bool(link.host)


def _link(it: Subject, link: Link, checks: tuple[str, ...], *, alone: bool) -> Judged:
    """Whether a link to a host of which nobody knows anything is the attacker's."""
    if is_drill(it.case):
        return DRILL
    if it.report.verdict.level == "no-sign":
        return NO_SIGN
    if not link.clicked:
        return Judged("unclear", PICTURE)
    told = any(id.startswith(("lists.", "landing.", "links.", "identity.", "owners.")) for id in checks)
    if told or (alone and _must_be(it, link)):
        return Judged("attacker", told_of(RENTED, rented(link.host)) if rented(link.host) else MINE)
    return Judged("unclear", UNNAMED)


_LEADING = frozenset(("credential-phishing", "card-phishing", "malware", "fake-shop"))
_WRITING = frozenset(("advance-fee", "bec", "callback", "extortion"))
"""Frauds that live from a site; frauds that live from an answer, whose links are those of whomever they pretend to be."""


def _must_be(it: Subject, link: Link) -> bool:
    """Whether the only strange link must be the fraud's: it leads away from where the mail says that it comes from."""
    senders = {hosts.registrable(seen.value) for seen in it.case.seen("domain", "from")}
    verdict = it.report.verdict
    return verdict.level == "fraud" and verdict.category in _LEADING and link.domain not in senders


def _url(it: Subject, link: Link, ours: Judged) -> Judged:
    """A URL on a shared host is still the attacker's page; one at a brand's or the recipient's host is not."""
    known = somebodys(it.case, link.host)
    if known is None or (known.role == "shared" and ours.role != "attacker"):
        return ours
    return Judged("attacker", told_of(RENTED, shared(link.host))) if known.role == "shared" else known


def _host(it: Subject, link: Link, ours: Judged) -> Judged:
    known = somebodys(it.case, link.host)
    if known is not None:
        return known
    if ours.role != "attacker":
        return ours
    broken = "links.broken-into-site" in _checks(it, None, link.url, link.host, link.domain) or is_organisations(link.host)
    return Judged("abused", BROKEN_INTO) if broken or _established(it, link) else ours


def _of_domain(it: Subject, link: Link, ours: Judged) -> Judged:
    """The registrable domain is the attacker's only where nobody else has names below it."""
    name = rented(link.host)
    if name and hosts.registrable(name) == link.domain:
        return Judged("shared", told_of(SHARED, name))
    return _host(it, link, ours)


def _established(it: Subject, link: Link) -> bool:
    held = registration(it.case, link.domain)
    sent = it.case.origin.border_at or it.report.examined_at
    if held is None or held.created is None or sent is None or _checked(it, link.domain, _FRESH):
        return False
    try:
        age = (sent - held.created).days
    except TypeError:  # one of the two has no zone
        return False
    return age > ESTABLISHED and link.path.strip("/").count("/") >= 1


# --- senders -----------------------------------------------------------------------------------------------------

_FRESH = frozenset(("owners.fresh-domain",))
_OWN_SENDER = _FRESH | {"identity.from-imitates", "identity.from-random", "links.lookalike-letters", "lists.domain-listed"}
"""Findings about a sender's domain that show that it was made for the fraud."""
_ABUSED = frozenset(("owners.sender-is-someone-else", "identity.from-other-organisation"))


def _senders(it: Subject) -> Iterator[Indicator]:
    """Addresses and domains that the mail gives as its senders' or as contacts."""
    linked = {one.value for one in _links(it) if one.kind == "domain" and one.role == "attacker"}
    for seen in it.case.seen("address", "from", "sender", "return-path", "reply-to", "text", "mailto"):
        who = seen.detail
        if not isinstance(who, Address) or not who.domain or not who.local:
            continue
        domain = hosts.registrable(who.domain)
        checks = _checks(it, seen, seen.value, who.domain, domain)
        ours = _sender(it, seen, domain, linked)
        yield Indicator("address", seen.value, *ours, (seen.seen,), checks)
        yield Indicator("domain", domain, *_sender_domain(it, who.domain, ours), (seen.seen,), checks)


def _sender(it: Subject, seen: Observable, domain: str, linked: set[str]) -> Judged:
    if seen.value in victims(it.case) or domain in victims(it.case):
        return VICTIM
    if is_drill(it.case):
        return DRILL
    if it.report.verdict.level == "no-sign":
        return NO_SIGN
    known = somebodys(it.case, domain)
    if known is not None and (known.role != "shared" or known is LIST):
        return known
    if known is None:
        return _strange(it, domain, linked)
    return _on_shared(it, seen)


def _strange(it: Subject, domain: str, linked: set[str]) -> Judged:
    if domain in linked:
        return Judged("attacker", SAME)
    if _checked(it, domain, _OWN_SENDER):
        return Judged("attacker", MADE)
    if _checked(it, domain, _ABUSED):
        return Judged("abused", FORGED)
    return Judged("unclear", NOT_SHOWN)


def _on_shared(it: Subject, seen: Observable) -> Judged:
    """An address at a service where anybody gets one: the attacker's where answers are to go to it."""
    fraud = it.report.verdict.level == "fraud"
    if fraud and seen.role == "reply-to":
        return Judged("attacker", REPLIES)
    if fraud and seen.role in ("text", "mailto") and it.report.verdict.category in _WRITING:
        return Judged("attacker", WRITTEN)
    return Judged("unclear", NOT_SHOWN)


def _sender_domain(it: Subject, domain: str, ours: Judged) -> Judged:
    known = somebodys(it.case, domain)
    return known if known is not None else ours


def _checked(it: Subject, domain: str, ids: frozenset[str]) -> bool:
    """Whether one of these findings is about the domain."""
    told = set(it.named.get(domain.lower(), ()))
    return bool(told & ids)


# --- networks and things -----------------------------------------------------------------------------------------

_SHARED_USES = frozenset(("cdn", "isp", "mobile", "vpn", "tor", "company"))


def _origin(it: Subject) -> Iterator[Indicator]:
    """The address from which the border took the mail."""
    ip = it.case.origin.ip
    if not ip or not hosts.is_public(ip):
        return
    seen = it.case.first("ip", "origin") or it.case.first("origin")
    yield Indicator("ip", ip, *_of_origin(it, ip), (seen.seen,) if seen else (), _checks(it, None, ip))


def _of_origin(it: Subject, ip: str) -> Judged:
    network = network_of(it.case, ip)
    service = platform(it.case.origin.rdns) or platform(it.case.origin.helo)
    if service or (network is not None and network.use in _SHARED_USES):
        name = service or (network.organisation if network is not None else "")
        return Judged("shared", told_of(SHARED_LINE, name))
    if is_drill(it.case):
        return DRILL
    if it.report.verdict.level != "fraud" or it.case.origin.through:
        return Judged("unclear", UNNAMED)
    return Judged("attacker", SENT)


def _answers(it: Subject) -> Iterator[Indicator]:
    """The addresses of linked hosts and the networks of all addresses, as they were answered."""
    hosts_here = {link.host for seen in it.case.seen("link") if isinstance(link := seen.detail, Link)}
    ips = {it.case.origin.ip or ""}
    for key, fact in sorted(it.case.facts.items()):
        of = {key.subject, *(host for host in hosts_here if hosts.registrable(host) == key.subject)} & hosts_here
        if key.source == "dns" and of and isinstance(fact.value, Records) and fact.value.type in ("A", "AAAA"):
            for ip in fact.value.values:
                if hosts.is_public(ip):
                    ips.add(ip)
                    yield Indicator("ip", ip, "shared", WEB_SERVER)
    for ip in sorted(ips - {""}):
        network = network_of(it.case, ip)
        if network is not None and network.asn is not None:
            yield Indicator("asn", str(network.asn), "shared", NETWORK)


def _things(it: Subject) -> Iterator[Indicator]:
    """Files, telephone numbers and wallets."""
    level = it.report.verdict.level
    for seen in it.case.seen("file", "attachment"):
        checks = _checks(it, seen, seen.value, seen.shown)
        ours = level == "fraud" and isinstance(seen.detail, File) and any(id.startswith("files.") for id in checks)
        yield Indicator("file", seen.value, *_ours(it, ours), (seen.seen,), checks)
    for kind, ours in (("phone", it.report.verdict.category == "callback"), ("wallet", True)):
        for seen in it.case.seen(kind):
            role = _ours(it, ours and level == "fraud")
            yield Indicator(
                "phone" if kind == "phone" else "wallet", seen.value, *role, (seen.seen,), _checks(it, seen, seen.value)
            )


def _ours(it: Subject, ours: bool) -> Judged:
    if is_drill(it.case):
        return DRILL
    return Judged("attacker", CONTACT) if ours else Judged("unclear", UNNAMED)

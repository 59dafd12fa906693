"""Whose the pages, hosts and domains are to which the links of a mail lead."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from sabaku import data
from sabaku.indicators._reasons import (
    BROKEN_INTO,
    DRILL,
    MINE,
    NAMESAKE,
    NO_SIGN,
    PARENT,
    PICTURE,
    RENTED,
    UNNAMED,
    UNREACHABLE,
)
from sabaku.indicators._subject import Indicator, Subject, checks_of, is_checked, is_drill
from sabaku.model import Link
from sabaku.names import brands, hosts
from sabaku.names.endings import is_organisations
from sabaku.names.whose import (
    SHARED,
    Judged,
    registration,
    rented,
    shared,
    somebodys,
    told_of,
)

ESTABLISHED = 365
"""A linked domain that is older than so many days when the mail comes, with the page deep inside: probably a broken-into site."""
FRESH = frozenset(("owners.fresh-domain",))
"""Findings that show that a domain was registered for the fraud."""


def links(it: Subject) -> Iterator[Indicator]:
    """URLs, hosts and registrable domains of the links."""
    links = [(seen, seen.detail) for seen in it.case.seen("link") if isinstance(seen.detail, Link)]
    strange = {link.domain for _, link in links if _leads(link) and somebodys(it.case, link.host) is None}
    for seen, link in links:
        if not link.host or link.scheme not in ("http", "https"):
            continue
        place = (link.shown_at or seen.seen,) if seen.seen.start == seen.seen.end else (seen.seen,)
        checks = checks_of(it, seen, link.url, link.host, link.domain)
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
    if hosts.is_ip(link.host) and not hosts.is_outside(link.host.strip("[]")):
        return Judged("unclear", UNREACHABLE)
    if _namesake(it, link.host) and not any(id in FRESH or id.startswith(("lists.", "landing.")) for id in checks):
        return Judged("unclear", NAMESAKE)
    told = any(id.startswith(("lists.", "landing.", "links.", "identity.", "owners.")) for id in checks)
    if told or (alone and _must_be(it, link)):
        return Judged("attacker", told_of(RENTED, rented(link.host)) if rented(link.host) else MINE)
    return Judged("unclear", UNNAMED)


def _namesake(it: Subject, host: str) -> bool:
    """Whether it is a claimed brand's domain in another country: the same label below a country's ending of good standing."""
    label, _, ending = hosts.registrable(host).partition(".")
    claimed = [brands.brand(one.brand) for one in it.report.claims]
    labels = {known.partition(".")[0] for one in claimed if one is not None for known in one.verified}
    last = ending.rpartition(".")[2]
    return len(label) >= 4 and label in labels and len(last) == 2 and last not in _doubtful()


@functools.cache
def _doubtful() -> frozenset[str]:
    lists = data.toml("link_hosts")
    return frozenset((*lists["cheap"]["tlds"], *lists["generic_use"]["tlds"]))


_LEADING = frozenset(("phishing", "credential-phishing", "card-phishing", "malware", "fake-shop", "disguised"))
"""Kinds of fraud that live from a site."""


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
    service = shared(link.host)
    return Judged("attacker", told_of(RENTED, service)) if known.role == "shared" and service else known


def _host(it: Subject, link: Link, ours: Judged) -> Judged:
    known = somebodys(it.case, link.host)
    if known is not None:
        return known
    if ours.role != "attacker":
        return ours
    broken = "links.broken-into-site" in checks_of(it, None, link.url, link.host, link.domain) or is_organisations(link.host)
    return Judged("abused", BROKEN_INTO) if broken or _established(it, link) else ours


def _of_domain(it: Subject, link: Link, ours: Judged) -> Judged:
    """The registrable domain is the attacker's only where nobody else has names below it."""
    name = rented(link.host)
    if name and hosts.registrable(name) == link.domain:
        return Judged("shared", told_of(SHARED, name))
    judged = _host(it, link, ours)
    return Judged("unclear", PARENT) if judged.role == "attacker" and not _whole(it, link) else judged


_WHOLE = frozenset(
    ("owners.fresh-domain", "lists.domain-listed", "links.cheap-domain", "links.lookalike-letters", "links.random-host")
)
"""Findings that speak of a whole domain."""


def _whole(it: Subject, link: Link) -> bool:
    """Whether the whole domain is the attacker's: they use its own name, or several below it, or a finding says so."""
    links = [seen.detail for seen in it.case.seen("link") if isinstance(seen.detail, Link)]
    names = {other.host for other in links if other.domain == link.domain and other.clicked}
    bare = bool(names & {link.domain, f"www.{link.domain}"})
    return bare or len(names) > 1 or bool(set(checks_of(it, None, link.url, link.host, link.domain)) & _WHOLE)


def _established(it: Subject, link: Link) -> bool:
    held = registration(it.case, link.domain)
    sent = it.case.origin.border_at or it.report.examined_at
    if held is None or held.created is None or sent is None or is_checked(it, link.domain, FRESH):
        return False
    try:
        age = (sent - held.created).days
    except TypeError:  # one of the two has no zone
        return False
    return age > ESTABLISHED and link.path.strip("/").count("/") >= 1

"""Whose the networks, files, telephone numbers and wallets of a mail are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from sabaku.indicators._reasons import (
    CONTACT,
    DRILL,
    NETWORK,
    SENT,
    SHARED_LINE,
    UNNAMED,
    WEB_SERVER,
)
from sabaku.indicators._subject import Indicator, Subject, checks_of, is_drill
from sabaku.model import (
    File,
    Link,
    Records,
)
from sabaku.names import hosts
from sabaku.names.whose import (
    Judged,
    network_of,
    platform,
    told_of,
)

_SHARED_USES = frozenset(("cdn", "isp", "mobile", "vpn", "tor", "company"))


def origin(it: Subject) -> Iterator[Indicator]:
    """The address from which the border took the mail."""
    ip = it.case.origin.ip
    if not ip or not hosts.is_outside(ip):
        return
    seen = it.case.first("ip", "origin") or it.case.first("origin")
    yield Indicator("ip", ip, *_of_origin(it, ip), (seen.seen,) if seen else (), checks_of(it, None, ip))


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


def answers(it: Subject) -> Iterator[Indicator]:
    """The addresses of linked hosts and the networks of all addresses, as they were answered."""
    hosts_here = {link.host for seen in it.case.seen("link") if isinstance(link := seen.detail, Link)}
    ips = {it.case.origin.ip or ""}
    for key, fact in sorted(it.case.facts.items()):
        of = {key.subject, *(host for host in hosts_here if hosts.registrable(host) == key.subject)} & hosts_here
        if key.source == "dns" and of and isinstance(fact.value, Records) and fact.value.type in ("A", "AAAA"):
            for ip in fact.value.values:
                if hosts.is_outside(ip):
                    ips.add(ip)
                    yield Indicator("ip", ip, "shared", WEB_SERVER)
    for ip in sorted(ips - {""}):
        network = network_of(it.case, ip)
        if network is not None and network.asn is not None:
            yield Indicator("asn", str(network.asn), "shared", NETWORK)


def things(it: Subject) -> Iterator[Indicator]:
    """Files, telephone numbers and wallets."""
    level = it.report.verdict.level
    for seen in it.case.seen("file", "attachment"):
        checks = checks_of(it, seen, seen.value, seen.shown)
        ours = level == "fraud" and isinstance(seen.detail, File) and any(id.startswith("files.") for id in checks)
        yield Indicator("file", seen.value, *_ours(it, ours), (seen.seen,), checks)
    answered: tuple[tuple[Literal["phone", "wallet"], bool], ...] = (
        ("phone", it.report.verdict.category == "callback"),
        ("wallet", True),
    )
    for kind, ours in answered:
        for seen in it.case.seen(kind):
            role = _ours(it, ours and level == "fraud")
            yield Indicator(kind, seen.value, *role, (seen.seen,), checks_of(it, seen, seen.value))


def _ours(it: Subject, ours: bool) -> Judged:
    if is_drill(it.case):
        return DRILL
    return Judged("attacker", CONTACT) if ours else Judged("unclear", UNNAMED)

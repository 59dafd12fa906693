"""The trust boundary: from the top of the route down to the server that received the mail from the outside.

Everything above and including the border's own field was written by the recipient's side; everything below it could have been
written by the sender. The walk believes a hop only as long as it stays inside. Pure; sees readings, not the message.
"""

from __future__ import annotations

import functools
import ipaddress
import re
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from sabaku.data import toml
from sabaku.extract.received import Reading
from sabaku.model import Home
from sabaku.names.hosts import is_ip, is_outside, registrable

NO_HOME = Home()
RELAY_SECONDS = (-5, 3600)


Why = Literal[
    "home",
    "envelope",
    "known-receiver",
    "own-domain",
    "first-public",
    "unconfirmed-relay",
    "retrieved",
    "own-machine",
    "no-address",
    "local",
    "nothing",
]
"""Why the walk ended there (envelope: no walk was needed); reasons.py says it in words."""


class Border(NamedTuple):
    """Where the walk ended: the hop whose field tells the client from outside (None = there is none), how sure, and why."""

    hop: int | None
    confidence: float
    why: Why
    unconfirmed: str = ""
    """A relay that called itself one of the recipient's own hosts, and was believed without proof."""


@functools.cache
def receivers() -> tuple[dict[str, Any], ...]:
    """The large receivers with an internal chain (data/receivers.toml)."""
    return tuple(toml("receivers")["receiver"])


@functools.cache
def _family_of() -> dict[str, str]:
    return {name: it["id"] for it in receivers() for name in it["names"]}


@functools.cache
def _houses() -> dict[str, str]:
    """Domains that belong to one house, by its first domain (the servers of large list operators)."""
    return {name: it["names"][0] for it in toml("receivers")["house"] for name in it["names"]}


def is_known_list_house(house: str) -> bool:
    """Whether a house is known to run mailing lists for others. Anybody can play an unknown one."""
    return house in _houses().values() or house in _family_of().values()


@functools.cache
def _networks() -> dict[str, tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]]:
    return {it["id"]: tuple(ipaddress.ip_network(one) for one in it["networks"]) for it in receivers()}


@functools.cache
def _sending() -> dict[str, tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]]:
    return {it["id"]: tuple(map(ipaddress.ip_network, it.get("sends", ()))) for it in receivers()}


def sender_of(hop: Reading) -> str:
    """The large receiver whose machine provably is the client of that hop: by the name that the server confirmed, or by the name
    that the client gave and an address in the receiver's own networks; or ""."""
    if hop.confirmed:
        return family(hop.rdns)
    who = family(hop.helo)
    if not who or not is_ip(hop.ip):
        return ""
    client = ipaddress.ip_address(hop.ip)
    return who if any(client in network for network in _sending()[who] if network.version == client.version) else ""


@functools.cache
def _outbound() -> dict[str, tuple[str, ...]]:
    """Names of a large receiver's servers that send for its customers: they come from outside, even to itself."""
    return {it["id"]: tuple(it.get("outbound", ())) for it in receivers()}


@functools.cache
def shared_domains() -> frozenset[str]:
    """Domains under which the machines of many unrelated customers have their names."""
    return frozenset(toml("receivers")["shared"]["domains"])


@functools.cache
def gateways() -> dict[str, tuple[str, ...]]:
    """Filtering services by domain, with what the names of their inbound hosts contain."""
    return {name: tuple(it["inbound"]) for it in toml("receivers")["gateway"] for name in it["names"]}


class Service(NamedTuple):
    """A filtering service by what proves it: the networks of its machines, the domains of their names, its links' beginnings."""

    names: frozenset[str]
    inbound: tuple[str, ...]
    networks: tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]
    rewrites: tuple[str, ...]


@functools.cache
def _services() -> tuple[Service, ...]:
    return tuple(
        Service(
            frozenset(it["names"]), tuple(it["inbound"]), tuple(map(ipaddress.ip_network, it["networks"])), tuple(it["rewrites"])
        )
        for it in toml("receivers")["gateway"]
        if "networks" in it
    )


def service_at(ip: str) -> Service | None:
    """The filtering service in whose networks that address is."""
    if not is_ip(ip):
        return None
    at = ipaddress.ip_address(ip)
    return next((it for it in _services() if any(at in network for network in it.networks)), None)


@functools.lru_cache(maxsize=16384)
def site(host: str) -> str:
    """The house a host belongs to: the family of a large receiver, or the registrable domain; "" for addresses and bare names."""
    name = host.strip("[]").rstrip(".").lower()
    if "." not in name or is_ip(name) or is_private_name(name):
        return ""
    domain = registrable(name)
    return _family_of().get(domain) or _houses().get(domain) or domain


def family(host: str) -> str:
    """The large receiver that a host belongs to, or ""."""
    name = host.rstrip(".").lower()
    if "." not in name:
        return next((id for id, begins in _bare() if begins.match(name)), "") if "-" in name else ""
    return _family_of().get(registrable(name), "")


@functools.cache
def _bare() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """How the names without a dot begin that a large receiver's own servers have."""
    return tuple((it["id"], re.compile(it["bare"])) for it in receivers() if "bare" in it)


def is_private_name(name: str) -> bool:
    """Whether a host name only means something inside a house."""
    last = name.rpartition(".")[2]
    return "." not in name or last in ("local", "localdomain", "lan", "internal", "intra", "corp", "home", "localhost", "arpa")


def sites_of_home(home: Home) -> frozenset[str]:
    """The houses that the operator has named as their own."""
    return frozenset(found for name in (*home.domains, *home.borders) if (found := site(name)))


def find_border(hops: Sequence[Reading], home: Home = NO_HOME, start: int = 0, own: frozenset[str] = frozenset()) -> Border:
    """Walk down from `start`, which the recipient's side has written, to the first client from outside.

    own: houses that count as the recipient's in addition to those that the walk itself enters.
    """
    inside = set(own) | sites_of_home(home)
    confidence, unconfirmed, retrieved, own_machine = 0.97, "", False, -1
    for i in range(start, len(hops)):
        hop = hops[i]
        inside.add(site(hop.by))
        step = _step(hops, i, frozenset(inside - {""}), home)
        if step == "outside":
            return _ended(hops, i, start, confidence, unconfirmed, home, retrieved)
        if step == "no-address":
            return Border(None, 0.0, "no-address")
        if step == "unconfirmed":
            confidence, unconfirmed = min(confidence, 0.6), hop.helo.lower()
            inside.add(site(hop.helo))
        retrieved = retrieved or step == "retrieved"
        if step == "gateway":
            confidence = min(confidence, 0.85)
        if step == "inside" and _breaks(hops, i):
            confidence = min(confidence, 0.85)
        if step == "inside" and is_outside(hop.ip) and not family(hop.by):
            own_machine = i
    if own_machine >= 0:
        return Border(own_machine, min(confidence, 0.85), "own-machine")
    return Border(None, 0.0, "local" if len(hops) > start else "nothing")


def _ended(
    hops: Sequence[Reading], i: int, start: int, confidence: float, unconfirmed: str, home: Home, retrieved: bool
) -> Border:
    hop = hops[i]
    if _named(hop.by, home.borders) or _named(hop.by_ip, home.borders):
        return Border(i, 0.99, "home")
    if unconfirmed:
        return Border(i, confidence, "unconfirmed-relay", unconfirmed)
    if family(hop.by):
        return Border(i, confidence, "known-receiver")
    if site(hop.by) and site(hop.by) in sites_of_home(home):
        return Border(i, min(confidence, 0.95), "own-domain")
    if retrieved:
        return Border(i, min(confidence, 0.9), "retrieved")
    return Border(i, min(confidence, 0.9 if i == start else 0.88), "first-public")


def _step(hops: Sequence[Reading], i: int, inside: frozenset[str], home: Home) -> str:
    """Whether the client of hop `i` stands inside, outside, or somewhere that cannot be told."""
    hop = hops[i]
    lower = hops[i + 1] if i + 1 < len(hops) else None
    if hop.retrieved:
        return "retrieved"
    if not hop.ip:
        return _without_address(hop, lower, inside)
    if not is_outside(hop.ip) or _in_family(hop) or (lower is not None and "LMTP" in hop.protocol):  # RFC 2033 5: no wide area
        return "inside"
    if _named(hop.ip, home.borders) or (hop.confirmed and _named(hop.rdns, home.borders)):
        return "inside"
    if lower is None or (_named(hop.by, home.borders) and not _named(lower.by, home.borders)):
        return "outside"
    if _is_own_host(hop, lower, inside):
        return "inside"
    if _is_gateway(hop, lower, inside):
        return "gateway"
    return "unconfirmed" if _is_unconfirmed_relay(hop, lower, inside) else "outside"


def _without_address(hop: Reading, lower: Reading | None, inside: frozenset[str]) -> str:
    """Local steps (`by` alone, pipes, LMTP) are inside. A client without an address is only believed where it is one of ours."""
    name = hop.helo.lower()
    if (
        not name
        or "@" in name
        or name in ("localhost", "mail", "local", "unknown")
        or "local" in hop.protocol.lower()
        or "LMTP" in hop.protocol
    ):
        return "inside"
    if site(name) in inside or is_private_name(name):
        return "inside"
    return "no-address" if lower is None or site(lower.by) not in inside else "inside"


def _in_family(hop: Reading) -> bool:
    """Whether the client stands in the internal network of the large receiver that wrote the field. Servers whose names have no
    dot know each other by such names."""
    who = family(hop.by)
    networks = _networks().get(who, ())
    if "." not in hop.by and "." in hop.helo:
        return False
    if not networks or family(hop.helo) != who or any(mark in hop.helo.lower() for mark in _outbound().get(who, ())):
        return False
    client = ipaddress.ip_address(hop.ip)
    return any(client in network for network in networks if network.version == client.version)


@functools.cache
def _filters() -> dict[str, tuple[str, ...]]:
    """How the names of a hoster's own mail filters begin, by the domain under which its customers have names, too."""
    return {it["domain"]: tuple(it["begins"]) for it in toml("receivers")["filter"]}


def _is_filter(host: str) -> bool:
    name = host.lower()
    return name.startswith(_filters().get(registrable(name), ()))


@functools.cache
def _served() -> dict[str, frozenset[str]]:
    """The houses of the mail servers for which a hoster's filter works, by the filter's domain."""
    return {it["domain"]: frozenset(map(site, it.get("serves", [it["domain"]]))) for it in toml("receivers")["filter"]}


def _is_own_filter(hop: Reading, lower: Reading, inside: frozenset[str]) -> bool:
    """A step through the hoster's own filter: handed back by it, or handed to it by the server that took the mail."""
    if _is_filter(hop.by):
        return lower.by == hop.helo.lower()
    if not hop.confirmed or not _is_filter(hop.rdns) or lower.by != hop.rdns.lower():
        return False
    return not _served()[registrable(hop.rdns)].isdisjoint(inside)


def _is_own_host(hop: Reading, lower: Reading, inside: frozenset[str]) -> bool:
    """A confirmed reverse name of an own house, by a host that wrote the next field. Not where names are shared by customers."""
    if _is_own_filter(hop, lower, inside):
        return True
    house = site(hop.rdns)
    if not (hop.confirmed and house and house in inside) or family(hop.rdns) or house in shared_domains():
        return False
    return site(lower.by) == house or is_private_name(lower.by) or is_ip(lower.by)


def is_internal(hop: Reading) -> bool:
    """Whether the client is a machine between two departments of a large receiver, which tells nothing about a sender."""
    marks = next((it.get("internal", ()) for it in receivers() if it["id"] == family(hop.rdns)), ())
    return any(hop.rdns.startswith(mark) for mark in marks)


def _is_gateway(hop: Reading, lower: Reading, inside: frozenset[str]) -> bool:
    """A filtering service that works for this side: by its inbound hosts' names, or as the side sends through it, too."""
    house = registrable(hop.rdns)
    if not hop.confirmed or house not in gateways() or registrable(lower.by) != house:
        return False
    return house in inside or any(mark in hop.rdns for mark in gateways()[house])


def _is_unconfirmed_relay(hop: Reading, lower: Reading, inside: frozenset[str]) -> bool:
    """A client that calls itself a host of ours, without a matching reverse name, but with everything else in order.

    It has some reverse name, used TLS, and wrote the next field itself a moment before, under the very name it gave, for the
    same recipient. A sender could imitate all that, so the border is reported as less sure.
    """
    name = hop.helo.lower()
    if not hop.rdns or not name.count(".") > 1 or site(name) not in inside or family(name) or lower.by != name:
        return False
    if "S" not in hop.protocol.upper().removeprefix("ESMTP") or not lower.ip or not hop.at or not lower.at:
        return False
    low, high = RELAY_SECONDS
    return low <= (hop.at - lower.at).total_seconds() <= high and (not lower.for_ or not hop.for_ or lower.for_ == hop.for_)


def _breaks(hops: Sequence[Reading], i: int) -> bool:
    """Whether the next field was written by a house that neither this hop's server nor its client belongs to."""
    if i + 1 >= len(hops) or not site(hops[i + 1].by):
        return False
    known = {site(name) for name in (hops[i].by, hops[i].helo, hops[i].rdns)} - {""}
    return bool(known) and site(hops[i + 1].by) not in known


def _named(host: str, borders: Sequence[str]) -> bool:
    """Whether the operator has named that host or address as their border."""
    return bool(host) and any(host.strip("[]").lower() == it.strip("[]").lower() for it in borders)

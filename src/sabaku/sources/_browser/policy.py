"""Which names, addresses and ports a visited page may reach: public web servers, and nothing near us. Pure.

The lists are closed ones: what is not known to be public is refused (IANA special-purpose registries, RFC 6890 and later).
"""

from __future__ import annotations

import functools
import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass

from sabaku.names import hosts

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NEVER4 = (
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",  # carrier-grade NAT, and cloud metadata in it
    "127.0.0.0/8",
    "168.63.129.16/32",  # a cloud's wire server, on an address that looks public
    "169.254.0.0/16",  # link local: metadata services
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.31.196.0/24",
    "192.52.193.0/24",
    "192.88.99.0/24",  # 6to4 relays
    "192.168.0.0/16",
    "192.175.48.0/24",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/3",
)
_GLOBAL6 = "2000::/3"
_NEVER6 = (
    "2001::/23",  # Teredo, ORCHID, benchmarking and other special uses
    "2001:db8::/32",
    "2002::/16",  # 6to4: an IPv4 address inside
    "2620:4f:8000::/48",
    "3fff::/20",
)
_PORTS = frozenset(
    {80, 81, 443, 444, 591, 2052, 2053, 2082, 2083, 2086, 2087, 2095, 2096, 3000, 4433, 4443, 5000, 9000, 9443, 10000, 10443}
    | set(range(8000, 9000))
)
_NEAR = (
    "localhost",
    "local",
    "internal",
    "intranet",
    "lan",
    "home",
    "corp",
    "private",
    "arpa",
    "onion",
    "invalid",
    "localdomain",
)
"""Top-level names that no public server has."""
_NAME = re.compile(r"(?=.{1,253}\Z)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9-]{2,63}", re.ASCII)


@functools.cache
def _never(version: int) -> tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]:
    return tuple(ipaddress.ip_network(it) for it in (_NEVER4 if version == 4 else _NEVER6))


def reachable(address: Address) -> bool:
    """Whether a public server may be at that address. IPv4 inside IPv6 (mapped, NAT64, 6to4, Teredo) is none."""
    if address.version == 6 and address not in ipaddress.ip_network(_GLOBAL6):
        return False
    if not address.is_global or address.is_multicast:
        return False
    return not any(address in it for it in _never(address.version))


@dataclass(frozen=True, slots=True)
class Own:
    """What the operator calls their own though its addresses are public: networks, and domains with all below them."""

    networks: tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...] = ()
    domains: tuple[str, ...] = ()

    def holds(self, it: Address) -> bool:
        """Whether that address is in one of the networks."""
        return any(it in network for network in self.networks if network.version == it.version)

    def names(self, host: str) -> bool:
        """Whether that host is one of the domains, or below one."""
        return any(host == it or host.endswith(f".{it}") for it in self.domains)


def own_of(told: Iterable[str]) -> Own:
    """Networks (`198.51.100.0/24`), addresses and domains as an operator writes them. Raises ValueError with what to mend."""
    networks, domains = [], []
    for it in told:
        try:
            networks.append(ipaddress.ip_network(it, strict=False))
        except ValueError:
            name = it.strip().strip(".").lower()
            if _NAME.fullmatch(name) is None or "/" in it:
                raise ValueError(f"{it!r} is neither a network nor a domain") from None
            domains.append(name)
    return Own(tuple(networks), tuple(domains))


def port_allowed(port: int) -> bool:
    """Whether web servers are met at that port; mail, file and database servers never are."""
    return port in _PORTS


def name_allowed(host: str) -> bool:
    """Whether this is a public host's name. Addresses are judged by `reachable`."""
    name = host.rstrip(".").lower()
    return _NAME.fullmatch(name) is not None and name.rpartition(".")[2] not in _NEAR


def literal(host: str) -> Address | None:
    """The address written there, or None for a name. IPv6 zones make it no address at all."""
    return None if "%" in host else hosts.address(host)

"""Whose a mail server is: the large receivers, filtering services and hosters' filters of data/receivers.toml, in typed rows.

Tells of a name or an address what the list knows of it; what that means for a mail is the walk's in border.py.
"""

from __future__ import annotations

import functools
import ipaddress
import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

import msgspec

from sabaku.data import toml
from sabaku.names.hosts import is_ip, registrable

Row = TypeVar("Row")


class Networks:
    """Networks of addresses, each as `192.0.2.0/24`."""

    def __init__(self, told: Sequence[str] = ()) -> None:
        self._all = tuple(map(ipaddress.ip_network, told))

    def __contains__(self, ip: str) -> bool:
        """Whether an address is in one of them; what is no address is in none."""
        at = _address(ip)
        return at is not None and any(at in it for it in self._all)


@functools.lru_cache(maxsize=1024)
def _address(ip: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    return ipaddress.ip_address(ip) if is_ip(ip) else None


class Receiver(msgspec.Struct, frozen=True):
    """A large receiver, whose mail passes through a chain of its own servers."""

    id: str = ""
    names: tuple[str, ...] = ()
    """The registrable domains of its servers."""
    networks: Networks = msgspec.field(default_factory=Networks)
    """Those in which its servers talk to each other."""
    sends: Networks = msgspec.field(default_factory=Networks)
    """Those from which it hands mail to others."""
    outbound: tuple[str, ...] = ()
    """What the names of servers contain that send for its customers: they come from outside, even to itself."""
    internal: tuple[str, ...] = ()
    """How the names of machines begin that stand between two of its departments."""
    takes: tuple[str, ...] = ()
    """How the names of servers end that take mail in for a mailbox."""
    authserv: tuple[str, ...] = ()
    """Under which names it writes results of authentication."""
    appends: bool = False
    """Whether it writes them at the end of the header."""
    bare: str = ""
    """A pattern of the names without a dot that its own servers have."""


class Gateway(msgspec.Struct, frozen=True):
    """A filtering service by what proves it: the domains of its machines and what the names of those that take mail in contain,
    their networks, and how the links begin that it puts in the place of a mail's."""

    names: frozenset[str]
    inbound: tuple[str, ...]
    networks: Networks = msgspec.field(default_factory=Networks)
    rewrites: tuple[str, ...] = ()


class HostersFilter(msgspec.Struct, frozen=True):
    """A hoster's own mail filter: how its names begin below the domain under which customers have names, too, and the domains of
    the mail servers for which it works, where that is not only this one."""

    domain: str
    begins: tuple[str, ...]
    serves: tuple[str, ...] = ()


class _House(msgspec.Struct, frozen=True):
    names: tuple[str, ...]


def _rows(table: str, of: type[Row]) -> tuple[Row, ...]:
    """A table of the list. Raises msgspec.ValidationError for one that has another shape."""
    return msgspec.convert(toml("receivers")[table], tuple[of, ...], dec_hook=lambda kind, told: kind(told))  # type: ignore[valid-type]


@functools.cache
def _receivers() -> Mapping[str, Receiver]:
    return {it.id: it for it in _rows("receiver", Receiver)}


_NOBODY = Receiver()


def receiver(id: str) -> Receiver:
    """The large receiver of that id; one that has nothing, and no id, where there is none."""
    return _receivers().get(id, _NOBODY)


@functools.cache
def _family_of() -> Mapping[str, str]:
    return {name: it.id for it in _receivers().values() for name in it.names}


@functools.cache
def _bare() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((it.id, re.compile(it.bare)) for it in _receivers().values() if it.bare)


def family(host: str) -> str:
    """The large receiver that a host belongs to, or ""."""
    name = host.rstrip(".").lower()
    if "." not in name:
        return next((id for id, begins in _bare() if begins.match(name)), "") if "-" in name else ""
    return _family_of().get(registrable(name), "")


@functools.cache
def _houses() -> Mapping[str, str]:
    """Domains that belong to one house, by its first domain (the servers of large list operators)."""
    return {name: it.names[0] for it in _rows("house", _House) for name in it.names}


@functools.lru_cache(maxsize=16384)
def site(host: str) -> str:
    """The house a host belongs to: the family of a large receiver, or the registrable domain; "" for addresses and bare names."""
    name = host.strip("[]").rstrip(".").lower()
    if "." not in name or is_ip(name) or is_private_name(name):
        return ""
    domain = registrable(name)
    return _family_of().get(domain) or _houses().get(domain) or domain


def is_private_name(name: str) -> bool:
    """Whether a host name only means something inside a house."""
    last = name.rpartition(".")[2]
    return "." not in name or last in ("local", "localdomain", "lan", "internal", "intra", "corp", "home", "localhost", "arpa")


def is_known_list_house(house: str) -> bool:
    """Whether a house is known to run mailing lists for others. Anybody can play an unknown one."""
    return house in _houses().values() or house in _family_of().values()


@functools.cache
def shared_domains() -> frozenset[str]:
    """Domains under which the machines of many unrelated customers have their names."""
    return frozenset(toml("receivers")["shared"]["domains"])


@functools.cache
def _gateways() -> tuple[Gateway, ...]:
    return _rows("gateway", Gateway)


@functools.cache
def gateways() -> Mapping[str, Gateway]:
    """The filtering services by domain."""
    return {name: it for it in _gateways() for name in it.names}


def service_at(ip: str) -> Gateway | None:
    """The filtering service in whose networks that address is."""
    return next((it for it in _gateways() if ip in it.networks), None)


@functools.cache
def _filters() -> Mapping[str, HostersFilter]:
    return {it.domain: it for it in _rows("filter", HostersFilter)}


def is_filter(host: str) -> bool:
    """Whether a host is a hoster's own mail filter, by its name."""
    name = host.lower()
    own = _filters().get(registrable(name))
    return own is not None and name.startswith(own.begins)


@functools.cache
def served_by(filter: str) -> frozenset[str]:
    """The houses of the mail servers for which the filters of that domain work."""
    own = _filters()[filter]
    return frozenset(map(site, own.serves or (own.domain,)))

"""Names to addresses for the proxy: by the operator's resolvers or the system's. Asked once per host and visit."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable

from sabaku.sources._source import Settings

Resolve = Callable[[str], Awaitable[list[str]]]
"""The addresses of a host; empty where there is none. Raises OSError where nobody could tell."""


def resolver(settings: Settings) -> Resolve:
    """How names are resolved with these settings."""
    if not settings.nameservers:
        return by_system
    servers, patience = settings.nameservers, settings.patience

    async def by_operator(host: str) -> list[str]:
        return await by_nameservers(host, servers, patience)

    return by_operator


async def by_nameservers(host: str, servers: tuple[str, ...], patience: float) -> list[str]:
    """By these resolvers (`192.0.2.1` or `192.0.2.1:5353`), within so many seconds; IPv4 first."""
    import dns.asyncresolver
    import dns.exception
    import dns.resolver

    asking = dns.asyncresolver.Resolver(configure=False)
    places = [it.rpartition(":") if it.count(":") == 1 else (it, "", "53") for it in servers]
    asking.nameservers = [ip for ip, _, _ in places]
    asking.nameserver_ports = {ip: int(port) for ip, _, port in places}
    asking.lifetime, asking.timeout = patience, patience / 2
    try:
        told = await asking.resolve_name(host, search=False)
    except dns.resolver.NXDOMAIN:
        return []
    except dns.exception.DNSException as fault:
        raise OSError("the resolver does not answer") from fault
    return sorted(told.addresses(), key=lambda it: (":" in it, it))


async def by_system(host: str) -> list[str]:
    """By the system's resolver, IPv4 first."""
    try:
        told = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except socket.gaierror as fault:
        if fault.errno == socket.EAI_AGAIN:
            raise OSError("the resolver does not answer") from fault
        return []
    return sorted({str(it[4][0]) for it in told}, key=lambda it: (":" in it, it))

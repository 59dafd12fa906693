"""How the proxy gets out: straight, or through the operator's own proxy or VPN exit. Always to an address, never to a name."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from base64 import b64encode
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sabaku.sources._browser.policy import Address

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Dial = Callable[[str, int], Awaitable[Streams]]
"""Connects to an address and port. Raises OSError."""


@dataclass(frozen=True, slots=True)
class Exit:
    """The operator's proxy: `http://host:port` or `socks5://host:port`, with a user and password where it wants them."""

    kind: str
    host: str
    port: int
    user: str = ""
    password: str = ""


def exit_of(url: str) -> Exit:
    """The proxy written there. Raises ValueError with what to mend."""
    parts = urlsplit(url if "//" in url else f"http://{url}")
    if parts.scheme not in ("http", "socks5") or not parts.hostname:
        shown = url if "@" not in url else f"…@{url.rpartition('@')[2]}"  # never the password: this is kept with the case
        raise ValueError(f"{shown!r} is no proxy; write it like http://192.0.2.1:3128 or socks5://192.0.2.1:1080")
    port = parts.port or (3128 if parts.scheme == "http" else 1080)
    return Exit(parts.scheme, parts.hostname, port, unquote(parts.username or ""), unquote(parts.password or ""))


async def straight(address: str, port: int) -> Streams:
    """Connect from here; never to this machine itself or to its own network, whatever public addresses they have."""
    there = ipaddress.ip_address(address)
    if _own(there, port) or any(there in it for it in neighbours() if it.version == there.version):
        raise PermissionError("this machine itself, or a neighbour")
    return await asyncio.open_connection(address, port)


def _own(address: Address, port: int) -> bool:
    """Whether that address is one of this machine's: then the way to it starts at it. Sends nothing."""
    family = socket.AF_INET if address.version == 4 else socket.AF_INET6
    with socket.socket(family, socket.SOCK_DGRAM) as probe:
        probe.connect((str(address), port))
        return bool(probe.getsockname()[0] == str(address))


def neighbours(routes: Path = Path("/proc/net")) -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    """The networks that this machine is in: what it reaches by no router. Linux only; elsewhere none are known.

    Wide ones are left out: a tunnel that leads everywhere needs no router either.
    """
    found: list[ipaddress.IPv4Network | ipaddress.IPv6Network] = []
    for line in _lines(routes / "route"):
        if len(line) > 7 and line[2] == "00000000":
            start, mask = (int.from_bytes(bytes.fromhex(it), "little") for it in (line[1], line[7]))
            found.append(ipaddress.IPv4Network((start & mask, mask.bit_count())))
    direct = [it for it in _lines(routes / "ipv6_route") if len(it) > 4 and not int(it[4], 16)]
    found += [ipaddress.IPv6Network((int(it[0], 16), int(it[1], 16)), strict=False) for it in direct]
    return [it for it in found if it.prefixlen >= (8 if it.version == 4 else 32)]


def _lines(path: Path) -> Iterator[list[str]]:
    """The lines of a table of the kernel, in fields; the heading, which is in no hex, left out."""
    try:
        text = path.read_text("ascii")
    except (OSError, ValueError):
        return
    yield from (fields for it in text.splitlines() if (fields := it.split()) and fields[0] != "Iface")


def through(door: Exit) -> Dial:
    """Connect by way of the operator's proxy; it is given the checked address, so it has no name to resolve anew."""

    async def dial(address: str, port: int) -> Streams:
        reader, writer = await asyncio.open_connection(door.host, door.port)
        try:
            await (_connect if door.kind == "http" else _socks)(reader, writer, door, (address, port))
        except BaseException:
            writer.close()
            raise
        return reader, writer

    return dial


async def _connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, door: Exit, to: tuple[str, int]) -> None:
    where = f"[{to[0]}]:{to[1]}" if ":" in to[0] else f"{to[0]}:{to[1]}"
    head = f"CONNECT {where} HTTP/1.1\r\nHost: {where}\r\n"
    if door.user:
        head += f"Proxy-Authorization: Basic {b64encode(f'{door.user}:{door.password}'.encode()).decode()}\r\n"
    writer.write(f"{head}\r\n".encode("latin-1", "replace"))
    answer = await _until(reader, b"\r\n\r\n")
    if answer.split(b" ", 2)[1:2] != [b"200"]:
        raise ConnectionRefusedError("the operator's proxy refused")


async def _until(reader: asyncio.StreamReader, end: bytes) -> bytes:
    try:
        return await reader.readuntil(end)
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError) as fault:
        raise ConnectionRefusedError("the operator's proxy gave no answer") from fault


async def _socks(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, door: Exit, to: tuple[str, int]) -> None:
    """RFC 1928, with RFC 1929 where there is a user."""
    writer.write(b"\x05\x01\x02" if door.user else b"\x05\x01\x00")
    try:
        chosen = (await reader.readexactly(2))[1]
        if chosen == 2 and door.user:
            user, word = door.user.encode()[:255], door.password.encode()[:255]
            writer.write(b"\x01" + bytes([len(user)]) + user + bytes([len(word)]) + word)
            chosen = (await reader.readexactly(2))[1]
        if chosen != 0:
            raise ConnectionRefusedError("the operator's proxy wants another login")
        packed = ipaddress.ip_address(to[0]).packed
        writer.write(b"\x05\x01\x00" + (b"\x01" if len(packed) == 4 else b"\x04") + packed + to[1].to_bytes(2, "big"))
        head = await reader.readexactly(4)
        rest = {1: 4, 4: 16}.get(head[3]) or (await reader.readexactly(1))[0]
        await reader.readexactly(rest + 2)
    except asyncio.IncompleteReadError as fault:
        raise ConnectionRefusedError("the operator's proxy gave no answer") from fault
    if head[1] != 0:
        raise (ConnectionRefusedError if head[1] == 5 else OSError)("the operator's proxy could not connect")

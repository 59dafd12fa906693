"""A small outside world on loopback: DNS, HTTP (RDAP, IANA, Safe Browsing) and whois, with every fault that the real one has."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import dns.flags
import dns.message
import dns.rcode
import dns.rrset

HOST = "127.0.0.1"
Zone = dict[str, dict[str, list[str]]]
Page = tuple[int, dict[str, str], bytes]


@dataclass
class World:
    """What the servers know, and what they were asked."""

    zone: Zone = field(default_factory=dict)
    pages: dict[str, Page | str] = field(default_factory=dict)
    whois: dict[str, bytes | str] = field(default_factory=dict)
    heard: list[bytes] = field(default_factory=list)
    dns_port: int = 0
    http_port: int = 0
    whois_port: int = 0

    @property
    def http(self) -> str:
        return f"http://{HOST}:{self.http_port}"

    def answer(self, raw: bytes, udp: bool) -> bytes | None:
        """The DNS answer to a message; faults by the first label: servfail, refused, silent, garbage, truncated."""
        self.heard.append(raw)
        query = dns.message.from_wire(raw)
        question = query.question[0]
        name = question.name.to_text(omit_final_dot=True).lower()
        self.heard.append(name.encode())
        fault = name.partition(".")[0]
        if fault == "silent":
            return None
        if fault == "garbage":
            return b"\xff" * 40
        reply = dns.message.make_response(query)
        if fault in ("servfail", "refused"):
            reply.set_rcode(dns.rcode.from_text(fault))
        elif fault == "truncated" and udp:
            reply.flags |= dns.flags.TC
        elif name not in self.zone:
            reply.set_rcode(dns.rcode.NXDOMAIN)
        else:
            self._fill(reply, name, dns.rdatatype.to_text(question.rdtype))
        return reply.to_wire()

    def _fill(self, reply: dns.message.Message, name: str, type: str) -> None:
        records = self.zone[name]
        if "CNAME" in records and type != "CNAME":
            target = records["CNAME"][0]
            reply.answer.append(dns.rrset.from_text(f"{name}.", 60, "IN", "CNAME", f"{target}."))
            name, records = target, self.zone.get(target, {})
        if type in records:
            reply.answer.append(dns.rrset.from_text(f"{name}.", 300, "IN", type, *records[type]))


class _Udp(asyncio.DatagramProtocol):
    def __init__(self, world: World) -> None:
        self.world = world

    def connection_made(self, transport: asyncio.DatagramTransport) -> None:  # type: ignore[override]
        self.transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        answer = self.world.answer(data, udp=True)
        if answer is not None:
            self.transport.sendto(answer, addr)


def _connection(serve: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]):
    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            await serve(reader, writer)
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()

    return handle


@contextlib.asynccontextmanager
async def running(world: World) -> AsyncIterator[World]:
    """The world with its servers up, on ports of their own."""

    async def dns_tcp(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        size = int.from_bytes(await reader.readexactly(2), "big")
        answer = world.answer(await reader.readexactly(size), udp=False) or b""
        writer.write(len(answer).to_bytes(2, "big") + answer)
        await writer.drain()

    async def http(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        world.heard.append(head)
        target = head.split(b" ")[1].decode()
        page = world.pages.get(target) or world.pages.get(urlsplit(target).path, (404, {}, b""))
        await _say(writer, page)

    async def whois(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        query = (await reader.readline()).decode("latin-1").strip()
        world.heard.append(query.encode())
        told = world.whois.get(query, b"No match!!\r\n")
        if told == "hang":
            await asyncio.sleep(3600)
        writer.write(told if isinstance(told, bytes) else told.encode())
        await writer.drain()

    loop = asyncio.get_running_loop()
    tcp = await asyncio.start_server(_connection(dns_tcp), HOST, 0)
    world.dns_port = tcp.sockets[0].getsockname()[1]
    udp, _ = await loop.create_datagram_endpoint(lambda: _Udp(world), local_addr=(HOST, world.dns_port))
    web = await asyncio.start_server(_connection(http), HOST, 0)
    world.http_port = web.sockets[0].getsockname()[1]
    names = await asyncio.start_server(_connection(whois), HOST, 0)
    world.whois_port = names.sockets[0].getsockname()[1]
    try:
        yield world
    finally:
        udp.close()
        for it in (tcp, web, names):
            it.close()


async def _say(writer: asyncio.StreamWriter, page: Page | str) -> None:
    if page == "hang":
        await asyncio.sleep(3600)
    if page == "cut":
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{")
        await writer.drain()
        return
    if page == "noise":
        writer.write(b"\x00\xff\x00 not http at all\r\n\r\n")
        await writer.drain()
        return
    if page == "huge":
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        for _ in range(100):
            writer.write(b" " * 2**20)
            await writer.drain()
        return
    assert not isinstance(page, str)
    status, headers, body = page
    lines = [
        f"HTTP/1.1 {status} X",
        f"Content-Length: {len(body)}",
        "Connection: close",
        *(f"{k}: {v}" for k, v in headers.items()),
    ]
    writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
    await writer.drain()

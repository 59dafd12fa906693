"""A small outside world on loopback: DNS, HTTP (RDAP, IANA, list services) and whois, with every fault that the real one has.

A fault can be set for one name or page, or for a whole service (`faults["dns"]`, `faults["http"]`, `faults["whois"]`).
"""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import ssl
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import certifi  # noqa: F401  what sources load when they are first asked is loaded here: no question's time goes to it
import dns.asyncresolver
import dns.flags
import dns.message
import dns.rcode
import dns.rrset
import httpx  # noqa: F401

from guests import Guests, Serve
from sabaku.sources._source import Settings

HOST = "127.0.0.1"
TLS = Path(__file__).parent / "tls"
Zone = dict[str, dict[str, list[str]]]
Page = tuple[int, dict[str, str], bytes]

DNS_FAULTS = ("silent", "garbage", "servfail", "refused", "formerr", "wrong-id", "wrong-question", "stranger", "half", "endless")
HTTP_FAULTS: dict[str, Page | str] = {
    "hang": "hang",
    "cut": "cut",
    "noise": "noise",
    "huge": "huge",
    "bomb": "bomb",
    "drip": "drip",
    "gzip-cut": "gzip-cut",
    "gzip-bad": (200, {"Content-Encoding": "gzip"}, b"this is not gzip"),
    "odd-encoding": (200, {"Content-Encoding": "br"}, b"\x0b\x02\x80{}\x03"),
    "empty": (200, {}, b""),
    "html": (200, {"Content-Type": "text/html"}, b"<html><title>Sign in to the network</title></html>"),
    "image": (200, {"Content-Type": "image/png"}, b"\x89PNG\r\n\x1a\n\x00\x00"),
    "other-json": (200, {"Content-Type": "application/json"}, b'{"error": {"code": 7, "message": "quota"}}'),
    "json-list": (200, {"Content-Type": "application/json"}, b"[1, null, [], {}]"),
    "json-null": (200, {"Content-Type": "application/json"}, b"null"),
    "json-deep": (200, {"Content-Type": "application/json"}, b"[" * 100_000),
    "busy": (429, {"Retry-After": "9000"}, b""),
    "busy-until": (429, {"Date": "Thu, 05 Feb 2026 03:00:00 GMT", "Retry-After": "Thu, 05 Feb 2026 05:00:00 GMT"}, b""),
    "down": (503, {}, b"down"),
    "broken": (500, {"Retry-After": "soon"}, b""),
    "forbidden": (403, {}, b""),
    "to-private": (302, {"Location": "http://169.254.169.254/latest/meta-data/"}, b""),
    "to-inside": (302, {"Location": "http://localhost:9/"}, b""),
    "to-file": (302, {"Location": "file:///etc/passwd"}, b""),
    "to-nowhere": (302, {"Location": "http://[::bad/"}, b""),
    "in-circles": (302, {"Location": "?again"}, b""),
}
WHOIS_FAULTS = ("hang", "drip", "empty", "noise", "huge", "stranger", "busy", "half")
AN_HOUR = 3600
"""Seconds that a server which hangs is silent: a test that waited for it would be seen to."""
ENDLESS = 10 * AN_HOUR
"""Bytes that a server drips, ten a second."""


SHORT, LONG = 0.5, 60.0
"""Seconds for an answer that never comes whole, and for one that comes at once: on a busy machine that is a while."""
SILENCE = 0.3
"""Seconds for an answer of DNS where DNS is at fault: most of its faults are heard as silence."""


@dataclass
class World:
    """What the servers know, and what they were asked."""

    zone: Zone = field(default_factory=dict)
    pages: dict[str, Page | str] = field(default_factory=dict)
    whois: dict[str, bytes | str] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    heard: list[bytes] = field(default_factory=list)
    dns_port: int = 0
    http_port: int = 0
    whois_port: int = 0
    tls_port: int = 0
    certificate: str = ""
    """Which certificate of the folder `tls` the server on `tls_port` shows; "" for no such server."""
    answering: Callable[[bytes, bytes], Page | None] | None = None
    """Answers a request (head, body) before `pages` are looked at; None leaves it to them."""

    @property
    def timeout(self) -> float:
        """Seconds for one try of a source: few only where no answer comes whole."""
        told = (*self.faults.values(), *self.pages.values(), *self.whois.values())
        return SHORT if "hang" in told or "drip" in told else LONG

    @property
    def patience(self) -> float:
        """Seconds for a name server."""
        return SILENCE if "dns" in self.faults else LONG / 3

    def unhurried(self, sources: Mapping[str, Any]) -> dict[str, Any]:
        """The sources, with one try each, and as much time for it as this world's answers take on a busy machine."""
        for it in sources.values():
            if hasattr(it, "pace"):
                it.pace = replace(it.pace, timeout=self.timeout, tries=1, every=0.0)
        return dict(sources)

    @property
    def http(self) -> str:
        return f"http://{HOST}:{self.http_port}"

    @property
    def https(self) -> str:
        return f"https://localhost:{self.tls_port}"

    def answer(self, raw: bytes, udp: bool) -> bytes | None:
        """The DNS answer to a message; a fault is that of all DNS, or the first label of the name."""
        self.heard.append(raw)
        query = dns.message.from_wire(raw)
        question = query.question[0]
        name = question.name.to_text(omit_final_dot=True).lower()
        self.heard.append(name.encode())
        fault = self.faults.get("dns") or name.partition(".")[0]
        if fault == "silent":
            return None
        if fault == "garbage":
            return b"\xff" * 40
        reply = dns.message.make_response(query)
        if fault in ("servfail", "refused", "formerr"):
            reply.set_rcode(dns.rcode.from_text(fault))
        elif fault == "truncated" and udp:
            reply.flags |= dns.flags.TC
        elif fault == "endless":
            reply.answer.append(dns.rrset.from_text(f"{name}.", 60, "IN", "CNAME", f"{name}."))
        elif fault == "stranger":  # records of a name that nobody asked about
            reply.answer.append(dns.rrset.from_text("stranger.test.", 60, "IN", "A", "127.0.0.2"))
        elif name not in self.zone:
            reply.set_rcode(dns.rcode.NXDOMAIN)
        else:
            self._fill(reply, name, dns.rdatatype.to_text(question.rdtype))
        return _spoilt(reply, fault)

    def _fill(self, reply: dns.message.Message, name: str, type: str) -> None:
        records = self.zone[name]
        if "CNAME" in records and type != "CNAME":
            target = records["CNAME"][0]
            reply.answer.append(dns.rrset.from_text(f"{name}.", 60, "IN", "CNAME", f"{target}."))
            name, records = target, self.zone.get(target, {})
        if type in records:
            reply.answer.append(dns.rrset.from_text(f"{name}.", 300, "IN", type, *records[type]))

    def page(self, head: bytes, body: bytes) -> Page | str:
        """What a web server says to a request; a fault is that of all HTTP, or the page itself."""
        if "http" in self.faults:
            return HTTP_FAULTS[self.faults["http"]]
        told = self.answering(head, body) if self.answering is not None else None
        if told is not None:
            return told
        target = head.split(b" ")[1].decode()
        return self.pages.get(target) or self.pages.get(urlsplit(target).path, (404, {}, b""))


def _spoilt(reply: dns.message.Message, fault: str) -> bytes:
    if fault == "wrong-id":
        reply.id = (reply.id + 1) % 65536
    if fault == "wrong-question":
        reply.question = dns.message.make_query("other.test.", "A").question
    wire = reply.to_wire()
    return wire[: len(wire) - 6] if fault == "half" else wire


class _Udp(asyncio.DatagramProtocol):
    def __init__(self, world: World) -> None:
        self.world = world

    def connection_made(self, transport: asyncio.DatagramTransport) -> None:  # type: ignore[override]
        self.transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        answer = self.world.answer(data, udp=True)
        if answer is not None:
            self.transport.sendto(answer, addr)


def _dns(world: World) -> Serve:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        size = int.from_bytes(await reader.readexactly(2), "big")
        answer = world.answer(await reader.readexactly(size), udp=False) or b""
        writer.write(len(answer).to_bytes(2, "big") + answer)
        await writer.drain()

    return serve


def _http(world: World) -> Serve:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        length = next((it[15:] for it in head.lower().split(b"\r\n") if it.startswith(b"content-length:")), b"0")
        body = await reader.readexactly(int(length))
        world.heard.append(head + body)
        await _say(writer, world.page(head, body))

    return serve


def _whois(world: World) -> Serve:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        query = (await reader.readline()).decode("latin-1").strip()
        world.heard.append(query.encode())
        told = world.whois.get(query, b"No match!!\r\n")
        await _tell(writer, world.faults.get("whois") or ("hang" if told == "hang" else ""), told)

    return serve


async def _tell(writer: asyncio.StreamWriter, fault: str, told: bytes | str) -> None:
    answers = {
        "empty": b"",
        "noise": b"\x00\xff\xfe\x00" * 9,
        "stranger": b"Domain Name: OTHER.TEST\r\nRegistrant Country: JP\r\nCreation Date: 2001-01-01T00:00:00Z\r\n",
        "busy": b"Your connection limit exceeded. Please slow down.\r\n",
        "half": b"% This is the whois server\r\nDomain Na",
    }
    if fault == "hang":
        await asyncio.sleep(AN_HOUR)
    if fault in ("drip", "huge"):
        for _ in range(100 if fault == "huge" else ENDLESS):
            writer.write(b"x" * (2**20 if fault == "huge" else 1))
            await writer.drain()
            await asyncio.sleep(0 if fault == "huge" else 0.1)
    raw = told if isinstance(told, bytes) else told.encode()
    writer.write(answers.get(fault, raw))
    await writer.drain()


@contextlib.asynccontextmanager
async def running(world: World) -> AsyncIterator[World]:
    """The world with its servers up, on ports of their own."""
    guests = Guests()
    tcp, udp = await _name_server(world, guests)
    world.dns_port = tcp.sockets[0].getsockname()[1]
    web = await asyncio.start_server(guests.served(_http(world)), HOST, 0)
    world.http_port = web.sockets[0].getsockname()[1]
    names = await asyncio.start_server(guests.served(_whois(world)), HOST, 0)
    world.whois_port = names.sockets[0].getsockname()[1]
    servers = [tcp, web, names]
    if world.certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(TLS / f"{world.certificate}.pem")
        servers.append(await asyncio.start_server(guests.served(_http(world)), HOST, 0, ssl=context))
        world.tls_port = servers[-1].sockets[0].getsockname()[1]
    try:
        yield world
    finally:
        udp.close()
        for it in servers:
            it.close()
        await guests.part()


async def _name_server(world: World, guests: Guests) -> tuple[asyncio.Server, asyncio.DatagramTransport]:
    """Both ways to ask for names, on one port: the first that is free for either."""
    while True:
        tcp = await asyncio.start_server(guests.served(_dns(world)), HOST, 0)
        where = tcp.sockets[0].getsockname()
        try:
            udp, _ = await asyncio.get_running_loop().create_datagram_endpoint(lambda: _Udp(world), local_addr=where)
        except OSError:  # somebody else has that port for UDP
            tcp.close()
        else:
            return tcp, udp


async def _say(writer: asyncio.StreamWriter, page: Page | str) -> None:
    if page == "hang":
        await asyncio.sleep(AN_HOUR)
    if isinstance(page, str):
        await _misbehave(writer, page)
        return
    status, headers, body = page
    lines = [
        f"HTTP/1.1 {status} X",
        *([] if "Content-Length" in headers else [f"Content-Length: {len(body)}"]),
        "Connection: close",
        *(f"{k}: {v}" for k, v in headers.items()),
    ]
    writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
    await writer.drain()


async def _misbehave(writer: asyncio.StreamWriter, fault: str) -> None:
    if fault == "cut":
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{")
    elif fault == "noise":
        writer.write(b"\x00\xff\x00 not http at all\r\n\r\n")
    elif fault == "gzip-cut":
        packed = gzip.compress(b'{"half": "of an answer"}' * 99)[:60]
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 60\r\n\r\n" + packed)
    elif fault == "bomb":
        packed = gzip.compress(b" " * 100 * 2**20, 1)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(packed) + packed)
    elif fault == "huge":
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        for _ in range(100):
            writer.write(b" " * 2**20)
            await writer.drain()
    elif fault == "drip":
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        for _ in range(ENDLESS):
            writer.write(b" ")
            await writer.drain()
            await asyncio.sleep(0.1)
    await writer.drain()


def settings(it: World) -> Settings:
    """Settings that lead every source to this world."""
    return Settings(
        nameservers=(f"{HOST}:{it.dns_port}",),
        endpoints={"registry": f"{it.http}/iana/", "whois": f"{HOST}:{it.whois_port}", "safebrowsing": it.http},
        trusted=frozenset({f"{HOST}:{it.http_port}"}),
        keys={"safebrowsing": "SECRET-KEY"},
        patience=it.patience,
    )

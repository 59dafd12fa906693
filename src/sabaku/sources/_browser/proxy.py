"""The filtering forward proxy: the only way out of the browser's cell (HTTP and CONNECT).

A host is resolved once per visit, every address is judged, and exactly the judged one is dialled; so neither redirects nor a
changing DNS lead inwards. It reads no bodies and keeps none: it counts, and writes down every host. A host that no page has
asked for (the browser's own background traffic) is refused.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass, field
from typing import Literal

from sabaku.sources._browser.limits import Limits
from sabaku.sources._browser.names import Resolve
from sabaku.sources._browser.policy import Own, literal, name_allowed, port_allowed, reachable
from sabaku.sources._browser.upstream import Dial, Streams

HEAD = 64 * 2**10
PIECE = 64 * 2**10
WAIT = 0.4
"""Seconds in which the word that a page asks for a host may arrive after its connection."""
Why = Literal["private", "own", "port", "name", "background", "bytes", "dns", "refused", "unreachable", "plain", "many"]
"""Why something was not reached, or not had to its end."""
_REQUEST = re.compile(rb"([A-Z]{3,10}) (\S{1,16384}) HTTP/1\.[01]\r\n")
_TARGET = re.compile(r"http://(?:[^/?#@]*@)?(\[[0-9a-fA-F:.]{2,45}\]|[^/?#:@]{1,255})(?::(\d{1,5}))?(/[^#]*|\?[^#]*)?", re.ASCII)
_WHERE = re.compile(r"(\[[0-9a-fA-F:.]{2,45}\]|[^/?#:@\s]{1,255}):(\d{1,5})", re.ASCII)
_HOP = re.compile(rb"^(?:proxy-[a-z-]{1,30}|connection|keep-alive|upgrade|te):[^\r\n]*+\r\n", re.IGNORECASE | re.MULTILINE)
_PLACES = frozenset({b"CONNECT", b"TRACE", b"TRACK"})


class Refused(Exception):
    """Not connected."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


@dataclass(slots=True)
class Way:
    """What was had with one host and port."""

    host: str
    port: int
    address: str = ""
    bytes: int = 0


@dataclass(slots=True)
class Log:
    """What one visitor's traffic came to."""

    ways: dict[tuple[str, int], Way] = field(default_factory=dict)
    refused: dict[tuple[str, str], None] = field(default_factory=dict)
    bytes: int = 0

    def why(self, host: str) -> str:
        """Why the last connection to that host was refused, or ""."""
        return next((why for it, why in reversed(self.refused) if it == host), "")


class Proxy:
    """The way out for one visitor. Tests inject `resolve` and `dial`; an operator's settings can only narrow them."""

    def __init__(
        self, resolve: Resolve, dial: Dial, limits: Limits | None = None, own: Own | None = None, *, open_doors: bool = False
    ) -> None:
        self.limits = limits or Limits()
        self.log = Log()
        self.wanted: set[str] = set()
        """Hosts that a page asked for."""
        self.open_doors = open_doors
        """Only for the test which proves that the canary can be reached at all."""
        self._resolve, self._dial, self._own = resolve, dial, own or Own()
        self._known: dict[str, asyncio.Future[list[str]]] = {}
        self._asked = asyncio.Event()
        self._open: set[asyncio.Task[None]] = set()

    def want(self, host: str) -> None:
        """A page asks for that host."""
        self.wanted.add(host.strip("[]").rstrip(".").lower())
        self._asked.set()

    def next_visitor(self) -> None:
        """A new log and new wishes; the addresses stay, for the whole visit."""
        self.cut()
        self.log, self.wanted = Log(), set()

    def cut(self) -> None:
        """End all connections."""
        for task in list(self._open):
            task.cancel()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection of the browser."""
        task = asyncio.current_task()
        if task is None or len(self._open) >= self.limits.connections:
            writer.close()
            return
        self._open.add(task)
        try:
            await self._one(reader, writer)
        except (OSError, Refused, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError):
            pass  # either side went away, it was refused (and is written down), or the visit is over
        finally:
            self._open.discard(task)
            writer.close()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        found = _REQUEST.match(head)
        if found is None or len(head) > HEAD:
            return
        method, target = found[1], found[2].decode("latin-1")
        if method == b"CONNECT":
            await self._tunnel(target, reader, writer)
        elif method not in _PLACES:
            await self._plain(method, target, head[found.end() :], reader, writer)

    # --- https ---

    async def _tunnel(self, target: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        where = _WHERE.fullmatch(target)
        if where is None:
            return
        try:
            way, streams = await self._way(where[1], int(where[2]))
        except Refused:
            writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            await writer.drain()
            return
        with _closing(streams[1]):
            writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
            hello = await reader.read(PIECE)
            if hello[:1] != b"\x16":  # nothing but TLS goes through a tunnel: no plain WebSocket, no other protocol
                self._refuse(way.host, "plain")
                return
            streams[1].write(hello)
            await self._both(way, (reader, writer), streams)

    # --- http ---

    async def _plain(
        self, method: bytes, target: str, rest: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        where = _TARGET.fullmatch(target)
        if where is None:
            return
        way, streams = await self._way(where[1], int(where[2] or 80))
        with _closing(streams[1]):
            path = where[3] or "/"
            line = method + b" " + (path if path[0] == "/" else f"/{path}").encode("latin-1") + b" HTTP/1.1\r\n"
            streams[1].write(line + _HOP.sub(b"", rest[:-2]) + b"Connection: close\r\n\r\n")
            await streams[1].drain()
            await _until_either(self._pump(way, reader, streams[1]), self._answer(way, streams[0], writer))

    async def _answer(self, way: Way, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """The server's answer, after which the browser has to connect anew: each request is judged for itself."""
        for _ in range(self.limits.interims + 1):
            head = await reader.readuntil(b"\r\n\r\n")
            self._count(way, len(head))
            line, _, fields = head.partition(b"\r\n")
            if line[9:10] != b"1":
                break
            # "wait", "early hints": nothing that a page is shown, and some servers send them without end
        else:
            return
        writer.write(line + b"\r\n" + _HOP.sub(b"", fields[:-2]) + b"Connection: close\r\n\r\n")
        await self._pump(way, reader, writer)

    # --- both ---

    async def _way(self, host: str, port: int) -> tuple[Way, Streams]:
        """A connection to exactly the address that was judged. Raises Refused, and writes down either."""
        name = host.strip("[]").rstrip(".").lower()
        try:
            address = await self._judged(name, port)
            streams = await self._connected(address, port)
        except Refused as fault:
            self._refuse(name, fault.why)
            raise
        way = self.log.ways.setdefault((name, port), Way(name, port))
        way.address = address
        return way, streams

    async def _judged(self, name: str, port: int) -> str:
        if not await self._is_wanted(name):
            raise Refused("background")
        if self.open_doors:
            return (await self._addresses(name) or [name])[0]
        written = literal(name)
        if written is None and not name_allowed(name):
            raise Refused("name")
        if written is not None and not reachable(written):
            raise Refused("private")
        if self._own.names(name):
            raise Refused("own")
        if not port_allowed(port):
            raise Refused("port")
        found = [str(written)] if written is not None else await self._addresses(name)
        if not found:
            raise Refused("dns")
        judged = [literal(it) for it in found]
        if not all(it is not None and reachable(it) for it in judged):
            raise Refused("private")
        if any(it is not None and self._own.holds(it) for it in judged):
            raise Refused("own")
        return found[0]

    async def _is_wanted(self, name: str) -> bool:
        """Whether a page asked for it; the word may come a moment after the connection."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(WAIT):
                while name not in self.wanted:
                    self._asked.clear()
                    await self._asked.wait()
        return name in self.wanted

    async def _addresses(self, name: str) -> list[str]:
        known = self._known.get(name)
        if known is None:
            if len(self._known) >= self.limits.names:
                raise Refused("many")
            known = self._known[name] = asyncio.ensure_future(self._looked_up(name))
        try:
            return await asyncio.shield(known)
        except (OSError, TimeoutError) as fault:
            raise Refused("dns") from fault

    async def _looked_up(self, name: str) -> list[str]:
        async with asyncio.timeout(self.limits.connect):
            return await self._resolve(name)

    async def _connected(self, address: str, port: int) -> Streams:
        try:
            async with asyncio.timeout(self.limits.connect):
                return await self._dial(address, port)
        except PermissionError as fault:
            raise Refused("own") from fault
        except ConnectionRefusedError as fault:
            raise Refused("refused") from fault
        except (OSError, TimeoutError) as fault:
            raise Refused("unreachable") from fault

    async def _both(self, way: Way, near: Streams, far: Streams) -> None:
        await _until_either(self._pump(way, near[0], far[1]), self._pump(way, far[0], near[1]))

    async def _pump(self, way: Way, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        moved = 0
        with contextlib.suppress(OSError):
            while piece := await reader.read(PIECE):
                moved += len(piece)
                self._count(way, len(piece))
                if moved > self.limits.connection_bytes or self.log.bytes > self.limits.face_bytes:
                    self._refuse(way.host, "bytes")
                    return
                writer.write(piece)
                await writer.drain()

    def _count(self, way: Way, size: int) -> None:
        way.bytes += size
        self.log.bytes += size

    def _refuse(self, host: str, why: Why) -> None:
        if len(self.log.refused) < self.limits.connections:
            self.log.refused[host, why] = None


async def _until_either(*ways: Coroutine[None, None, None]) -> None:
    """Run both directions until one of them ends: a browser that has what it wants hangs up, and servers may not."""
    running = [asyncio.ensure_future(it) for it in ways]
    try:
        done, _ = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
        for it in done:
            it.result()
    finally:
        for it in running:
            it.cancel()
        await asyncio.gather(*running, return_exceptions=True)


@contextlib.contextmanager
def _closing(writer: asyncio.StreamWriter) -> Iterator[None]:
    try:
        yield
    finally:
        writer.close()

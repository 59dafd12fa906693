"""Serves the gallery of fake pages on loopback, under all of their host names, with what hostile servers do.

`async with Gallery() as it:` starts a web server (plain and TLS) and a canary. A visitor's proxy is given `it.resolve` instead
of the DNS and `it.dial` instead of the network: every host of the gallery has a public address, which is dialled on loopback;
private addresses are dialled to the canary, so that a hole in the proxy shows as `it.canary` instead of as nothing.

Each folder in pages/ is one page: `page.toml` says which hosts answer what (`[[serve]]`), where to begin (`url`), and what a
visit must find (`[expect]`). In texts `{{canary}}` is the canary's port. Which rule answers: the first whose host and path fit
(a path that ends in * is a beginning) and whose `only` fits the visitor: phone, desktop.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import functools
import hashlib
import ipaddress
import ssl
import subprocess
import tempfile
import threading
import tomllib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, Self
from urllib.parse import urlsplit

from guests import Guests

HERE = Path(__file__).parent
PUBLIC = "93.184.215.14"
"""The address of every host of the gallery, as the resolver tells it."""
HUGE = 2**30
BEGUN = 60
"""Seconds in which a gallery in a thread of its own has begun, or ended, on a busy machine."""
LOOPBACK = "127.0.0.1"
SPECIAL = {
    "private.test": ["10.1.2.3"],
    "metadata.test": ["169.254.169.254"],
    "mapped.test": ["::ffff:127.0.0.1"],
    "six.test": ["::1"],
    "nowhere.test": [],
}
"""Hosts that have another address, or none."""
REBINDING = "rebinding.test"
"""At its second look-up, this host has a private address."""
CERTIFIED = ("gallery.test", "fablights.in", "selfsigned.test", "www.xserver.ne.jp")
"""Hosts that the gallery's certificate names; at any other it is one of another name."""
KINDS = {
    ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
    ".png": "image/png", ".svg": "image/svg+xml", ".ico": "image/x-icon", ".txt": "text/plain; charset=utf-8",
}  # fmt: skip


class Page(NamedTuple):
    """One page of the gallery."""

    name: str
    url: str
    expect: dict[str, Any]
    told: dict[str, Any]


class Asked(NamedTuple):
    """A request as it came in."""

    host: str
    path: str
    headers: dict[str, str]


@cache
def pages() -> dict[str, Page]:
    """All pages of the gallery by name."""
    found = {}
    for path in sorted(HERE.glob("pages/*/page.toml")):
        told = tomllib.loads(path.read_text("utf-8"))
        found[path.parent.name] = Page(path.parent.name, told["url"], told.get("expect", {}), told)
    return found


@cache
def _rules() -> list[tuple[str, dict[str, Any]]]:
    return [(page.name, rule) for page in pages().values() for rule in page.told.get("serve", [])]


class Gallery:
    """The running gallery: `http_port`, `https_port`, `canary_port`; `asked` logs the requests, `canary` those that must not be.

    What is let in on purpose goes to a canary of its own (`let_in`): a straggler of such a visit is never taken for a hole.
    """

    def __init__(self) -> None:
        self.http_port = self.https_port = self.canary_port = self.let_in_port = 0
        self.asked: list[Asked] = []
        self.canary: list[str] = []
        self.let_in: list[str] = []
        self.served = 0
        """Bytes of endless answers that were written."""
        self._looked = 0
        self._guests = Guests()
        self._servers: list[asyncio.Server] = []

    async def __aenter__(self) -> Self:
        tls = _tls()
        web = await asyncio.start_server(self._guests.served(self._web), LOOPBACK, 0)
        secure = await asyncio.start_server(self._guests.served(self._web), LOOPBACK, 0, ssl=tls)
        canary = await asyncio.start_server(self._guests.served(functools.partial(_sing, self.canary)), LOOPBACK, 0)
        let_in = await asyncio.start_server(self._guests.served(functools.partial(_sing, self.let_in)), LOOPBACK, 0)
        self._servers = [web, secure, canary, let_in]
        ports = (it.sockets[0].getsockname()[1] for it in self._servers)
        self.http_port, self.https_port, self.canary_port, self.let_in_port = ports
        return self

    async def __aexit__(self, *fault: object) -> None:
        for it in self._servers:
            it.close()
        await self._guests.part()

    def forget(self) -> None:
        """Nobody has asked for anything yet; what has reached the canary stays."""
        self.asked.clear()
        self._looked = 0

    async def resolve(self, host: str) -> list[str]:
        """The addresses of a host, as the DNS would tell them; empty where there is no such host."""
        if host == REBINDING:
            self._looked += 1
            return [PUBLIC] if self._looked == 1 else [LOOPBACK]
        if host in SPECIAL:
            return SPECIAL[host]
        with contextlib.suppress(ValueError):
            return [str(ipaddress.ip_address(host.strip("[]")))]
        return [PUBLIC] if any(rule["host"] == host for _, rule in _rules()) else []

    def dial(self, address: str, port: int, open_doors: bool = False) -> tuple[str, int]:
        """Where a connection to that address really goes: the gallery for its public address, else a canary."""
        if address == PUBLIC:
            return LOOPBACK, self.https_port if port == 443 else self.http_port
        return LOOPBACK, self.let_in_port if open_doors else self.canary_port

    # --- answering ---------------------------------------------------------------------------------------------------

    async def _web(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ValueError):
            while (asked := await _request(reader)) is not None:
                self.asked.append(asked)
                await self._answer(asked, writer)
                if writer.is_closing():
                    break

    async def _answer(self, asked: Asked, writer: asyncio.StreamWriter) -> None:
        name, rule = _rule_for(asked)
        if (deed := rule.get("do")) is not None:
            await DEEDS[deed](self, asked, rule, writer)
            return
        body = self._body(name, rule)
        headers = {"Content-Type": _kind(rule), **rule.get("headers", {})}
        if "posts" in rule:
            headers["Allow"] = "POST"
        await _send(writer, rule.get("status", 200), headers, body)

    def _body(self, name: str, rule: dict[str, Any]) -> bytes:
        if "file" not in rule:
            return self._filled(rule.get("text", "")).encode()
        path = HERE / "pages" / name / rule["file"]
        return self._filled(path.read_text("utf-8")).encode() if path.suffix in (".html", ".js") else path.read_bytes()

    def _filled(self, text: str) -> str:
        return text.replace("{{canary}}", str(self.canary_port))


async def _sing(heard: list[str], reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Notes who comes, and what he asks for if he asks."""
    heard.append("connected")
    with contextlib.suppress(OSError, asyncio.TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 2)
        heard.append(head.decode("latin-1").partition("\r\n")[0])
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\nsecret")
        await writer.drain()


def _tls() -> ssl.SSLContext:
    """A server's context with a certificate that is made now, signed by itself, for some of the hosts."""
    with tempfile.TemporaryDirectory() as folder:
        made = ["-keyout", f"{folder}/key", "-out", f"{folder}/certificate", "-days", "30", "-subj", "/CN=gallery.test/O=Gallery"]
        names = ["-addext", "subjectAltName=" + ",".join(f"DNS:{it}" for it in CERTIFIED)]
        kind = ["req", "-x509", "-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
        subprocess.run(["openssl", *kind, *made, *names], check=True, capture_output=True)
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(f"{folder}/certificate", f"{folder}/key")
    return tls


def _kind(rule: dict[str, Any]) -> str:
    return rule.get("type") or KINDS.get(Path(rule.get("file", "page.html")).suffix, "application/octet-stream")


def _rule_for(asked: Asked) -> tuple[str, dict[str, Any]]:
    for name, rule in _rules():
        if rule["host"] == asked.host and _fits(rule, asked):
            return name, rule
    return "", {"status": 404, "text": "<title>404 Not Found</title><h1>Not Found</h1>"}


def _fits(rule: dict[str, Any], asked: Asked) -> bool:
    path, wanted = asked.path.partition("?")[0], rule.get("path", "/")
    there = path.startswith(wanted[:-1]) if wanted.endswith("*") else path == wanted
    phone = "iphone" in asked.headers.get("user-agent", "").lower()
    return there and rule.get("only", "") in ("", "phone" if phone else "desktop")


async def _request(reader: asyncio.StreamReader) -> Asked | None:
    """The next request of the connection; None at its end. Understands the absolute form, as proxies are asked."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return None
    lines = head.decode("latin-1").split("\r\n")
    _, target, _ = lines[0].split(" ", 2)
    headers = {name.lower(): value.strip() for name, _, value in (it.partition(":") for it in lines[1:] if it)}
    if length := int(headers.get("content-length", "0")):
        await reader.readexactly(min(length, 100_000))
    url = urlsplit(target) if "://" in target else None
    host = (url.hostname or "") if url else headers.get("host", "").rpartition(":")[0] or headers.get("host", "")
    path = (url.path + (f"?{url.query}" if url.query else "")) if url else target
    return Asked(host.lower(), path or "/", headers)


async def _send(writer: asyncio.StreamWriter, status: int, headers: dict[str, str], body: bytes) -> None:
    lines = [
        f"HTTP/1.1 {status} Answer",
        *(f"{name}: {value}" for name, value in headers.items()),
        f"Content-Length: {len(body)}",
    ]
    writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
    await writer.drain()


# --- what hostile servers do ---------------------------------------------------------------------------------------------

Deed = Callable[[Gallery, Asked, dict[str, Any], asyncio.StreamWriter], Awaitable[None]]


async def _redirect(it: Gallery, asked: Asked, rule: dict[str, Any], writer: asyncio.StreamWriter) -> None:
    """On to `to`."""
    await _send(writer, rule.get("status", 302), {"Location": it._filled(rule["to"])}, b"")


async def _endless(it: Gallery, asked: Asked, rule: dict[str, Any], writer: asyncio.StreamWriter) -> None:
    """From each number on to the next."""
    number = int(asked.path.rpartition("=")[2] or 0) if "=" in asked.path else 0
    await _send(writer, 302, {"Location": f"{asked.path.partition('?')[0]}?n={number + 1}"}, b"")


async def _huge(it: Gallery, asked: Asked, rule: dict[str, Any], writer: asyncio.StreamWriter) -> None:
    """One GiB of page."""
    writer.write(f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {HUGE}\r\n\r\n".encode())
    chunk = b"<p>0123456789</p>\n" * 3600
    for _ in range(HUGE // len(chunk)):
        writer.write(chunk)
        await writer.drain()
        it.served += len(chunk)
    writer.close()


async def _drip(it: Gallery, asked: Asked, rule: dict[str, Any], writer: asyncio.StreamWriter) -> None:
    """One byte each half second, for ten minutes."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n\r\n<title>")
    for _ in range(1200):
        writer.write(b".")
        await writer.drain()
        await asyncio.sleep(0.5)
    writer.close()


async def _basic(it: Gallery, asked: Asked, rule: dict[str, Any], writer: asyncio.StreamWriter) -> None:
    """Asks for a name and a password by the browser's own window."""
    realm = base64.b64encode(b"mail").decode() if "realm" not in rule else rule["realm"]
    headers = {"WWW-Authenticate": f'Basic realm="{realm}"', "Content-Type": KINDS[".html"]}
    await _send(writer, 401, headers, b"<title>401 Unauthorized</title>")


async def _socket(it: Gallery, asked: Asked, rule: dict[str, Any], writer: asyncio.StreamWriter) -> None:
    """Opens a web socket, and says one word (RFC 6455)."""
    key = asked.headers.get("sec-websocket-key", "") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
    accept = base64.b64encode(hashlib.sha1(key.encode(), usedforsecurity=False).digest()).decode()
    head = f"HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"
    writer.write(head.encode() + b"\x81\x05hello")
    await writer.drain()
    await asyncio.sleep(1)
    writer.close()


async def _vanish(it: Gallery, asked: Asked, rule: dict[str, Any], writer: asyncio.StreamWriter) -> None:
    """Hangs up without a word."""
    writer.close()


DEEDS: dict[str, Deed] = {
    "redirect": _redirect,
    "endless": _endless,
    "huge": _huge,
    "drip": _drip,
    "basic": _basic,
    "socket": _socket,
    "vanish": _vanish,
}


@contextlib.asynccontextmanager
async def running() -> AsyncIterator[Gallery]:
    """The gallery, started; stopped with all its connections at the end."""
    async with Gallery() as it:
        yield it


@contextlib.contextmanager
def aside() -> Iterator[Gallery]:
    """The gallery in a thread of its own, for what brings its own event loop."""
    ready, over = threading.Event(), threading.Event()
    found: list[Gallery] = []

    async def serve() -> None:
        async with Gallery() as it:
            found.append(it)
            ready.set()
            await asyncio.to_thread(over.wait)

    thread = threading.Thread(target=asyncio.run, args=(serve(),))
    thread.start()
    try:
        assert ready.wait(BEGUN), "the gallery did not open"
        yield found[0]
    finally:
        over.set()
        thread.join(BEGUN)


async def _stay() -> None:
    async with Gallery() as it:
        print(f"http {it.http_port}  https {it.https_port}  canary {it.canary_port}")
        for page in pages().values():
            print(f"  {page.name:24} {page.url}")
        await asyncio.Event().wait()


if __name__ == "__main__":  # python -m gallery.server (from tests/): look at the pages by a browser of your own
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_stay())

"""The filtering proxy by itself, spoken to as a hostile browser would."""

from __future__ import annotations

import asyncio
import base64
import re
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from guests import Guests
from sabaku.sources._browser.limits import Limits
from sabaku.sources._browser.policy import own_of
from sabaku.sources._browser.proxy import Proxy
from sabaku.sources._browser.upstream import Streams, exit_of, straight, through

pytestmark = pytest.mark.enable_socket
PUBLIC = "93.184.215.14"
LONG, A_WHILE = 60.0, 0.7
"""Seconds in which whatever is answered or hung up on has been; and in which what must not come would come on an idle machine."""
Talk = Callable[[Proxy, int, list[tuple[str, int]]], Awaitable[Any]]
HEARD: list[bytes] = []


async def server(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answers every request and would keep the connection open."""
    while True:
        head = await reader.readuntil(b"\r\n\r\n")
        HEARD.append(head)
        body = b"x" * (3_000_000 if b"/long" in head else 5)
        fields = b"WWW-Authenticate: Basic realm=x\r\nKeep-Alive: timeout=5\r\nConnection: keep-alive\r\n"
        writer.write(b"HTTP/1.1 200 OK\r\n" + fields + b"Content-Length: %d\r\n\r\n" % len(body) + body)
        await writer.drain()


def play(names: dict[str, list[str]], talk: Talk, limits: Limits | None = None, want: tuple[str, ...] = ()) -> Any:
    """A proxy whose resolver knows these names; every address is dialled on loopback, and written down."""
    HEARD.clear()

    async def run() -> Any:
        dialled: list[tuple[str, int]] = []
        guests = Guests()
        web = await asyncio.start_server(guests.served(server), "127.0.0.1", 0)
        port = web.sockets[0].getsockname()[1]

        async def resolve(host: str) -> list[str]:
            return names.get(host, [])

        async def dial(address: str, at: int) -> Streams:
            dialled.append((address, at))
            return await asyncio.open_connection("127.0.0.1", port)

        proxy = Proxy(resolve, dial, limits)
        for it in want or tuple(names):
            proxy.want(it)
        front = await asyncio.start_server(guests.served(proxy.serve), "127.0.0.1", 0)
        try:
            return await talk(proxy, front.sockets[0].getsockname()[1], dialled)
        finally:
            proxy.cut()
            front.close()
            web.close()
            await guests.part()

    return asyncio.run(run())


async def say(port: int, text: bytes, more: bytes = b"") -> bytes:
    """What is answered, until it is whole or the proxy hangs up; with `more` on the same connection, also what follows for a while."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(text)
    told = b""
    try:
        async with asyncio.timeout(LONG):
            while not whole(told) and (piece := await reader.read(65536)):
                told += piece
        if more:
            writer.write(more)
            async with asyncio.timeout(A_WHILE):
                told += await reader.read()
    except (OSError, TimeoutError):
        pass
    finally:
        writer.close()
    return told


def whole(answer: bytes) -> bool:
    """Whether the head of an answer is there, and as much after it as it says."""
    head, end, body = answer.partition(b"\r\n\r\n")
    told = re.search(rb"(?i)content-length: (\d+)", head)
    return bool(end and told) and len(body) >= int(told[1])


def get(host: str, path: str = "/", **fields: str) -> bytes:
    rest = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in fields.items())
    return f"GET http://{host}{path} HTTP/1.1\r\nHost: {host}\r\n{rest}\r\n".encode()


def connect(where: str) -> bytes:
    return f"CONNECT {where} HTTP/1.1\r\nHost: {where}\r\n\r\n".encode()


def test_a_public_host_is_reached_at_the_judged_address_and_written_down() -> None:
    async def talk(proxy: Proxy, port: int, dialled: list[tuple[str, int]]) -> None:
        told = await say(
            port, get("evil.test", "/a?b", Proxy_Connection="keep-alive", Connection="keep-alive", X_Note="te: kept")
        )
        assert told.endswith(b"xxxxx")
        assert dialled == [(PUBLIC, 80)]
        way = proxy.log.ways["evil.test", 80]
        assert (way.address, way.bytes >= 5, proxy.log.refused) == (PUBLIC, True, {})

    play({"evil.test": [PUBLIC]}, talk)
    assert HEARD[0].startswith(b"GET /a?b HTTP/1.1\r\nHost: evil.test\r\nX-Note: te: kept\r\n")
    assert HEARD[0].endswith(b"\r\nConnection: close\r\n\r\n")
    assert b"Proxy-Connection" not in HEARD[0]


def test_only_whole_fields_are_taken_out_and_each_request_needs_its_own_connection() -> None:
    async def talk(proxy: Proxy, port: int, dialled: list[tuple[str, int]]) -> None:
        told = await say(port, get("evil.test"), more=get("private.test"))
        head, _, _ = told.partition(b"\r\n\r\n")
        assert b"WWW-Authenticate: Basic realm=x" in head
        assert head.count(b"Connection: close") == 1
        assert b"keep-alive" not in head.lower()
        assert dialled == [(PUBLIC, 80)]

    play({"evil.test": [PUBLIC], "private.test": ["10.0.0.1"]}, talk)


@pytest.mark.parametrize(
    ("host", "addresses", "why"),
    [
        ("evil.test", ["10.0.0.1"], "private"),
        ("evil.test", [PUBLIC, "127.0.0.1"], "private"),
        ("evil.test", ["::ffff:127.0.0.1"], "private"),
        ("evil.test", ["64:ff9b::7f00:1"], "private"),
        ("evil.test", ["not an address"], "private"),
        ("evil.test", [], "dns"),
        ("127.0.0.1", ["127.0.0.1"], "private"),
        ("[::1]", ["::1"], "private"),
        ("[::ffff:169.254.169.254]", [], "private"),
        ("localhost", ["127.0.0.1"], "name"),
        ("0x7f.1", ["127.0.0.1"], "name"),
        ("2130706433", ["127.0.0.1"], "name"),
        ("evil.test:25", [PUBLIC], "port"),
    ],
)
@pytest.mark.parametrize("tunnel", [False, True])
def test_what_is_refused_is_never_dialled(host: str, addresses: list[str], why: str, tunnel: bool) -> None:
    bare = host.partition(":")[0] if host[0] != "[" else host
    where = host if ":" in host.rpartition("]")[2] else f"{host}:443"

    async def talk(proxy: Proxy, port: int, dialled: list[tuple[str, int]]) -> None:
        proxy.want(bare)
        await say(port, connect(where) if tunnel else get(host))
        assert dialled == []
        assert list(proxy.log.refused) == [(bare.strip("[]"), why)]
        assert proxy.log.why(bare.strip("[]")) == why

    play({bare: addresses}, talk)


def test_a_host_is_resolved_once_so_that_it_cannot_move_inwards() -> None:
    answers = iter([[PUBLIC], ["127.0.0.1"]])
    names: dict[str, list[str]] = {}

    class Moving(dict[str, list[str]]):
        def get(self, host: str, default: Any = None) -> Any:
            return next(answers)

    names = Moving({"evil.test": []})

    async def talk(proxy: Proxy, port: int, dialled: list[tuple[str, int]]) -> None:
        await say(port, get("evil.test"))
        proxy.next_visitor()
        proxy.want("evil.test")
        await say(port, get("evil.test"))
        assert dialled == [(PUBLIC, 80), (PUBLIC, 80)]

    play(names, talk)


def test_what_no_page_asked_for_is_refused() -> None:
    async def talk(proxy: Proxy, port: int, dialled: list[tuple[str, int]]) -> None:
        await say(port, connect("update.googleapis.com:443"))
        assert dialled == []
        assert list(proxy.log.refused) == [("update.googleapis.com", "background")]

    play({"update.googleapis.com": [PUBLIC]}, talk, want=("evil.test",))


def test_a_word_that_comes_after_the_connection_is_waited_for() -> None:
    async def talk(proxy: Proxy, port: int, dialled: list[tuple[str, int]]) -> None:
        asyncio.get_running_loop().call_later(0.15, proxy.want, "evil.test")
        assert (await say(port, get("evil.test"))).endswith(b"xxxxx")

    play({"evil.test": [PUBLIC]}, talk, want=("other.test",))


def test_nothing_but_tls_goes_through_a_tunnel() -> None:
    async def talk(proxy: Proxy, port: int, dialled: list[tuple[str, int]]) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(connect("evil.test:443"))
        assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 200")
        writer.write(b"GET / HTTP/1.1\r\nUpgrade: websocket\r\n\r\n")
        async with asyncio.timeout(LONG):
            assert await reader.read() == b""
        writer.close()
        assert list(proxy.log.refused) == [("evil.test", "plain")]

    play({"evil.test": [PUBLIC]}, talk)
    assert HEARD == []


def test_a_server_that_only_ever_says_wait_is_left() -> None:
    async def run() -> tuple[bytes, int]:
        sent = 0

        async def waits(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            nonlocal sent
            while True:
                writer.write(b"HTTP/1.1 103 Early Hints\r\nLink: </x>; rel=preload\r\n\r\n" * 100)
                await writer.drain()
                sent += 100

        guests = Guests()
        web = await asyncio.start_server(guests.served(waits), "127.0.0.1", 0)

        async def resolve(host: str) -> list[str]:
            return [PUBLIC]

        async def dial(address: str, at: int) -> Streams:
            return await asyncio.open_connection("127.0.0.1", web.sockets[0].getsockname()[1])

        proxy = Proxy(resolve, dial)
        proxy.want("evil.test")
        front = await asyncio.start_server(guests.served(proxy.serve), "127.0.0.1", 0)
        told = await say(front.sockets[0].getsockname()[1], get("evil.test"))
        assert proxy.log.bytes > 0
        front.close()
        web.close()
        await guests.part()
        return told, sent

    told, sent = asyncio.run(run())
    assert told == b""
    assert sent < 1_000_000


def test_what_the_operator_calls_his_own_is_refused_though_it_is_public() -> None:
    async def run() -> list[tuple[str, str]]:
        async def resolve(host: str) -> list[str]:
            return [PUBLIC]

        async def dial(address: str, at: int) -> Streams:
            raise AssertionError

        names = ("www.own.test", "hidden.evil.test", PUBLIC)
        proxies = Proxy(resolve, dial, own=own_of(["own.test"])), Proxy(resolve, dial, own=own_of([f"{PUBLIC}/32"]))
        for proxy, wanted in zip(proxies, (names[:1], names[1:]), strict=True):
            guests = Guests()
            front = await asyncio.start_server(guests.served(proxy.serve), "127.0.0.1", 0)
            for it in wanted:
                proxy.want(it)
                await say(front.sockets[0].getsockname()[1], connect(f"{it}:443"))
            front.close()
            await guests.part()
        return [it for proxy in proxies for it in proxy.log.refused]

    assert asyncio.run(run()) == [("www.own.test", "own"), ("hidden.evil.test", "own"), (PUBLIC, "own")]


def test_only_so_many_names_are_looked_up() -> None:
    async def talk(proxy: Proxy, port: int, dialled: list[tuple[str, int]]) -> None:
        for n in range(6):
            await say(port, connect(f"n{n}.evil.test:443"))
        assert [why for _, why in proxy.log.refused] == ["dns"] * 4 + ["many"] * 2

    play({}, talk, Limits(names=4), want=tuple(f"n{n}.evil.test" for n in range(6)))


def test_the_reason_against_a_proxy_never_holds_its_password() -> None:
    with pytest.raises(ValueError, match="is no proxy") as told:
        exit_of("https://operator:secret@proxy.example:3128")
    assert "secret" not in str(told.value)


def test_bytes_are_counted_and_cut() -> None:
    async def talk(proxy: Proxy, port: int, dialled: list[tuple[str, int]]) -> None:
        told = await say(port, get("evil.test", "/long"))
        assert len(told) < 1_200_000
        assert list(proxy.log.refused) == [("evil.test", "bytes")]

    play({"evil.test": [PUBLIC]}, talk, Limits(connection_bytes=1_000_000))


@pytest.mark.parametrize(
    "text",
    [b"\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n", b"GET http:// HTTP/1.1\r\n\r\n", b"CONNECT evil.test HTTP/1.1\r\n\r\n",
     b"CONNECT [::1 HTTP/1.1\r\n\r\n", b"TRACE http://evil.test/ HTTP/1.1\r\n\r\n", b"GET file:///etc/passwd HTTP/1.1\r\n\r\n",
     b"GET ftp://evil.test/ HTTP/1.1\r\n\r\n", b"\x05\x01\x00\r\n\r\n", b"A" * 200_000, b"GET http://a@127.0.0.1/ HTTP/1.1\r\n\r\n"],
)  # fmt: skip
def test_garbage_is_hung_up_on(text: bytes) -> None:
    async def talk(proxy: Proxy, port: int, dialled: list[tuple[str, int]]) -> None:
        assert await say(port, text) == b""
        assert dialled == []

    play({"evil.test": [PUBLIC]}, talk)


def test_a_userinfo_does_not_hide_the_host() -> None:
    async def talk(proxy: Proxy, port: int, dialled: list[tuple[str, int]]) -> None:
        await say(port, get("evil.test@10.0.0.1"))
        assert dialled == []

    play({"evil.test": [PUBLIC]}, talk, want=("evil.test", "10.0.0.1"))


# --- ways out ----------------------------------------------------------------------------------------------------


def test_this_machine_is_not_reached_by_any_of_its_addresses() -> None:
    with pytest.raises(PermissionError):
        asyncio.run(straight("127.0.0.1", 80))


@pytest.mark.parametrize("kind", ["http", "socks5"])
def test_the_operators_proxy_is_given_addresses_only(kind: str) -> None:
    heard: list[bytes] = []

    async def proxy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if kind == "http":
            heard.append(await reader.readuntil(b"\r\n\r\n"))
            writer.write(b"HTTP/1.1 200 OK\r\n\r\nhello")
        else:
            heard.append(await reader.readexactly(3))
            writer.write(b"\x05\x02")
            heard.append(await reader.readexactly(1 + 1 + 4 + 1 + 4))
            writer.write(b"\x01\x00")
            heard.append(await reader.readexactly(10))
            writer.write(b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00hello")
        await writer.drain()
        writer.close()

    async def run() -> bytes:
        near = await asyncio.start_server(proxy, "127.0.0.1", 0)
        port = near.sockets[0].getsockname()[1]
        reader, writer = await through(exit_of(f"{kind}://user:pass@127.0.0.1:{port}"))(PUBLIC, 443)
        told = await reader.read()
        writer.close()
        near.close()
        return told

    assert asyncio.run(run()) == b"hello"
    if kind == "http":
        assert heard[0].startswith(f"CONNECT {PUBLIC}:443 HTTP/1.1\r\n".encode())
        assert base64.b64encode(b"user:pass") in heard[0]
    else:
        assert heard[2] == b"\x05\x01\x00\x01" + bytes([93, 184, 215, 14]) + (443).to_bytes(2, "big")


@pytest.mark.parametrize("text", ["ftp://x", "socks4://x", "http://", ""])
def test_what_is_no_proxy_is_said(text: str) -> None:
    with pytest.raises(ValueError, match="no proxy"):
        exit_of(text)

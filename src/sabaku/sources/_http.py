"""One HTTP request with all limits: size, redirects, time, no private addresses. What every source that speaks HTTP uses."""

from __future__ import annotations

import functools
import logging
import zlib
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sabaku.names import hosts
from sabaku.sources._source import FetchError, Settings

if TYPE_CHECKING:
    import ssl

    import httpx

LARGEST = 2 * 2**20
"""Bytes of an answer, unless its source says otherwise."""
REDIRECTS = 3
ADDRESSES = 3
"""Addresses of one host that are tried."""
CONNECT = 5.0
"""Seconds until a connection stands."""
AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504, 509})
"""Statuses after which the same question may be answered the next time."""
MOVED = frozenset({301, 302, 303, 307, 308})
PLAIN = frozenset({"Accept", "Accept-Encoding", "Range", "If-Range"})
"""Headers that may go on to another host."""
GZIP = 31
"""How zlib is told that a gzip header stands before the data."""
AGENT = "sabaku (mail forensics)"


class _Wanted(NamedTuple):
    """What is asked of a server: method, further headers, body (JSON or bytes); and which answer is taken: for a status in
    `nothing` none, else at most `largest` bytes, into a file where it is a long one."""

    method: str
    headers: Mapping[str, str]
    json: object = None
    content: bytes | None = None
    nothing: frozenset[int] = frozenset()
    largest: int = LARGEST
    sink: _Sink | None = None


async def get(
    settings: Settings,
    url: str,
    *,
    accept: str = "application/json",
    params: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
    nothing: frozenset[int] = frozenset({404}),
    largest: int = LARGEST,
) -> bytes | None:
    """The body of a GET; None for a status in `nothing`. Raises FetchError.

    No address, redirected (at most 3 times) or not, may be private or local, except those that the settings trust. The
    connection goes to the very address that was looked at. Further headers (keys) are not sent on to another host.
    """
    wanted = _Wanted("GET", {**(headers or {}), "Accept": accept}, nothing=nothing, largest=largest)
    return await _asked(settings, url, wanted, params)


async def post(
    settings: Settings,
    url: str,
    body: object,
    *,
    headers: Mapping[str, str] | None = None,
    largest: int = LARGEST,
) -> bytes:
    """The body of the answer to a POST of JSON, with the limits of `get`. Raises FetchError."""
    wanted = _Wanted("POST", {**(headers or {}), "Accept": "application/json"}, body, largest=largest)
    return await _asked(settings, url, wanted) or b""


async def post_raw(settings: Settings, url: str, body: bytes, kinds: tuple[str, str], largest: int) -> bytes:
    """The body of the answer to a POST of these bytes; their kind and the answer's (RFC 9110). Raises FetchError."""
    wanted = _Wanted("POST", {"Content-Type": kinds[0], "Accept": kinds[1]}, content=body, largest=largest)
    return await _asked(settings, url, wanted) or b""


async def download(settings: Settings, url: str, target: Path, largest: int, progress: Callable[[int, int], None]) -> None:
    """Fetch into a file, with the limits of `get`; goes on where an earlier try ended, if the file is still the same one.

    `progress` is told of bytes done and in all (0 = not known). Raises FetchError; OSError where nothing can be written.
    """
    sink = _Sink(target, target.with_suffix(".etag"), largest, progress)
    try:
        await _asked(settings, url, _rest_of(sink))
    except FetchError as fault:
        if fault.why != NO_MORE or not sink.have:
            raise
        if sink.told == sink.have:  # the run before was ended when all of it was here
            return
        sink.mark.unlink(missing_ok=True)
        await _asked(settings, url, _rest_of(sink))


NO_MORE = "http 416"
"""RFC 9110 section 15.5.17: there is nothing after what we have."""


def _rest_of(sink: _Sink) -> _Wanted:
    return _Wanted("GET", {**sink.rest(), "Accept": "*/*", "Accept-Encoding": "identity"}, sink=sink)


@dataclass
class _Sink:
    """A file that an answer is written to, piece by piece. `mark` keeps by what the server knows this version of it."""

    target: Path
    mark: Path
    largest: int
    progress: Callable[[int, int], None]
    have: int = 0
    told: int = -1
    """The whole length, as a server tells it that has no more; -1 = not told."""

    def rest(self) -> dict[str, str]:
        """The headers that ask for what is not here yet (RFC 9110 section 14.2)."""
        self.target.parent.mkdir(parents=True, exist_ok=True)
        self.have = self.target.stat().st_size if self.target.is_file() and self.mark.is_file() else 0
        return {"Range": f"bytes={self.have}-", "If-Range": self.mark.read_text("ascii")} if self.have else {}

    async def take(self, response: httpx.Response) -> None:
        whole = response.status_code == 200
        start = 0 if whole else self.have
        if start + int(response.headers.get("content-length") or 0) > self.largest:
            raise FetchError("answer too large")
        of = start + int(response.headers.get("content-length") or 0)
        known = response.headers.get("etag", "")
        if whole:
            self.mark.unlink(missing_ok=True)
        with self.target.open("wb" if whole else "ab") as file:
            if whole and known.isascii() and known and not known.startswith("W/"):
                self.mark.write_text(known, "ascii")  # not before the file of another version is empty
            async for piece in response.aiter_raw():
                start += file.write(piece)
                if start > self.largest:
                    raise FetchError("answer too large")
                self.progress(start, of)


async def _asked(settings: Settings, url: str, wanted: _Wanted, params: Mapping[str, Any] | None = None) -> bytes | None:
    import httpx

    logging.getLogger("httpx").setLevel(logging.WARNING)  # it would log addresses, and one list wants its key in there
    client = httpx.AsyncClient(
        headers={"User-Agent": AGENT, "Accept-Encoding": "gzip"},
        proxy=settings.proxy or None,
        verify=trust(settings.authorities),
        timeout=httpx.Timeout(None, connect=CONNECT),  # the ledger's time limit holds for the whole question
        trust_env=False,
    )
    try:
        async with client:
            start = httpx.URL(url).copy_merge_params(params) if params else httpx.URL(url)
            return await _follow(client, settings, start, wanted)
    except httpx.InvalidURL as fault:
        raise FetchError("bad address") from fault
    except httpx.TransportError as fault:
        raise FetchError(_trouble(fault), again="certificate" not in _trouble(fault)) from fault
    except httpx.HTTPError as fault:
        raise FetchError(f"http: {type(fault).__name__}") from fault


@functools.cache
def trust(authorities: str) -> ssl.SSLContext:
    """How servers are made sure of: by the authorities in that file, else by those that browsers trust. Made once; it is slow."""
    import ssl

    import certifi

    return ssl.create_default_context(cafile=authorities or certifi.where())


def _trouble(fault: Exception) -> str:
    """The kind of failure: of all that a library may say only what is not somebody else's text."""
    return "bad certificate" if "CERTIFICATE_VERIFY_FAILED" in str(fault) else f"network: {type(fault).__name__}"


async def _follow(client: httpx.AsyncClient, settings: Settings, url: httpx.URL, wanted: _Wanted) -> bytes | None:
    first = url.netloc
    for _ in range(REDIRECTS + 1):
        async with _response(client, settings, url, wanted) as response:
            if response.status_code not in MOVED or "location" not in response.headers:
                if wanted.sink is not None and response.status_code == 416:
                    length = response.headers.get("content-range", "").rpartition("*/")[2]
                    wanted.sink.told = int(length) if length.isascii() and length.isdigit() and len(length) < 16 else -1
                if wanted.sink is not None and response.status_code in (200, 206):
                    await wanted.sink.take(response)
                    return None
                return await _body(response, wanted.nothing, wanted.largest)
            url = url.join(response.headers["location"])
        if url.scheme not in ("http", "https"):
            raise FetchError("redirected to another scheme")
        if url.netloc != first:  # a key is for the host that it was given to
            plain = {k: v for k, v in wanted.headers.items() if k in PLAIN}
            wanted = wanted._replace(method="GET", headers=plain, json=None, content=None)
    raise FetchError("too many redirects")


@asynccontextmanager
async def _response(
    client: httpx.AsyncClient, settings: Settings, url: httpx.URL, wanted: _Wanted
) -> AsyncIterator[httpx.Response]:
    """The response of the first of the host's addresses that can be reached."""
    import httpx

    headers = {**wanted.headers, "Host": url.netloc.decode("ascii", "replace")}
    name = url.raw_host.decode("ascii", "replace")
    places = await _places(url, settings)
    for n, place in enumerate(places, 1):
        target = url.copy_with(host=place) if place != name else url
        request = client.build_request(wanted.method, target, headers=headers, json=wanted.json, content=wanted.content)
        if place != name:
            request.extensions["sni_hostname"] = name
        try:
            response = await client.send(request, stream=True)
        except (httpx.ConnectError, httpx.ConnectTimeout) as fault:
            if n == len(places) or "CERTIFICATE" in str(fault):
                raise
            continue
        try:
            yield response
        finally:
            await response.aclose()
        return


async def _body(response: httpx.Response, nothing: frozenset[int], largest: int) -> bytes | None:
    if response.status_code in nothing:
        return None
    if response.status_code != 200:
        raise FetchError(f"http {response.status_code}", again=response.status_code in AGAIN, after=_after(response.headers))
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding not in ("identity", "gzip", "x-gzip"):
        raise FetchError("odd encoding")
    unzip = zlib.decompressobj(GZIP) if coding != "identity" else None
    body = bytearray()
    try:
        async for piece in response.aiter_raw():
            body += unzip.decompress(piece, largest + 1 - len(body)) if unzip else piece
            if len(body) > largest:
                raise FetchError("answer too large")
    except zlib.error as fault:
        raise FetchError("bad gzip") from fault
    if unzip is not None and not unzip.eof:
        raise FetchError("cut short", again=True)
    return bytes(body)


def _after(headers: Mapping[str, str]) -> float:
    """Seconds that the server asks to wait (RFC 9110 section 10.2.3); a date is held against the server's own clock."""
    told = headers.get("retry-after", "")
    if told.isascii() and told.isdigit() and len(told) < 6:
        return float(told)
    until, now = _date(told), _date(headers.get("date", ""))
    return min(max((until - now).total_seconds(), 0.0), 86400.0) if until and now else 0.0


def _date(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text) if text else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


async def _places(url: httpx.URL, settings: Settings) -> list[str]:
    """Where to connect to: addresses that were found to be public, or the name itself where it is trusted or a proxy's task."""
    name = url.raw_host.decode("ascii", "replace")
    if url.netloc.decode("ascii", "replace") in settings.trusted:
        return [name]
    if settings.proxy:  # it resolves the name; what is plainly inside is not asked of it either
        if (hosts.is_ip(name) and not hosts.is_global(name)) or "." not in name.strip("[].") or name.endswith(INSIDE):
            raise FetchError("leads to a private address")
        return [name]
    return (await public(name.strip("[]")))[:ADDRESSES]


INSIDE = (".local", ".localhost", ".internal", ".lan", ".home.arpa", ".intranet", ".corp")


async def public(host: str) -> list[str]:
    """The addresses of a host. Raises FetchError where one of them is not public, or there is none."""
    import asyncio
    import socket

    if hosts.is_ip(host):
        found = [host]
    else:
        try:
            told = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as fault:
            raise FetchError("unknown host", again=False) from fault
        found = list(dict.fromkeys(str(it[4][0]) for it in told))
    if not found or not all(hosts.is_global(it) for it in found):
        raise FetchError("leads to a private address")
    return found

"""One HTTP request with all limits: size, redirects, time, no private addresses. What every source that speaks HTTP uses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sabaku import hosts
from sabaku.sources._source import FetchError, Settings

if TYPE_CHECKING:
    import httpx

LARGEST = 2 * 2**20
REDIRECTS = 3
AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504, 509})
AGENT = "sabaku (mail forensics)"


async def get(
    settings: Settings,
    url: str,
    *,
    accept: str = "application/json",
    params: Mapping[str, Any] | None = None,
    nothing: frozenset[int] = frozenset({404}),
    largest: int = LARGEST,
) -> bytes | None:
    """The body of a GET; None for a status in `nothing`. Raises FetchError.

    No address, redirected (at most 3 times) or not, may be private or local, except those that the settings trust.
    """
    import httpx

    client = httpx.AsyncClient(
        headers={"User-Agent": AGENT, "Accept": accept},
        proxy=settings.proxy or None,
        follow_redirects=False,
        timeout=None,  # noqa: S113  the ledger's time limit holds for the whole question
        trust_env=False,
    )
    try:
        async with client:
            return await _follow(client, settings, url, params, (nothing, largest))
    except httpx.InvalidURL as fault:
        raise FetchError("bad address") from fault
    except httpx.TransportError as fault:
        raise FetchError(f"network: {type(fault).__name__}", again=True) from fault
    except httpx.HTTPError as fault:
        raise FetchError(f"http: {type(fault).__name__}") from fault


async def _follow(
    client: httpx.AsyncClient, settings: Settings, url: str, params: Mapping[str, Any] | None, limits: tuple[frozenset[int], int]
) -> bytes | None:
    for _ in range(REDIRECTS + 1):
        await _allowed(url, settings.trusted)
        async with client.stream("GET", url, params=params) as response:
            if response.next_request is None:
                return await _body(response, *limits)
            url, params = str(response.next_request.url), None
            if response.next_request.url.scheme not in ("http", "https"):
                raise FetchError("redirected to another scheme")
    raise FetchError("too many redirects")


async def _body(response: httpx.Response, nothing: frozenset[int], largest: int) -> bytes | None:
    if response.status_code in nothing:
        return None
    if response.status_code != 200:
        after = response.headers.get("retry-after", "")
        raise FetchError(
            f"http {response.status_code}",
            again=response.status_code in AGAIN,
            after=float(after) if after.isdigit() and len(after) < 6 else 0.0,
        )
    body = bytearray()
    async for piece in response.aiter_bytes():
        body += piece
        if len(body) > largest:
            raise FetchError("answer too large")
    return bytes(body)


async def _allowed(url: str, trusted: frozenset[str]) -> None:
    import httpx

    if httpx.URL(url).netloc.decode("ascii", "replace") not in trusted:
        await public(httpx.URL(url).host)


async def public(host: str) -> None:
    """Raises FetchError where a host is, or resolves to, an address that is not public."""
    import asyncio
    import socket

    if hosts.is_ip(host):
        found = [host]
    else:
        try:
            told = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except OSError as fault:
            raise FetchError("unknown host", again=False) from fault
        found = [str(it[4][0]) for it in told]
    if not found or not all(hosts.is_global(it) for it in found):
        raise FetchError("leads to a private address")

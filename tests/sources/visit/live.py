"""A running browser with the gallery behind its proxy, for tests that go there; one browser serves a whole module."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from gallery.server import Gallery, pages
from sabaku.sources._browser.launch import Running, browser, program
from sabaku.sources._browser.limits import Limits
from sabaku.sources._browser.proxy import Proxy
from sabaku.sources._browser.upstream import Streams
from sabaku.sources._browser.visit import look
from sabaku.sources._browser.visitors import VISITORS

PHONE, BOT = VISITORS["phone-ja"], VISITORS["desktop-bot"]
HASTY = Limits(face=14.0, load=5.0, settle=0.4, bare=0.8, trailing=1.0, picture=2.0)
needs_browser = pytest.mark.skipif(not program(), reason="no browser here")


@dataclass
class Tour:
    """One browser, many visits."""

    runner: asyncio.Runner
    gallery: Gallery
    running: Running
    guard: list[Proxy]
    blobs: dict[str, bytes] = field(default_factory=dict)

    def keep(self, body: bytes) -> str:
        digest = hashlib.sha256(body).hexdigest()
        self.blobs[digest] = body
        return digest

    def visit(self, name: str, *visitors: str, limits: Limits = HASTY, open_doors: bool = False, url: str = "") -> dict[str, Any]:
        """A page of the gallery as these visitors (a phone) meet it."""
        chosen = [VISITORS[it] for it in visitors or ("phone-ja",)]
        self.guard[0] = Proxy(self.gallery.resolve, self.dial, limits, open_doors=open_doors)
        where = url or pages()[name].url
        return self.runner.run(look(self.running, self.guard[0], where, chosen, self.keep, limits))

    def face(self, name: str, **how: Any) -> dict[str, Any]:
        """What the phone met there."""
        return self.visit(name, **how)["faces"][0]

    async def dial(self, address: str, port: int) -> Streams:
        return await asyncio.open_connection(*self.gallery.dial(address, port))


@contextlib.contextmanager
def tour() -> Iterator[Tour]:
    """The gallery and a browser, until the end of the block."""
    with asyncio.Runner() as runner:
        stack = contextlib.AsyncExitStack()
        guard: list[Proxy] = []

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await guard[0].serve(reader, writer)

        async def begin() -> Tour:
            gallery = await stack.enter_async_context(Gallery())
            it = Tour(runner, gallery, None, guard)  # type: ignore[arg-type]
            guard.append(Proxy(gallery.resolve, it.dial, HASTY))
            it.running = await stack.enter_async_context(browser(serve, (1280, 844), HASTY))
            return it

        try:
            yield runner.run(begin())
        finally:
            runner.run(stack.aclose())

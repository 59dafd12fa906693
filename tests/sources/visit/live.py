"""A running browser with the gallery behind its proxy, for tests that go there; one browser serves a whole module.

What was met on a page is remembered over all modules: a test that looks at what the servers were asked goes there anew (`fresh`).
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from gallery.server import Asked, Gallery, pages
from sabaku.sources._browser.launch import Running, browser, program
from sabaku.sources._browser.limits import Limits
from sabaku.sources._browser.proxy import Proxy
from sabaku.sources._browser.upstream import Streams
from sabaku.sources._browser.visit import look
from sabaku.sources._browser.visitors import VISITORS

PHONE, BOT = VISITORS["phone-ja"], VISITORS["desktop-bot"]
HASTY = Limits(face=14.0, load=5.0, settle=0.4, bare=0.8, trailing=1.0, picture=2.0)
needs_browser = pytest.mark.skipif(not program(), reason="no browser here")


MET: dict[tuple[str, tuple[str, ...]], tuple[dict[str, Any], int]] = {}
"""What visitors have met on a page, and how many endless bytes the gallery wrote meanwhile."""
SEEN: dict[str, bytes] = {}
"""All pictures and pages by their sha256."""


@dataclass
class Tour:
    """One browser, many visits."""

    runner: asyncio.Runner
    gallery: Gallery
    running: Running
    guard: list[Proxy]
    blobs: dict[str, bytes] = field(default_factory=lambda: SEEN)

    def keep(self, body: bytes) -> str:
        digest = hashlib.sha256(body).hexdigest()
        self.blobs[digest] = body
        return digest

    def visit(self, name: str, *visitors: str, fresh: bool = False, open_doors: bool = False, url: str = "") -> dict[str, Any]:
        """A page of the gallery as these visitors (a phone) meet it."""
        names = visitors or ("phone-ja",)
        if not (fresh or open_doors or url) and (name, names) in MET:
            return MET[name, names][0]
        chosen = [VISITORS[it] for it in names]
        self.guard[0] = Proxy(self.gallery.resolve, self.dial, HASTY, open_doors=open_doors)
        where, before = url or pages()[name].url, self.gallery.served
        told = self.runner.run(look(self.running, self.guard[0], where, chosen, self.keep, HASTY))
        if not (open_doors or url):
            MET[name, names] = told, self.gallery.served - before
        return told

    def asked_of(self, *hosts: str) -> list[Asked]:
        """The requests that these hosts have had."""
        return [it for it in self.gallery.asked if it.host in hosts]

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

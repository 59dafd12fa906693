"""Running browsers with the gallery behind their proxies, for tests that go there; they serve a whole module.

What was met on a page is remembered over all modules: a test that looks at what the servers were asked goes there anew (`fresh`).
Pages that no test has to be alone with are met beforehand, side by side, each browser with a proxy of its own (`meet`).
A visit ends by the clock, so what is seen of a page depends on the machine: a test that fails goes there anew, with more
patience (`again`). What reached the canary stays written down, however often one goes.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, ParamSpec

import pytest

from gallery.server import Asked, Gallery, pages
from sabaku.sources._browser.cdp import Gone
from sabaku.sources._browser.launch import Running, browser, program
from sabaku.sources._browser.limits import Limits
from sabaku.sources._browser.proxy import Proxy
from sabaku.sources._browser.upstream import Streams
from sabaku.sources._browser.visit import Means, look
from sabaku.sources._browser.visitors import VISITORS

PHONE, BOT = VISITORS["phone-ja"], VISITORS["desktop-bot"]
HASTY = Limits(face=20.0, load=5.0, settle=0.4, bare=0.8, trailing=1.0, picture=4.0, start=60.0)
ROOMY = replace(HASTY, face=240.0, load=120.0, settle=1.0, answer=60.0, picture=60.0, connect=60.0)
"""For pages that come to rest by themselves: on an idle machine no longer than the hasty."""
PATIENT = replace(HASTY, face=180.0, load=30.0, settle=4.0, bare=10.0, trailing=10.0, answer=30.0, picture=30.0, connect=30.0)
"""For a second visit, where a busy machine was not done with the page when the first one ended."""
needs_browser = pytest.mark.skipif(not program(), reason="no browser here")


Visit = tuple[str, tuple[str, ...]]
"""A page's name and the names of its visitors."""
LONG = ("drip", "huge")
"""Pages that take longest: they are begun first."""
ALONE = ("fork",)
"""Pages that take all of a processor: nobody else's time is to suffer, nor theirs."""
MET: dict[Visit, tuple[dict[str, Any], int]] = {}
"""What visitors have met on a page, and how many endless bytes the gallery wrote meanwhile."""
SEEN: dict[str, bytes] = {}
"""All pictures and pages by their sha256."""


@dataclass
class Browser:
    """A browser and the proxy that is its only way out."""

    running: Running
    guard: list[Proxy]


P = ParamSpec("P")


def again(test: Callable[P, None]) -> Callable[P, None]:
    """The test, which is given a tour as `it`; where it fails, once more with patience, and nothing of before kept."""

    @functools.wraps(test)
    def patiently(*args: P.args, **kwargs: P.kwargs) -> None:
        it = next(one for one in (*args, *kwargs.values()) if isinstance(one, Tour))
        it.limits, it.used = HASTY, set()
        try:
            test(*args, **kwargs)
        except (AssertionError, LookupError, Gone):
            it.forget()
            test(*args, **kwargs)

    return patiently


@dataclass
class Tour:
    """A few browsers, many visits."""

    runner: asyncio.Runner
    gallery: Gallery
    stack: contextlib.AsyncExitStack
    limits: Limits = HASTY
    used: set[Visit] = field(default_factory=set)
    """What the test has looked at so far."""
    browsers: list[Browser] = field(default_factory=list)
    blobs: dict[str, bytes] = field(default_factory=lambda: SEEN)

    def forget(self) -> None:
        """Whatever the test looks at is to be met anew, with patience, by a browser that lives."""
        self.limits = PATIENT
        self.gallery.forget()
        for one in self.used:
            MET.pop(one, None)
        gone = [one for one in self.browsers if one.running.cdp.gone]
        self.browsers = [one for one in self.browsers if one not in gone]
        for _ in gone:
            self.runner.run(self.start())

    def keep(self, body: bytes) -> str:
        digest = hashlib.sha256(body).hexdigest()
        self.blobs[digest] = body
        return digest

    def meet(self, wanted: Iterable[Visit]) -> None:
        """Go to all these pages that nobody has met yet, as many at a time as there are browsers."""
        self.runner.run(self._meet([it for it in dict.fromkeys(wanted) if it not in MET]))

    async def _meet(self, left: list[Visit]) -> None:
        left.sort(key=lambda it: (it[0] not in LONG, it[0] in ALONE))

        async def go(browser: Browser, *, alone: bool = False) -> None:
            while left and (alone or left[0][0] not in ALONE):
                name, visitors = left.pop(0)
                before = self.gallery.served
                told = await self._look(browser, pages()[name].url, visitors)
                MET[name, visitors] = told, self.gallery.served - before

        await asyncio.gather(*map(go, self.browsers))
        await go(self.browsers[0], alone=True)

    async def _look(self, browser: Browser, url: str, visitors: tuple[str, ...], open_doors: bool = False) -> dict[str, Any]:
        dial = functools.partial(self.dial, open_doors=open_doors)
        browser.guard[0] = Proxy(self.gallery.resolve, dial, self.limits, open_doors=open_doors)
        browser.running.cdp.patience = self.limits.answer
        chosen = [VISITORS[it] for it in visitors]
        return await look(Means(browser.running, browser.guard[0], self.keep, self.limits), url, chosen)

    def visit(self, name: str, *visitors: str, fresh: bool = False, open_doors: bool = False, url: str = "") -> dict[str, Any]:
        """A page of the gallery as these visitors (a phone) meet it."""
        names = visitors or ("phone-ja",)
        if fresh or open_doors or url:
            return self.runner.run(self._look(self.browsers[0], url or pages()[name].url, names, open_doors))
        self.used.add((name, names))
        self.meet([(name, names)])
        return MET[name, names][0]

    def asked_of(self, *hosts: str) -> list[Asked]:
        """The requests that these hosts have had."""
        return [it for it in self.gallery.asked if it.host in hosts]

    def face(self, name: str, **how: Any) -> dict[str, Any]:
        """What the phone met there."""
        return self.visit(name, **how)["faces"][0]

    async def dial(self, address: str, port: int, open_doors: bool = False) -> Streams:
        return await asyncio.open_connection(*self.gallery.dial(address, port, open_doors))

    async def start(self) -> None:
        """One browser more."""
        guard = [Proxy(self.gallery.resolve, self.dial, HASTY)]

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await guard[0].serve(reader, writer)

        self.browsers.append(Browser(await self.stack.enter_async_context(browser(serve, (1280, 844), HASTY)), guard))


@contextlib.contextmanager
def tour(count: int = 1) -> Iterator[Tour]:
    """The gallery and browsers, until the end of the block."""
    with asyncio.Runner() as runner:
        stack = contextlib.AsyncExitStack()

        async def begin() -> Tour:
            it = Tour(runner, await stack.enter_async_context(Gallery()), stack)
            for _ in range(count):
                await it.start()
            return it

        try:
            yield runner.run(begin())
        finally:
            runner.run(stack.aclose())

"""One tab of one visitor: dressed as the visitor, watched from the first request, looked at in the end, and closed.

It never types, clicks or submits anything.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import functools
import json
import os
import re
from collections.abc import Coroutine, Mapping
from typing import Any

from sabaku.sources._browser import dress, gate, hashes
from sabaku.sources._browser.cdp import Cdp, Gone
from sabaku.sources._browser.limits import DOWNLOAD, KEPT, KEPT_ALL, TALLEST, WORKERS, Limits
from sabaku.sources._browser.notes import Notes, host_of, text_of
from sabaku.sources._browser.proxy import Proxy
from sabaku.sources._browser.visitors import Visitor

Params = Mapping[str, Any]
TURN = 0.1
"""Seconds between two looks at whether a page has come to rest."""
WEBKIT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
_TEXTUAL = re.compile(r"text/|.*(?:javascript|json|xml)")


class Page:
    """A tab. `notes` fills while it loads."""

    def __init__(self, cdp: Cdp, proxy: Proxy, visitor: Visitor, limits: Limits, version: str) -> None:
        self.cdp, self.proxy, self.visitor, self.limits = cdp, proxy, visitor, limits
        self.notes, self.session, self.version = Notes(), "", version
        self.gate = gate.Gate(cdp, proxy, self.notes, WEBKIT if visitor.engine == "webkit" else "")
        self._context, self._target = "", ""
        self._channel = f"_{os.urandom(8).hex()}"
        self._room = KEPT_ALL
        self._still = False
        self._workers = 0
        self._hears = {
            "Network.requestWillBeSent": self.notes.requested,
            "Network.responseReceived": self.notes.responded,
            "Network.dataReceived": self._received,
            "Network.loadingFinished": self._finished,
            "Network.loadingFailed": self._failed,
            "Page.frameRequestedNavigation": self.notes.leaves,
            "Page.frameScheduledNavigation": self._scheduled,
            "Page.frameClearedScheduledNavigation": self._cleared,
            "Page.frameNavigated": self.notes.arrived,
            "Page.loadEventFired": self._loaded,
            "Page.javascriptDialogOpening": self._dialog,
            "Runtime.bindingCalled": self._told,
            "Network.webSocketCreated": lambda it: self.notes.tell("sockets", text_of(it.get("url"))),
            "Inspector.targetCrashed": self._crashed,
        }

    # --- being there ---

    async def open(self) -> None:
        """Make the tab and dress it. Raises Gone, TimeoutError."""
        ask, visitor = self.cdp.ask, self.visitor
        self._context = (await ask("Target.createBrowserContext", disposeOnDetach=True))["browserContextId"]
        await ask("Browser.setDownloadBehavior", behavior="deny", browserContextId=self._context, eventsEnabled=True)
        made = await ask(
            "Target.createTarget", url="about:blank", browserContextId=self._context, width=visitor.width, height=visitor.height
        )
        self._target = made["targetId"]
        self.session = (await ask("Target.attachToTarget", targetId=self._target, flatten=True))["sessionId"]
        self.cdp.hear(self.session, functools.partial(self.hear, self.session))
        self.cdp.hear("", self._browser_says)
        self.notes.main = (await self._ask("Page.getFrameTree"))["frameTree"]["frame"]["id"]
        orders = (*dress.everywhere(visitor, self.version), *dress.tab(visitor, self._channel))
        await asyncio.gather(*(self._ask(method, **params) for method, params in orders))

    async def go(self, url: str) -> None:
        """Go there, and wait until the page has come to rest. Raises Gone, TimeoutError."""
        self.proxy.want(host_of(url))
        referrer = {"referrer": self.visitor.referrer} if self.visitor.referrer else {}
        going = asyncio.ensure_future(self._ask("Page.navigate", patience=self.limits.load, url=url, **referrer))
        try:
            await self._rest(going)
        finally:
            going.cancel()

    async def _rest(self, going: asyncio.Future[dict[str, Any]]) -> None:
        """Wait until nothing moves any more, or the time for loading is up."""
        clock = asyncio.get_running_loop().time
        begin = quiet = clock()
        hops = -1
        while clock() - begin < self.limits.load:
            await asyncio.sleep(TURN)
            if self.cdp.gone:
                raise Gone("the browser has gone")
            if going.done() and not going.cancelled() and going.exception() is not None:
                going.result()
            if len(self.notes.chain) != hops or not (self.notes.loaded or self.notes.failed):
                hops, quiet = len(self.notes.chain), clock()
            if self.notes.long:
                return
            if self.notes.busy and clock() - quiet < self.limits.trailing:
                continue
            if self.notes.failed and going.done():
                return
            wanted = self.limits.settle + (self.limits.bare if await self._bare(clock() - quiet) else 0)
            if clock() - quiet > wanted and clock() > self.notes.scheduled:
                return

    async def _bare(self, rested: float) -> bool:
        """Whether there is still nothing to be seen, when it is time to ask."""
        if rested < self.limits.settle or self.notes.status >= 400:
            return False
        seen = (
            "document.body&&(document.body.innerText.trim().length>15||document.querySelector('input,iframe,img,canvas,svg'))?1:0"
        )
        return not await self._value(seen)

    # --- looking ---

    async def frames(self) -> list[dict[str, Any]]:
        """What every frame shows, the page itself first."""
        tree = (await self._ask("Page.getFrameTree"))["frameTree"]
        found = [await self._look(it) for it in _ids(tree)]
        return [it for it in found if it]

    async def _look(self, frame: str) -> dict[str, Any]:
        with contextlib.suppress(Gone, TimeoutError):
            world = await self._ask("Page.createIsolatedWorld", frameId=frame, worldName="look")
            told = await self._ask(
                "Runtime.evaluate",
                expression=dress.script("collect.js"),
                contextId=world["executionContextId"],
                returnByValue=True,
            )
            value = told.get("result", {}).get("value")
            return value if isinstance(value, dict) else {}
        return {}

    async def _value(self, expression: str) -> object:
        with contextlib.suppress(Gone, TimeoutError):
            told = await self._ask("Runtime.evaluate", patience=2.0, expression=expression, returnByValue=True)
            return told.get("result", {}).get("value")
        return None

    async def stop(self) -> None:
        """Let the page's scripts end, so that it can be looked at."""
        with contextlib.suppress(Gone):
            self.cdp.tell("Runtime.terminateExecution", self.session)
            self.cdp.tell("Emulation.setScriptExecutionDisabled", self.session, value=True)
            self.cdp.tell("Page.stopLoading", self.session)
            await asyncio.sleep(TURN)

    async def picture(self, *, whole: bool) -> bytes:
        """The first view or the whole page as PNG; b"" where the browser gives none."""
        params: dict[str, Any] = {"format": "png"}
        if whole and self._still:
            return b""
        if whole:
            size = (await self._ask("Page.getLayoutMetrics"))["cssContentSize"]
            width, height = max(min(size["width"], 2 * self.visitor.width), 1), max(min(size["height"], TALLEST), 1)
            params |= {"captureBeyondViewport": True, "clip": {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}}
        with contextlib.suppress(Gone, TimeoutError, ValueError):
            return base64.b64decode(
                str((await self._ask("Page.captureScreenshot", self.limits.picture, **params)).get("data", ""))
            )
        self._still = True
        return b""

    async def certificate(self, url: str) -> bytes:
        """The certificate (DER) with which the page's server spoke; b"" where there is none."""
        origin = "/".join(url.split("/", 3)[:3])
        with contextlib.suppress(Gone, TimeoutError, ValueError, IndexError, KeyError):
            return base64.b64decode((await self._ask("Network.getCertificate", origin=origin))["tableNames"][0])
        return b""

    async def fetched(self, url: str, most: int) -> bytes:
        """A small file of the page (its icon), which the browser may have asked for already; else it is asked for as a picture.

        So whoever serves it meets this visitor again, not a browser without a name.
        """
        self.proxy.want(host_of(url))
        self.notes.icon = url
        with contextlib.suppress(Gone, TimeoutError, ValueError, KeyError):
            if not self._asked(url):
                world = await self._ask("Page.createIsolatedWorld", frameId=self.notes.main, worldName="look")
                asked = f"new Image().src = {json.dumps(url)}, 0"
                await self._ask("Runtime.evaluate", expression=asked, contextId=world["executionContextId"])
            for _ in range(int(self.limits.picture / TURN)):
                if (id := self._asked(url)) and id not in self.notes.busy:
                    break
                await asyncio.sleep(TURN)
            it = self.notes.resources[id]
            if 200 <= it.status < 300 and not it.fault and it.bytes <= 2 * most:
                told = await self._ask("Network.getResponseBody", requestId=id)
                data = str(told.get("body", ""))
                body = base64.b64decode(data) if told.get("base64Encoded") else data.encode()
                return body if len(body) <= most else b""
        return b""

    def _asked(self, url: str) -> str:
        """The last request for that file, or the one to which it led on, or ""."""
        found = next((id for id, it in reversed(self.notes.resources.items()) if it.url == url), "")
        return found.partition(" ")[0]  # what led on stands under a longer one

    async def close(self) -> None:
        """Close the tab and forget all that it kept."""
        self.cdp.hear(self.session, None)
        self.cdp.hear("", None)
        for it in list(self.gate.tasks):
            it.cancel()
        with contextlib.suppress(Gone, TimeoutError):
            if self._context:
                await self.cdp.ask("Target.disposeBrowserContext", patience=2.0, browserContextId=self._context)

    async def _ask(self, method: str, patience: float | None = None, **params: object) -> dict[str, Any]:
        return await self.cdp.ask(method, self.session, patience, **params)

    # --- hearing ---

    def hear(self, session: str, event: str, told: Params) -> None:
        """An event of the tab or of something that belongs to it."""
        if event == "Fetch.requestPaused":
            self.gate.paused(session, told)
        elif event == "Fetch.authRequired":
            self.gate.auth(session, told)
        elif event == "Target.attachedToTarget":
            self._another(told)
        elif event in self._hears:
            self._hears[event](told)

    def _browser_says(self, event: str, told: Params) -> None:
        """An event of the browser itself: a download that no server offered, made by the page out of its own bytes."""
        url = text_of(told.get("url"), 200)
        if event == "Browser.downloadWillBegin" and url.startswith(("blob:", "data:")):
            self.gate.later(self._smuggled(text_of(told.get("suggestedFilename"), 200), url))

    async def _smuggled(self, name: str, url: str) -> None:
        """Hash what a page made itself and offers as a file."""
        read = (
            "new Promise((done, no) => { const it = new FileReader(); it.onload = () => done(it.result); it.onerror = no; "
            f"it.readAsDataURL(b.slice(0, {DOWNLOAD})); }})"
        )
        sha256, size = "", 0
        if url.startswith("blob:"):
            with contextlib.suppress(Gone, TimeoutError, ValueError):
                asked = f"fetch({json.dumps(url)}).then(r => r.blob()).then(b => {read})"
                told = await self._ask("Runtime.evaluate", expression=asked, awaitPromise=True, returnByValue=True)
                body = base64.b64decode(str(told.get("result", {}).get("value", "")).partition(",")[2])
                sha256, size = (hashes.sha256(body), len(body)) if len(body) < DOWNLOAD and body else ("", len(body))
        self.notes.tell("downloads", {"name": name, "url": url, "sha256": sha256, "bytes": size})

    def _another(self, told: Params) -> None:
        """A frame or a worker that belongs to the page may run, dressed as we are; everything else is closed."""
        session, info = str(told.get("sessionId")), told.get("targetInfo") or {}
        kind, url = str(info.get("type")), text_of(info.get("url"))
        self._workers += kind == "worker"
        if kind not in ("iframe", "worker") or self._workers > WORKERS:
            self.notes.tell("popups" if kind == "page" else "workers", url)
            self.cdp.tell("Target.closeTarget", targetId=info.get("targetId"))
            return
        self.cdp.hear(session, functools.partial(self.hear, session))
        for method, params in dress.everywhere(self.visitor, self.version):
            self.gate.later(_quietly(self.cdp.ask(method, session, **params)))
        self.cdp.tell("Runtime.runIfWaitingForDebugger", session)

    def _received(self, told: Params) -> None:
        if self.notes.received(told):
            self.cdp.tell("Page.stopLoading", self.session)

    def _finished(self, told: Params) -> None:
        id = self.notes.ended(told)
        if id:
            self.gate.later(self._body(id))

    async def _body(self, id: str) -> None:
        it = self.notes.resources.get(id)
        with contextlib.suppress(Gone, TimeoutError, ValueError):
            told = await self._ask("Network.getResponseBody", requestId=id)
            data = str(told.get("body", ""))
            body = base64.b64decode(data) if told.get("base64Encoded") else data.encode("utf-8", "replace")
            if it is not None:
                it.sha256, it.bytes = hashes.sha256(body), len(body)
                if len(body) <= min(KEPT, self._room) and not told.get("base64Encoded") and _TEXTUAL.match(it.mime):
                    self._room -= len(body)
                    it.text = text_of(data, KEPT)

    def _failed(self, told: Params) -> None:
        it = self.notes.resources.get(str(told.get("requestId")))
        self.notes.failed_on(told, self.proxy.log.why(host_of(it.url)) if it else "")

    def _loaded(self, told: Params) -> None:
        del told
        self.notes.loaded, self.notes.scheduled = True, 0.0

    def _scheduled(self, told: Params) -> None:
        delay = told.get("delay")
        if told.get("frameId") == self.notes.main and isinstance(delay, int | float) and 0 <= delay < self.limits.load:
            self.notes.scheduled = asyncio.get_running_loop().time() + delay + 0.3

    def _cleared(self, told: Params) -> None:
        if told.get("frameId") == self.notes.main:
            self.notes.scheduled = 0.0

    def _dialog(self, told: Params) -> None:
        self.notes.tell("dialogs", {"type": text_of(told.get("type"), 20), "text": text_of(told.get("message"), 500)})
        self.cdp.tell("Page.handleJavaScriptDialog", self.session, accept=told.get("type") == "beforeunload")

    def _crashed(self, told: Params) -> None:
        del told
        self.notes.fault, self.notes.failed = "crashed", True

    def _told(self, told: Params) -> None:
        """A word of our own script in the page; the page may imitate it, so it is believed in nothing but counts."""
        if told.get("name") != self._channel:
            return
        with contextlib.suppress(ValueError, TypeError, RecursionError):
            kind, count, more = json.loads(str(told.get("payload"))[:5000])
            refused = {"popup!": "popups", "socket!": "sockets", "worker!": "workers"}.get(kind)
            if refused:
                self.notes.tell(refused, text_of(more))
            else:
                self.notes.asked_of_visitor(text_of(kind, 40), int(count))


async def _quietly(it: Coroutine[Any, Any, Params]) -> None:
    with contextlib.suppress(Gone, TimeoutError):
        await it


def _ids(tree: Params) -> list[str]:
    """The frames of a page, itself first, at most thirty."""
    todo, found = [tree], list[str]()
    while todo and len(found) < 30:
        it = todo.pop(0)
        found.append(str(it["frame"]["id"]))
        todo += it.get("childFrames") or []
    return found

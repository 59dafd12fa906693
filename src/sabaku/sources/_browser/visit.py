"""One visit: a browser in its cell, and every visitor's notes one after the other, as sources/visit.py describes the recording.

Whatever the page does, there is a recording in the end, within the time; only a browser that cannot be started raises.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple
from urllib.parse import urljoin

from sabaku.sources._browser import hashes
from sabaku.sources._browser.cdp import Gone
from sabaku.sources._browser.har import har
from sabaku.sources._browser.launch import Running, browser
from sabaku.sources._browser.limits import FAVICON, FORMS, FRAMES, INPUTS, LINKS, TEXT, Limits
from sabaku.sources._browser.names import Resolve
from sabaku.sources._browser.notes import host_of, text_of
from sabaku.sources._browser.page import Page
from sabaku.sources._browser.policy import Own
from sabaku.sources._browser.proxy import Proxy
from sabaku.sources._browser.upstream import Dial
from sabaku.sources._browser.visitors import Visitor

Keep = Callable[[bytes], str]
"""Keeps a blob and gives its sha256."""
FORMAT = 1


async def visit(
    url: str,
    visitors: Sequence[Visitor],
    resolve: Resolve,
    dial: Dial,
    keep: Keep,
    limits: Limits | None = None,
    own: Own | None = None,
) -> dict[str, Any]:
    """Visit a URL as each of these visitors, with a browser of its own. `own`: refused besides. Raises launch.NoBrowser."""
    limits = limits or Limits()
    begin = asyncio.get_running_loop().time()
    proxy = Proxy(resolve, dial, limits, own)
    async with browser(proxy.serve, size(visitors), limits) as running:
        told = await look(Means(running, proxy, keep, limits), url, visitors)
    return {**told, "took_ms": round((asyncio.get_running_loop().time() - begin) * 1000)}


def size(visitors: Sequence[Visitor]) -> tuple[int, int]:
    """A window for all of them."""
    return max(it.width for it in visitors), max(it.height for it in visitors)


class Means(NamedTuple):
    """What a visit is made with: a browser that runs already, the way out, where it is kept, and how far it goes."""

    running: Running
    proxy: Proxy
    keep: Keep
    limits: Limits


async def look(means: Means, url: str, visitors: Sequence[Visitor]) -> dict[str, Any]:
    """What each visitor met."""
    running, proxy = means.running, means.proxy
    clock = asyncio.get_running_loop().time
    begin = clock()
    faces: list[dict[str, Any]] = []
    own: set[str] = set()
    for visitor in visitors:
        proxy.next_visitor()
        faces.append(await _face(means, visitor, url))
        own |= {host for host, why in proxy.log.refused if why == "background"}
    proxy.cut()
    first = faces[0]
    return {
        "format": FORMAT, "url": url, "final_url": first["final_url"], "chain": [it["url"] for it in first["chain"]],
        "status": first["status"], "error": first["error"], "title": first["title"], "text": first["text"][:2000],
        "forms": first["forms"], "screenshot": first["screenshot"], "faces": faces, "browser": running.version,
        "isolation": [*running.isolation, *(["sandbox"] if running.usage.sandboxed else [])],
        "background": sorted(own), "took_ms": round((clock() - begin) * 1000), "memory_mb": running.usage.peak,
    }  # fmt: skip


async def _face(means: Means, visitor: Visitor, url: str) -> dict[str, Any]:
    """What one visitor met. Never raises for what the page does; a browser that dies is an error of the face."""
    running = means.running
    page = Page(running.cdp, means.proxy, visitor, means.limits, running.version)
    clock = asyncio.get_running_loop().time
    begin = clock()
    seen = Seen(page, means.keep)
    try:
        async with asyncio.timeout(means.limits.face):
            await seen.take(url)
    except (Gone, TimeoutError, KeyError, TypeError, ValueError) as fault:
        seen.trouble(fault, running)
    finally:
        await page.close()
    return seen.told(url, running.version, round((clock() - begin) * 1000))


class Seen:
    """What is seen of one page; filled step by step, so that what was seen before a fault is kept."""

    def __init__(self, page: Page, keep: Keep) -> None:
        self.page, self.keep = page, keep
        self.frames: list[dict[str, Any]] = []
        self.blobs = {"html": "", "screenshot": "", "full": "", "har": ""}
        self.favicon: dict[str, Any] | None = None
        self.certificate: dict[str, Any] | None = None
        self.cut = self.fault = ""

    async def take(self, url: str) -> None:
        """Go there and look. Raises what the browser raises."""
        await self.page.open()
        try:
            await self.page.go(url)
        except TimeoutError:
            self.cut = "time"
        if self.page.notes.failed and not any(it.status for it in self.page.notes.chain[-1:]):
            return
        await self._look()

    async def _look(self) -> None:
        notes, page = self.page.notes, self.page
        if not notes.loaded:
            self.cut = "bytes" if notes.long else "time"
        if self.cut or notes.busy:
            await page.stop()
        self.blobs["screenshot"] = self._kept(await page.picture(whole=False))
        self.frames = await page.frames()
        if self.frames:
            self.blobs["html"] = self._kept(text_of(self.frames[0].get("html"), 4 << 20).encode())
        self.blobs["full"] = self._kept(await page.picture(whole=True))
        await self._certified()
        await self._icon()

    def _kept(self, body: bytes) -> str:
        return self.keep(body) if body else ""

    async def _certified(self) -> None:
        told = self.page.notes.certificate
        if told is not None:
            der = await self.page.certificate(self._final())
            own = told["issuer"] == told["subject"]
            self.certificate = {**told, "sha256": hashes.sha256(der) if der else "", "self_signed": own, "error": ""}

    async def _icon(self) -> None:
        final = self._final()
        if not self.frames or not final.startswith(("http://", "https://")):
            return
        url = text_of(self.frames[0].get("icon")) or urljoin(final, "/favicon.ico")
        body = await self.page.fetched(url, FAVICON) if url.startswith(("http://", "https://")) else b""
        if body:
            self.favicon = {"url": url, "sha256": self.keep(body), "mmh3": hashes.favicon(body), "bytes": len(body)}

    def trouble(self, fault: BaseException, running: Running) -> None:
        """The page could not be looked at to the end."""
        if running.usage.exceeded:
            self.fault = "crashed"
        elif isinstance(fault, TimeoutError):
            self.cut = "time"
            self.fault = "" if self.frames or self.blobs["screenshot"] else "timeout"
        elif isinstance(fault, Gone) and not self.frames:
            self.fault = "crashed"

    def _final(self) -> str:
        if self.frames:
            url = text_of(self.frames[0].get("url"))
            return "" if url.startswith("chrome") else url
        return ""

    # --- as it is recorded ---

    def told(self, url: str, version: str, took: int) -> dict[str, Any]:
        """The face as it is recorded."""
        notes, frames, log = self.page.notes, self.frames, self.page.proxy.log
        title, final = text_of(frames[0].get("title"), 1000) if frames else "", self._final()
        self.blobs["har"] = self.keep(har(notes.resources.values(), version, url, title, notes.begun)) if notes.resources else ""
        if any(why == "bytes" for _, why in log.refused):
            self.cut = "bytes"
        refused = [*(it for it in log.refused if it[1] != "background"), *notes.blocked]
        blocked = [{"host": it, "why": why} for it, why in dict.fromkeys(refused)]
        return {
            "visitor": self.page.visitor.name, "url": url, "final_url": final, "chain": self._chain(),
            "status": notes.status, "error": self._error(final), "cut": self.cut, "title": title,
            "lang": text_of(frames[0].get("lang"), 40) if frames else "", "text": self._text(), **self.blobs,
            "width": self.page.visitor.width, "height": self.page.visitor.height,
            "favicon": self.favicon, "forms": self._forms(), "links": self._links(),
            "frames": [{"url": text_of(it.get("url")), "title": text_of(it.get("title"), 300)} for it in frames[1:FRAMES]],
            "resources": self._resources(), "certificate": self.certificate, "scripts": dict(sorted(notes.scripts.items())),
            **notes.told, "blocked": blocked, "hosts": self._hosts(), "took_ms": took,
        }  # fmt: skip

    def _error(self, final: str) -> str:
        notes = self.page.notes
        if self.fault or (notes.failed and notes.fault):
            return self.fault or notes.fault
        if notes.told["auth"] and notes.status == 401:
            return "auth"
        if final or self.frames:
            return ""
        return notes.fault or ("empty" if notes.chain else "timeout")

    def _chain(self) -> list[dict[str, Any]]:
        return [{"url": it.url, "status": it.status, "how": it.how, "at_ms": round(it.at * 1000)} for it in self.page.notes.chain]

    def _text(self) -> str:
        return text_of("\n".join(text_of(it.get("text"), TEXT) for it in self.frames), TEXT)

    def _forms(self) -> list[dict[str, Any]]:
        found = []
        for number, frame in enumerate(self.frames):
            for it in _dicts(frame.get("forms")):
                inputs = [{**it, "hidden": bool(it.get("hidden"))} for it in _dicts(it.get("inputs"))[:INPUTS]]
                where = {"action": text_of(it.get("action")), "method": text_of(it.get("method"), 10), "frame": number}
                found.append({**where, "inputs": [_tidy(it) for it in inputs]})
        return found[:FORMS]

    def _links(self) -> list[dict[str, str]]:
        every = [it for frame in self.frames for it in _dicts(frame.get("links"))]
        return [{"url": text_of(it.get("url"), 2000), "text": text_of(it.get("text"), 200)} for it in every[:LINKS]]

    def _resources(self) -> list[dict[str, Any]]:
        return [
            {
                "url": it.url[:2000], "host": host_of(it.url), "type": it.type, "status": it.status, "mime": it.mime,
                "bytes": it.bytes, "sha256": it.sha256,
            }
            for it in self.page.notes.resources.values() if not it.url.startswith("data:")
        ]  # fmt: skip

    def _hosts(self) -> list[dict[str, Any]]:
        ways = self.page.proxy.log.ways.values()
        return [{"host": it.host, "address": it.address, "port": it.port, "bytes": it.bytes} for it in ways]


def _dicts(value: object) -> list[dict[str, Any]]:
    return [it for it in value if isinstance(it, dict)] if isinstance(value, list) else []


def _tidy(field: dict[str, Any]) -> dict[str, Any]:
    return {k: text_of(v, 200) if isinstance(v, str) else v for k, v in field.items() if isinstance(v, str | int | bool)}

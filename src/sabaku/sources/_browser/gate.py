"""Judges every request of a page inside the browser, before it goes to the proxy: its kind, its scheme, what it would send.

The proxy alone decides what can be reached. Here is decided what a careful visitor does not do: submit a form, give a
password, keep a download.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import hashlib
import re
from collections.abc import Coroutine, Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from sabaku.sources._browser.cdp import Cdp, Gone
from sabaku.sources._browser.limits import CHAIN, DOWNLOAD, FRAMES
from sabaku.sources._browser.notes import Notes, headers_of, host_of, text_of
from sabaku.sources._browser.proxy import Proxy

Params = Mapping[str, Any]
PATTERNS = [
    {"urlPattern": "*", "requestStage": "Request"},
    {"urlPattern": "*", "resourceType": "Document", "requestStage": "Response"},
]
_SHOWN = re.compile(
    r"(?:text/|image/|application/(?:xhtml\+xml|xml|json|javascript|x-javascript|ld\+json)|multipart/x-mixed-replace)"
)
_REALM = re.compile(r'(\w{1,30})(?:[^"]{0,200}?realm="([^"]{0,300}))?', re.ASCII | re.IGNORECASE)
_NAME = re.compile(r"filename\*?=(?:UTF-8'[^']{0,20}')?\"?([^\";]{1,300})", re.IGNORECASE)


class Gate:
    """Judges the requests of one visitor."""

    def __init__(self, cdp: Cdp, proxy: Proxy, notes: Notes, accept: str = "") -> None:
        """`accept`: what the visitor's own browser writes when it asks for a page; "" = this one's words."""
        self._cdp, self._proxy, self._notes, self._accept = cdp, proxy, notes, accept
        self.tasks: set[asyncio.Task[None]] = set()
        self._frames: set[str] = set()

    def paused(self, session: str, told: Params) -> None:
        """A request, or the head of an answer, waits for us."""
        if "responseStatusCode" in told or "responseErrorReason" in told:
            self._answer(session, told)
            return
        why = self._refusal(told)
        id = str(told.get("requestId"))
        if why:
            self._notes.block(host_of(text_of((told.get("request") or {}).get("url"))), why)
            self._cdp.tell("Fetch.failRequest", session, requestId=id, errorReason="BlockedByClient")
        else:
            self._cdp.tell("Fetch.continueRequest", session, requestId=id, **self._dressed(told))

    def _dressed(self, told: Params) -> dict[str, object]:
        """The fields of a request for a page, where the visitor's own browser words them differently."""
        fields = (told.get("request") or {}).get("headers")
        if self._accept == "" or told.get("resourceType") != "Document" or not isinstance(fields, dict):
            return {}
        worded = {**fields, "Accept": self._accept}
        return {"headers": [{"name": str(k), "value": str(v)} for k, v in worded.items()]}

    def _refusal(self, told: Params) -> str:
        """Why a visitor does not make that request, or "". Who may is announced to the proxy."""
        request = told.get("request") or {}
        url = text_of(request.get("url"))
        main = told.get("frameId") == self._notes.main and told.get("resourceType") == "Document"
        if not url.startswith(("http://", "https://")):
            return "" if url.startswith(("data:", "blob:", "about:")) else self._wrong(main, "scheme")
        if told.get("resourceType") == "Document" and request.get("method") not in ("GET", "HEAD"):
            return self._wrong(main, "form")
        if main and len(self._notes.chain) >= CHAIN:
            return self._wrong(main, "too-many-redirects")
        if told.get("resourceType") == "Document" and not main:
            self._frames.add(str(told.get("frameId")))
            if len(self._frames) > FRAMES:
                return "many"
        self._proxy.want(host_of(url))
        return ""

    def _wrong(self, main: bool, why: str) -> str:
        if main:
            self._notes.fault = why
            self._notes.failed = True
        return why

    def _answer(self, session: str, told: Params) -> None:
        id, headers = str(told.get("requestId")), _headers(told)
        status = told.get("responseStatusCode") or 0
        kind = headers.get("content-type", "").strip().lower()
        offered = "attachment" in headers.get("content-disposition", "").lower()[:40]
        shown = not kind or _SHOWN.match(kind) is not None
        self._login(told, status, headers)
        if 200 <= status < 300 and (offered or not shown):
            self.later(self._download(session, id, told, headers))
        else:
            self._cdp.tell("Fetch.continueRequest", session, requestId=id)

    def _login(self, told: Params, status: object, headers: Mapping[str, str]) -> None:
        """The server itself asks for a password: nothing is given, and what it shows without one is looked at."""
        found = _REALM.match(headers.get("www-authenticate", "")) if status == 401 else None
        if found:
            host = host_of(text_of((told.get("request") or {}).get("url")))
            self._notes.tell("auth", {"host": host, "scheme": found[1].lower(), "realm": text_of(found[2] or "", 200)})

    async def _download(self, session: str, id: str, told: Params, headers: Mapping[str, str]) -> None:
        """Hash what is offered, and keep nothing of it."""
        url = text_of((told.get("request") or {}).get("url"))
        sha256, size = "", 0
        with contextlib.suppress(Gone, TimeoutError, ValueError):
            sha256, size = await self._hashed(session, id)
        self._notes.tell("downloads", {"name": _name(url, headers), "url": url, "sha256": sha256, "bytes": size})
        if told.get("frameId") == self._notes.main:
            self._notes.fault = self._notes.fault or "download"
        with contextlib.suppress(Gone):
            self._cdp.tell("Fetch.failRequest", session, requestId=id, errorReason="Aborted")

    async def _hashed(self, session: str, id: str) -> tuple[str, int]:
        stream = (await self._cdp.ask("Fetch.takeResponseBodyAsStream", session, requestId=id))["stream"]
        digest, size = hashlib.sha256(), 0
        while size <= DOWNLOAD:
            told = await self._cdp.ask("IO.read", session, handle=stream, size=2**20)
            data = str(told.get("data", ""))
            piece = base64.b64decode(data) if told.get("base64Encoded") else data.encode()
            digest.update(piece)
            size += len(piece)
            if told.get("eof"):
                return digest.hexdigest(), size
        return "", size

    def auth(self, session: str, told: Params) -> None:
        """The browser would ask for a password: nothing is given."""
        no = {"response": "CancelAuth"}
        self._cdp.tell("Fetch.continueWithAuth", session, requestId=str(told.get("requestId")), authChallengeResponse=no)

    def later(self, it: Coroutine[Any, Any, None]) -> None:
        """Do it while the page goes on; ended with the tab."""
        task = asyncio.ensure_future(it)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)


def _headers(told: Params) -> dict[str, str]:
    pairs = told.get("responseHeaders")
    listed = [it for it in pairs if isinstance(it, dict)] if isinstance(pairs, list) else []
    return headers_of({str(it.get("name")): it.get("value") for it in listed})


def _name(url: str, headers: Mapping[str, str]) -> str:
    found = _NAME.search(headers.get("content-disposition", ""))
    if found:
        return text_of(unquote(found[1]).strip(), 200)
    try:
        return text_of(unquote(urlsplit(url).path.rpartition("/")[2]), 200)
    except ValueError:
        return ""

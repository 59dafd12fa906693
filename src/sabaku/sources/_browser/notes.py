"""What one visitor met, written down from the browser's events: the way there, the resources, what was offered and refused.

Takes events only; asks nobody and judges nothing. Values are hostile: everything is cut and counted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sabaku.names import hosts
from sabaku.sources._browser.limits import CHAIN, DOCUMENT, EVENTS, RESOURCES

Params = Mapping[str, Any]
LONGEST = 4000
HOW = {
    "httpHeaderRefresh": "header",
    "metaTagRefresh": "meta",
    "scriptInitiated": "script",
    "formSubmissionGet": "form",
    "formSubmissionPost": "form",
    "anchorClick": "script",
    "initialFrameNavigation": "start",
    "reload": "script",
}
_FAULTS = (
    ("TOO_MANY_REDIRECTS", "too-many-redirects"),
    ("TIMED_OUT", "timeout"),
    ("UNKNOWN_URL_SCHEME", "scheme"),
    ("UNSAFE_PORT", "port"),
    ("SSL", "tls"),
    ("CERT", "tls"),
    ("INVALID_REDIRECT", "scheme"),
    ("UNSAFE_REDIRECT", "scheme"),
    ("DISALLOWED_URL_SCHEME", "scheme"),
    ("EMPTY_RESPONSE", "empty"),
    ("CONNECTION_", "empty"),
    ("RESPONSE_HEADERS", "empty"),
    ("INVALID_HTTP_RESPONSE", "empty"),
    ("HTTP2_", "empty"),
    ("CONTENT_", "empty"),
    ("NAME_NOT_RESOLVED", "dns"),
)
_PROXY = {
    **{it: it for it in ("private", "own", "port", "dns", "refused", "unreachable")},
    "name": "private",
    "bytes": "too-large",
    "plain": "empty",
    "background": "aborted",
}


def fault_of(text: str, proxy: str) -> str:
    """The error's word: what the proxy refused, else what the browser calls it (`net::ERR_…`)."""
    if proxy in _PROXY:
        return _PROXY[proxy]
    return next((word for mark, word in _FAULTS if mark in text), "aborted")


def text_of(value: object, most: int = LONGEST) -> str:
    """A text of at most so many characters that can be written anywhere; lone surrogates are replaced."""
    return value[:most].encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def host_of(url: str) -> str:
    """The host of a URL, "" where there is none."""
    return hosts.of_url(url).rstrip(".")


@dataclass(slots=True)
class Resource:
    """One request and what came of it."""

    url: str
    type: str
    method: str
    at: float
    sent: dict[str, str]
    status: int = 0
    mime: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    bytes: int = 0
    sha256: str = ""
    text: str = ""
    fault: str = ""
    took: float = 0.0


@dataclass(slots=True)
class Hop:
    """A page on the way."""

    url: str
    how: str
    at: float
    status: int = 0


class Notes:
    """One visitor's notes. `started` is the browser's clock at the first request."""

    def __init__(self) -> None:
        self.main = ""
        self.chain: list[Hop] = []
        self.resources: dict[str, Resource] = {}
        self.scripts: dict[str, int] = {}
        self.told: dict[str, list[Any]] = {it: [] for it in ("dialogs", "popups", "sockets", "workers", "auth", "downloads")}
        self.blocked: dict[tuple[str, str], None] = {}
        self.certificate: dict[str, Any] | None = None
        self.fault = ""
        self.loaded = False
        self.failed = False
        self.busy: set[str] = set()
        self.scheduled = 0.0
        """Seconds until a page wants to go elsewhere."""
        self.started = 0.0
        self.begun = 0.0
        """The same moment by the clock on the wall, as the browser tells it: seconds since 1970."""
        self.icon = ""
        """What is still asked for after all else."""
        self.length, self.long = 0, False
        self._how = ""
        self._request = ""

    # --- the way ---

    def leaves(self, told: Params) -> None:
        """The main frame is about to go elsewhere."""
        if told.get("frameId") == self.main:
            self._how = HOW.get(str(told.get("reason")), "script")

    def requested(self, told: Params) -> None:
        """A request goes out, or is redirected."""
        id, request = str(told.get("requestId")), told.get("request") or {}
        at = float(told.get("timestamp") or 0)
        self.started = self.started or at
        self.begun = self.begun or float(told.get("wallTime") or 0)
        url = text_of(request.get("url")) + text_of(request.get("urlFragment"))
        page = told.get("type") == "Document" and told.get("frameId") == self.main
        before = told.get("redirectResponse")
        if before:
            self._answered(id, before)
        if page:
            self._hop(id, url, at, redirected=bool(before))
        key = f"{id} {len(self.resources)}" if before and id in self.resources else id
        if before and id in self.resources:
            self.resources[key] = self.resources.pop(id)
        if len(self.resources) < RESOURCES or url == self.icon:
            kind, method = text_of(told.get("type"), 40).lower(), text_of(request.get("method"), 10)
            self.resources[id] = Resource(url, kind, method, at - self.started, headers_of(request.get("headers")))
        self.busy.add(id)

    def _hop(self, id: str, url: str, at: float, *, redirected: bool) -> None:
        how = "http" if redirected else (self._how or ("script" if self.chain else "start"))
        self._how, self._request, self.loaded, self.failed, self.fault = "", id, False, False, ""
        if not redirected:
            self.busy.clear()  # what the page before was waiting for
        if url == (self.chain[-1].url if self.chain else "") and url.startswith("blob:"):
            return
        if len(self.chain) < CHAIN:
            self.chain.append(Hop(url, how, at - self.started))

    def arrived(self, told: Params) -> None:
        """The main frame shows another page; pages that no server gave (blob:, data:) are seen here only."""
        frame = told.get("frame") or {}
        url = text_of(frame.get("url")) + text_of(frame.get("urlFragment"))
        if frame.get("id") != self.main or url.startswith(("http:", "https:", "about:", "chrome")):
            return
        if len(self.chain) < CHAIN and not (self.chain and self.chain[-1].url == url):
            last = self.chain[-1].at if self.chain else 0.0
            self.chain.append(Hop(url, self._how or "script", last, 200))
        self._how, self.loaded = "", False

    # --- resources ---

    def responded(self, told: Params) -> None:
        """The head of an answer."""
        self._answered(str(told.get("requestId")), told.get("response") or {})

    def _answered(self, id: str, response: Params) -> None:
        it, status = self.resources.get(id), response.get("status")
        number = status if isinstance(status, int) else 0
        if it is not None:
            it.status, it.mime = number, text_of(response.get("mimeType"), 100)
            it.headers = headers_of(response.get("headers"))
        if id == self._request and self.chain:
            self.chain[-1].status = number
            self._certified(response.get("securityDetails"))

    def received(self, told: Params) -> bool:
        """A piece of an answer; whether the page has become longer than anybody reads."""
        if str(told.get("requestId")) != self._request or self.long:
            return False
        self.length += int(told.get("dataLength") or 0)
        self.long = self.length > DOCUMENT
        return self.long

    def _certified(self, told: Params | None) -> None:
        if told:
            self.certificate = {
                "subject": text_of(told.get("subjectName"), 300),
                "issuer": text_of(told.get("issuer"), 300),
                "names": [text_of(it, 300) for it in (told.get("sanList") or [])[:50]],
                "not_before": int(told.get("validFrom") or 0),
                "not_after": int(told.get("validTo") or 0),
            }
        else:
            self.certificate = None

    def ended(self, told: Params) -> str:
        """A request is complete: its id, if its body is worth having."""
        id = str(told.get("requestId"))
        self.busy.discard(id)
        it = self.resources.get(id)
        if it is None:
            return ""
        it.bytes = int(told.get("encodedDataLength") or 0)
        it.took = max(float(told.get("timestamp") or 0) - self.started - it.at, 0.0)
        return id

    def failed_on(self, told: Params, proxy: str) -> None:
        """A request failed. `proxy`: why the proxy refused its host, or ""."""
        id = str(told.get("requestId"))
        self.busy.discard(id)
        it, text = self.resources.get(id), text_of(told.get("errorText"), 100)
        if it is not None:
            it.fault = text
        if id == self._request and not (told.get("canceled") and self.fault):
            self.failed = True
            self.fault = self.fault or fault_of(text, proxy)

    # --- what was offered and refused ---

    def tell(self, kind: str, it: object) -> None:
        """Write down something of which there may be many."""
        if len(self.told[kind]) < EVENTS and it not in self.told[kind]:
            self.told[kind].append(it)

    def block(self, host: str, why: str) -> None:
        """Something was refused."""
        if len(self.blocked) < EVENTS:
            self.blocked[text_of(host, 255), why] = None

    def asked_of_visitor(self, kind: str, count: int) -> None:
        """A script looked at the visitor, so many times until now in one frame."""
        if kind in self.scripts or len(self.scripts) < 60:
            self.scripts[kind] = max(self.scripts.get(kind, 0), count)

    @property
    def status(self) -> int:
        """The status of the last page."""
        return self.chain[-1].status if self.chain else 0


_TOKEN = re.compile(r"[A-Za-z0-9-]{1,60}")


def headers_of(told: object) -> dict[str, str]:
    """Header fields, names in lower case, the first hundred."""
    if not isinstance(told, dict):
        return {}
    return {str(k).lower(): text_of(v) for k, v in list(told.items())[:100] if isinstance(k, str) and _TOKEN.fullmatch(k)}

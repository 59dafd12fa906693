"""What a landing site shows: `visit:<url>`. Here are the questions, the fetch by an isolated browser and the reader.

A visit is recorded as one JSON object of what was observed, without judgement. A person who looked himself may record `state`.

    url final_url chain[url] status error title text forms screenshot   the first face, in short (all that old recordings have)
    state                       only from a person: up closed blocked parked error cloaked gone
    format 1, browser "Chromium 1.2.3.4", isolation ["user" "net" "pid" "mount" "sandbox"], took_ms, memory_mb
    decoys [{where, kind}]      what was replaced before the visit: where "query.id" "path.2" "fragment", kind "address" "token"
    faces [{                    one for each visitor, in the order in which they went
      visitor                   "phone-ja" "desktop-bot" (_browser/visitors.py)
      url final_url             final_url "" where no page was reached; blob: and data: pages as they are
      chain [{url, status, how, at_ms}]   how: start http meta script form header; status 0 = no answer
      status                    of the last page, 0 without one
      error                     "" | dns refused unreachable private port tls timeout too-many-redirects too-large empty
                                download auth form crashed aborted scheme
      cut                       "" | time bytes: the page was looked at before it was complete
      title lang text           text of all frames (and open shadow roots), at most 20,000 characters
      html screenshot full har  sha256 of blobs: DOM after scripts, first view (PNG), whole page (PNG), HAR 1.2
      width height              of the first view in CSS pixels
      favicon {url, sha256, mmh3, bytes} | null         mmh3 as Shodan counts it
      forms [{action, method, frame, inputs [{type, name, id, autocomplete, label, placeholder, maxlength, hidden}]}]
                                fields outside a form are one form with action ""
      links [{url, text}]       at most 100
      frames [{url, title}]     all but the page itself
      resources [{url, host, type, status, mime, bytes, sha256}]   at most 200; sha256 "" where the body was not kept
      certificate {subject, issuer, names, not_before, not_after, sha256, self_signed, error} | null   times: seconds since 1970
      scripts {name: count}     what scripts looked at: "navigator.webdriver" "canvas" "webgl" "timezone" "battery" "mouse"…
      downloads [{name, url, sha256, bytes}]            sha256 "" where only the offer was seen
      dialogs [{type, text}]    popups [url]  sockets [url]  workers [url]: all refused
      auth [{host, scheme, realm}]                      passwords asked by the server itself; nothing was answered
      blocked [{host, why}]     refused by the proxy: private port name background bytes dns refused unreachable
      hosts [{host, address, port, bytes}]              where data really came from
      took_ms
    }]

The blobs lie in the side store (_blobs.py) under their sha256 and are copied into a case's `blobs/`; no reader needs them.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any, Literal, cast, get_args
from urllib.parse import urlsplit

from sabaku import data, hosts
from sabaku.fold import fold
from sabaku.model import Case, Form, Question, Reveals, Site
from sabaku.sources._guard import secrets
from sabaku.sources._seen import home_domains, links
from sabaku.sources._source import Ask, FetchError, Pace, Settings, hours

Browser = Callable[[str], Awaitable[bytes]]
"""Visits a URL in isolation and gives the recording. Raises FetchError."""
State = Literal["up", "closed", "blocked", "parked", "error", "cloaked", "gone"]
PAGES: tuple[State, ...] = ("blocked", "parked", "closed")
MOST = 5
LONGEST = 20_000
FORMS = 20
INPUTS = 60


class Visit:
    """The source `visit`. Without a browser it can't be asked; recorded visits are read all the same."""

    name, keep = "visit", hours(6)
    pace = Pace(at_once=1, timeout=60.0, tries=1, door="domain")

    def __init__(self, browser: Browser | None = None) -> None:
        self._browser = browser
        self.lacks = "" if browser is not None else "browser"

    def wants(self, case: Case) -> Iterable[Question]:
        hide, home = secrets(case), home_domains(case)
        told = [hide.without(it.url) for it in links(case) if it.domain not in home]
        return [Question("visit", it) for it in dict.fromkeys(told) if it][:MOST]

    def reveals(self, question: Question) -> Reveals:
        del question
        return Reveals.SUSPECT

    async def fetch(self, question: Question, ask: Ask) -> bytes | None:
        del ask
        if self._browser is None:
            raise FetchError("no browser")
        return await self._browser(question.subject)

    def read(self, raw: bytes) -> Site | None:
        told = json.loads(raw)
        if not isinstance(told, dict):
            raise ValueError("not a visit")
        title, text = _text(told.get("title")), _text(told.get("text"))
        state = _state(told, fold(f"{title}\n{text}"))
        brand = _text(told.get("brand")) or (face(title, text) if state == "up" else "")
        return Site(
            state=state,
            final_url=_text(told.get("final_url")) or _text(told.get("url")),
            title=title[:300],
            brand=brand,
            product=_text(told.get("product")) or _product(brand),
            forms=tuple(_form(it) for it in _dicts(told.get("forms"))[:FORMS]),
            screenshot=_text(told.get("screenshot")),
            chain=tuple(_text(it) for it in _list(told.get("chain")))[:20],
            text=text[:2000],
        )


def _state(told: Mapping[str, Any], seen: str) -> State:
    stated = next((it for it in get_args(State) if it == told.get("state")), None)
    if stated is not None:
        return cast("State", stated)
    if told.get("error"):
        return "gone" if told["error"] in ("dns", "refused", "unreachable") else "error"
    for state in PAGES:
        if any(it in seen for it in _marks(state)):
            return state
    status = told.get("status", 200)
    if status in (404, 410):
        return "closed"
    if not isinstance(status, int) or status >= 400:
        return "error"
    return "cloaked" if _sent_elsewhere(told) else "up"


@functools.cache
def _marks(state: State) -> tuple[str, ...]:
    """What stands on pages in that state, folded as it is compared."""
    return tuple(fold(it) for it in data.toml("faces")[state])


@functools.cache
def _fields() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((name, tuple(fold(it) for it in marks)) for name, marks in data.toml("faces")["fields"].items())


def _sent_elsewhere(told: Mapping[str, Any]) -> bool:
    """Whether the visit ended at a search engine, an encyclopaedia or a brand's genuine site: a visitor who was not wanted."""
    start, end = _host(_text(told.get("url"))), _host(_text(told.get("final_url")))
    if not end or hosts.same_site(start, end):
        return False
    return hosts.registrable(end) in data.toml("faces")["elsewhere"]["domains"] or hosts.registrable(end) in _genuine()


@functools.cache
def _genuine() -> frozenset[str]:
    return frozenset(domain for it in data.toml("brands").values() if isinstance(it, dict) for domain in it.get("verified", ()))


def face(title: str, text: str) -> str:
    """The brand whose name the page wears: of those in the title, else of those in the text, the longest name."""
    for words in (title, text):
        folded = fold(words[:LONGEST])
        found = max(
            ((name, brand) for name, brand in _names() if name in folded and _apart(name, folded)), default=("", ""), key=_size
        )
        if found[1]:
            return found[1]
    return ""


def _size(found: tuple[str, str]) -> int:
    return len(found[0])


@functools.cache
def _names() -> tuple[tuple[str, str], ...]:
    """Folded names of all brands, without those that are ordinary words too."""
    found: list[tuple[str, str]] = []
    for brand, it in data.toml("brands").items():
        if isinstance(it, dict) and "names" in it:
            names = {*it["names"].values(), *it.get("aliases", ())} - set(it.get("weak", ()))
            found += [(fold(name), brand) for name in names if len(name) > 2]
    return tuple(found)


def _apart(name: str, text: str) -> bool:
    """Whether a name in ASCII stands there as a word of its own."""
    if not name.isascii():
        return True
    return re.search(rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])", text) is not None


def _product(brand: str) -> str:
    it = data.toml("brands").get(brand)
    return str(it["names"]["en"]) if isinstance(it, dict) and "names" in it else ""


def _form(told: Mapping[str, Any]) -> Form:
    kinds = (_kind(it) for it in _dicts(told.get("inputs"))[:INPUTS])
    return Form(tuple(dict.fromkeys(it for it in kinds if it)), _host(_text(told.get("action"))))


def _kind(field: Mapping[str, Any]) -> str:
    """What a field asks for, or "" where that can't be told."""
    kind = _text(field.get("type")).lower()
    if kind in ("hidden", "submit", "button", "image", "reset"):
        return ""
    words = fold(" ".join(_text(field.get(key)) for key in ("autocomplete", "name", "id", "label", "placeholder", "type")))
    return next((name for name, marks in _fields() if any(it in words for it in marks)), "")


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def _text(value: object) -> str:
    return value[:LONGEST] if isinstance(value, str) else ""


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _dicts(value: object) -> list[Mapping[str, Any]]:
    return [it for it in _list(value) if isinstance(it, dict)]


def make(settings: Settings) -> Visit:
    """The source without a browser: it reads what was recorded, and says that nobody can go there."""
    del settings
    return Visit()

"""What a landing site shows: `visit:<url>`. Here are the questions, the fetch by an isolated browser and the reader.

A visit is recorded as one JSON object of what was observed, without judgement. A person who looked may record `state`.

    url final_url chain[url] status error title text forms screenshot   the first face, in short (all that old recordings have)
    state                       only from a person: up closed blocked parked error cloaked gone
    format 1, browser "Chromium 1.2.3.4", isolation ["user" "net" "pid" "mount" "sandbox"], took_ms, memory_mb
    background [host]           what the browser asked for by itself; refused
    decoys [{where, kind}]      what was replaced before the visit: where "query.id" "path.2" "fragment", kind "address" "token"
    timestamp {url, at, recording, manifest, stamp} | {url, error} | absent    RFC 3161: sha256 of three blobs: this object
                                without its timestamp, the sums of all blobs as `sha256sum -c` reads them, the authority's answer
    embedding {model, without, why} | absent    the operator's image encoder: sha256, learnt pages that have no vector by it; why
                                it could not be used ("not installed" "file" "not a model" "time" …)
    faces [{                    one for each visitor, in the order in which they went
      visitor                   "phone-ja" "desktop-bot" (_browser/visitors.py)
      url final_url             final_url "" where no page was reached; blob: and data: pages as they are
      chain [{url, status, how, at_ms}]   how: start http meta script form header; status 0 = no answer
      status                    of the last page, 0 without one
      error                     "" | dns refused unreachable private own port tls timeout too-many-redirects too-large empty
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
      blocked [{host, why}]     refused by the proxy: private own port name background bytes dns refused unreachable
      hosts [{host, address, port, bytes}]              where data really came from
      took_ms
      ocr {text, engine} | absent          added when the blobs are at hand (_face/): words read from the screenshot,
      endpoints [{host, kind}]             services that page and scripts name as the place for what is typed,
      likeness [{brand, reference, by, percent, url}]   learnt genuine pages that it is like; by: picture logo favicon vector
    }]

The blobs lie in the side store (_blobs.py) under their sha256 and are copied into a case's `blobs/`; no reader needs them.
"""

from __future__ import annotations

import asyncio
import functools
import json
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sabaku.model import Case, Question, Reveals, Site
from sabaku.names.whose import home_domains
from sabaku.sources._guard import secrets
from sabaku.sources._seen import links
from sabaku.sources._site import read as read_site
from sabaku.sources._source import Ask, FetchError, Pace, Settings, hours

if TYPE_CHECKING:
    from sabaku.sources._blobs import Blobs

Browser = Callable[[str], Awaitable[dict[str, Any]]]
"""Visits a URL in isolation and gives the recording. Raises FetchError."""
MOST = 5
START = 35.0
"""Seconds for starting and ending a browser on a busy machine, and for looking through what it brought."""
STAMPING = 12.0
"""Seconds for the word of a time-stamping authority."""
ENCODING = 24.0
"""Seconds for the operator's image encoder: loading it, and four pictures."""
DECOYS = "decoys"
"""The question's argument that tells what in the URL is a decoy: `query.id:token fragment:address`."""


class Visit:
    """The source `visit`. Without a browser it can't be asked; recorded visits are read all the same."""

    name, keep = "visit", hours(6)

    def __init__(self, browser: Browser | None = None, *, seconds: float = 60.0, tokens: bool = True) -> None:
        """`seconds`: for all visitors together; `tokens`: whether what looks like a token is replaced too."""
        self._browser, self._tokens = browser, tokens
        self.pace = Pace(at_once=2, timeout=seconds + START, tries=1, door="domain")
        self.lacks = "" if browser is not None else "browser"

    def wants(self, case: Case) -> Iterable[Question]:
        """The links of the mail, with decoys in the place of what would tell who received it."""
        from sabaku.sources._browser.decoys import Decoys, seed_of

        home = home_domains(case)
        decoys = Decoys(secrets(case), seed_of(case.input.raw), tokens=self._tokens)
        told = [decoys.told(it.url) for it in links(case) if it.domain not in home]
        asked = [Question("visit", it.url, _argument(it.decoys)) for it in told if it.url]
        return tuple(dict.fromkeys(asked))[:MOST]

    def reveals(self, question: Question) -> Reveals:
        del question
        return Reveals.SUSPECT

    async def fetch(self, question: Question, ask: Ask) -> bytes | None:
        """Go there, as every visitor. Raises FetchError where no browser can be started."""
        del ask
        if self._browser is None:
            raise FetchError("no browser")
        told = await self._browser(question.subject)
        return json.dumps({**told, "decoys": decoys_of(question)}, ensure_ascii=False, separators=(",", ":")).encode()

    def read(self, raw: bytes) -> Site | None:
        told = json.loads(raw)
        if not isinstance(told, dict):
            raise ValueError("not a visit")
        return read_site(told)


def _argument(decoys: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return ((DECOYS, " ".join(f"{where}:{kind}" for where, kind in decoys)),) if decoys else ()


def decoys_of(question: Question) -> list[dict[str, str]]:
    """What in the question's URL is a decoy, as recordings tell it."""
    told = dict(question.arguments).get(DECOYS, "").split()
    return [{"where": where, "kind": kind} for where, _, kind in (it.rpartition(":") for it in told) if where]


async def _go(url: str, settings: Settings) -> dict[str, Any]:
    """One visit with these settings, and what its pictures and scripts tell. Raises FetchError."""
    from sabaku.data import genuine
    from sabaku.sources._blobs import Blobs
    from sabaku.sources._browser.launch import NoBrowser
    from sabaku.sources._browser.limits import Limits
    from sabaku.sources._browser.names import resolver
    from sabaku.sources._browser.policy import own_of
    from sabaku.sources._browser.upstream import exit_of, straight, through
    from sabaku.sources._browser.visit import visit
    from sabaku.sources._face.enrich import enrich
    from sabaku.sources._face.vectors import compared
    from sabaku.sources._visiting import chosen

    how, blobs = settings.visit, Blobs(settings.blobs)
    way = how.proxy or settings.proxy
    try:
        dial = through(exit_of(way)) if way else straight
        told = await visit(url, chosen(how), resolver(settings), dial, blobs.put, Limits(face=how.seconds), own_of(how.refuse))
    except (NoBrowser, ValueError) as fault:
        raise FetchError(str(fault)) from fault
    blobs.prune()
    learnt = genuine.references(settings.data)
    encoder = functools.partial(compared, folder=settings.data, how=how.embedding) if how.embedding else None
    found = await asyncio.to_thread(enrich, told, blobs.get, learnt, encoder)
    like = {it["reference"] for face in found["faces"] for it in face.get("likeness", ())}
    for it in learnt:  # the genuine page goes into the case beside the fake
        if it.sha256 in like:
            blobs.put(it.picture)
    return {**found, "timestamp": await _proved(found, settings, blobs)} if how.timestamp else found


async def _proved(found: dict[str, Any], settings: Settings, blobs: Blobs) -> dict[str, str]:
    """A time-stamp for all that a visit brought; without one, why."""
    from sabaku.sources import _timestamp
    from sabaku.sources._blobs import named

    address = settings.visit.timestamp
    own = replace(settings, trusted=settings.trusted | {urlsplit(address).netloc})  # the operator's own word; redirects are not
    recording = blobs.put(json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode())
    sums = _timestamp.manifest(it for it in (recording, *named(found)) if it)
    told = {"url": address, "recording": recording, "manifest": blobs.put(sums)}
    try:
        async with asyncio.timeout(STAMPING):
            raw, stamp = await _timestamp.stamped(own, address, sums)
    except (FetchError, TimeoutError) as fault:
        return {"url": address, "error": fault.why if isinstance(fault, FetchError) else "timeout"}
    return {**told, "stamp": blobs.put(raw), "at": stamp.at.isoformat(), "serial": f"{stamp.serial:x}"}


def make(settings: Settings) -> Visit:
    """The source with the browser that is installed here; without one it reads what was recorded, and says what is missing."""
    from sabaku.sources._browser.launch import program

    how = settings.visit
    go = functools.partial(_go, settings=settings) if program() else None
    seconds = how.seconds * len(how.visitors) + (STAMPING if how.timestamp else 0) + (ENCODING if how.embedding else 0)
    return Visit(go, seconds=seconds, tokens=not how.keep_tokens)

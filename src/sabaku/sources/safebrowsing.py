"""Google Safe Browsing: `safebrowsing:<url>`. Only the first four bytes of hashes leave the machine, never the URL.

Where the hash lists are kept here and are fresh (`sabaku data update safebrowsing`), they are looked at first: a URL of which
no hash is in them is not asked about at all. Recorded is {"asked": {hash: expression}, "answer": what hashes:search said,
"local": since when the lists are as they are}; where only v4 answers, "v4" instead of "answer". A status that a person has read
on the Transparency Report is recorded as {"site_status": "unsafe" | "safe" | "no-data"}.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sabaku.model import Case, Listing, Question, Reveals
from sabaku.names.whose import home_domains
from sabaku.sources import _hashlists
from sabaku.sources._expressions import expressions
from sabaku.sources._guard import secrets
from sabaku.sources._http import get, post
from sabaku.sources._seen import links
from sabaku.sources._source import Ask, FetchError, Pace, Settings, minutes

SERVICE = "https://safebrowsing.googleapis.com"
LIST = "Google Safe Browsing"
THREATS = frozenset({"MALWARE", "SOCIAL_ENGINEERING", "UNWANTED_SOFTWARE", "POTENTIALLY_HARMFUL_APPLICATION"})
STALE = timedelta(hours=24)
"""Kept lists older than that rule nothing out while there is a key to ask with: warnings need fresh data."""
STATUS = {"unsafe": True, "safe": False, "no-data": False}


class SafeBrowsing:
    """The source `safebrowsing`. `clock` tells how old the kept lists are."""

    name, keep = "safebrowsing", minutes(30)
    pace = Pace(at_once=4, timeout=8.0, per_day=10000, tries=2)

    def __init__(self, settings: Settings, clock: Callable[[], datetime] | None = None) -> None:
        self._settings = settings
        self._key = settings.keys.get("safebrowsing", "")
        self._base = settings.endpoints.get("safebrowsing", SERVICE)
        self._clock = clock
        self.lacks = "" if self._key or self._here() else "key"

    def wants(self, case: Case) -> Iterable[Question]:
        hide, home = secrets(case), home_domains(case)
        told = (hide.without(it.url) for it in links(case) if it.domain not in home)
        return (Question("safebrowsing", it) for it in dict.fromkeys(told) if it)

    def reveals(self, question: Question) -> Reveals:
        """Nobody learns of a URL of which no hash is in the lists that are kept here."""
        return Reveals.THIRD_PARTY if self._suspects(_hashes(question.subject)) else Reveals.NOBODY

    async def fetch(self, question: Question, ask: Ask) -> bytes | None:
        """Ask for the prefixes of all expressions of the URL that the kept lists leave open."""
        del ask
        asked = _hashes(question.subject)
        if not asked:
            raise FetchError("not a web address")
        suspects = self._suspects(asked)
        told: dict[str, Any] = {"asked": suspects or asked}
        if self._here():
            told["local"] = min(it.fetched for it in self._here())
        if not suspects:
            told["answer"] = {}
        elif not self._key:
            raise FetchError("lacks key")
        else:
            told |= await self._search(sorted({base64.b64encode(bytes.fromhex(it)[:4]).decode() for it in suspects}))
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()

    def read(self, raw: bytes) -> Listing | None:
        told = json.loads(raw)
        if "site_status" in told:
            return Listing(LIST, STATUS[told["site_status"]], told.get("threat", ""), told.get("by", ""))
        hit = dict(_matches(told["v4"], told["asked"]) if "v4" in told else _hits(told["answer"], told["asked"]))
        threats = sorted({it for found in hit.values() for it in found})
        asked_nobody = told.get("answer") == {}
        covers = str(told.get("local", ""))[:10] if asked_nobody else ""
        return Listing(LIST, bool(threats), ", ".join(threats), next(iter(sorted(hit)), ""), covers)

    async def _search(self, prefixes: list[str]) -> dict[str, Any]:
        """What is listed under these prefixes: by v5, or by v4 for a key that has no v5."""
        headers = {"X-Goog-Api-Key": self._key}  # not in the address: addresses end up in logs
        params = {"hashPrefixes": prefixes, "alt": "json"}
        try:
            url = f"{self._base}/v5/hashes:search"
            answer = _object(await get(self._settings, url, params=params, headers=headers, nothing=frozenset()))
        except FetchError as fault:
            if fault.why not in _hashlists.NO_V5:
                raise
            found = _object(await post(self._settings, f"{self._base}/v4/fullHashes:find", _find(prefixes), headers=headers))
            if not found.keys() & {"matches", "negativeCacheDuration"}:
                raise FetchError("not an answer to the question") from fault
            return {"v4": found}
        if not answer.keys() & {"fullHashes", "cacheDuration"}:
            raise FetchError("not an answer to the question")
        return {"answer": answer}

    def _suspects(self, asked: Mapping[str, str]) -> dict[str, str]:
        """Those of the hashes that the kept lists do not rule out; all of them where no fresh lists are kept."""
        lists = self._here()
        if not lists or (self._key and self._stale(lists)):
            return dict(asked)
        return {it: asked[it] for it in asked if any(kept.has(bytes.fromhex(it)) for kept in lists)}

    def _here(self) -> tuple[_hashlists.HashList, ...]:
        return _kept(self._settings.data, _stamp(self._settings.data))

    def _stale(self, lists: Iterable[_hashlists.HashList]) -> bool:
        from sabaku.sources.ledger import utc_now

        now = (self._clock or utc_now)()
        return any(now - datetime.fromisoformat(it.fetched) > STALE for it in lists)


@functools.lru_cache(2)
def _kept(folder: Path | None, stamp: tuple[int, ...]) -> tuple[_hashlists.HashList, ...]:
    del stamp
    return _hashlists.read_lists(folder)


def _stamp(folder: Path | None) -> tuple[int, ...]:
    """Changes when a list does: a long-lived process takes the new one."""
    place = folder / _hashlists.FOLDER if folder is not None else None
    try:
        return (place.stat().st_mtime_ns,) if place is not None else ()
    except OSError:
        return ()


def _hashes(url: str) -> dict[str, str]:
    return {hashlib.sha256(it.encode()).hexdigest(): it for it in expressions(url)}


def _find(prefixes: Iterable[str]) -> dict[str, Any]:
    from sabaku import __version__

    info = {
        "threatTypes": sorted(THREATS),
        "platformTypes": ["ANY_PLATFORM"],
        "threatEntryTypes": ["URL"],
        "threatEntries": [{"hash": it} for it in prefixes],
    }
    return {"client": {"clientId": "sabaku", "clientVersion": __version__}, "threatInfo": info}


def _object(raw: bytes | None) -> dict[str, Any]:
    """The JSON object that was answered. Raises FetchError for anything else: an empty answer must not read as «not listed»."""
    try:
        told = json.loads(raw or b"")
    except (ValueError, RecursionError) as fault:
        raise FetchError("unreadable answer") from fault
    if not isinstance(told, dict):
        raise FetchError("unreadable answer")
    return told


def _hits(answer: Any, asked: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    """The expressions that are listed, with their threats. What is unknown or only a canary does not count."""
    for it in answer.get("fullHashes") or ():
        expression = asked.get(base64.b64decode(it.get("fullHash", "")).hex())
        details = it.get("fullHashDetails") or ()
        threats = [
            d["threatType"] for d in details if d.get("threatType") in THREATS and "CANARY" not in (d.get("attributes") or ())
        ]
        if expression and threats:
            yield expression, threats


def _matches(answer: Any, asked: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    """The same for an answer of v4."""
    found: dict[str, list[str]] = {}
    for it in answer.get("matches") or ():
        expression = asked.get(base64.b64decode((it.get("threat") or {}).get("hash", "")).hex())
        if expression and it.get("threatType") in THREATS:
            found.setdefault(expression, []).append(it["threatType"])
    yield from found.items()


def make(settings: Settings) -> SafeBrowsing:
    """The source; without a key it can't be asked."""
    return SafeBrowsing(settings)

"""What others saw of a domain before, with the addresses it had then: `urlscan:<registrable domain>`. By key; off without one.

Searches what is there; hands a URL in only where a person asks for that (`submit`), and never for everybody to see.
Recorded is the answer's `total` and of each result its page and task. Reference: docs.urlscan.io «search», «scan».
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from sabaku.model import Capture, Captures, Case, Question, Reveals
from sabaku.names import brands
from sabaku.sources._http import get, post
from sabaku.sources._registration import moment
from sabaku.sources._seen import held_domains
from sabaku.sources._source import Ask, FetchError, Pace, Settings, hours

SERVICE = "https://urlscan.io"
MOST = 20
LONGEST = 300


class UrlScan:
    """The source `urlscan`."""

    name, keep = "urlscan", hours(6)
    pace = Pace(at_once=2, timeout=10.0, every=0.5, per_day=500, tries=1)

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._key = settings.keys.get("urlscan", "")
        self._base = settings.endpoints.get("urlscan", SERVICE)
        self.lacks = "" if self._key else "key"

    def wants(self, case: Case) -> Iterable[Question]:
        return (Question("urlscan", it) for it in held_domains(case) if not brands.is_official(it))

    def reveals(self, question: Question) -> Reveals:
        del question
        return Reveals.THIRD_PARTY

    async def fetch(self, question: Question, ask: Ask) -> bytes | None:
        del ask
        params = {"q": f"page.domain:{question.subject} OR page.apexDomain:{question.subject}", "size": MOST}
        url = f"{self._base}/api/v1/search/"
        raw = await get(self._settings, url, params=params, headers={"API-Key": self._key}, nothing=frozenset())
        try:
            told = json.loads(raw or b"")
            kept = [{"page": it["page"], "task": it["task"], "result": it.get("result", "")} for it in told["results"][:MOST]]
            return json.dumps({"total": int(told["total"]), "results": kept}, ensure_ascii=False).encode()
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as fault:
            raise FetchError("unreadable answer") from fault

    def read(self, raw: bytes) -> Captures | None:
        told = json.loads(raw)
        found = sorted((_capture(it) for it in told["results"]), key=lambda it: it.at.timestamp() if it.at else 0, reverse=True)
        return Captures(int(told["total"]), tuple(found))


def _capture(it: Mapping[str, Any]) -> Capture:
    page, task = it["page"], it["task"]

    def said(key: str) -> str:
        return str(page.get(key) or "")[:LONGEST]

    country = said("country")[:2].upper()
    return Capture(
        moment(str(task.get("time", ""))), said("url"), said("ip"), country, said("asnname"), said("title"), it["result"]
    )


async def submit(settings: Settings, url: str, visibility: Literal["unlisted", "private"]) -> str:
    """Have urlscan.io visit a URL now; where its capture will be. The suspect sees a visit. Raises FetchError.

    A public scan would show the URL, and whose mail it stood in, to everybody; there is no way to ask for one here.
    """
    if not settings.keys.get("urlscan"):
        raise FetchError("lacks key")
    base = settings.endpoints.get("urlscan", SERVICE)
    body = {"url": url, "visibility": visibility}
    raw = await post(settings, f"{base}/api/v1/scan/", body, headers={"API-Key": settings.keys["urlscan"]})
    try:
        return str(json.loads(raw)["result"])[:LONGEST]
    except (ValueError, LookupError, TypeError, RecursionError) as fault:
        raise FetchError("unreadable answer") from fault


def make(settings: Settings) -> UrlScan:
    """The source; without a key it can't be asked."""
    return UrlScan(settings)

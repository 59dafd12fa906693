"""What VirusTotal already knows of a URL, a domain or an address: `virustotal:<it>`; and which addresses a domain led to and when
(passive DNS): `virustotal:<domain>?of=resolutions`. Looks up by id; never uploads anything.

Recorded is {"id": what was asked for, "attributes": the dates and counts of the answer, or "resolutions": addresses and times}.
A URL that nobody has handed in yet is «none». By key; off without one. Reference: docs.virustotal.com, API v3 «URLs», «Domains»,
«IP addresses», «DNS resolutions».
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from sabaku.model import Case, Listing, Question, Resolution, Resolutions, Reveals
from sabaku.names import brands, hosts
from sabaku.names.whose import home_domains
from sabaku.sources._guard import secrets
from sabaku.sources._http import get
from sabaku.sources._seen import links
from sabaku.sources._source import Ask, FetchError, Pace, Settings, hours
from sabaku.sources.feeds import shared

SERVICE = "https://www.virustotal.com"
LIST = "VirusTotal"
MOST = 2
"""Questions of one case: a free key may ask four times a minute."""
SEVERAL = 3
"""Engines that have to agree; one or two are often wrong."""
RESOLUTIONS = ("of", "resolutions")
RECORDS = 40
"""Records of passive DNS of one answer; more than that are not asked for."""
KEPT = ("last_analysis_stats", "last_analysis_date", "first_submission_date", "reputation")


class VirusTotal:
    """The source `virustotal`."""

    name, keep = "virustotal", hours(6)
    pace = Pace(at_once=1, timeout=10.0, every=15.0, per_day=500, tries=1)

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._key = settings.keys.get("virustotal", "")
        self._base = settings.endpoints.get("virustotal", SERVICE)
        self.lacks = "" if self._key else "key"

    def wants(self, case: Case) -> Iterable[Question]:
        from sabaku.sources._browser.decoys import before_token

        hide, home = secrets(case), home_domains(case)
        strange = (it for it in links(case) if it.domain not in home and not brands.is_official(it.host))
        first = {it.host: before_token(hide.without(it.url)) for it in reversed(tuple(strange))}
        urls = [Question("virustotal", it) for it in reversed(first.values()) if it][:MOST]
        return [*urls, *_resolved(case, urls, reversed(first))]

    def reveals(self, question: Question) -> Reveals:
        """VirusTotal, and its paying customers, may see that somebody asks for this URL."""
        del question
        return Reveals.THIRD_PARTY

    async def fetch(self, question: Question, ask: Ask) -> bytes | None:
        del ask
        path = _path(question.subject)
        if RESOLUTIONS in question.arguments:
            return await self._resolutions(question.subject)
        raw = await get(self._settings, f"{self._base}/api/v3/{path}", headers={"x-apikey": self._key})
        if raw is None:
            return None
        try:
            attributes = json.loads(raw)["data"]["attributes"]
            sum(int(it) for it in attributes["last_analysis_stats"].values())
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as fault:
            raise FetchError("unreadable answer") from fault
        return json.dumps({"id": path, "attributes": {key: attributes[key] for key in KEPT if key in attributes}}).encode()

    async def _resolutions(self, domain: str) -> bytes | None:
        url, params = f"{self._base}/api/v3/domains/{domain}/resolutions", {"limit": RECORDS}
        raw = await get(self._settings, url, params=params, headers={"x-apikey": self._key})
        if raw is None:
            return None
        try:
            told = json.loads(raw)
            found = [it["attributes"] for it in told["data"]]
            kept = [[str(it["ip_address"]), int(it["date"])] for it in found if hosts.is_ip(str(it["ip_address"]))]
            strange = [it for it in found if str(it["host_name"]).lower() != domain]
            more = bool(told.get("links", {}).get("next"))
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as fault:
            raise FetchError("unreadable answer") from fault
        if strange:
            raise FetchError("answers about something else")
        return json.dumps({"id": f"domains/{domain}/resolutions", "resolutions": kept, "more": more}).encode()

    def read(self, raw: bytes) -> Listing | Resolutions | None:
        whole = json.loads(raw)
        if "resolutions" in whole:
            return _records(whole)
        told: Mapping[str, Any] = whole["attributes"]
        stats = {key: int(it) for key, it in told["last_analysis_stats"].items()}
        bad, all_of_them = stats.get("malicious", 0), sum(stats.values())
        if not all_of_them:
            return None  # handed in, and not looked at by anybody yet
        at = told.get("last_analysis_date")
        day = datetime.fromtimestamp(at, UTC).date().isoformat() if isinstance(at, int) and 0 < at < 2**33 else ""
        return Listing(LIST, bad >= SEVERAL, f"{bad}/{all_of_them}", "", day)


def _resolved(case: Case, urls: list[Question], linked: Iterable[str]) -> list[Question]:
    """The passive DNS of the first linked domain that somebody holds, once the URLs were answered and while there is room."""
    answered = all((fact := case.facts.get(it)) is not None and fact.state in ("found", "none") for it in urls)
    names = (hosts.registrable(host) for host in linked)
    held = [it for it in names if hosts.registered(it) == it and not shared(it) and not brands.is_official(it)]
    return [Question("virustotal", it, (RESOLUTIONS,)) for it in held[:1]] if urls and answered and len(urls) < MOST else []


def _records(told: Mapping[str, Any]) -> Resolutions:
    found = [Resolution(ip, datetime.fromtimestamp(at, UTC)) for ip, at in told["resolutions"][:RECORDS] if 0 < at < 2**33]
    return Resolutions(LIST, tuple(sorted(found, key=lambda it: it.at, reverse=True)), not told["more"])


def _path(subject: str) -> str:
    """Where the object stands: a URL under its unpadded base64 form (RFC 4648 section 5)."""
    if "://" in subject:
        return f"urls/{base64.urlsafe_b64encode(subject.encode()).decode().rstrip('=')}"
    return f"ip_addresses/{subject}" if hosts.is_ip(subject) else f"domains/{subject}"


def make(settings: Settings) -> VirusTotal:
    """The source; without a key it can't be asked."""
    return VirusTotal(settings)

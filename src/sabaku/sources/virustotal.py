"""What VirusTotal already knows of a URL, a domain or an address: `virustotal:<it>`. Looks up by id; never uploads anything.

Recorded is {"id": what was asked for, "attributes": the dates and counts of the answer}. A URL that nobody has handed in yet is
«none». By key; off without one. Reference: docs.virustotal.com, API v3 «URLs», «Domains», «IP addresses».
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from sabaku import brands, hosts
from sabaku.model import Case, Listing, Question, Reveals
from sabaku.sources._guard import secrets
from sabaku.sources._http import get
from sabaku.sources._seen import home_domains, links
from sabaku.sources._source import Ask, FetchError, Pace, Settings, hours

SERVICE = "https://www.virustotal.com"
LIST = "VirusTotal"
MOST = 2
"""Questions of one case: a free key may ask four times a minute."""
SEVERAL = 3
"""Engines that have to agree; one or two are often wrong."""
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
        return [Question("virustotal", it) for it in reversed(first.values()) if it][:MOST]

    def reveals(self, question: Question) -> Reveals:
        """VirusTotal, and its paying customers, may see that somebody asks for this URL."""
        del question
        return Reveals.THIRD_PARTY

    async def fetch(self, question: Question, ask: Ask) -> bytes | None:
        del ask
        path = _path(question.subject)
        raw = await get(self._settings, f"{self._base}/api/v3/{path}", headers={"x-apikey": self._key})
        if raw is None:
            return None
        try:
            attributes = json.loads(raw)["data"]["attributes"]
            sum(int(it) for it in attributes["last_analysis_stats"].values())
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as fault:
            raise FetchError("unreadable answer") from fault
        return json.dumps({"id": path, "attributes": {key: attributes[key] for key in KEPT if key in attributes}}).encode()

    def read(self, raw: bytes) -> Listing | None:
        told: Mapping[str, Any] = json.loads(raw)["attributes"]
        stats = {key: int(it) for key, it in told["last_analysis_stats"].items()}
        bad, all_of_them = stats.get("malicious", 0), sum(stats.values())
        if not all_of_them:
            return None  # handed in, and not looked at by anybody yet
        at = told.get("last_analysis_date")
        day = datetime.fromtimestamp(at, UTC).date().isoformat() if isinstance(at, int) and 0 < at < 2**33 else ""
        return Listing(LIST, bad >= SEVERAL, f"{bad}/{all_of_them}", "", day)


def _path(subject: str) -> str:
    """Where the object stands: a URL under its unpadded base64 form (RFC 4648 section 5)."""
    if "://" in subject:
        return f"urls/{base64.urlsafe_b64encode(subject.encode()).decode().rstrip('=')}"
    return f"ip_addresses/{subject}" if hosts.is_ip(subject) else f"domains/{subject}"


def make(settings: Settings) -> VirusTotal:
    """The source; without a key it can't be asked."""
    return VirusTotal(settings)

"""What others reported of the address that the mail came from: `abuseipdb:<ip>`. By key; off without one.

Reference: docs.abuseipdb.com «check» (API v2).
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from sabaku.model import Case, Listing, Question, Reveals
from sabaku.names import hosts
from sabaku.sources._http import get
from sabaku.sources._source import Ask, FetchError, Pace, Settings, hours

SERVICE = "https://api.abuseipdb.com"
LIST = "AbuseIPDB"
DAYS = 90
SURE = 50
"""Per cent of confidence from which an address counts as listed; below that it is told as it is."""


class AbuseIpDb:
    """The source `abuseipdb`."""

    name, keep = "abuseipdb", hours(6)
    pace = Pace(at_once=2, timeout=8.0, per_day=1000, tries=2)

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._key = settings.keys.get("abuseipdb", "")
        self._base = settings.endpoints.get("abuseipdb", SERVICE)
        self.lacks = "" if self._key else "key"

    def wants(self, case: Case) -> Iterable[Question]:
        ip = case.origin.ip
        return [Question("abuseipdb", ip)] if ip and hosts.is_global(ip) else []

    def reveals(self, question: Question) -> Reveals:
        del question
        return Reveals.THIRD_PARTY

    async def fetch(self, question: Question, ask: Ask) -> bytes | None:
        del ask
        params = {"ipAddress": question.subject, "maxAgeInDays": DAYS}
        url = f"{self._base}/api/v2/check"
        raw = await get(self._settings, url, params=params, headers={"Key": self._key}, nothing=frozenset())
        try:
            told = json.loads(raw or b"")["data"]
            if hosts.address(told["ipAddress"]) != hosts.address(question.subject):
                raise FetchError("answers about something else")
            int(told["abuseConfidenceScore"])
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as fault:
            raise FetchError("unreadable answer") from fault
        return raw

    def read(self, raw: bytes) -> Listing | None:
        told = json.loads(raw)["data"]
        score, reports = int(told["abuseConfidenceScore"]), int(told.get("totalReports") or 0)
        last = str(told.get("lastReportedAt") or "")[:10]
        return Listing(LIST, score >= SURE, f"{score} %", f"{reports} / {DAYS} d", last)


def make(settings: Settings) -> AbuseIpDb:
    """The source; without a key it can't be asked."""
    return AbuseIpDb(settings)

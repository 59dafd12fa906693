"""Which certificates were logged for a domain (certificate transparency, RFC 9162): `ct:<registrable domain>`.

Asked is crt.sh, or any service that answers like it or like Cert Spotter (endpoint `ct`, with {domain} in its address).
Recorded is {"total": rows, "rows": the oldest and the newest hundred as they came}.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from sabaku.model import Case, Certificate, Certificates, Question, Reveals
from sabaku.names import brands
from sabaku.sources._http import get
from sabaku.sources._registration import moment
from sabaku.sources._seen import held_domains
from sabaku.sources._source import Ask, FetchError, Pace, Settings, hours

SERVICE = "https://crt.sh/?q={domain}&output=json&deduplicate=Y"
LARGEST = 7 * 2**20
MOST_ROWS = 100
SHOWN = 12
MOST_NAMES = 100
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Row = Mapping[str, Any]


class Ct:
    """The source `ct`."""

    name, keep, lacks = "ct", hours(12), ""
    pace = Pace(at_once=1, timeout=20.0, every=1.0, per_day=1000, tries=1)

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._service = settings.endpoints.get("ct", SERVICE)

    def wants(self, case: Case) -> Iterable[Question]:
        """Strange domains only: a known company has thousands of certificates, and none of them would tell anything."""
        return (Question("ct", it) for it in held_domains(case) if not brands.is_official(it))

    def reveals(self, question: Question) -> Reveals:
        del question
        return Reveals.THIRD_PARTY

    async def fetch(self, question: Question, ask: Ask) -> bytes | None:
        del ask
        url = self._service.replace("{domain}", quote(question.subject, safe="."))
        raw = await get(self._settings, url, nothing=frozenset(), largest=LARGEST)
        try:
            told = json.loads(raw or b"")
        except (ValueError, RecursionError) as fault:
            raise FetchError("unreadable answer") from fault
        if not isinstance(told, list) or not all(isinstance(it, dict) and "not_before" in it for it in told):
            raise FetchError("unreadable answer")
        rows = sorted(told, key=_since)
        return json.dumps({"total": len(rows), "rows": [*rows[:1], *rows[1:][-MOST_ROWS:]]}, ensure_ascii=False).encode()

    def read(self, raw: bytes) -> Certificates | None:
        told = json.loads(raw)
        rows: Sequence[Row] = sorted(told["rows"], key=_since)
        first = _since(rows[0]) if rows else EPOCH
        newest: dict[tuple[object, ...], Certificate] = {}
        for it in reversed(rows):
            made = _certificate(it)
            # a certificate and what was logged before it was issued (the precertificate) are one
            newest.setdefault((made.names, made.issuer, made.not_before), made)
        return Certificates(int(told["total"]), first if first > EPOCH else None, tuple(newest.values())[:SHOWN])


def _since(row: Row) -> datetime:
    return moment(str(row.get("not_before", ""))) or EPOCH


def _certificate(row: Row) -> Certificate:
    names = row.get("dns_names") or [*str(row.get("name_value", "")).splitlines(), row.get("common_name", "")]
    issuer = row.get("issuer")
    by = (issuer.get("friendly_name") or issuer.get("name")) if isinstance(issuer, dict) else row.get("issuer_name")
    known = dict.fromkeys(str(it).strip().lower()[:255] for it in list(names)[:MOST_NAMES] if it)
    return Certificate(
        tuple(known), _issuer(str(by or "")), moment(str(row.get("not_before"))), moment(str(row.get("not_after")))
    )


def _issuer(text: str) -> str:
    """Organisation and name out of a distinguished name; any other text as it is."""
    parts = dict(it.strip().partition("=")[::2] for it in text[:300].split(","))
    return " ".join(dict.fromkeys(it.strip('" ') for it in (parts.get("O", ""), parts.get("CN", "")) if it)) or text[:300]


def make(settings: Settings) -> Ct:
    """The source over crt.sh or the operator's own service."""
    return Ct(settings)

"""Which RDAP server answers for a top-level domain or an address block (RFC 9224): `registry:<tld>`, `registry:<ip>`.

IANA's files are fetched once per process; recorded is only the entry that was wanted, so tapes stay small.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from sabaku.model import Case, Question, Records, Reveals
from sabaku.names import hosts
from sabaku.sources._http import get
from sabaku.sources._source import Ask, FetchError, Pace, Settings, days

IANA = "https://data.iana.org/rdap/"


class Registry:
    """The source `registry`. It wants nothing by itself: `rdap` asks it."""

    name, keep, lacks = "registry", days(7), ""
    pace = Pace(at_once=1, timeout=15.0, tries=2)

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._base = settings.endpoints.get("registry", IANA)
        self._files: dict[str, list[tuple[Sequence[str], Sequence[str]]]] = {}

    def wants(self, case: Case) -> Iterable[Question]:
        del case
        return ()

    def reveals(self, question: Question) -> Reveals:
        """IANA learns that somebody uses RDAP, and not about whom; but it is a request to a third party."""
        del question
        return Reveals.THIRD_PARTY

    async def fetch(self, question: Question, ask: Ask) -> bytes | None:
        """The entry of IANA's file as JSON: [[ranges], [base addresses]]. None where no server is registered."""
        del ask
        ip = hosts.address(question.subject)
        kind = "dns" if ip is None else f"ipv{ip.version}"
        for ranges, bases in await self._entries(kind):
            if _covers(ranges, question.subject):
                return json.dumps([list(ranges), list(bases)]).encode()
        return None

    def read(self, raw: bytes) -> Records | None:
        _, bases = json.loads(raw)
        safe = tuple(str(it) for it in bases if str(it).startswith(("https://", "http://")))
        return Records("RDAP", tuple(sorted(safe, key=lambda it: not it.startswith("https://"))))

    async def _entries(self, kind: str) -> list[tuple[Sequence[str], Sequence[str]]]:
        if kind not in self._files:
            raw = await get(self._settings, f"{self._base}{kind}.json", nothing=frozenset())
            try:
                told = json.loads(raw or b"{}")["services"]
                self._files[kind] = [(it[0], it[1]) for it in told]
            except (ValueError, LookupError, TypeError, RecursionError) as fault:
                raise FetchError("unreadable registry") from fault
        return self._files[kind]


def _covers(ranges: Iterable[str], subject: str) -> bool:
    """Whether the subject is one of those top-level domains, or an address in one of those blocks."""
    import ipaddress

    ip = hosts.address(subject)
    if ip is None:
        return subject.lower() in {str(it).lower() for it in ranges}
    for it in ranges:
        try:
            if ip in ipaddress.ip_network(str(it)):
                return True
        except (ValueError, TypeError):
            continue
    return False


def make(settings: Settings) -> Registry:
    """The source over IANA's bootstrap files, or over those of the endpoint `registry`."""
    return Registry(settings)

"""Who runs the network of an address: AS number, organisation, what it is used for. From a table on this machine; asks nobody."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, cast

import msgspec

from sabaku import data
from sabaku.data import geo
from sabaku.model import Case, Fact, Network, Question
from sabaku.sources import catalogue
from sabaku.sources._seen import addresses
from sabaku.sources._source import Settings

Use = Literal["", "cloud", "hosting", "cdn", "isp", "mobile", "vpn", "tor", "company"]


@functools.cache
def uses() -> Mapping[int, Use]:
    """What the autonomous systems of data/networks.toml are used for."""
    return {asn: cast("Use", it["use"]) for it in data.toml("networks")["network"] for asn in it["asns"]}


def dated(table: geo.Table) -> datetime:
    """The day of a table."""
    return datetime.fromisoformat(table.date).replace(tzinfo=UTC)


class Networks:
    """The source `network`."""

    name = "network"
    lacks = ""

    def __init__(self, folder: Path | None) -> None:
        self._table = functools.partial(geo.newest, folder)
        self._look = functools.lru_cache(16384)(self._answer)

    def wants(self, case: Case) -> Iterable[Question]:
        return (Question("network", ip) for ip in addresses(case))

    def look(self, question: Question) -> Fact:
        return self._look(question)

    def read(self, raw: bytes) -> Network | None:
        return msgspec.json.decode(raw, type=Network)

    def _answer(self, question: Question) -> Fact:
        table = self._table()
        row = table.at(question.subject)
        page = catalogue.check_at(question)
        if not row.asn:
            return Fact(question, "none", None, dated(table), check_at=page)
        use = uses().get(row.asn, "")
        value = Network(row.asn, row.organisation, row.country, "", use, geo.DATASET, table.date)
        return Fact(question, "found", value, dated(table), check_at=page)


def make(settings: Settings) -> Networks:
    """The source over the shipped table, or the operator's where that is newer."""
    return Networks(settings.data)

"""Who runs the network of an address: AS number, organisation, and what it is used for. From the shipped table; asks nobody."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
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


@functools.cache
def table_date() -> datetime:
    """The day of the shipped table."""
    return datetime.fromisoformat(geo.table().date).replace(tzinfo=UTC)


class Networks:
    """The source `network`."""

    name = "network"
    lacks = ""

    def wants(self, case: Case) -> Iterable[Question]:
        return (Question("network", ip) for ip in addresses(case))

    def look(self, question: Question) -> Fact:
        return _fact(question.subject)

    def read(self, raw: bytes) -> Network | None:
        return msgspec.json.decode(raw, type=Network)


@functools.lru_cache(16384)
def _fact(ip: str) -> Fact:
    question = Question("network", ip)
    row = geo.table().at(ip)
    page = catalogue.check_at(question)
    if not row.asn:
        return Fact(question, "none", None, table_date(), check_at=page)
    use = uses().get(row.asn, "")
    value = Network(row.asn, row.organisation, row.country, "", use, geo.DATASET, geo.table().date)
    return Fact(question, "found", value, table_date(), check_at=page)


def make(settings: Settings) -> Networks:
    """The source over the shipped table; the settings don't matter to it."""
    del settings
    return Networks()

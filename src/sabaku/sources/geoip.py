"""Where an address is said to be, with honest precision: the shipped table knows countries, the operator's databases cities.

`geoip:<ip>` is the best answer; `geoip:<ip>?by=<database>` what each further database says, for they often disagree.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import msgspec

from sabaku.data import geo, kept
from sabaku.model import Case, Fact, Place, Question, Text
from sabaku.sources import catalogue
from sabaku.sources._seen import addresses
from sabaku.sources._source import Settings
from sabaku.sources.network import dated, uses

USUAL_RADIUS = 50
"""Kilometres, for city databases that do not say how far off they may be."""
Precision = Literal["city", "region", "country", "cloud", "anycast", "unknown"]


class Geoip:
    """The source `geoip`."""

    name = "geoip"
    lacks = ""

    def __init__(self, folder: Path | None) -> None:
        self._cities = tuple(kept.cities(folder))
        self._table = functools.partial(geo.newest, folder)
        self._look = functools.lru_cache(16384)(self._answer)

    def wants(self, case: Case) -> Iterable[Question]:
        for ip in addresses(case):
            yield Question("geoip", ip)
            for it in self._cities[1:]:
                yield Question("geoip", ip, (("by", it.name),))

    def look(self, question: Question) -> Fact:
        return self._look(question)

    def read(self, raw: bytes) -> Place | None:
        return msgspec.json.decode(raw, type=Place)

    def _answer(self, question: Question) -> Fact:
        by = dict(question.arguments).get("by", "")
        for it in self._cities:
            if by in ("", it.name):
                place = _from_city(it, question.subject, self._table())
                if place is not None:
                    return _found(question, place, datetime.fromisoformat(it.date).replace(tzinfo=UTC))
        place = None if by else _from_table(question.subject, self._table())
        return _found(question, place, dated(self._table()))


def _found(question: Question, place: Place | None, at: datetime) -> Fact:
    return Fact(question, "found" if place else "none", place, at, check_at=catalogue.check_at(question))


def _from_table(ip: str, table: geo.Table) -> Place | None:
    row = table.at(ip)
    if not row.country:
        return None
    precision: Precision = "anycast" if uses().get(row.asn) == "cdn" else "country"
    return Place(row.country, precision=precision, dataset=geo.DATASET, dataset_date=table.date)


def _from_city(database: kept.City, ip: str, table: geo.Table) -> Place | None:
    """A record of either of the two usual layouts as a Place; None where it does not even have a country."""
    record = database.get(ip)
    told = _maxmind(record) if isinstance(record.get("country"), dict) else _flat(record)
    if not told.get("country"):
        return None
    return Place(**told, precision=_precision(ip, told, table), dataset=database.name, dataset_date=database.date)


def _precision(ip: str, told: Mapping[str, Any], table: geo.Table) -> Precision:
    use = uses().get(table.at(ip).asn, "")
    if use == "cdn":
        return "anycast"
    if use == "cloud":
        return "cloud"
    return "city" if told.get("city") else "region" if told.get("region") else "country"


def _maxmind(record: Mapping[str, Any]) -> dict[str, Any]:
    location = record.get("location") or {}
    regions = record.get("subdivisions") or [{}]
    city = _names(record.get("city"))
    radius = location.get("accuracy_radius")
    return {
        "country": str(record["country"].get("iso_code", ""))[:2],
        "region": _names(regions[0]),
        "city": city,
        "latitude": _number(location.get("latitude")),
        "longitude": _number(location.get("longitude")),
        "radius_km": int(radius) if isinstance(radius, int) else None,
    }


def _names(record: object) -> Text | None:
    names = record.get("names") if isinstance(record, dict) else None
    if not isinstance(names, dict) or not names.get("en"):
        return None
    return Text(str(names.get("ja") or names["en"]), str(names["en"]))


def _flat(record: Mapping[str, Any]) -> dict[str, Any]:
    city, region = record.get("city"), record.get("state1")
    return {
        "country": str(record.get("country_code") or "")[:2],
        "region": Text(str(region), str(region)) if region else None,
        "city": Text(str(city), str(city)) if city else None,
        "latitude": _number(record.get("latitude")),
        "longitude": _number(record.get("longitude")),
        "radius_km": USUAL_RADIUS if city else None,
    }


def _number(value: object) -> float | None:
    try:
        return float(str(value)) if value is not None else None
    except ValueError:
        return None


def make(settings: Settings) -> Geoip:
    """The source over the shipped table and the operator's databases."""
    return Geoip(settings.data)

"""From when to when the tables and lists on this machine go: what is not in them may be newer, or older. Asks nobody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sabaku import data
from sabaku.data import geo, kept
from sabaku.sources import _hashlists
from sabaku.sources._source import Settings


class Covers(NamedTuple):
    """A table or list: its name, its first and its last day (ISO; "" = not told)."""

    name: str
    first: str
    last: str


def coverage(settings: Settings) -> Mapping[str, tuple[Covers, ...]]:
    """What each local source goes by."""
    table = geo.newest(settings.data)
    networks = (Covers(geo.DATASET, "", table.date),)
    return {
        "feeds": _lists(settings),
        "geoip": (*networks, *(Covers(it.name, "", it.date) for it in kept.cities(settings.data))),
        "network": networks,
        "safebrowsing": tuple(Covers(it.name, "", it.fetched[:10]) for it in _hashlists.read_lists(settings.data)),
        "warnings": _warnings(),
    }


def _lists(settings: Settings) -> tuple[Covers, ...]:
    lists = kept.lists(settings.data)
    if lists is None:
        return ()
    try:
        return tuple(Covers(it.name, it.first, it.last) for it in lists.coverage())
    finally:
        lists.close()


def _warnings() -> tuple[Covers, ...]:
    days = sorted(str(it["date"]) for it in data.toml("warnings")["warning"])
    return (Covers("warnings.toml", days[0], days[-1]),) if days else ()

"""Fetches the public lists of data/lists.toml into the operator's data folder. A dead mirror leaves the old copy in place.

Called by hand (`sabaku data update`), never by an examination: what is fetched names no mail.
"""

from __future__ import annotations

import asyncio
import contextlib
import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from sabaku import data
from sabaku.data import kept
from sabaku.names import hosts
from sabaku.sources import _hashlists, _tables
from sabaku.sources._http import get
from sabaku.sources._source import FetchError, Settings
from sabaku.sources.feeds import as_kept

LARGEST = 128 * 2**20
"""Bytes of one file."""
PATIENCE, PATIENCE_WITH_OTHERS = 120.0, 3600.0
"""Seconds for one file, and for whatever another update may still be writing."""
LONGEST = 2048
"""Characters of a URL that is kept."""
URL_ALONE = re.compile(r"https?://[^\s<>\"']{3,2048}", re.IGNORECASE)
BEGUN = re.compile(r"\.[\w.-]{1,80}\.[0-9a-f]{12}(?:-journal)?")
"""How a file is named until it is complete."""
HASHES = "safebrowsing"
LARGE = 200
"""Entries from which a list is not believed to have lost nine tenths of them."""
SETTLED = 3
"""Months after which a monthly file no longer changes and is not fetched again."""
Progress = Callable[[str, int, int], None]
"""Told of each step: list, files done, files in all."""


class Outcome(NamedTuple):
    """What became of one list: `entries` in it now, `why` it was not fetched anew ("" where it was).

    `waits`: it is not due before that; `table`: a file of data, whose entries nobody counts.
    """

    list: str
    entries: int
    fetched: str
    why: str = ""
    waits: str = ""
    table: bool = False


def available() -> Mapping[str, Mapping[str, Any]]:
    """The lists that can be kept, by id."""
    return data.toml("lists")


def everything() -> tuple[str, ...]:
    """The ids of all that can be brought up to date: lists, hash lists, tables."""
    return (*available(), HASHES, *_tables.available())


async def update(
    settings: Settings, now: datetime, names: Iterable[str] = (), progress: Progress | None = None
) -> tuple[Outcome, ...]:
    """Fetch these lists (all, if none are named) and put them in place together. Raises OSError where that can't be written."""
    folder = settings.data or Path()
    _swept(folder, now)
    old = kept.lists(folder)
    coverage = {it.name: it for it in old.coverage()} if old is not None else {}
    fresh: dict[str, tuple[kept.Coverage, list[kept.Entry]]] = {}
    outcomes: list[Outcome] = []
    for id in everything():
        if names and id not in set(names):
            continue
        if id not in available():
            outcomes += await (_hashes(settings, now) if id == HASHES else _table(settings, id, now, progress or _silent))
            continue
        told = available()[id]
        try:
            entries = await _fetch(settings, id, told, now, progress or _silent)
            _believe(len(entries), coverage.get(told["name"]))
            fresh[told["name"]] = (_coverage(told, entries, now), entries)
            outcomes.append(Outcome(told["name"], len(entries), now.date().isoformat()))
        except (FetchError, TimeoutError, OSError) as fault:
            before = coverage.get(told["name"])
            why = fault.why if isinstance(fault, FetchError) else type(fault).__name__
            outcomes.append(Outcome(told["name"], before.entries if before else 0, before.fetched if before else "", why))
    if fresh:
        stays = ((it, old.all_of(name)) for name, it in coverage.items() if old is not None and name not in fresh)
        kept.write_lists(folder, (*stays, *fresh.values()))
    if old is not None:
        old.close()
    return tuple(outcomes)


def _swept(folder: Path, now: datetime) -> None:
    """Remove what an update that was killed had begun to write; none that is still being written is that old."""
    for place in (folder, folder / "geo"):
        for it in place.glob(".*"):
            with contextlib.suppress(OSError):
                if BEGUN.fullmatch(it.name) and now.timestamp() - it.stat().st_mtime > PATIENCE_WITH_OTHERS:
                    it.unlink()


async def _table(settings: Settings, id: str, now: datetime, progress: Progress) -> list[Outcome]:
    """One file of data; the old one stays where nothing better came."""
    told = _tables.available()[id]
    try:
        why = await _tables.update(settings, id, now, progress)
    except OSError as fault:
        why = type(fault).__name__
    date = next(it.date for it in _tables.kept_tables(settings.data) if it.id == id) if why else now.date().isoformat()
    return [Outcome(told["name"], 0, date, why, table=True)]


async def _hashes(settings: Settings, now: datetime) -> list[Outcome]:
    """Safe Browsing's hash lists; they go their own way, for they come in differences."""
    before = {it.name: it for it in _hashlists.read_lists(settings.data)}
    try:
        if not settings.keys.get(HASHES):
            raise FetchError("lacks key SABAKU_SAFEBROWSING_KEY")
        async with asyncio.timeout(PATIENCE):
            applied = await _hashlists.update(settings, now)
    except (FetchError, TimeoutError, OSError) as fault:
        why = fault.why if isinstance(fault, FetchError) else type(fault).__name__
        kept_ones = [_hashlists.Applied(it.name, it, why) for it in before.values()]
        applied = tuple(kept_ones) or (_hashlists.Applied("", None, why),)
    return [
        Outcome(f"Safe Browsing {it.name}".strip(), len(it.kept or ""), it.kept.fetched[:10] if it.kept else "", it.why, it.waits)
        for it in applied
    ]


def _believe(entries: int, before: kept.Coverage | None) -> None:
    """Raises FetchError for a list that has lost nearly all of its entries since the last time: half an answer."""
    if before is not None and before.entries >= LARGE and entries < before.entries // 10:
        raise FetchError(f"only {entries} entries came")


def _silent(list: str, done: int, of: int) -> None:
    del list, done, of


async def _fetch(settings: Settings, id: str, told: Mapping[str, Any], now: datetime, progress: Progress) -> list[kept.Entry]:
    """All entries of one list. Raises FetchError where nothing usable came."""
    key = settings.keys.get(id, "")
    if told.get("key") and not key:
        raise FetchError(f"lacks key {told['key']}")
    found: dict[tuple[str, str], kept.Entry] = {}
    addresses = list(_addresses(told, now, key, settings.endpoints.get(f"lists.{id}")))
    for n, (name, url, settled) in enumerate(addresses, 1):
        raw = await _file(settings, f"{id}-{name}", url, settled)
        for it in _parsed(told["format"], told["name"], raw or b""):
            found[it.url, it.at[:10]] = it
        progress(told["name"], n, len(addresses))
    if not found:
        raise FetchError("nothing usable came")
    return list(found.values())


async def _file(settings: Settings, name: str, url: str, settled: bool) -> bytes | None:
    """One file; from the folder where it was fetched before and does not change any more, so an update can be gone on with."""
    store = (settings.data or Path()) / "fetched" / f"{name}.csv"
    if settled and store.is_file():
        return store.read_bytes()
    async with asyncio.timeout(PATIENCE):
        raw = await get(settings, url, accept="*/*", largest=LARGEST)
    if raw is not None and settled:
        store.parent.mkdir(parents=True, exist_ok=True)
        part = store.with_suffix(".part")
        part.write_bytes(raw)
        part.replace(store)
    return raw


def _addresses(told: Mapping[str, Any], now: datetime, key: str, base: str | None) -> Iterator[tuple[str, str, bool]]:
    """Name, address and whether it is settled, of each file of a list."""
    url = (base or told["url"]).replace("{key}", key)
    if "{month}" not in url:
        yield "all", url, False
        return
    for back in range(int(told["months"]), -1, -1):
        year, month = divmod(now.year * 12 + now.month - 1 - back, 12)
        name = f"{year}{month + 1:02}"
        yield name, url.replace("{year}", str(year)).replace("{month}", f"{month + 1:02}"), back > SETTLED


def _coverage(told: Mapping[str, Any], entries: list[kept.Entry], now: datetime) -> kept.Coverage:
    days = sorted(it.at[:10] for it in entries if it.at) or [now.date().isoformat()]
    return kept.Coverage(told["name"], told["url"], told["licence"], now.date().isoformat(), days[0], days[-1], len(entries))


# --- formats -----------------------------------------------------------------------------------------------------


def _parsed(format: str, name: str, raw: bytes) -> Iterator[kept.Entry]:
    """The entries of a file; lines that are none are passed over."""
    text = raw.decode("utf-8-sig", "replace").replace("\0", "")
    for url, at, threat, brand in _FORMATS[format](text):
        host = hosts.of_url(url)
        if host and len(url) <= LONGEST:
            yield kept.Entry(name, as_kept(url), host, hosts.registrable(host), at, threat[:60], brand[:100])


Line = tuple[str, str, str, str]


def _rows(text: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(io.StringIO(text))
    except csv.Error:
        return


def _jpcert(text: str) -> Iterator[Line]:
    """date,URL,description with the date as 2019/01/04 10:24:00."""
    for row in _rows(text):
        if len(row) >= 3 and row[0][:4].isdigit():
            yield row[1], row[0][:10].replace("/", "-"), "phishing", row[2].strip()


def _urlhaus(text: str) -> Iterator[Line]:
    """id,dateadded,url,url_status,last_online,threat,tags,urlhaus_link,reporter after comments."""
    for row in _rows("\n".join(it for it in text.splitlines() if not it.startswith("#"))):
        if len(row) >= 6 and row[0].isdigit():
            yield row[2], row[1][:10], row[5], ""


def _phishtank(text: str) -> Iterator[Line]:
    """phish_id,url,phish_detail_url,submission_time,verified,verification_time,online,target."""
    for row in _rows(text):
        if len(row) >= 8 and row[0].isdigit():
            yield row[1], row[3][:10], "phishing", row[7]


def _lines(text: str) -> Iterator[Line]:
    """One URL per line, without dates."""
    return ((it, "", "phishing", "") for it in map(str.strip, text.splitlines()) if URL_ALONE.fullmatch(it))


_FORMATS: Mapping[str, Callable[[str], Iterator[Line]]] = {
    "jpcert": _jpcert,
    "urlhaus": _urlhaus,
    "phishtank": _phishtank,
    "lines": _lines,
}

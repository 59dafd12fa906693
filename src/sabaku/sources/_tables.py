"""Brings the data of one file each (data/tables.toml) up to date: gone on with after a break, proved, swapped at once.

What cannot be fetched, or is not what it should be, leaves the old file in place, with the reason.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import secrets
import tomllib
import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from sabaku import data
from sabaku.data import geo
from sabaku.names import brands
from sabaku.sources._http import download, get
from sabaku.sources._source import FetchError, Settings

LARGEST = 512 * 2**20
PATIENCE = 1800.0
FETCHED = "fetched"
Progress = Callable[[str, int, int], None]


class Table(NamedTuple):
    """A file as it is kept here: id, name, its day ("" = only the shipped one, or none), its licence."""

    id: str
    name: str
    date: str
    licence: str


def available() -> Mapping[str, Mapping[str, Any]]:
    """The tables that can be kept, by id."""
    return data.toml("tables")


def kept_tables(folder: Path | None) -> tuple[Table, ...]:
    """All tables with the day on which they were fetched."""
    return tuple(Table(id, told["name"], _day(folder, told["file"]), told["licence"]) for id, told in available().items())


def _day(folder: Path | None, file: str) -> str:
    path = folder / file if folder is not None else None
    if path is None or not path.is_file():
        return ""
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).date().isoformat()


async def update(settings: Settings, id: str, now: datetime, progress: Progress) -> str:
    """Fetch one table; why that was not possible, or "". Raises OSError where the folder can't be written."""
    told, folder = available()[id], settings.data or Path()
    address = settings.endpoints.get(f"tables.{id}") or told["url"]
    if not address:
        return f"lacks address SABAKU_URL_TABLES__{id.upper()}"
    part = folder / FETCHED / f"{id}.part"
    why = "nothing usable came"
    for url in _addresses(address, now):
        try:
            async with asyncio.timeout(PATIENCE):
                checksum = await _checksum(settings, url) if told["checksum"] else ""
                await download(settings, url, part, LARGEST, lambda done, of: progress(told["name"], done, of))
            _put(id, part, folder / told["file"], checksum, packed=url.endswith(".gz"))
            return ""
        except FetchError as fault:
            why = fault.why
        except TimeoutError:
            why = "timeout"
    return why


def _addresses(address: str, now: datetime) -> Iterator[str]:
    """The address; where it has a month in it, that of this month and of the one before."""
    if "{month}" not in address:
        yield address
        return
    for back in (0, 1):
        year, month = divmod(now.year * 12 + now.month - 1 - back, 12)
        yield address.replace("{year}", str(year)).replace("{month}", f"{month + 1:02}")


async def _checksum(settings: Settings, url: str) -> str:
    """The digest that the publisher states. Raises FetchError where there is none: then the file can't be trusted."""
    raw = await get(settings, f"{url}.sha256", accept="*/*", largest=4096)
    word = (raw or b"").decode("ascii", "replace").split()[:1]
    if not word or len(word[0]) != 64:
        raise FetchError("no checksum")
    return word[0].lower()


def _put(id: str, part: Path, target: Path, checksum: str, *, packed: bool) -> None:
    """Prove what came and put it in the place of the old file. What is wrong is thrown away, and named."""
    try:
        if checksum and _digest(part) != checksum:
            raise FetchError("checksum")
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = target.parent / f".{target.name}.{secrets.token_hex(6)}"
        try:
            _unpack(part, fresh) if packed else part.replace(fresh)
            _PROVE[id](fresh)
            fresh.replace(target)
        finally:
            fresh.unlink(missing_ok=True)
    finally:
        part.unlink(missing_ok=True)
        part.with_suffix(".etag").unlink(missing_ok=True)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _unpack(part: Path, fresh: Path) -> None:
    written = 0
    try:
        with gzip.open(part) as packed, fresh.open("wb") as file:
            while piece := packed.read(2**20):
                written += file.write(piece)
                if written > LARGEST:
                    raise FetchError("too large")
    except (EOFError, gzip.BadGzipFile, zlib.error) as fault:
        raise FetchError("bad gzip") from fault


# --- whether a file is what it should be ------------------------------------------------------------------------------


def _networks(path: Path) -> None:
    try:
        table = geo.read(path)
        if not table.at("8.8.8.8").asn or table.date < geo.table().date:
            raise FetchError("older than the one at hand")
    except (ValueError, LookupError, OverflowError) as fault:
        raise FetchError("not a table of networks") from fault


def _cities(path: Path) -> None:
    import maxminddb

    try:
        with maxminddb.open_database(str(path), maxminddb.MODE_MMAP) as reader:
            found = reader.get("8.8.8.8")
    except (maxminddb.InvalidDatabaseError, ValueError) as fault:
        raise FetchError("not a database of places") from fault
    if not isinstance(found, dict):
        raise FetchError("not a database of places")


def _suffixes(path: Path) -> None:
    lines = path.read_bytes().decode("utf-8", "replace").splitlines()
    names = {it.strip() for it in lines if it.strip() and not it.startswith("//")}
    if not {"com", "jp", "co.jp", "uk", "*.ck", "!www.ck"} <= names or "===BEGIN PRIVATE DOMAINS===" not in "\n".join(lines):
        raise FetchError("not a list of public suffixes")


def _brands(path: Path) -> None:
    try:
        told = brands.read(tomllib.loads(path.read_bytes().decode("utf-8")))
        brands.prove(told)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as fault:
        raise FetchError("not a list of brands") from fault
    shipped = tomllib.loads(data.raw("brands.toml").decode("utf-8"))
    if len(shipped.keys() & told.keys()) < len(shipped) * 0.8:
        raise FetchError("not a list of brands")


_PROVE: Mapping[str, Callable[[Path], None]] = {
    "networks": _networks,
    "cities": _cities,
    "suffixes": _suffixes,
    "brands": _brands,
}

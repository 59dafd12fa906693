"""What the operator keeps beside the shipped lists: city databases and copies of public lists. No judgement, no network.

Layout of the data folder: `geo/*.mmdb` (MaxMind or DB-IP format), `lists.sqlite` (see `Lists`).
"""

from __future__ import annotations

import secrets
import weakref
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import sqlite3

LISTS = "lists.sqlite"
SCHEMA = """
create table if not exists lists (name text primary key, url text not null, licence text not null, fetched text not null,
  first text not null, last text not null, entries integer not null);
create table if not exists entries (list text not null, url text not null, host text not null, domain text not null,
  at text not null, threat text not null, brand text not null);
create index if not exists by_url on entries (url);
create index if not exists by_host on entries (host, at);
create index if not exists by_domain on entries (domain, at);
"""


class Entry(NamedTuple):
    """One reported address: its list, the URL, when (ISO date), what threat, which brand it imitates in the list's words."""

    list: str
    url: str
    host: str
    domain: str
    at: str
    threat: str
    brand: str


class Coverage(NamedTuple):
    """A kept list: from where, under which licence, fetched when, and from when to when its entries are."""

    name: str
    url: str
    licence: str
    fetched: str
    first: str
    last: str
    entries: int


class Lists:
    """The kept lists. Opens read-only; raises sqlite3.Error where the file is not what it should be."""

    def __init__(self, path: Path) -> None:
        import sqlite3

        self._db: sqlite3.Connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, check_same_thread=False)
        self.close = weakref.finalize(self, self._db.close)
        """Close the file now; at the latest it is closed when nobody holds these any more."""

    def coverage(self) -> tuple[Coverage, ...]:
        """All kept lists."""
        rows = self._db.execute("select name, url, licence, fetched, first, last, entries from lists order by name")
        return tuple(Coverage(*row) for row in rows)

    def url(self, url: str) -> tuple[Entry, ...]:
        """Entries about exactly that URL, the newest first."""
        return self._entries("url", url)

    def host(self, host: str) -> tuple[Entry, ...]:
        """Entries about that host, the newest first, at most 20."""
        return self._entries("host", host)

    def domain(self, domain: str) -> tuple[Entry, ...]:
        """Entries about hosts under that registrable domain, the newest first, at most 20."""
        return self._entries("domain", domain)

    def all_of(self, name: str) -> Iterator[Entry]:
        """Every entry of that list."""
        return (Entry(*row) for row in self._db.execute("select * from entries where list = ?", (name,)))

    def _entries(self, column: str, value: str) -> tuple[Entry, ...]:
        asked = {
            "url": "select * from entries where url = ? order by at desc limit 20",
            "host": "select * from entries where host = ? order by at desc limit 20",
            "domain": "select * from entries where domain = ? order by at desc limit 20",
        }
        return tuple(Entry(*row) for row in self._db.execute(asked[column], (value,)))


def lists(folder: Path | None) -> Lists | None:
    """The kept lists of that data folder; None where there are none, or where the file can't be read."""
    path = folder / LISTS if folder is not None else None
    if path is None or not path.is_file():
        return None
    import sqlite3  # most runs have no kept lists, and should not pay for it

    try:
        found = Lists(path)
        found.coverage()
    except sqlite3.Error:
        return None
    return found


def write_lists(folder: Path, kept: Iterable[tuple[Coverage, Iterable[Entry]]]) -> None:
    """Put these lists in the place of the old ones, all at once: a reader has the old file or the new one. Raises OSError."""
    import sqlite3

    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f".{LISTS}.{secrets.token_hex(6)}"
    try:
        db = sqlite3.connect(fresh, isolation_level=None)
        try:
            db.executescript(SCHEMA)
            db.execute("begin")
            for coverage, entries in kept:
                db.execute("insert into lists values (?, ?, ?, ?, ?, ?, ?)", coverage)
                db.executemany("insert into entries values (?, ?, ?, ?, ?, ?, ?)", entries)
            db.execute("commit")
        finally:
            db.close()
        fresh.replace(folder / LISTS)
    finally:
        fresh.unlink(missing_ok=True)


class City(NamedTuple):
    """A city database: its name, its date (ISO), and its reader."""

    name: str
    date: str
    reader: Any

    def get(self, ip: str) -> Mapping[str, Any]:
        """The record of that address; empty where it has none or none of that IP version."""
        try:
            found = self.reader.get(ip)
        except (ValueError, KeyError, TypeError):
            return {}
        return found if isinstance(found, dict) else {}


def cities(folder: Path | None) -> Iterator[City]:
    """The city databases of that data folder, by file name. One that can't be read is left out."""
    place = folder / "geo" if folder is not None else None
    if place is None or not place.is_dir():
        return
    import datetime

    import maxminddb

    for path in sorted(place.glob("*.mmdb")):
        try:
            reader = maxminddb.open_database(str(path), maxminddb.MODE_MMAP)
            built = datetime.datetime.fromtimestamp(reader.metadata().build_epoch, datetime.UTC)
        except (maxminddb.InvalidDatabaseError, OSError, ValueError, OverflowError):
            continue
        yield City(path.stem, built.date().isoformat(), reader)

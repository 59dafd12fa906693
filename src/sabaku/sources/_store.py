"""The answers and the manners that all processes of this machine share: one SQLite file. Reads no clock, asks nobody."""

from __future__ import annotations

import errno
import sqlite3
import time
import weakref
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sabaku.model import Question, State
from sabaku.sources.tape import Entry

SCHEMA = """
create table if not exists answers (
  question text primary key, source text not null, state text not null, at text not null, raw blob, why text not null
) without rowid;
create table if not exists doors (
  door text primary key, next_at real not null default 0, day text not null default '', used integer not null default 0,
  failures integer not null default 0, shut_until real not null default 0
) without rowid;
create table if not exists flights (
  question text primary key, at real not null, until real not null, who text not null
) without rowid;
"""
STATES: dict[str, State] = {"found": "found", "none": "none", "failed": "failed"}

SOME = 500
"""Answers at most that one look through the record gives."""
SKEW = 60.0
"""Seconds by which a note may seem to come from the future: two processes look at the clock before they wait for the file."""


class Flight(NamedTuple):
    """A question that is under way: since when and at most until when (seconds since 1970), asked by which process."""

    at: float
    until: float
    who: str


class Store:
    """Recorded answers, and per door when the next question may go out. Raises sqlite3.Error as SQLite does.

    A file that cannot be opened raises OSError; a damaged one is put aside, and a new one begun.
    """

    def __init__(self, path: Path | str = ":memory:") -> None:
        if isinstance(path, Path):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            self._db = _opened(path)
        except sqlite3.OperationalError as fault:  # no room, no right to write: nothing that a new file would mend
            raise OSError(errno.EIO, str(fault), str(path)) from fault
        except sqlite3.DatabaseError:  # damaged: what was answered is asked again, which is all that is lost
            if not isinstance(path, Path):
                raise
            path.replace(path.with_name(f"{path.name}.damaged"))
            for it in ("-wal", "-shm"):
                path.with_name(path.name + it).unlink(missing_ok=True)
            self._db = _opened(path)
        self.close = weakref.finalize(self, self._db.close)
        """Close the file now; at the latest it is closed when nobody holds this any more."""

    def get(self, question: Question) -> Entry | None:
        """The last answer to that question, however old."""
        row = self._db.execute("select state, at, raw, why from answers where question = ?", (str(question),)).fetchone()
        return Entry(question, STATES[row[0]], datetime.fromisoformat(row[1]), row[2], row[3]) if row else None

    def about(self, source: str, text: str) -> Iterator[Entry]:
        """That source's last answers to questions in which the text stands."""
        return self._some(source, "instr(question, ?) > 0", text)

    def answering(self, source: str, text: str) -> Iterator[Entry]:
        """That source's last answers in which the text stands."""
        return self._some(source, "instr(raw, ?) > 0", text.encode())

    def _some(self, source: str, where: str, text: str | bytes) -> Iterator[Entry]:
        asked = (
            f"select question, at, raw from answers where question between ? and ? and state = 'found' and {where} limit {SOME}"  # noqa: S608
        )
        for question, at, raw in self._db.execute(asked, (f"{source}:", f"{source};", text)):
            yield Entry(Question.read(question), "found", datetime.fromisoformat(at) if at else None, raw)

    def put(self, entry: Entry) -> None:
        """Keep the answer. `entry.at` has to be known."""
        at = entry.at.isoformat() if entry.at else ""
        row = (str(entry.question), entry.question.source, entry.state, at, entry.raw, entry.why)
        self._db.execute("insert or replace into answers values (?, ?, ?, ?, ?, ?)", row)

    def depart(self, question: Question, flight: Flight) -> Flight | None:
        """Note, before anything goes out, that a question is under way; or, noting nothing, the flight that is under way already.

        Whether whoever noted that still lives is for the caller to know; `take_over` replaces it.
        """
        self._db.execute("begin immediate")
        try:
            row = self._db.execute("select at, until, who from flights where question = ?", (str(question),)).fetchone()
            if row is not None and row[0] - SKEW <= flight.at < row[1]:
                return Flight(*row)
            self.take_over(question, flight)
            return None
        finally:
            self._db.execute("commit")

    def take_over(self, question: Question, flight: Flight) -> None:
        """Note that a question is under way, whoever may have noted that before."""
        self._db.execute("insert or replace into flights values (?, ?, ?, ?)", (str(question), *flight))

    def land(self, question: Question, who: str) -> None:
        """That question is no longer under way."""
        self._db.execute("delete from flights where question = ? and who = ?", (str(question), who))

    def under_way(self) -> dict[str, Flight]:
        """The questions that are under way, or were when whoever asked them was killed."""
        return {row[0]: Flight(*row[1:]) for row in self._db.execute("select question, at, until, who from flights")}

    def last(self, source: str) -> datetime | None:
        """When that source answered last."""
        row = self._db.execute("select max(at) from answers where source = ? and state != 'failed'", (source,)).fetchone()
        return datetime.fromisoformat(row[0]) if row and row[0] else None

    def used(self, door: str, day: str) -> int:
        """How many questions went through that door on that day."""
        row = self._db.execute("select used from doors where door = ? and day = ?", (door, day)).fetchone()
        return row[0] if row else 0

    def shut_until(self, door: str) -> float:
        """Until when (seconds since 1970) that door rests after failures; 0 = open."""
        row = self._db.execute("select shut_until from doors where door = ?", (door,)).fetchone()
        return row[0] if row else 0.0

    def rest(self, door: str, until: float) -> None:
        """Shut that door until then (seconds since 1970): its service asked to be left alone."""
        self._db.execute(
            "insert into doors (door, shut_until) values (?, ?) "
            "on conflict (door) do update set shut_until = max(shut_until, excluded.shut_until)",
            (door, until),
        )

    def reserve(self, door: str, now: datetime, every: float, per_day: int) -> float | None:
        """Take the next turn at that door: seconds to wait for it, or None where today's quota is used up."""
        at, day = now.timestamp(), now.date().isoformat()
        self._db.execute("begin immediate")
        try:
            row = self._db.execute("select next_at, day, used from doors where door = ?", (door,)).fetchone()
            next_at, used = (row[0], row[2] if row[1] == day else 0) if row else (0.0, 0)
            if per_day and used >= per_day:
                return None
            turn = max(at, next_at) if next_at < at + 3600 else at
            self._db.execute(
                "insert into doors (door, next_at, day, used) values (?, ?, ?, ?) "
                "on conflict (door) do update set next_at = excluded.next_at, day = excluded.day, used = excluded.used",
                (door, turn + every, day, used + 1),
            )
            return float(turn - at)
        finally:
            self._db.execute("commit")

    def went(self, door: str, well: bool, now: datetime, *, after: int, rest: float, longest: float) -> None:
        """Note how a question went: `after` failures in a row shut the door for `rest` seconds, doubling up to `longest`."""
        if well:
            self._db.execute("update doors set failures = 0, shut_until = 0 where door = ? and failures > 0", (door,))
            return
        self._db.execute(
            "insert into doors (door, failures) values (?, 1) on conflict (door) do update set failures = failures + 1", (door,)
        )
        failures = self._db.execute("select failures from doors where door = ?", (door,)).fetchone()[0]
        if failures >= after:
            pause = min(rest * 2.0 ** min(failures - after, 16), longest)
            self._db.execute("update doors set shut_until = ? where door = ?", (now.timestamp() + pause, door))


PATIENCE, PAUSE = 10, 0.02
"""Seconds to wait for another process that writes, and between two tries."""


def _opened(path: Path | str) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        _side_by_side(db)
        db.execute("pragma synchronous=normal")
        db.executescript(SCHEMA)
    except sqlite3.Error:
        db.close()
        raise
    return db


def _side_by_side(db: sqlite3.Connection) -> None:
    """Let many read while one writes. Of two that switch a new store at the same moment SQLite refuses one without waiting."""
    for left in reversed(range(round(PATIENCE / PAUSE))):
        try:
            db.execute("pragma journal_mode=wal")
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode != sqlite3.SQLITE_BUSY or not left:
                raise
            time.sleep(PAUSE)
        else:
            return

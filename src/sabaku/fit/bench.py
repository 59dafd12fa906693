"""How fast a whole offline examination is: mails and megabytes per second, times per mail, memory; others beside it as ratios.

Run as `python -m sabaku.fit.bench FOLDER…`. Every reader has a process of its own, so that neither memory nor warm caches are
shared; they read the same mails by turns, some fifty at a time, so that a minute in which the machine is slow is slow for all of
them, and none waits so long that the machine has laid aside what it had loaded. Programs and libraries that are not installed
are named and left out: none of them is needed. Ratios of one run can be compared between machines; times cannot. A mail that
another reader refuses is counted, and timed until it does; one at which ours fails ends the run: what is broken is quick.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import logging
import math
import multiprocessing
import os
import resource
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from sabaku.apart.process import spent
from sabaku.cycles import seldom
from sabaku.fit import peers
from sabaku.fit.clocked import NOW, mails_of

Reader = Callable[[bytes], object]
WARM = 40
"""Mails, evenly taken, that are read before the clock starts: lists, patterns and readers of files are loaded on first use."""
ROUNDS = 5
"""Every reader goes through all mails so often. The quickest round counts, and of the times of a mail the least: what is above
it is what else the machine did, as the documentation of Python's `timeit` says of its `repeat`."""


TURN = 50
"""Mails that a reader has before it is the next one's turn. For 300 of them the slowest takes half a minute, after which a system
may take back the memory of a process that waits: a fifth more time for those mails that need what is seldom needed."""


class Round(NamedTuple):
    """One reader's way through mails: seconds for each of them, the most memory that it ever held, in MB, how many it refused."""

    seconds: tuple[float, ...]
    memory: float
    refused: int = 0


class Speed(NamedTuple):
    """What the rounds of one reader come to: seconds of the quickest round, the least seconds of each mail, memory in MB, and how
    many of the mails it refused."""

    total: float
    seconds: tuple[float, ...]
    memory: float
    refused: int = 0


class Broken(Exception):
    """A part of sabaku failed on a mail: the times of what is left would not be those of a whole examination."""


def sabaku() -> Reader:
    """Everything that an offline run does, from bytes to report."""
    from sabaku.app import examine
    from sabaku.fit.corpus import trouble
    from sabaku.model import Input

    def read(raw: bytes) -> object:
        report = examine(Input(raw, now=NOW))
        if broken := trouble(report):
            raise Broken(broken)
        return report

    return read


def reading() -> Reader:
    """Our reader alone: the parts, and the text that the victim sees."""
    from sabaku.mime import parse

    return lambda raw: parse(raw).view("visible")


def standard_library() -> Reader:
    """Python's `email` with its default (compat32) policy, every leaf decoded."""
    import email

    def read(raw: bytes) -> object:
        return [part.get_payload(decode=True) for part in email.message_from_bytes(raw).walk() if not part.is_multipart()]

    return read


def eml_parser() -> Reader:
    """GOVCERT-LU's eml_parser, with bodies."""
    read: Reader = importlib.import_module("eml_parser").EmlParser(include_raw_body=True).decode_email_bytes
    return read


def mail_parser() -> Reader:
    """SpamScope's mail-parser."""
    read: Reader = importlib.import_module("mailparser").parse_from_bytes
    return read


OURS: dict[str, Callable[[], Reader]] = {"sabaku": sabaku, "sabaku, reading only": reading}
LIBRARIES = {
    "email (standard library)": ("email", standard_library),
    "eml_parser": ("eml_parser", eml_parser),
    "mail-parser": ("mailparser", mail_parser),
}
DAEMONS = {"SpamAssassin (spamd -L)": peers.spamassassin, "rspamd": peers.rspamd}
"""Started here without network tests, and asked by one connection at a time. Times are wall clock."""


def speed(rounds: Sequence[Round]) -> Speed:
    """Rounds of one reader as one result."""
    least = tuple(map(min, zip(*(it.seconds for it in rounds), strict=True)))
    return Speed(min(sum(it.seconds) for it in rounds), least, rounds[-1].memory, max(it.refused for it in rounds))


def by_turns(readers: Mapping[str, Callable[[slice], Round]], mails: int, times: int = ROUNDS) -> dict[str, Speed]:
    """Let each of them go through that many mails, a slice and then the next one's; then each a second time, and so on."""
    done: dict[str, list[Round]] = {name: [] for name in readers}
    for _ in range(times):
        turns = [[go(slice(start, start + TURN)) for go in readers.values()] for start in range(0, mails, TURN)]
        for name, parts in zip(readers, zip(*turns, strict=True), strict=True):
            seconds = tuple(it for part in parts for it in part.seconds)
            done[name].append(Round(seconds, parts[-1].memory, sum(part.refused for part in parts)))
    return {name: speed(rounds) for name, rounds in done.items()}


class Going:
    """A reader that has read some mails beforehand; a call is one turn.

    Its time is that of the processor, with that of the processes it starts; that of the wall for what was started beforehand.
    What one of ours raises is a fault, and goes on to the caller.
    """

    def __init__(self, read: Reader, mails: Sequence[bytes], *, ours: bool = False, wall: bool = False) -> None:
        self.read, self.mails, self.ours, self.wall = read, mails, ours, wall
        self.refused = 0
        for raw in mails[:: max(1, len(mails) // WARM)]:
            self._one(raw)

    def __call__(self, turn: slice) -> Round:
        """Through these mails once."""
        self.refused = 0
        seconds = tuple(map(self._timed, self.mails[turn]))
        return Round(seconds, _memory(), self.refused)

    def _timed(self, raw: bytes) -> float:
        """Seconds for one mail: by the wall, or of the processor, those of processes that are at work for this one among them."""
        if self.wall:
            start = time.perf_counter()
            self._one(raw)
            return time.perf_counter() - start
        theirs, start = _of_started(), time.process_time()
        self._one(raw)
        mine = time.process_time() - start
        return mine + _of_started() - theirs

    def _one(self, raw: bytes) -> None:
        """Other readers raise for hostile mail."""
        try:
            self.read(raw)
        except (Exception, SystemExit):
            if self.ours:
                raise
            self.refused += 1


_mine: Going
"""The reader of this process: one that `_apart` started has one, and no other."""


def _begin(make: Callable[[], Reader], mails: Sequence[bytes], ours: bool) -> None:
    global _mine  # noqa: PLW0603  what a pool's process knows beforehand can only be kept so
    logging.disable()  # some libraries tell of every part that they don't know
    _mine = Going(make(), mails, ours=ours)
    seldom()  # for every reader: what it has loaded is not looked through in the midst of a mail


def _go(turn: slice) -> Round:
    return _mine(turn)


@contextlib.contextmanager
def _apart(make: Callable[[], Reader], mails: Sequence[bytes], *, ours: bool) -> Iterator[Callable[[slice], Round]]:
    """A process for one reader, which waits between its turns."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        pool.apply(
            _begin, (make, mails, ours)
        )  # not as the pool's initializer: it would be started again without end if it fails
        yield lambda turn: pool.apply(_go, (turn,))


def _of_started() -> float:
    """Seconds of processor time of the processes that this one started: hostile PDFs are read in one."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime + spent()


def _memory() -> float:
    """The most memory that this process ever held, in MB, and what those hold that it started."""
    started = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    theirs = (Path(f"/proc/{it}/status").read_text().partition("VmHWM:")[2].split()[0] for it in started)
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + sum(map(int, theirs))) / 1024  # in kB, as Linux counts it


HEAD = (
    f"{'':<26}{'mails/s':>9} {'MB/s':>7} {'p50 ms':>8} {'p99 ms':>8} {'max ms':>8} {'RSS MB':>8}"  # as `row` has them
    f" {'ratio':>7} {'refused':>7}"
)


def row(name: str, speed: Speed, ours: Speed, size: int) -> str:
    """One line of the table, of mails of that many bytes; last the time as a multiple of ours, and how many were refused."""
    seconds, total = sorted(speed.seconds), speed.total or 1e-9
    p99 = seconds[min(len(seconds) - 1, len(seconds) * 99 // 100)]
    times = " ".join(f"{it * 1000:>8.2f}" for it in (statistics.median(seconds), p99, seconds[-1]))
    rates = f"{len(seconds) / total:>9.0f} {size / 1e6 / total:>7.1f}"
    return f"{name:<26}{rates} {times} {speed.memory:>8.0f} {total / (ours.total or 1e-9):>7.2f} {speed.refused:>7}"


def table(mails: Sequence[bytes]) -> Iterator[str]:
    """Every reader that is there, measured: the lines of the table."""
    with contextlib.ExitStack() as kept:
        readers = {name: kept.enter_context(_apart(make, mails, ours=name in OURS)) for name, make in _libraries()}
        for name, start in DAEMONS.items():
            scorer = kept.enter_context(start())
            if scorer is not None:
                readers[name] = Going(scorer, mails, wall=True)
        speeds = by_turns(readers, len(mails))
    yield HEAD
    for name in (*OURS, *LIBRARIES, *DAEMONS):
        if name not in speeds:
            yield f"{name}: not installed, left out"
        else:
            it = speeds[name]._replace(memory=math.nan) if name in DAEMONS else speeds[name]
            yield row(name, it, speeds["sabaku"], sum(map(len, mails)))


def _libraries() -> Iterator[tuple[str, Callable[[], Reader]]]:
    """Ours, and what can be imported."""
    yield from OURS.items()
    yield from ((name, make) for name, (module, make) in LIBRARIES.items() if importlib.util.find_spec(module))


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="sabaku.fit.bench", description="How fast a whole offline examination is.")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--most", type=int, default=500, help="mails, evenly taken from the folders (0: all)")
    given = parser.parse_args()
    mails = mails_of(given.folders, given.most)
    if not mails:
        parser.error("there is no mail in these folders")
    print(f"{len(mails)} mails, {sum(map(len, mails)) / 1e6:.1f} MB, median {statistics.median(map(len, mails)) / 1000:.0f} kB")
    print(*table(mails), sep="\n")
    from sabaku.fit import stages  # not above: the other readers' processes would hold it, too

    print("", *stages.lines(mails), sep="\n")


if __name__ == "__main__":
    main()

"""How fast a whole offline examination is: mails and megabytes per second, times per mail, memory; others beside it as ratios.

Run as `python -m sabaku.fit.bench FOLDER…`. Every reader runs in a process of its own over the same mails, one core each, so
that neither memory nor warm caches are shared. Programs and libraries that are not installed are named and left out: none of
them is needed. Ratios of one run can be compared between machines; times cannot.
"""

from __future__ import annotations

import argparse
import importlib.util
import logging
import math
import multiprocessing
import resource
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from sabaku.cycles import seldom
from sabaku.fit import peers
from sabaku.fit.clocked import NOW, mails_of

Reader = Callable[[bytes], object]
WARM = 40
"""Mails, evenly taken, that are read before the clock starts: lists, patterns and readers of files are loaded on first use."""
ROUNDS = 3
"""Every reader goes through all mails so often, and of the times of a mail the middle one counts: what else the machine does in
one of the rounds (another program, a guest beside it) would otherwise make up most of the slowest hundredth."""


class Speed(NamedTuple):
    """What one reader needed: seconds for each mail (of its rounds the middle one), bytes read, the most memory held, in MB."""

    seconds: tuple[float, ...]
    size: int
    memory: float


def sabaku() -> Reader:
    """Everything that an offline run does, from bytes to report."""
    from sabaku.app import examine
    from sabaku.model import Input

    return lambda raw: examine(Input(raw, now=NOW))


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
LIBRARIES = {"email (standard library)": ("email", standard_library), "eml_parser": ("eml_parser", eml_parser)} | {
    "mail-parser": ("mailparser", mail_parser)
}
DAEMONS = {"SpamAssassin (spamd -L)": peers.spamassassin, "rspamd": peers.rspamd}
"""Started here without network tests, and asked by one connection at a time. Times are wall clock."""


def measured(make: Callable[[], Reader], mails: Sequence[bytes], *, wall: bool = False) -> Speed:
    """The time per mail: of the processor, or of the wall for what works in another process."""
    logging.disable()  # some libraries tell of every part that they don't know
    read, clock = make(), time.perf_counter if wall else time.process_time
    for raw in mails[:: max(1, len(mails) // WARM)]:
        _quietly(read, raw)
    seldom()  # for every reader: what it has loaded is not looked through in the midst of a mail
    rounds = [[_timed(read, raw, clock) for raw in mails] for _ in range(ROUNDS)]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # in kB, as Linux counts it
    return Speed(tuple(map(statistics.median, zip(*rounds, strict=True))), sum(map(len, mails)), memory)


def _timed(read: Reader, raw: bytes, clock: Callable[[], float]) -> float:
    start = clock()
    _quietly(read, raw)
    return clock() - start


def _quietly(read: Reader, raw: bytes) -> None:
    """Other readers raise for hostile mail; the time until then counts."""
    try:
        read(raw)
    except (Exception, SystemExit):
        return


def row(name: str, speed: Speed, ours: Speed) -> str:
    """One line of the table; the last column is the time per mail as a multiple of ours."""
    seconds, total = sorted(speed.seconds), sum(speed.seconds) or 1e-9
    p99 = seconds[min(len(seconds) - 1, len(seconds) * 99 // 100)]
    times = " ".join(f"{it * 1000:>8.2f}" for it in (statistics.median(seconds), p99, seconds[-1]))
    rates = f"{len(seconds) / total:>9.0f} {speed.size / 1e6 / total:>7.1f}"
    return f"{name:<26}{rates} {times} {speed.memory:>8.0f} {total / (sum(ours.seconds) or 1e-9):>7.2f}"


def table(mails: Sequence[bytes]) -> None:
    """Measure every reader that is there and print it."""
    apart = multiprocessing.get_context("spawn")
    ours: Speed | None = None
    present = _present()
    print(f"{'':<26}{'mails/s':>9} {'MB/s':>7} {'p50 ms':>8} {'p99 ms':>8} {'max ms':>8} {'RSS MB':>8} {'ratio':>7}")
    for name, make in present:
        with apart.Pool(1) as pool:
            speed = pool.apply(measured, (make, mails))
        ours = ours or speed
        print(row(name, speed, ours), flush=True)
    for name, start in DAEMONS.items():
        with start() as scorer:
            if scorer is None:
                print(f"{name}: not installed, left out")
            elif ours is not None:
                print(row(name, measured(lambda: scorer, mails, wall=True)._replace(memory=math.nan), ours), flush=True)


def _present() -> list[tuple[str, Callable[[], Reader]]]:
    found = list(OURS.items())
    for name, (module, make) in LIBRARIES.items():
        if importlib.util.find_spec(module):
            found.append((name, make))
        else:
            print(f"{name}: not installed, left out")
    return found


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
    table(mails)
    from sabaku.fit import stages  # not above: the other readers' processes would hold it, too

    print("", *stages.lines(mails), sep="\n")


if __name__ == "__main__":
    main()

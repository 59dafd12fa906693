"""Where the time of an offline examination goes: milliseconds per mail for each of its stages, in processor time of one core.

Run as `python -m sabaku.fit.stages FOLDER…`. What a stage is the first to look up (the page, the folded text, the sorted links)
counts for it, although later ones use it too.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from sabaku import app, checks, extract, mime
from sabaku.checks._check import Check, run
from sabaku.cycles import seldom
from sabaku.fit.clocked import NOW, mails_of
from sabaku.model import Case, Input, Observable
from sabaku.render import json

T = TypeVar("T")
ROUNDS = 3
"""Each mail is examined so often, and the quickest time of each stage counts: other programs run on the machine, too."""
AIM = 2.0
"""Milliseconds per mail that we would like to need."""

WHAT_WOULD = """\
Nothing stands out: the time is spread over more than 700 functions of Python and 300 patterns, each run a few times per mail;
31 % of all instructions are regular expressions, none of them 2 % (`python -m sabaku.fit.patterns` tells which).
Measured one by one (2026-11-22): an interpreter built with profile-guided optimisation, as Debian's is, +10 %; the package
compiled by mypyc, +15 %; if it were known beforehand which checks stay silent, +27 %. A part of that is had: the head of a
check names the phrase, the role or the language without which it is not called.
What would bring it is reading and finding in a compiled language (parsing, HTML, URLs and public suffixes by compiled parts:
2,900 mails a second here), with all patterns of a text in one pass. Until then a second core brings as much: no mail waits
for another."""


class Clock:
    """Adds up processor time by stage, in seconds."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    def __call__(self, stage: str, work: Callable[[], T]) -> T:
        start = time.process_time()
        made = work()
        self.seconds[stage] += time.process_time() - start
        return made


def families() -> Mapping[str, Sequence[Check]]:
    """All checks by family."""
    found: dict[str, list[Check]] = defaultdict(list)
    for id, check in checks.catalogue().items():
        found[id.partition(".")[0]].append(check)
    return found


def timed(raw: bytes) -> Mapping[str, float]:
    """The seconds of each stage for one mail."""
    clock, given = Clock(), Input(raw, now=NOW)
    message = clock("read: header fields and parts", lambda: mime.parse(raw))
    clock("read: the page as it is seen", lambda: message.view("visible"))
    seen: list[Observable] = []
    for name, find in extract.finders():
        seen.extend(clock(f"find: {name}", lambda find=find: list(find(message, given, seen))))  # type: ignore[misc]
    case = clock("look up: places, networks", lambda: app.offline(Case(given, message, tuple(seen))))
    for family, them in families().items():
        clock(f"check: {family} ({len(them)})", lambda them=them: run(them, case))  # type: ignore[misc]
    again = Clock()
    again("", lambda: run(checks.catalogue().values(), case))  # `conclude` runs them once more
    report = clock("report: places, sentences, verdict", lambda: app.conclude(case))
    clock.seconds["report: places, sentences, verdict"] -= again.seconds[""]
    clock("report: as JSON", lambda: json.render(report))
    return clock.seconds


def profile(mails: Iterable[bytes]) -> Mapping[str, float]:
    """The milliseconds per mail of each stage, in the order in which they run."""
    total: dict[str, float] = defaultdict(float)
    count = 0
    for raw in mails:
        rounds = [timed(raw) for _ in range(ROUNDS)]
        for stage in rounds[0]:
            total[stage] += min(it[stage] for it in rounds)
        count += 1
    return {stage: seconds * 1000 / max(count, 1) for stage, seconds in total.items()}


def lines(mails: Sequence[bytes]) -> Iterator[str]:
    """The table, and what would bring the aim nearer."""
    seldom()
    found = profile(mails)
    whole = sum(found.values()) or 1e-9
    yield f"{'where the time goes':<40}{'ms/mail':>9}{'share':>8}"
    for stage, needed in found.items():
        yield f"{stage:<40}{needed:>9.3f}{needed / whole:>8.1%}"
    yield f"{'together':<40}{whole:>9.3f}{1:>8.0%}   (aim: {AIM:.0f} ms, 500 mails a second and core)"
    yield from ("", WHAT_WOULD)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="sabaku.fit.stages", description="Where the time of an offline examination goes.")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--most", type=int, default=300, help="mails, evenly taken from the folders (0: all)")
    given = parser.parse_args()
    print("\n".join(lines(mails_of(given.folders, given.most))))


if __name__ == "__main__":
    main()

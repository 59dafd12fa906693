"""Which regular expressions cost how much of an offline examination: a third of it once was a dozen slow ones.

Run as `python -m sabaku.fit.patterns FOLDER…`. What costs more than 10 ns a character over whole texts should begin with a
character (see docs/why.md), or be tried only where something is there that it needs. Those that find very much (tags, words)
are told too dear: the clock is looked at for each find.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

PLACED = 40
"""Patterns that are told, the costliest first."""
_compiled, _clock = re.compile, time.thread_time_ns
"""Processor time: other programs run on the machine, too."""


class Cost(NamedTuple):
    """What one pattern cost: nanoseconds, searches, characters given to it."""

    where: str
    source: str
    took: int
    calls: int
    size: int


class Watched:
    """A compiled pattern that adds up what its searches take."""

    all: list[Watched] = []  # noqa: RUF012  of this process, which measures and ends

    def __init__(self, pattern: re.Pattern[Any], where: str) -> None:
        self._inner, self.where = pattern, where
        self.took = self.calls = self.size = 0
        self.all.append(self)
        for name in ("search", "match", "fullmatch", "findall", "split"):
            setattr(self, name, self._timed(getattr(pattern, name)))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def _timed(self, method: Callable[..., Any]) -> Callable[..., Any]:
        def call(text: Any, *more: Any, **named: Any) -> Any:
            start = _clock()
            found = method(text, *more, **named)
            self.took += _clock() - start
            self.calls, self.size = self.calls + 1, self.size + len(text)
            return found

        return call

    def sub(self, to: Any, text: Any, *more: Any, **named: Any) -> Any:
        """Counts what the replacing function takes, too."""
        return self._timed(lambda it: self._inner.sub(to, it, *more, **named))(text)

    def finditer(self, text: Any, *more: Any) -> Iterator[re.Match[Any]]:
        """Counts the searching only, not what is done with each find."""
        finds = self._inner.finditer(text, *more)
        self.calls, self.size = self.calls + 1, self.size + len(text)
        while True:
            start = _clock()
            found = next(finds, None)
            self.took += _clock() - start
            if found is None:
                return
            yield found


def watching(source: Any, flags: int = 0) -> Any:
    """`re.compile` for our own modules."""
    frame = sys._getframe(1)
    while frame.f_back is not None and frame.f_globals.get("__name__") == "sabaku.text.late":
        frame = frame.f_back
    name = str(frame.f_globals.get("__name__"))
    if not name.startswith("sabaku.") or isinstance(source, Watched):
        return _compiled(source, flags)
    return Watched(_compiled(source, flags), f"{name.removeprefix('sabaku.')}:{frame.f_lineno}")


def _idle() -> int:
    """Nanoseconds that the clock itself takes between two looks at it."""
    return min(_clock() - start for start in (_clock() for _ in range(1000)))


def costs(folders: list[Path], most: int) -> tuple[int, list[Cost]]:
    """The number of mails, and what each pattern cost, the costliest first."""
    from sabaku.fit.bench import sabaku
    from sabaku.fit.clocked import mails_of

    mails, read = mails_of(folders, most), sabaku()
    for raw in mails[::4]:  # lists and patterns are loaded on first use
        read(raw)
    for it in Watched.all:
        it.took = it.calls = it.size = 0
    for raw in mails:
        read(raw)
    idle = _idle()
    found = [Cost(it.where, str(it.pattern), it.took - idle * it.calls, it.calls, it.size) for it in Watched.all if it.calls]
    return len(mails), sorted(found, key=lambda it: -it.took)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="sabaku.fit.patterns", description="Which regular expressions cost how much.")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--most", type=int, default=300, help="mails, evenly taken from the folders (0: all)")
    given = parser.parse_args()
    re.compile = watching  # type: ignore[assignment]  # our modules are imported only now
    count, found = costs(given.folders, given.most)
    whole = sum(it.took for it in found) / count / 1000
    print(f"{whole:.0f} µs a mail in {sum(it.calls for it in found) / count:.0f} searches")
    print(f"{'µs/mail':>8} {'calls':>7} {'ns/char':>8}")
    for it in found[:PLACED]:
        told = f"{it.took / count / 1000:>8.1f} {it.calls / count:>7.1f} {it.took / max(it.size, 1):>8.1f}"
        print(told, it.where, " ".join(it.source.split())[:90])


if __name__ == "__main__":
    main()

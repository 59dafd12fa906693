"""The processor time that one mail takes, its helpers' included. The only clock of an examination; decides nothing itself."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator

from sabaku.apart.process import spent


class Stopwatch:
    """Counts processor seconds, not those by the wall clock: a busy machine must not cut an examination short."""

    def __init__(self, seconds: float) -> None:
        """`seconds`: how many one mail may take; 0 for no limit."""
        self.seconds = seconds
        self.start = used()

    def late(self, share: float) -> bool:
        """Whether that share of the time is used up."""
        return self.seconds > 0 and used() - self.start > self.seconds * share

    @contextlib.contextmanager
    def stopped(self) -> Iterator[None]:
        """What goes on in here (asking others, a browser at work) does not count."""
        before = used()
        yield
        self.start += used() - before


def used() -> float:
    """Processor seconds of this process so far, and of those that it started: they have ended, or wait for hostile files."""
    told = os.times()
    return told.user + told.system + told.children_user + told.children_system + spent()

"""How much memory a tree of processes takes, looked at from outside; ends it where it takes too much. Linux only."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

EVERY = 0.5
"""Seconds between two looks at the memory."""
PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


class Usage:
    """Watches the descendants of a process. `peak` is in MB."""

    def __init__(self, first: int, most: int, too_much: Callable[[], None]) -> None:
        self.peak, self.exceeded, self.sandboxed = 0, False, False
        self._first, self._most, self._too_much = first, most, too_much
        self._watching = asyncio.ensure_future(self._watch())

    async def stop(self) -> None:
        """Watch no longer."""
        self._watching.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._watching

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(EVERY)
            now = megabytes(self._first)
            self.peak = max(self.peak, now)
            self.sandboxed = self.sandboxed or all_filtered(self._first)
            if now > self._most:
                self.exceeded = True
                self._too_much()
                return


def megabytes(first: int) -> int:
    """The memory of a process and all that descend from it: what each has for itself, and what they share once."""
    own = shared = 0
    for it in (first, *descendants(first)):
        with contextlib.suppress(OSError, ValueError, IndexError):
            fields = Path(f"/proc/{it}/statm").read_text("ascii").split()
            own += int(fields[1]) - int(fields[2])
            shared = max(shared, int(fields[2]))
    return (own + shared) * PAGE >> 20


def all_filtered(first: int) -> bool:
    """Whether there are page processes below that one, and all of them run under a filter of system calls (seccomp)."""
    found = []
    for it in descendants(first):
        with contextlib.suppress(OSError):
            if b"--type=renderer" in Path(f"/proc/{it}/cmdline").read_bytes():
                found.append("Seccomp:\t2" in Path(f"/proc/{it}/status").read_text("ascii", "replace"))
    return bool(found) and all(found)


def descendants(first: int) -> Iterator[int]:
    """The processes that descend from one, in no order."""
    children: dict[int, list[int]] = defaultdict(list)
    for it in Path("/proc").iterdir():
        if it.name.isdigit():
            with contextlib.suppress(OSError, ValueError, IndexError):
                told = (it / "stat").read_bytes().rpartition(b") ")[2].split()
                children[int(told[1])].append(int(it.name))
    todo = list(children[first])
    while todo:
        one = todo.pop()
        yield one
        todo += children[one]

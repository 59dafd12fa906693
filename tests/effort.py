"""What work costs, measured so that a test of it holds on any machine, however slow it is and whatever else it does.

Only CPU time of this process counts, with the collector at rest (its cost is that of all that other tests have left behind).
A limit is in seconds of the machine on which it was measured; where it is passed, the machine is measured too, and the work
gets further tries. So a limit wants a wide margin over what the work takes, and is far below what the fault would take.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
TRIES = 4
"""Further tries for work that seems to take too long."""
YARD = 0.0075
"""Seconds that `_yard` takes on the machine on which the limits were measured."""


def within(limit: float, work: Callable[[], T], what: object = "") -> T:
    """What the work gives; it takes no more than `limit` seconds. It has to do all of its work again each time that it is called."""
    took, told = _spent(work)
    for _ in range(TRIES):
        if took <= limit:
            break
        pace = max(_spent(_yard)[0] / YARD, 1.0)
        again, told = _spent(work)
        took = min(took, again / pace)
    assert took <= limit, f"{took:.2f} s of CPU, {limit} allowed: {what}"
    return told


def _spent(work: Callable[[], T]) -> tuple[float, T]:
    """The seconds of CPU that the work takes, and what it gives."""
    was = gc.isenabled()
    gc.disable()
    begin = time.process_time()
    try:
        told = work()
        return time.process_time() - begin, told
    finally:
        if was:
            gc.enable()


def _yard() -> int:
    """Some plain work."""
    held: dict[int, str] = {}
    for n in range(60_000):
        held[n & 1023] = str(n).replace("1", "22")
    return len("".join(held.values()))

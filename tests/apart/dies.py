"""Reads pictures as sabaku.apart.pillow does, and fares badly with those that ask for it, as a decoder with a fault would."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

from sabaku.apart import pillow


def work(order: bytes) -> Iterator[bytes]:
    if b"crash" in order:
        os.kill(os.getpid(), signal.SIGSEGV)
    while b"hang" in order:
        pass
    if b"swell" in order:
        bytearray(2**40)
    yield from pillow.work(order)

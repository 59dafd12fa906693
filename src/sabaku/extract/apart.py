"""Work on hostile files in a process of its own, bounded in memory and time: a bomb or a crash ends that process only.

Where the system cannot fork (Windows), the work is done in this process, within its own limits.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import time
from collections.abc import Callable

MEMORY = 256 * 2**20
"""Bytes that the work may take beside what this process has already."""
SECONDS = 3
"""Processor seconds for the work."""
PATIENCE = 15
"""Seconds by the wall clock, on a busy machine."""
LARGEST = 64 * 2**20


def apart(work: Callable[[], bytes]) -> bytes | None:
    """What the work returns; None where it failed, was too large or took too long. Its own exceptions are not told."""
    if sys.platform == "win32":
        return work()
    reading, writing = os.pipe()
    try:
        child = os.fork()
    except OSError:  # no process to be had
        os.close(reading)
        os.close(writing)
        return None
    if child == 0:
        _work(work, writing)
    os.close(writing)
    try:
        body = _collected(reading)
    finally:
        os.close(reading)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)  # nothing more is wanted of it, whether it is done or hangs
        os.waitpid(child, 0)
    return body


def _work(work: Callable[[], bytes], writing: int) -> None:
    """The child's life; it never returns. The first byte says that all of the answer follows."""
    try:
        _bound()
        body = work()
        with os.fdopen(writing, "wb") as file:
            file.write(len(body).to_bytes(8, "big") + body)
    finally:
        os._exit(0)


def _bound() -> None:
    import resource

    with contextlib.suppress(ValueError):  # only a main thread may
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # last words of a decoder that gives up are of use to nobody
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    with contextlib.suppress(OSError, ValueError):
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123  pages of address space in use now (Linux)
            now = int(file.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + MEMORY, now + MEMORY))


def _collected(reading: int) -> bytes | None:
    """The whole answer, or None where it did not come whole and in time."""
    until = time.monotonic() + PATIENCE
    body = bytearray()
    while (left := until - time.monotonic()) > 0 and len(body) <= LARGEST:
        if not select.select([reading], [], [], left)[0]:
            return None
        got = os.read(reading, 1 << 20)
        if not got:
            whole = len(body) >= 8 and int.from_bytes(body[:8], "big") == len(body) - 8
            return bytes(body[8:]) if whole else None
        body += got
    return None

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
from collections.abc import Callable, Iterable, Iterator

MEMORY = 256 * 2**20
"""Bytes that the work may take beside what this process has already."""
SECONDS = 3
"""Processor seconds for the work."""
PATIENCE = 60
"""Seconds by the wall clock: on a busy machine the seconds above are many more of these, and what is read is to be the same."""
LARGEST = 64 * 2**20


def apart(work: Callable[[], Iterable[bytes]]) -> list[bytes]:
    """What the work yields, up to where it failed, was too large or took too long. Its own exceptions are not told."""
    if sys.platform == "win32":
        return list(work())
    import resource  # noqa: F401  here, so that not each child has to load it

    reading, writing = os.pipe()
    try:
        child = os.fork()
    except OSError:  # no process to be had
        os.close(reading)
        os.close(writing)
        return []
    if child == 0:
        _work(work, writing)
    os.close(writing)
    try:
        return list(_whole(_collected(reading)))
    finally:
        os.close(reading)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)  # nothing more is wanted of it, whether it is done or hangs
        os.waitpid(child, 0)


def _work(work: Callable[[], Iterable[bytes]], writing: int) -> None:
    """The child's life; it never returns. Each piece of the answer follows its length."""
    try:
        _bound()
        with os.fdopen(writing, "wb") as file:
            for body in work():
                file.write(len(body).to_bytes(8, "big") + body)
                file.flush()
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


def _collected(reading: int) -> bytes:
    """What came in time, not more than is allowed."""
    until = time.monotonic() + PATIENCE
    body = bytearray()
    while (left := until - time.monotonic()) > 0 and len(body) <= LARGEST:
        if not select.select([reading], [], [], left)[0] or not (got := os.read(reading, 1 << 20)):
            break
        body += got
    return bytes(body)


def _whole(body: bytes) -> Iterator[bytes]:
    """The pieces that came whole."""
    start = 8
    while start <= len(body) and (end := start + int.from_bytes(body[start - 8 : start], "big")) <= len(body):
        yield body[start:end]
        start = end + 8

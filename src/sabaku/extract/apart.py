"""Work on hostile files in a process of its own, bounded in memory and time: a bomb or a crash ends that process only.

Each piece of work has a process that nobody else's work was in: forked from this one, or by the helper (`nursery`) where there
is much of it. Where the system cannot fork (Windows), the work is done in this process, within its own limits.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import select
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import NoReturn

from sabaku.extract import nursery

MEMORY = 256 * 2**20
"""Bytes that the work may take beside what this process has already."""
SECONDS = 3
"""Processor seconds for the work."""
PATIENCE = 60
"""Seconds by the wall clock: on a busy machine the seconds above are many more of these, and what is read is to be the same."""
LARGEST = 64 * 2**20
COUNT = 8
"""Bytes of a number: the length before each piece of an answer, and the microseconds of processor time behind the helper's."""

Work = Callable[[], Iterable[bytes]]
_elsewhere = [0.0]


def elsewhere() -> float:
    """Processor seconds of all work so far that the helper's children did: the system counts them for nobody here."""
    return _elsewhere[0]


def apart(work: Work) -> list[bytes]:
    """What the work yields, up to where it failed, was too large or took too long. Its own exceptions are not told.

    Only work that can be pickled (a function of a module, and what it is given) can be the helper's.
    """
    if sys.platform == "win32":
        return list(work())
    told = _by_helper(work)
    return _forked(work) if told is None else told


# --- a process forked from this one ------------------------------------------------------------------------------


def _forked(work: Work) -> list[bytes]:
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
        return list(_whole(_collected(reading)[0]))
    finally:
        os.close(reading)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)  # nothing more is wanted of it, whether it is done or hangs
        os.waitpid(child, 0)


def _work(work: Work, writing: int) -> NoReturn:
    """The child's life. Each piece of the answer follows its length."""
    try:
        _bound()
        with os.fdopen(writing, "wb") as file:
            for body in work():
                file.write(len(body).to_bytes(COUNT, "big") + body)
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


def _collected(reading: int) -> tuple[bytes, bool]:
    """What came in time, not more than is allowed, and whether that was all."""
    until = time.monotonic() + PATIENCE
    body = bytearray()
    while (left := until - time.monotonic()) > 0 and len(body) <= LARGEST:
        if not select.select([reading], [], [], left)[0]:
            break
        if not (got := os.read(reading, 1 << 20)):
            return bytes(body), True
        body += got
    return bytes(body), False


def _whole(body: bytes) -> Iterator[bytes]:
    """The pieces that came whole."""
    start = COUNT
    while start <= len(body) and (end := start + int.from_bytes(body[start - COUNT : start], "big")) <= len(body):
        yield body[start:end]
        start = end + COUNT


# --- a process forked from the helper ----------------------------------------------------------------------------


def _by_helper(work: Work) -> list[bytes] | None:
    """The same from a child of the helper; None where there is none."""
    line = nursery.child()
    if line is None:
        return None
    with line:
        try:
            line.settimeout(PATIENCE)
            line.sendall(pickle.dumps((work, PATIENCE)))
            line.shutdown(socket.SHUT_WR)
            body, ended = _collected(line.fileno())
        except (OSError, pickle.PicklingError, AttributeError, TypeError):
            return None
    if not ended:
        _elsewhere[0] += SECONDS  # as much as it may take at most
        return list(_whole(body))
    if len(body) < COUNT:
        return None
    _elsewhere[0] += min(int.from_bytes(body[-COUNT:], "big") / 1e6, SECONDS)
    return list(_whole(body[:-COUNT]))


def serve() -> None:
    """The helper's life: a child for each line that it is sent, until nobody can send it one any more."""
    from sabaku.extract import pdf

    pdf.load()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # meant for those whose helper it is
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(fileno=0) as control:
        control.sendall(b"+")  # ready
        while (sent := socket.recv_fds(control, 1, 1))[0]:
            with socket.socket(fileno=sent[1][0]) as line, contextlib.suppress(OSError):
                if os.fork() == 0:
                    control.close()
                    _waited_for(line)


def _waited_for(line: socket.socket) -> NoReturn:
    """Does the work in one more process, and says at the end what it took, however it ended."""
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        child = os.fork()
        if child == 0:
            with os.fdopen(os.dup(line.fileno()), "rb") as file:
                work, patience = pickle.load(file)  # noqa: S301  from the process whose helper this is
            signal.alarm(max(1, round(patience)))  # nobody else can end what hangs
            _work(work, line.detach())
        took = os.wait4(child, 0)[2]
        line.sendall(round((took.ru_utime + took.ru_stime) * 1e6).to_bytes(COUNT, "big"))
    finally:
        os._exit(0)

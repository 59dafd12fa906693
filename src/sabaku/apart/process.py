"""Work on hostile files in a process of its own, bounded in memory and time: a bomb or a crash ends that process only.

The process is a new one: of the mail and of the operator's keys it knows nothing, only the file that it is given. It reads one
file after another, for to start one takes as long as to read ten; after a file that it did not get through with it is replaced.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import IO

MEMORY = 256 * 2**20
"""Bytes that the work on one file may take beside what its process has already."""
SECONDS = 3
"""Processor seconds for one file."""
PATIENCE = 60
"""Seconds by the wall clock: on a busy machine the seconds above are many more of these, and what is read is to be the same."""
LARGEST = 64 * 2**20
"""Bytes of an answer."""
FILES = 200
"""Files for one process: what it may have kept of them goes with it."""
_KEPT = frozenset(("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR", "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"))
"""What it is told of our environment, in which keys may be."""
_LENGTH = 8
_END = b"\xff" * _LENGTH
"""In the place of a length: no more pieces. What follows is how many processor seconds the process has lived."""


def apart(module: str, order: bytes) -> list[bytes]:
    """What `work` of the module yields for an order, up to where it failed, was too large or took too long; that is not told."""
    reader = _waiting() or _Reader.started()
    if reader is None:
        return []
    try:
        return list(reader.answers(module, order))
    finally:
        if reader.done and reader.files < FILES:
            _idle.append(reader)
        else:
            reader.end()


def spent() -> float:
    """Processor seconds so far of the processes that wait for orders; the system counts those that have ended."""
    return sum(it.seconds for it in _idle)


class _Reader:
    """A process that waits for orders and answers each in pieces.

    `done`: it has no order at present; `files`: it had so many; `seconds` of the processor it had taken after the last.
    """

    def __init__(self, process: subprocess.Popen[bytes], orders: IO[bytes], told: IO[bytes]) -> None:
        self.process, self.orders, self.told = process, orders, told
        self.files, self.seconds, self.done = 0, 0.0, True

    @classmethod
    def started(cls) -> _Reader | None:
        """A new one; None where there is no process to be had."""
        known = {name: value for name, value in os.environ.items() if name in _KEPT}
        try:
            known["PYTHONPATH"] = os.pathsep.join(map(os.path.abspath, sys.path))
            process = subprocess.Popen(  # noqa: S603  our own interpreter
                [sys.executable or "python3", "-P", "-m", __name__],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # last words of a decoder that gives up are of use to nobody
                env=known,
                start_new_session=True,  # a Ctrl-C is for us to answer
            )
        except OSError:  # or no folder that we are in
            return None
        assert process.stdin
        assert process.stdout
        return cls(process, process.stdin, process.stdout)

    def answers(self, module: str, order: bytes) -> Iterator[bytes]:
        """The pieces that come whole, in time, and are not too large together."""
        self.files, self.done = self.files + 1, False
        watch = threading.Timer(PATIENCE, self.process.kill)
        watch.daemon = True
        with contextlib.suppress(OSError, EOFError, ValueError, RuntimeError), contextlib.ExitStack() as ending:
            watch.start()  # a RuntimeError where there are no more threads
            ending.callback(watch.cancel)
            _put(self.orders, module.encode())
            _put(self.orders, order)
            left = LARGEST
            while (piece := _got(self.told, left)) is not None:
                left -= len(piece)
                yield piece
            self.seconds = float(_got(self.told, left) or 0)
            self.done = True

    def end(self) -> None:
        """It is wanted no more, whether it waits, works or hangs."""
        self.process.kill()
        self.process.wait()
        self.let_go()

    def let_go(self) -> None:
        """Close our ends: it ends then, once nobody else holds them."""
        for file in (self.orders, self.told):
            with contextlib.suppress(OSError):
                file.close()


_idle: list[_Reader] = []


def _waiting() -> _Reader | None:
    with contextlib.suppress(IndexError):  # other threads take from them, too
        while True:
            reader = _idle.pop()
            if reader.process.poll() is None:
                return reader
            reader.let_go()
    return None


@atexit.register
def _end_all() -> None:
    while _idle:
        _idle.pop().end()


def _disown() -> None:
    """A copy of this process has no part in what the original has started."""
    while _idle:
        _idle.pop().let_go()


if sys.platform != "win32":
    os.register_at_fork(after_in_child=_disown)


def _put(file: IO[bytes], piece: bytes) -> None:
    file.write(len(piece).to_bytes(_LENGTH, "big") + piece)
    file.flush()


def _got(file: IO[bytes], most: int) -> bytes | None:
    """The next piece, None at the end of them. Raises EOFError where it is larger or does not come whole."""
    length = file.read(_LENGTH)
    if length == _END:
        return None
    size = int.from_bytes(length, "big")
    if len(length) < _LENGTH or size > most or len(piece := file.read(size)) < size:
        raise EOFError
    return piece


# --- in that process


def main() -> None:
    """Its life: it ends when there are no more orders, or with a file that it does not get through with."""
    with os.fdopen(os.dup(1), "wb") as told, contextlib.suppress(EOFError):
        os.dup2(2, 1)  # what a library prints is no answer
        while (module := _got(sys.stdin.buffer, LARGEST)) and (order := _got(sys.stdin.buffer, LARGEST)) is not None:
            work = importlib.import_module(module.decode()).work
            _bound()
            for piece in work(order):
                _put(told, piece)
            told.write(_END)
            _put(told, str(time.process_time()).encode())


def _bound() -> None:
    """Limits for the next file."""
    if sys.platform == "win32":
        return
    import resource

    signal.setitimer(signal.ITIMER_PROF, SECONDS)  # its signal ends the process
    for shut in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE, resource.RLIMIT_NPROC):
        resource.setrlimit(shut, (0, 0))
    with contextlib.suppress(OSError, ValueError):
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123  pages of address space in use now (Linux)
            now = int(file.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))


if __name__ == "__main__":
    main()

"""What the tests want done in a process of its own."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

kept: list[bytes] = []


def work(order: bytes) -> Iterator[bytes]:
    what, _, much = order.decode().partition(" ")
    does = globals()[what](*much.split())
    yield from does if isinstance(does, Iterator) else [does]


def nothing() -> bytes:
    return b""


def much() -> Iterator[bytes]:
    yield from (b"x" * 3_000_000, b"y")


def who() -> bytes:
    return str(os.getpid()).encode()


def keep(size: str) -> bytes:
    kept.append(bytes(int(size)))
    return b"kept"


def toil(seconds: str) -> bytes:
    end = time.process_time() + float(seconds)
    while time.process_time() < end:
        pass
    return b"done"


def sleep() -> bytes:
    time.sleep(3600)
    return b"done"


def environment() -> bytes:
    return repr(os.environ).encode()


def file(number: str) -> bytes:
    return _faults(lambda: os.fstat(int(number)))


def write(path: str) -> bytes:
    return _faults(lambda: Path(path).write_text("x", encoding="ascii"))


def say() -> bytes:
    print("an answer?", flush=True)
    return b"x"


def fail() -> Iterator[bytes]:
    yield b"x"
    raise ValueError


def die() -> Iterator[bytes]:
    yield b"x"
    os.kill(os.getpid(), signal.SIGKILL)


def leave() -> Iterator[bytes]:
    yield b"x"
    os._exit(0)


def _faults(does: Callable[[], object]) -> bytes:
    try:
        return repr(does()).encode()
    except OSError:
        return b"OSError"

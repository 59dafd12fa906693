"""A small helper that forks in place of this process: to fork a large one, and to go on beside its copy, takes milliseconds.

It is started where much work is asked for, and told nothing but where to send its children: it never sees what they read.
Whoever was forked from this process uses the same helper. It ends when nobody holds a line to it any more.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import socket
import sys
import threading
from pathlib import Path

FORKS = 8
"""Pieces of work that a process forks for itself: the start of the helper costs as much as a dozen."""
_LIFE = "import sys; sys.path[:] = {path!r}; from sabaku.extract.apart import serve; serve()"


class _Helper:
    """What this process knows of its helper: none yet, one that may still be starting, or one that is gone."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.asked = 0
        self.control: socket.socket | None = None

    def reached(self) -> socket.socket | None:
        """The line to the helper, where it is ready. One that ended is not started again."""
        with self.lock:
            self.asked += 1
            if self.asked == FORKS + 1:
                self.control = _started()
            if self.control is None or not _ready(self.control):
                return None
            return self.control

    def lost(self) -> None:
        """It is gone: from now on this process forks itself, as it did at first."""
        with self.lock:
            if self.control is not None:
                self.control.close()
            self.control = None


_helper = _Helper()


def child() -> socket.socket | None:
    """A line to a new child of the helper; None where there is no helper."""
    control = _helper.reached()
    if control is None:
        return None
    ours, theirs = socket.socketpair()
    with theirs:
        try:
            socket.send_fds(control, [b"+"], [theirs.fileno()])
        except OSError:
            ours.close()
            _helper.lost()
            return None
    return ours


def _ready(control: socket.socket) -> bool:
    """Whether the helper has said so; its word stays there for others who hold the line."""
    with contextlib.suppress(BlockingIOError):
        return bool(control.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT))
    return False


def _started() -> socket.socket | None:
    """A new helper; None where this interpreter cannot be started by its name (it is part of another program)."""
    if getattr(sys, "frozen", False) or not Path(sys.executable or "").name.startswith(("python", "pypy")):
        return None
    ours, theirs = socket.socketpair()
    silent = [(os.POSIX_SPAWN_OPEN, n, os.devnull, os.O_WRONLY, 0) for n in (1, 2)]
    words = [sys.executable, "-I", "-c", _LIFE.format(path=sys.path)]
    with theirs:
        try:
            os.posix_spawn(sys.executable, words, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, theirs.fileno(), 0), *silent])
        except OSError:
            ours.close()
            return None
    atexit.register(ours.close)
    return ours

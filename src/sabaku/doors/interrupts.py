"""Ctrl-C and SIGTERM in the middle of much mail: the work ends there, what is finished is written, whole; how much was left."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType
from typing import Any, Self, TypeVar

from sabaku import intake
from sabaku.model import Text

T = TypeVar("T")
HEEDED = (signal.SIGINT, signal.SIGTERM)
COUNTING = 2.0
"""Seconds for counting what was left."""
LEFT = Text(
    "中断しました。{done}通の報告を出力しました。残りの{left}通は調べていません。",
    "stopped: {done} reported, {left} not examined.",
)
AT_LEAST = Text(
    "中断しました。{done}通の報告を出力しました。残り({left}通以上)は調べていません。",
    "stopped: {done} reported, at least {left} not examined.",
)
REST = Text(
    "中断しました。{done}通の報告を出力しました。残りは調べていません。", "stopped: {done} reported, the rest not examined."
)


class Stopped(BaseException):
    """Ends work that may be ended. No KeyboardInterrupt: one that passes a module's `exec` while it is loaded (dataclasses) makes
    Python end by SIGINT later, whatever became of it and whatever status was given."""


class Interrupts:
    """Notes an interrupt instead of raising it, but in work that it may end. A second one always raises KeyboardInterrupt.

    `number`: the signal that came; 0 for none.
    """

    def __init__(self) -> None:
        self.number = 0
        self._may_end = False
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            # from what is started in the background, Ctrl-C is hidden
            heard = [it for it in HEEDED if signal.getsignal(it) != signal.SIG_IGN]
            self._before = {it: signal.signal(it, self._comes) for it in heard}
        return self

    def __exit__(self, *_: object) -> None:
        for it, before in self._before.items():
            signal.signal(it, before)

    def unless_stopped(self, work: Callable[[], T]) -> T | None:
        """What the work gives; None where an interrupt ends it, or came before."""
        try:
            self._may_end = True
            return None if self.number else work()
        except Stopped:
            return None
        finally:
            self._may_end = False

    def _comes(self, number: int, _: FrameType | None) -> None:
        again, self.number = self.number, number
        if again:
            raise KeyboardInterrupt
        if self._may_end:
            self._may_end = False
            raise Stopped


def stopped(paths: Sequence[str], done: int, failed: int) -> Text:
    """What an interrupt left undone. The mails are read once more to be counted, where all of them are files."""
    if not all(Path(it).is_file() or Path(it).is_dir() for it in paths):
        return Text(REST.ja.format(done=f"{done:,}"), REST.en.format(done=f"{done:,}"))
    end, count, says = time.monotonic() + COUNTING, 0, LEFT
    for _ in intake.read(paths):
        count += 1
        if time.monotonic() > end:
            says = AT_LEAST
            break
    values = {"done": f"{done:,}", "left": f"{max(count - done - failed, 0):,}"}
    return Text(says.ja.format(**values), says.en.format(**values))

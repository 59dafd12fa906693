"""Work in a process of its own: each piece that it returns comes whole or not at all, however that process ends."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator

import pytest

from sabaku.extract import apart as module
from sabaku.extract.apart import apart

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no fork")


def test_what_is_returned_comes_whole() -> None:
    assert apart(lambda: [b""]) == [b""]
    assert apart(lambda: [b"x" * 3_000_000, b"y"]) == [b"x" * 3_000_000, b"y"]


def test_faults_stay_there() -> None:
    def killed() -> Iterator[bytes]:
        yield b"x"
        os.kill(os.getpid(), signal.SIGKILL)
        yield b"y"

    assert apart(lambda: [bytes(1 // 0)]) == []
    assert apart(killed) == [b"x"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="address space is bounded on Linux only")
def test_memory_is_bounded() -> None:
    assert apart(lambda: [bytes(2 * module.MEMORY)[:1]]) == []


def test_time_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.2)
    start = time.monotonic()
    assert apart(lambda: [bytes(int(time.sleep(3600) is None))]) == []
    assert time.monotonic() - start < 600


def test_an_answer_too_large_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 1000)
    assert apart(lambda: [bytes(5_000_000)]) == []

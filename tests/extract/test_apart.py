"""Work in a process of its own: what it returns comes whole or not at all, however that process ends."""

from __future__ import annotations

import os
import signal
import sys
import time

import pytest

from sabaku.extract import apart as module
from sabaku.extract.apart import apart

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no fork")


def test_what_is_returned_comes_whole() -> None:
    assert apart(lambda: b"") == b""
    assert apart(lambda: b"x" * 3_000_000) == b"x" * 3_000_000


def test_faults_stay_there() -> None:
    def killed() -> bytes:
        os.kill(os.getpid(), signal.SIGKILL)
        return b"x"

    assert apart(lambda: bytes(1 // 0)) is None
    assert apart(killed) is None


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="address space is bounded on Linux only")
def test_memory_is_bounded() -> None:
    assert apart(lambda: bytes(2 * module.MEMORY)[:1]) is None


def test_time_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.2)
    start = time.monotonic()
    assert apart(lambda: bytes(int(time.sleep(60) is None))) is None
    assert time.monotonic() - start < 10


def test_an_answer_too_large_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 1000)
    assert apart(lambda: bytes(5_000_000)) is None

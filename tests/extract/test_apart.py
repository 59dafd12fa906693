"""Work in a process of its own: each piece that it returns comes whole or not at all, however that process ends."""

from __future__ import annotations

import functools
import os
import signal
import sys
import time
from collections.abc import Iterator

import pytest

from effort import within
from sabaku.doors.stopwatch import used
from sabaku.extract import apart as module
from sabaku.extract import nursery
from sabaku.extract.apart import apart

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no fork")


@pytest.fixture(autouse=True, params=["forked here", "forked by the helper"])
def helper(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[nursery._Helper]:
    """The work is done in a process forked from this one, and once more in one forked from the helper (all that it can do)."""
    one = nursery._Helper()
    monkeypatch.setattr(nursery, "_helper", one)
    if request.param == "forked by the helper":
        one.asked = nursery.FORKS
        for _ in range(6000):
            if one.reached():
                break
            time.sleep(0.01)
        assert one.control is not None
    yield one
    one.lost()


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


def test_what_the_helpers_children_do_is_bounded_and_counted(helper: nursery._Helper) -> None:
    if helper.control is None:
        return
    before = used()
    assert apart(functools.partial(map, str.encode, ("a", "", "ö" * 1_000_000))) == [b"a", b"", "ö".encode() * 1_000_000]
    assert apart(functools.partial(map, os._exit, (9,))) == []
    assert apart(functools.partial(map, bytes, (10, "no number", 10))) == [bytes(10)]
    assert apart(functools.partial(map, bytes, (1, 2 * module.MEMORY, 1))) == [bytes(1)]
    assert used() - before < module.SECONDS
    assert within(1, lambda: apart(functools.partial(map, sum, (range(10**12),)))) == []
    assert used() - before > module.SECONDS * 0.9


def test_what_hangs_is_left_to_itself(helper: nursery._Helper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.2)
    start = time.monotonic()
    assert apart(functools.partial(map, time.sleep, (3600,))) == []
    assert time.monotonic() - start < 600


def test_without_its_helper_a_process_forks_itself(helper: nursery._Helper) -> None:
    if helper.control is not None:
        helper.control.shutdown(2)  # it ends
        time.sleep(0.05)
    assert apart(functools.partial(map, str.encode, ("a",))) == [b"a"]
    assert helper.reached() is None


def test_the_helper_is_not_started_for_little(monkeypatch: pytest.MonkeyPatch) -> None:
    few = nursery._Helper()
    monkeypatch.setattr(nursery, "_helper", few)
    for _ in range(nursery.FORKS):
        assert apart(lambda: [b"x"]) == [b"x"]
    assert few.control is None


def test_no_helper_where_the_interpreter_is_part_of_another_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/opt/another/server")
    assert nursery._started() is None


def test_a_copy_of_this_process_has_the_same_helper(helper: nursery._Helper) -> None:
    """As the workers of a long run are."""
    got = module._forked(lambda: apart(functools.partial(map, str.encode, ("from", "afar"))))
    assert got == [b"from", b"afar"]

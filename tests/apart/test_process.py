"""Work in a process of its own: each piece that it returns comes whole or not at all, however that process ends."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sabaku.apart import process as module
from sabaku.apart.process import apart
from sabaku.doors.stopwatch import used


def ask(order: str) -> list[bytes]:
    return apart("does", order.encode())


@pytest.fixture(autouse=True)
def _ours(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A process that knows what this folder's `does` does, and is gone afterwards."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    monkeypatch.setattr(module, "_idle", [])
    yield
    module._end_all()


def test_what_is_returned_comes_whole() -> None:
    assert ask("nothing") == [b""]
    assert ask("much") == [b"x" * 3_000_000, b"y"]


def test_one_process_reads_one_file_after_another_until_it_has_read_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FILES", 3)
    told = [ask("who")[0] for _ in range(7)]
    assert told[0] == told[1] == told[2]
    assert told[3] == told[4] == told[5]
    assert len(set(told)) == 3


@pytest.mark.parametrize("fault", ["fail", "die", "leave"])
def test_faults_stay_there_and_the_next_file_is_read(fault: str) -> None:
    before = ask("who")
    assert ask(fault) == [b"x"]
    assert ask("nothing") == [b""]
    assert ask("who") != before


def test_a_process_that_has_gone_meanwhile_is_replaced() -> None:
    gone = int(ask("who")[0])
    os.kill(gone, signal.SIGKILL)
    while (module._idle[0].process.poll()) is None:
        time.sleep(0.01)
    assert ask("nothing") == [b""]


def test_where_no_process_is_to_be_had_nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert ask("nothing") == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="address space is bounded on Linux only")
def test_memory_is_bounded_for_each_file_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    half = module.MEMORY * 2 // 3
    assert [ask(f"keep {half}") for _ in range(3)] == [[b"kept"]] * 3
    assert ask(f"keep {2 * module.MEMORY}") == []


@pytest.mark.skipif(sys.platform == "win32", reason="processor time is bounded where the system can")
def test_processor_time_is_bounded_for_each_file_anew() -> None:
    assert [ask(f"toil {module.SECONDS * 0.6}") for _ in range(2)] == [[b"done"]] * 2
    assert ask(f"toil {module.SECONDS * 40}") == []


def test_its_processor_time_is_told_while_it_lives_and_by_the_system_afterwards() -> None:
    before = used()
    ask("toil 0.3")
    ask("toil 0.3")
    living = used() - before
    assert living > 0.6
    module._end_all()
    assert abs(used() - before - living) < 0.3


def test_time_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    ask("nothing")
    monkeypatch.setattr(module, "PATIENCE", 0.2)
    start = time.monotonic()
    assert ask("sleep") == []
    assert time.monotonic() - start < 600


def test_an_answer_too_large_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 1000)
    assert ask("much") == []
    assert ask("nothing") == [b""]


def test_it_is_told_nothing_of_our_environment_nor_of_our_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SABAKU_KEY", "secret")
    assert b"secret" not in ask("environment")[0]
    with Path(__file__).open("rb") as file:
        handed_on = os.dup2(file.fileno(), 90, inheritable=True)
        assert ask(f"file {handed_on}") == [b"OSError"]
        os.close(handed_on)


@pytest.mark.skipif(sys.platform == "win32", reason="limits of processes are not Windows' own")
def test_it_writes_no_file(tmp_path: Path) -> None:
    assert ask(f"write {tmp_path / 'out'}") == [b"OSError"]
    assert (tmp_path / "out").read_bytes() == b""


def test_what_a_library_prints_is_no_answer() -> None:
    assert ask("say") == [b"x"]


@pytest.mark.skipif(sys.platform == "win32", reason="no fork")
def test_a_copy_of_this_process_starts_its_own() -> None:
    with multiprocessing.get_context("fork").Pool(1) as pool:
        assert pool.apply(ask, ("who",)) != ask("who")
        assert pool.apply(ask, ("nothing",)) == [b""]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="whether a process is there is asked of Linux")
@pytest.mark.parametrize("end", ["", "os.kill(os.getpid(), 9)"])
def test_it_ends_with_the_process_that_wanted_it(end: str) -> None:
    here = os.pathsep.join(map(os.path.abspath, sys.path))
    script = f"import os\nfrom sabaku.apart.process import apart\nprint(apart('does', b'who')[0].decode(), flush=True)\n{end}"
    ran = subprocess.run([sys.executable, "-c", script], env={**os.environ, "PYTHONPATH": here}, stdout=subprocess.PIPE)
    for _ in range(1000):
        if not Path(f"/proc/{int(ran.stdout)}").exists():
            return
        time.sleep(0.01)
    raise AssertionError("it is still there")

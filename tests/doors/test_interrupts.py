"""Ctrl-C or SIGTERM in the middle of much mail: what is finished is written, in whole lines, and what was left is said."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import sabaku as package
from mails import build
from sabaku.doors import interrupts
from sabaku.doors.interrupts import Interrupts, stopped

POSIX = pytest.mark.skipif(os.name != "posix", reason="pipes and signals")
MAIL = build({"headers": {"Subject": "Minutes"}, "body": {"text": "See you on Monday.\n"}})


def folder(at: Path, count: int) -> Path:
    for n in range(count):
        (at / f"{n:04}.eml").write_bytes(MAIL)
    return at


def opened(pipe: Path) -> int:
    """The pipe's end for writing, as soon as the command has come to read it."""
    for _ in range(6000):
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError as fault:
            if fault.errno != errno.ENXIO:
                raise
            time.sleep(0.02)
    raise TimeoutError(pipe)


@POSIX
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("count", [3, 240])
def test_what_is_finished_is_written(tmp_path: Path, count: int, number: signal.Signals) -> None:
    """With few mails, which are held back to be compared, and with so many that workers examine them."""
    (tmp_path / "mails").mkdir()
    pipe = tmp_path / "slow.eml"
    os.mkfifo(pipe)
    words = ["examine", str(folder(tmp_path / "mails", count)), str(pipe), "--format", "json", "--jobs", "2", "--lang", "en"]
    env = {**os.environ, "PYTHONPATH": str(Path(package.__file__).parents[1])}
    line = [sys.executable, "-m", "sabaku", *words]
    with (tmp_path / "out").open("wb") as file:
        done = subprocess.Popen(line, stdout=file, stderr=subprocess.PIPE, env=env, start_new_session=True)
    end = opened(pipe)
    time.sleep(0.1)
    os.killpg(done.pid, number) if number == signal.SIGINT else done.send_signal(number)
    said = done.communicate(timeout=600)[1]
    os.close(end)

    out = (tmp_path / "out").read_bytes()
    names = [Path(json.loads(it)["input"]).name for it in out.splitlines()]
    assert out.endswith(b"}\n")
    assert names == sorted(names)
    assert (
        names == [f"{n:04}.eml" for n in range(count)] or len(names) > 200
    )  # batches that a worker had in hand may be unfinished
    assert said.decode() == f"sabaku: stopped: {len(names)} reported, the rest not examined.\n"
    assert done.returncode == 128 + number


def test_how_many_were_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder(tmp_path, 12)
    (tmp_path / "empty.eml").touch()
    assert stopped([str(tmp_path)], 4, 1).en == "stopped: 4 reported, 8 not examined."
    assert stopped([str(tmp_path)], 4, 1).ja == "中断しました。4通の報告を出力しました。残りの8通は調べていません。"
    assert stopped([str(tmp_path), "-"], 4, 1).en == "stopped: 4 reported, the rest not examined."
    monkeypatch.setattr(interrupts, "COUNTING", -1.0)
    assert stopped([str(tmp_path)], 0, 0).en == "stopped: 0 reported, at least 1 not examined."


def test_only_work_is_ended_and_only_by_the_first() -> None:
    steps = []
    with Interrupts() as stop:

        def work() -> str:
            signal.raise_signal(signal.SIGTERM)
            steps.append("not reached")
            return "done"

        assert stop.unless_stopped(lambda: "done") == "done"
        assert stop.unless_stopped(work) is None
        assert stop.number == signal.SIGTERM
        assert stop.unless_stopped(lambda: "done") is None
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    with Interrupts() as stop:
        signal.raise_signal(signal.SIGINT)
        steps.append("written")
        assert stop.number == signal.SIGINT
    assert steps == ["written"]
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


def test_who_hides_ctrl_c_is_not_stopped_by_it() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with Interrupts() as stop:
            signal.raise_signal(signal.SIGINT)
            assert not stop.number
    finally:
        signal.signal(signal.SIGINT, before)


@POSIX
def test_one_that_comes_while_a_module_is_made_leaves_the_status_alone(tmp_path: Path) -> None:
    """Python remembers a KeyboardInterrupt that passes `exec`, and ends by SIGINT whatever status is given afterwards."""
    (tmp_path / "stopped.py").write_text("""
import sys
from sabaku.doors.interrupts import Interrupts
with Interrupts() as stop:
    stop.unless_stopped(lambda: exec("import os, signal, time; os.kill(os.getpid(), signal.SIGTERM); time.sleep(60)"))
sys.exit(128 + stop.number)
""")
    paths = os.pathsep.join((str(tmp_path), str(Path(package.__file__).parents[1])))
    done = subprocess.run([sys.executable, "-m", "stopped"], env={**os.environ, "PYTHONPATH": paths}, check=False)
    assert done.returncode == 143


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are told by /proc")
def test_no_worker_outlives_a_master_that_was_killed(tmp_path: Path) -> None:
    """Whoever waits on a pipe that the other workers hold open too would wait for ever."""
    folder(tmp_path, 600)
    paths = str(Path(package.__file__).parents[1])
    words = [sys.executable, "-m", "sabaku", "examine", str(tmp_path), "--format", "json", "--jobs", "2"]
    with subprocess.Popen(
        words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": paths}
    ) as master:
        workers, end = Path(f"/proc/{master.pid}/task/{master.pid}/children"), time.monotonic() + 60
        while len(found := workers.read_text().split()) < 2 and time.monotonic() < end:
            time.sleep(0.05)
        time.sleep(0.5)
        master.kill()
    assert len(found) == 2
    while (left := [it for it in found if Path(f"/proc/{it}").exists()]) and time.monotonic() < end:
        time.sleep(0.05)
    assert left == []

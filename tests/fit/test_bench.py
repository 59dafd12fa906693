"""The benchmark: every reader goes by turns, and what else the machine does is not counted against one."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from importlib import import_module

import pytest

from sabaku import checks
from sabaku.checks._check import Hit
from sabaku.fit import bench
from sabaku.model import Case, Observable, Report

MAILS = (b"Subject: one\r\n\r\n", b"Subject: two\r\n\r\n", b"Subject: three\r\n\r\n")


def test_readers_go_by_turns() -> None:
    gone: list[tuple[str, int]] = []

    def reader(name: str, turn: slice) -> bench.Round:
        gone.append((name, turn.start))
        return bench.Round((float(len(gone)), 2.0), 10.0 + len(gone))

    found = bench.by_turns({"a": lambda turn: reader("a", turn), "b": lambda turn: reader("b", turn)}, 2 * bench.TURN, times=2)
    assert gone == [("a", 0), ("b", 0), ("a", bench.TURN), ("b", bench.TURN)] * 2
    assert found["a"] == bench.Speed(8.0, (1.0, 2.0, 3.0, 2.0), 17.0)
    assert found["b"] == bench.Speed(10.0, (2.0, 2.0, 4.0, 2.0), 18.0)


def test_a_slow_phase_in_one_round_counts_for_none() -> None:
    slow, quick = bench.Round((0.5, 0.010, 0.020), 80.0), bench.Round((0.005, 0.012, 0.6), 90.0)
    assert bench.speed([slow, quick]).seconds == (0.005, 0.010, 0.020)


def test_a_reader_that_raises_is_timed_all_the_same_and_what_it_refused_is_counted() -> None:
    read: list[bytes] = []

    def refuse(raw: bytes) -> object:
        read.append(raw)
        raise ValueError("not mine")

    found = bench.Going(refuse, MAILS)(slice(0, bench.TURN))
    assert len(found.seconds) == len(MAILS)
    assert found.memory > 0
    assert found.refused == len(MAILS), "those of this turn, not those read beforehand"
    assert read == [*MAILS, *MAILS], "once beforehand, once by the clock"


def test_what_a_reader_refused_in_all_turns_of_a_round_is_told() -> None:
    turns = iter([bench.Round((1.0,), 5.0, 1), bench.Round((1.0,), 5.0, 2)] * 2)
    found = bench.by_turns({"a": lambda _: next(turns)}, 2 * bench.TURN, times=2)["a"]
    assert found.refused == 3
    assert bench.row("a", found, found, 10).split()[-1] == "3"


def test_what_ours_raises_ends_the_run() -> None:
    def broken(_: bytes) -> object:
        raise ImportError("a part is missing")

    with pytest.raises(ImportError):
        bench.Going(broken, MAILS, ours=True)


def test_a_sabaku_that_cannot_be_loaded_ends_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "OURS", {"sabaku": partial(import_module, "sabaku.nowhere")})
    monkeypatch.setattr(bench, "LIBRARIES", {})
    monkeypatch.setattr(bench, "DAEMONS", {})
    with pytest.raises(ImportError, match=r"sabaku\.nowhere"):
        list(bench.table(MAILS))


def test_a_report_without_one_of_the_checks_is_no_whole_examination(monkeypatch: pytest.MonkeyPatch) -> None:
    read = bench.sabaku()
    assert isinstance(read(MAILS[0]), Report)

    def broken(case: Case, it: Observable) -> Iterator[Hit]:
        raise ImportError("a part is missing")

    whole = checks.catalogue()
    one = next(it for it in whole.values() if it.over == "message" and not it.said and not it.lang)
    monkeypatch.setattr(checks, "catalogue", lambda: {**whole, one.id: replace(one, judge=broken)})
    with pytest.raises(bench.Broken, match=one.id):
        read(MAILS[0])


def test_work_in_a_process_of_its_own_is_counted() -> None:
    def busy(_: bytes) -> object:
        child = os.fork()
        if not child:
            until = time.process_time() + 0.05
            while time.process_time() < until:
                pass
            os._exit(0)
        return os.waitpid(child, 0)

    assert bench.Going(busy, MAILS[:1])(slice(0, 1)).seconds[0] >= 0.04


def test_a_row_holds_rate_times_memory_and_ratio() -> None:
    ours, other = bench.Speed(0.02, (0.005, 0.015), 100.0), bench.Speed(0.01, (0.004, 0.006), 40.0)
    assert bench.row("other", other, ours, 2_000_000).split() == [
        "other",
        "200",
        "200.0",
        "5.00",
        "6.00",
        "6.00",
        "40",
        "0.50",
        "0",
    ]

"""Much mail at once, offline: worker processes examine it in batches, reports come back in the order of the mails."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from sabaku import app
from sabaku.cycles import seldom
from sabaku.doors.interrupts import Interrupts
from sabaku.doors.stopwatch import Stopwatch
from sabaku.model import Input, Run

if TYPE_CHECKING:
    from sabaku.judge import Weights

BATCH = 16
"""Mails per task: so many that handing them over costs little, so few that nobody waits long."""
AHEAD = 4
"""Batches per worker that are read ahead."""
GRACE = 2.0
"""Seconds that an interrupt waits for the batches in work."""
Waiting = deque[tuple[list[Input], "Future[list[Line]]"]]


class Line(NamedTuple):
    """One mail's report as JSON; `lost` says that the worker died over its batch, and there is no report."""

    name: str
    sha256: str
    report: bytes
    lost: bool = False


class _Pool:
    """Workers that are replaced when one of them dies."""

    def __init__(self, jobs: int, learnt: Weights | None, seconds: float, options: tuple[str, ...]) -> None:
        self.jobs, self.asked = jobs, (learnt, seconds, options)
        self.workers = self._fresh()

    def _fresh(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self.jobs, initializer=_begin)

    def submit(self, batch: list[Input]) -> Future[list[Line]]:
        try:
            return self.workers.submit(_examine, batch, *self.asked)
        except BrokenProcessPool:
            self.workers = self._fresh()
            return self.workers.submit(_examine, batch, *self.asked)


def many(
    inputs: Iterable[Input],
    jobs: int,
    learnt: Weights | None = None,
    seconds: float = 0.0,
    stop: Interrupts | None = None,
    options: tuple[str, ...] = (),
) -> Iterator[Line]:
    """The reports of many mails, in their order. Batches of a worker that died are examined again, one mail at a time.

    `seconds`: processor seconds that one mail may take; 0 for no limit. `stop`: after an interrupt only what is finished comes.
    `options`: as a run keeps them.
    """
    source = iter(inputs)
    pool = _Pool(jobs, learnt, seconds, options)
    stop = stop or Interrupts()
    waiting: Waiting = deque()

    def following() -> list[Line]:
        while len(waiting) < jobs * AHEAD and (batch := list(itertools.islice(source, BATCH))):
            waiting.append((batch, pool.submit(batch)))
        return _told(*waiting[0], pool) if waiting else []

    try:
        while lines := stop.unless_stopped(following):
            waiting.popleft()
            yield from lines
        yield from _finished(waiting)
    finally:
        pool.workers.shutdown(wait=False, cancel_futures=True)


def _told(batch: list[Input], told: Future[list[Line]], pool: _Pool) -> list[Line]:
    try:
        return told.result()
    except BrokenProcessPool:
        return [line for it in batch for line in _singly(it, pool)]


def _singly(it: Input, pool: _Pool) -> list[Line]:
    try:
        return pool.submit([it]).result()
    except BrokenProcessPool:
        return [Line(it.name, "", b"", lost=True)]


def _finished(waiting: Waiting) -> Iterator[Line]:
    """What the workers had in hand when they were stopped, as far as it is finished soon."""
    begun = [told for _, told in waiting if not told.cancel()]
    wait(begun, GRACE)
    for told in begun:
        if told.done() and told.exception() is None:
            yield from told.result()


def _begin() -> None:
    """A worker is told by its master when to end: Ctrl-C reaches the whole group."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_master, daemon=True).start()
    seldom()


def _end_with_master() -> None:
    """Ends a worker whose master was killed: it would wait for ever on a pipe that its fellows hold open, too."""
    master = multiprocessing.parent_process()
    if master is not None:
        master.join()
        os._exit(1)


def _examine(batch: list[Input], learnt: Weights | None, seconds: float, options: tuple[str, ...]) -> list[Line]:
    from sabaku.render.json import render

    lines = []
    for it in batch:
        start = time.perf_counter()
        report = app.conclude(app.offline(app.prepare(it, Stopwatch(seconds).late)), learnt)
        elapsed = round((time.perf_counter() - start) * 1000, 2)
        run = Run(it.name, elapsed, options=options)
        lines.append(Line(it.name, report.sha256, render(msgspec.structs.replace(report, run=run))))
    return lines

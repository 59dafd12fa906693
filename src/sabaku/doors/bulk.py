"""Much mail at once, offline: worker processes examine it in batches, reports come back in the order of the mails."""

from __future__ import annotations

import itertools
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from sabaku import app
from sabaku.cycles import seldom
from sabaku.doors.stopwatch import Stopwatch
from sabaku.model import Input, Run

if TYPE_CHECKING:
    from sabaku.judge import Weights

BATCH = 16
"""Mails per task: so many that handing them over costs little, so few that nobody waits long."""
AHEAD = 4
"""Batches per worker that are read ahead."""


class Line(NamedTuple):
    """One mail's report as JSON; `lost` says that the worker died over its batch, and there is no report."""

    name: str
    sha256: str
    report: bytes
    lost: bool = False


class _Pool:
    """Workers that are replaced when one of them dies."""

    def __init__(self, jobs: int, learnt: Weights | None, seconds: float) -> None:
        self.jobs, self.learnt, self.seconds = jobs, learnt, seconds
        self.workers = self._fresh()

    def _fresh(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self.jobs, initializer=seldom)

    def submit(self, batch: list[Input]) -> Future[list[Line]]:
        try:
            return self.workers.submit(_examine, batch, self.learnt, self.seconds)
        except BrokenProcessPool:
            self.workers = self._fresh()
            return self.workers.submit(_examine, batch, self.learnt, self.seconds)


def many(inputs: Iterable[Input], jobs: int, learnt: Weights | None = None, seconds: float = 0.0) -> Iterator[Line]:
    """The reports of many mails, in their order. Batches of a worker that died are examined again, one mail at a time.

    `seconds`: processor seconds that one mail may take; 0 for no limit.
    """
    source = iter(inputs)
    pool = _Pool(jobs, learnt, seconds)
    waiting: deque[tuple[list[Input], Future[list[Line]]]] = deque()
    try:
        while True:
            while len(waiting) < jobs * AHEAD and (batch := list(itertools.islice(source, BATCH))):
                waiting.append((batch, pool.submit(batch)))
            if not waiting:
                return
            batch, told = waiting.popleft()
            try:
                yield from told.result()
            except BrokenProcessPool:
                yield from _singly(batch, pool)
    finally:
        pool.workers.shutdown(wait=False, cancel_futures=True)


def _singly(batch: list[Input], pool: _Pool) -> Iterator[Line]:
    for it in batch:
        try:
            yield from pool.submit([it]).result()
        except BrokenProcessPool:
            yield Line(it.name, "", b"", lost=True)


def _examine(batch: list[Input], learnt: Weights | None, seconds: float) -> list[Line]:
    from sabaku.render.json import render

    lines = []
    for it in batch:
        start = time.perf_counter()
        report = app.conclude(app.offline(app.prepare(it, Stopwatch(seconds).late)), learnt)
        elapsed = round((time.perf_counter() - start) * 1000, 2)
        lines.append(Line(it.name, report.sha256, render(msgspec.structs.replace(report, run=Run(it.name, elapsed)))))
    return lines

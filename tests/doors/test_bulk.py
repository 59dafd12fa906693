"""Much mail at once: order, equality with one by one, and a worker that dies over one mail."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime

import pytest

from sabaku import app
from sabaku.doors import bulk
from sabaku.model import Input
from sabaku.render.json import render

NOW = datetime(2026, 2, 5, tzinfo=UTC)
really = bulk._examine


def mails(count: int) -> list[Input]:
    shape = "From: a{n}@sender.example\r\nSubject: number {n}\r\n\r\nhttps://login.evil.example/{n}\r\n"
    return [Input(shape.format(n=n).encode(), name=f"{n}.eml", now=NOW) for n in range(count)]


def dies_over_five(batch: list[Input], learnt: object, seconds: float, options: tuple[str, ...]) -> list[bulk.Line]:
    if any(it.name == "5.eml" for it in batch):
        os._exit(9)
    return really(batch, learnt, seconds, options)  # type: ignore[arg-type]


def without_time(report: bytes) -> dict[str, object]:
    told: dict[str, object] = json.loads(report)
    return {key: value for key, value in told.items() if key not in ("run", "input")}


def test_in_order_and_the_same_as_one_by_one() -> None:
    given = mails(50)
    told = list(bulk.many(iter(given), 2))

    assert [it.name for it in told] == [it.name for it in given]
    alone = render(app.conclude(app.offline(app.prepare(given[7]))))
    assert without_time(told[7].report) == without_time(alone)


def test_a_worker_that_dies_costs_one_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "_examine", dies_over_five)
    told = list(bulk.many(iter(mails(40)), 2))

    assert [it.name for it in told] == [f"{n}.eml" for n in range(40)]
    assert [it.name for it in told if it.lost] == ["5.eml"]
    assert all(it.report for it in told if not it.lost)


def test_nothing_to_do() -> None:
    assert list(bulk.many(iter(()), 2)) == []

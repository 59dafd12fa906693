"""What an examination leaves behind: nothing that only the garbage collector could free.

Cycles among the values of a mail (a view that holds its message, an exception whose frames hold it) cost every hundredth mail
a tenth of a second, when the collector comes by.
"""

from __future__ import annotations

import contextlib
import gc
import sys
from pathlib import Path

import pytest

from intake.compound import compound, storage
from mails import load
from sabaku.app import examine
from sabaku.cycles import LIVING
from sabaku.doors import bulk
from sabaku.intake import outlook

FIXTURES = sorted((Path(__file__).parent / "checks").glob("*/fires/*.toml"))[::7]


@pytest.fixture
def no_collector() -> object:
    gc.disable()
    yield
    gc.enable()


def test_an_examined_mail_is_freed_at_once(no_collector: object) -> None:
    given = [load(path).input for path in FIXTURES]
    for it in given:  # what is loaded once and kept
        examine(it)
    gc.collect()
    for it in given:
        examine(it)
    assert gc.collect() < len(given)


@pytest.mark.parametrize("part", [1.0, 0.9, 0.5, 0.1])
def test_an_outlook_file_is_freed_at_once(no_collector: object, part: float) -> None:
    made = compound(storage({0x007D: "From: a@sender.example\r\n\r\n", 0x1000: "text\r\n" * 1000}))
    gc.collect()
    with contextlib.suppress(outlook.NotOutlook):
        outlook.build(made[: int(len(made) * part)])
    assert gc.collect() == 0


def tables_left_out() -> tuple[int, int, int]:
    return gc.get_threshold()[0], len(gc.get_objects()), gc.get_freeze_count()


@pytest.mark.skipif(sys.platform == "win32", reason="workers begin without tables")
def test_workers_never_look_through_the_tables_that_they_began_with() -> None:
    examine(load(FIXTURES[0]).input)
    pool = bulk._Pool(1, None, 0, ())
    threshold, looked_through, left_out = pool.workers.submit(tables_left_out).result()
    pool.workers.shutdown()
    assert threshold == LIVING
    assert looked_through < 20_000 < left_out

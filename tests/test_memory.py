"""What an examination leaves behind: nothing that only the garbage collector could free.

Cycles among the values of a mail (a view that holds its message, an exception whose frames hold it) cost every hundredth mail
a tenth of a second, when the collector comes by.
"""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from mails import load
from sabaku.app import examine

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

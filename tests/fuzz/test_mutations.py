"""A short, repeatable run of the fuzzers; `python tests/fuzz/mutate.py 600` and `structured.py 600` are the long ones."""

from __future__ import annotations

import random

import pytest

from fuzz import structured
from fuzz.mutate import plainly, seeds

LONG = 10_000
"""Seconds that nothing here takes: the number of mails is the end of it."""


def test_broken_mails_never_raise() -> None:
    starts = seeds([])
    assert len(starts) > 40
    assert plainly(LONG, starts, seed=7, most=400) == 400


def test_mails_broken_along_their_seams_are_examined() -> None:
    count, slowest = structured.run(LONG, seeds([]), seed=7, most=40)
    assert count == 40
    assert slowest < 4 * structured.SLOW  # a machine that does other things too


@pytest.mark.parametrize("change", structured.CHANGES)
def test_every_change_makes_another_mail(change: structured.Change) -> None:
    starts = seeds([])
    dice = random.Random(3)

    assert any(change(raw, dice, starts) != raw for raw in starts[:20])

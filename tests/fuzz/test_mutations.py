"""A short, repeatable run of the mutation fuzzer; `python tests/fuzz/mutate.py 600` is the long one."""

from __future__ import annotations

from fuzz.mutate import plainly, seeds


def test_broken_mails_never_raise() -> None:
    starts = seeds([])
    assert len(starts) > 40
    assert plainly(60, starts, seed=7, most=400) == 400

"""A batch of mails against the small outside world, killed in the middle and started again: what is asked, and how often."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest
from scale import killed_and_started_again, two_at_once

MAILS = 60


@pytest.mark.enable_socket
@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_killed_batch_goes_on_from_the_store(tmp_path: Path) -> None:
    it = asyncio.run(killed_and_started_again(MAILS, tmp_path))
    assert it.figures.mails == MAILS
    assert it.figures.answered == it.figures.questions, "everything that this world knows was answered"
    assert it.figures.questions > 5 * MAILS
    assert max(it.first.values()) == 1, "nothing is asked twice while it runs"
    assert max(it.second.values(), default=1) == 1
    assert it.before >= MAILS // 2
    assert it.first.total() + it.second.total() - len(it.again) > 4 * MAILS
    assert it.unexplained == [], "only what was noted as under way when the kill came is asked again"
    assert set(it.figures.again) <= set(it.under_way)
    assert it.figures.gap == 0.0 or it.figures.gap > 0.3, "the registries' pace holds"


@pytest.mark.enable_socket
@pytest.mark.skipif(sys.platform == "win32", reason="processes are told apart by what Linux tells of them")
def test_two_processes_on_one_store_ask_nothing_twice(tmp_path: Path) -> None:
    one, other, asked = asyncio.run(two_at_once(MAILS // 2, tmp_path))
    assert max(asked.values()) == 1
    # what verifying the authentication asks on its way is counted where it was asked
    assert one.answered == one.questions
    assert other.answered == other.questions > 5 * MAILS // 2
    assert one.again == other.again == []

"""The shared answers: a damaged file costs the answers in it, not the examination; one that cannot be made is said plainly."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sabaku.model import Question
from sabaku.sources._store import Store
from sabaku.sources.tape import Entry

NOW = datetime(2026, 2, 5, tzinfo=UTC)


def test_a_damaged_file_is_put_aside_and_a_new_one_begun(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite"
    path.write_bytes(b"no database at all " * 100)
    store = Store(path)
    question = Question("dns", "evil.example")
    store.put(Entry(question, "none", NOW))
    assert store.get(question) == Entry(question, "none", NOW)
    store.close()
    assert (tmp_path / "answers.sqlite.damaged").read_bytes().startswith(b"no database")


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    (tmp_path / "answers.sqlite").mkdir()
    with pytest.raises(OSError, match=r"answers\.sqlite"):
        Store(tmp_path / "answers.sqlite")


def test_many_may_begin_a_new_store_at_the_same_moment(tmp_path: Path) -> None:
    def begin(path: Path, together: threading.Barrier) -> None:
        together.wait()
        Store(path).close()

    with ThreadPoolExecutor(6) as pool:
        for n in range(40):  # of a hundred such rounds nine went wrong
            together = threading.Barrier(6)
            for it in [pool.submit(begin, tmp_path / f"{n}.sqlite", together) for _ in range(6)]:
                it.result()

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
    questions = [Question("dns", f"{n}.evil.example") for n in range(6)]

    def begin(path: Path, together: threading.Barrier, question: Question) -> None:
        together.wait()
        store = Store(path)
        store.put(Entry(question, "none", NOW))
        store.close()

    with ThreadPoolExecutor(len(questions)) as pool:
        for n in range(40):  # of a hundred such rounds nine went wrong
            path, together = tmp_path / f"{n}.sqlite", threading.Barrier(len(questions))
            for it in [pool.submit(begin, path, together, question) for question in questions]:
                it.result()
            store = Store(path)
            assert [store.get(it) for it in questions] == [Entry(it, "none", NOW) for it in questions]
            store.close()

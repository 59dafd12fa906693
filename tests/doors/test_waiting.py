"""On a terminal one sees that something is going on; in a file nothing of it stands."""

from __future__ import annotations

import io
import sys
import time

import pytest

from sabaku.doors import waiting
from sabaku.model import Text


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_what_stands_there_is_wiped_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    with waiting.waiting(Text("待つ", "wait"), "en"):
        assert sys.stderr.getvalue() == "wait"  # type: ignore[attr-defined]
    assert sys.stderr.getvalue() == "wait" + waiting.WIPE  # type: ignore[attr-defined]


def test_the_count_is_told_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    now = 1000.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    counter = waiting.Counter("ja")
    counter.next()
    assert sys.stderr.getvalue() == ""  # type: ignore[attr-defined]
    now += 1
    counter.next()
    assert "2通目" in sys.stderr.getvalue()  # type: ignore[attr-defined]
    now += 1
    counter.next(quiet=True)
    assert "3通目" not in sys.stderr.getvalue()  # type: ignore[attr-defined]
    counter.wipe()
    counter.wipe()
    assert sys.stderr.getvalue().count(waiting.WIPE) == 2  # type: ignore[attr-defined]


def test_a_file_gets_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    counter = waiting.Counter("ja")
    counter.told -= 1
    counter.next()
    with waiting.waiting(waiting.ASKING, "ja"):
        counter.wipe()
    assert capsys.readouterr().err == ""

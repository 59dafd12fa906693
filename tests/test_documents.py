"""The generated documents: measured figures say what they were measured with, and it is noticed when that has moved on."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tools.docs import measured_with_others

from sabaku.app import versions


def document(code: str = "", data: str = "", weights: str = "") -> str:
    now = versions()
    return f"# Measured\n\nCode {code or now.code}, data {data or now.data}, weights {weights or now.weights}. 5 mails, 4 campaigns.\n"


def test_figures_of_today() -> None:
    assert measured_with_others(document()) == []


def test_what_has_moved_on_is_named() -> None:
    assert measured_with_others(document(weights="0" * 16)) == ["weights"]
    assert measured_with_others(document(code="0" * 16, data="0" * 16)) == ["code", "data"]


def test_figures_without_an_origin_are_none() -> None:
    assert measured_with_others("# Measured\n") == ["code", "data", "weights"]

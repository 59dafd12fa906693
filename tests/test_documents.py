"""The generated documents: measured figures say what they were measured with, and it is noticed when that has moved on."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tools.docs import figures, measured_with_others, readmes

from sabaku.versions import versions

ROOT = Path(__file__).parent.parent


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


HELD_OUT = """\
## Whole campaigns held out

| | label | mails | suspicious or worse (95 %) | fraud (95 %) |
|---|---|---|---|---|
| advance-fee | fraud | 30 | 90.0% (80.0%-95.0%) | 80.0% (70.0%-90.0%) |
| extortion | fraud | 10 | 100.0% (81.5%-100.0%) | 90.0% (65.3%-98.6%) |
| ham-lists | legitimate | 2000 | 0.1% (0.0%-0.7%) | 0.0% (0.0%-0.7%) |
| malspam | fraud | 120 | 81.7% (73.6%-88.1%) | 58.3% (49.0%-67.3%) |
| phish-ja | fraud | 470 | 100.0% (99.2%-100.0%) | 99.4% (98.1%-99.9%) |
| phish-pot | fraud | 100 | 95.0% (93.6%-96.3%) | 82.0% (79.6%-84.2%) |

## Whole receivers left out

| 06ae phish-ja | fraud | 1 | 0.0% (0.0%-97.5%) | 0.0% (0.0%-97.5%) |
"""


def test_the_readmes_figures_are_those_measured_put_together_by_kind() -> None:
    told = figures(HELD_OUT, "en").splitlines()

    assert "| Advance-fee fraud and extortion | 40 | 92.5% | 82.5% |" in told
    assert "| Legitimate mail | 2,000 | 0.1% | 0.0% |" in told
    assert len(told) == 7


def test_the_readmes_are_current() -> None:
    assert all((ROOT / name).read_text("utf-8") == told for name, told in readmes().items())

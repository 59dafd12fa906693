"""No pattern that a module compiles runs away on text made to keep it busy, wherever the search may begin."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from typing import Any

import pytest

import sabaku

LENGTH = 1500
LONGEST = 0.5
"""Seconds of CPU: a search over this much takes well under a tenth, one whose cost grows with the cube or worse takes many."""
PUMPS = (
    *(
        " ",
        "a",
        "A",
        "0",
        "<",
        "(",
        '"',
        "'",
        "=",
        "@",
        ".",
        "-",
        "\n",
        "\r\n",
        "\t",
        "&",
        ";",
        "/",
        "あ",
        "ア",
        "漢",
        "年",
        "　",
        "\u200b",
    ),
    *(
        "a.",
        "a@",
        "a ",
        "0 ",
        "1:",
        "0-",
        "=?a?b?",
        "<a ",
        "://",
        "a=",
        "((",
        '"a',
        "%41",
        "a-",
        "\\a",
        ",a",
        "12月",
        "09:",
        "a\n ",
        "{a",
        "[a",
    ),
)


def patterns() -> dict[str, re.Pattern[Any]]:
    found: dict[str, re.Pattern[Any]] = {}
    for it in pkgutil.walk_packages(sabaku.__path__, "sabaku."):
        if it.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(it.name)).items():
            if isinstance(value, re.Pattern):
                found[f"{it.name}.{name}"] = value
    return found


ALL = patterns()


def test_there_are_patterns() -> None:
    assert len(ALL) > 100


@pytest.mark.parametrize("name", ALL)
def test_no_search_runs_away(name: str) -> None:
    pattern = ALL[name]
    for pump in PUMPS:
        text = (pump * LENGTH)[:LENGTH] + "\x00"
        subject = text.encode() if isinstance(pattern.pattern, bytes) else text
        start = time.process_time()
        pattern.search(subject)
        sum(1 for _ in zip(range(LENGTH), pattern.finditer(subject), strict=False))
        assert time.process_time() - start < LONGEST, f"{name} on {pump!r}: {pattern.pattern!r}"

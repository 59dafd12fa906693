"""No pattern that a module compiles runs away on text made to keep it busy, wherever the search may begin."""

from __future__ import annotations

import functools
import importlib
import inspect
import pkgutil
import re
from re import _constants as kinds  # type: ignore[attr-defined]  # the only way to see what a pattern is made of
from re import _parser as syntax  # type: ignore[attr-defined]
from typing import Any

import pytest

import sabaku
from effort import within
from sabaku.text import late

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
            pattern = _made(value)
            if pattern is not None:
                found[f"{it.name}.{name}"] = pattern
    return found


def _made(value: Any) -> re.Pattern[Any] | None:
    """A pattern, whether a module compiles it at once, when it is first searched for, or in a function that keeps it."""
    if isinstance(value, late._Late):
        return re.compile(*value._given)
    if isinstance(value, functools._lru_cache_wrapper) and inspect.signature(value).parameters == {}:
        value = value() if "Pattern" in str(inspect.signature(value).return_annotation).partition("[")[0] else None
    return value if isinstance(value, re.Pattern) else None


ALL = patterns()


def test_there_are_patterns() -> None:
    assert len(ALL) > 600


@pytest.mark.parametrize("name", ALL)
def test_no_search_runs_away(name: str) -> None:
    pattern = ALL[name]
    for pump in PUMPS:
        text = (pump * LENGTH)[:LENGTH] + "\x00"
        subject = text.encode() if isinstance(pattern.pattern, bytes) else text
        within(LONGEST, functools.partial(searched, pattern, subject), f"{name} on {pump!r}: {pattern.pattern!r}")


def searched(pattern: re.Pattern[Any], subject: Any) -> None:
    pattern.search(subject)
    sum(1 for _ in zip(range(LENGTH), pattern.finditer(subject), strict=False))


INSTEAD = 'a0 .<("あ\n'
"""Characters that stand for a class."""


def parsed(pattern: re.Pattern[Any]) -> Any:
    """A pattern taken apart, one of bytes as if it were of text."""
    source = pattern.pattern.decode("latin-1") if isinstance(pattern.pattern, bytes) else pattern.pattern
    return syntax.parse(source, pattern.flags & ~(re.UNICODE if isinstance(pattern.pattern, bytes) else 0))


def example(pattern: Any) -> str:
    """A short text that the pattern, or most of it, fits."""
    return "".join(_piece(kind, what) for kind, what in pattern)


def _piece(kind: Any, what: Any) -> str:
    if kind in (kinds.LITERAL, kinds.NOT_LITERAL):
        return chr(what if kind is kinds.LITERAL else what + 1)
    if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT):
        return example(what[2]) * max(1, min(int(what[0]), 40))
    if kind is kinds.BRANCH:
        return example(what[1][0])
    if kind in (kinds.SUBPATTERN, kinds.ATOMIC_GROUP):
        return example(what[3] if kind is kinds.SUBPATTERN else what)
    if kind is kinds.IN:
        return next((it for it in _of_class(what) if it), "")
    return "a" if kind is kinds.ANY else ""


def _of_class(items: Any) -> list[str]:
    """Characters of a class; for one that says what is not in it, any that is not named."""
    if items[0][0] is kinds.NEGATE:
        named = {what for kind, what in items if kind is kinds.LITERAL}
        return [it for it in INSTEAD if ord(it) not in named]
    plain = [chr(what if kind is kinds.LITERAL else what[0]) for kind, what in items if kind in (kinds.LITERAL, kinds.RANGE)]
    return plain or [" " if what is kinds.CATEGORY_SPACE else "0" for kind, what in items if kind is kinds.CATEGORY]


@pytest.mark.parametrize("name", ALL)
def test_no_search_runs_away_on_its_own_words(name: str) -> None:
    pattern = ALL[name]
    fitting = example(parsed(pattern))[:60]
    for at in range(1, len(fitting) + 1):
        for size in (1, 2):
            pump = fitting[max(0, at - size) : at]
            text = (fitting[:at] + pump * LENGTH)[:LENGTH] + "\x00"
            subject = text.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else text
            of = f"{name} on {fitting[:at]!r} and {pump!r}: {pattern.pattern!r}"
            within(LONGEST / 2, functools.partial(pattern.search, subject), of)

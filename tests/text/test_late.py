"""Patterns that are compiled late are right, each of them, and behave as compiled ones do."""

from __future__ import annotations

import importlib
import pkgutil
import re

import sabaku
from sabaku.text import late


def test_every_late_pattern_compiles() -> None:
    found = 0
    for module in pkgutil.walk_packages(sabaku.__path__, "sabaku."):
        if module.name.split(".")[1] in ("mime", "intake", "extract", "checks", "render", "forms", "fold", "hosts", "examples"):
            for it in vars(importlib.import_module(module.name)).values():
                if isinstance(it, late._Late):
                    assert isinstance(it.pattern, str)
                    found += 1
    assert found > 250


def test_nothing_is_compiled_before_it_is_needed() -> None:
    it = late.pattern("(a)b", re.IGNORECASE)
    assert vars(it)["_made"] is None
    assert it.search("xAB").span(1) == (1, 2)  # type: ignore[union-attr]
    assert "search" in vars(it)  # the next call finds the method itself
    assert [one[0] for one in it.finditer("ab AB")] == ["ab", "AB"]
    assert it.sub("-", "ab") == "-"
    assert it.flags & re.IGNORECASE


def test_one_of_several_words() -> None:
    has = late.one_of("ab", "b 保留", "保")
    assert [has(text) for text in ("xab", "保", "b 保留中", "a b", "")] == [True, True, True, False, False]


def test_words_that_are_asked_for_after_a_text_was_looked_at() -> None:
    text = "a text that an earlier module has looked at"
    assert late.one_of("earlier", "sooner")(text)
    assert late.one_of("looked at", "never asked for before")(text)


def test_a_pattern_that_begins_with_one_of_several_words() -> None:
    pattern = re.compile(r"(?:order|orders|あ注文|aa)[a-z ]?#?[0-9]*")
    finds = late.starting(pattern, "order", "orders", "あ注文", "aa")
    for text in ("", "an order #12, orders 3, あ注文4 aaaaa1", "xaax", "ordeorder"):
        assert [it.span() for it in finds(text)] == [it.span() for it in pattern.finditer(text)]

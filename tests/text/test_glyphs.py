"""Patterns find a Chinese character as China, old print and Japan write it."""

from __future__ import annotations

import re

import pytest

from sabaku.text import late
from sabaku.text.fold import fold
from sabaku.text.glyphs import either, twins


@pytest.mark.parametrize("source", ["账户", "[转汇]到", r"付款\[到(?:账户|帐号)", "[^账]户", r"[\]账]户"])
@pytest.mark.parametrize("text", ["转到账户", "汇到账户", "付款[到账户", "付款[到帐号", "新户", "]户", "no such thing"])
def test_a_pattern_finds_in_the_folded_text_what_it_finds_in_the_written_one(source: str, text: str) -> None:
    made = late.pattern(source)
    plain = re.search(source, text)
    for searched in (text, fold(text)):
        found = made.search(searched)
        assert (found and found.span()) == (plain and plain.span())


def test_patterns_without_such_characters_stay_as_they_are() -> None:
    assert [either(it) for it in ("[a-z]+", "カード番号", r"\[口座\]")] == ["[a-z]+", "カード番号", r"\[口座\]"]


def test_a_range_that_begins_with_such_a_character_stays_a_range() -> None:
    first = min(twins())
    assert either(f"[{first}-\u9fff]") == f"[{first}-\u9fff]"


def test_orders_to_pay_are_found_in_simplified_characters() -> None:
    from sabaku.checks._accounts import ordered

    assert ordered(fold("请付款到以下账户")) is not None
    assert ordered(fold("请于周五前确认账户余额")) is None

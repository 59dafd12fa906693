"""What spares most mails the search of a large pattern lets through whatever the pattern would find.

A pattern of many alternatives is tried only where a text has one of a few words. An alternative without such a word is never
found, and nobody notices.
"""

from __future__ import annotations

import importlib
import itertools
from re import _constants as kinds  # type: ignore[attr-defined]  # the only way to see what a pattern is made of
from re import _parser as syntax  # type: ignore[attr-defined]
from typing import Any

import pytest
from test_regexes import _piece

MOST = 4000
"""Examples of one pattern."""
GATED = (
    ("_promised", "_FIRST", "_HINTS"),
    ("pay_to_work", "_FEE", "_HINTS"),
    ("buyer_has_paid", "_PAID", "_HINTS"),
    ("unprotected_payment", "_WAY", "_HINTS"),
    ("past_the_house", "_PAST", "_HINTS"),
    ("given_login", "_LOGIN", "_SECRET"),
    ("crime_tools", "_GOODS", "_NEEDED"),
    ("forgotten_balance", "_UNUSED", "_NEEDED"),
    ("attack_threat", "_REVIEWS", "_RATED"),
    ("counts_differ", "_COUNTS", "_HELD"),
    ("unknown_sources", "_ALLOW", "_ALLOWS"),
    ("gift_for_a_coin", "_OFFER", "_THINGS"),
)


def examples(pattern: Any) -> list[str]:
    """Texts that the pattern fits, one for each way through its alternatives, without what may be missing."""
    told = [""]
    for kind, what in pattern:
        more = _ways(kind, what)
        many = len(told) * len(more)
        told = [a + b for a, b in itertools.product(told, more)] if many <= MOST else _paired(told, more)
    return told


def _paired(told: list[str], more: list[str]) -> list[str]:
    """Each of both in some pair."""
    return [told[n % len(told)] + more[n % len(more)] for n in range(max(len(told), len(more)))]


def _ways(kind: Any, what: Any) -> list[str]:
    if kind is kinds.BRANCH:
        return [it for branch in what[1] for it in examples(branch)]
    if kind in (kinds.SUBPATTERN, kinds.ATOMIC_GROUP):
        return examples(what[3] if kind is kinds.SUBPATTERN else what)
    if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT):
        return [it * min(what[0], 5) for it in examples(what[2])] if what[0] else [""]
    return [_piece(kind, what)]


@pytest.mark.parametrize(("module", "name", "gate"), GATED, ids=lambda it: it)
def test_the_gate_is_as_wide_as_the_pattern(module: str, name: str, gate: str) -> None:
    there = vars(importlib.import_module(f"sabaku.checks.body.{module}"))
    pattern, lets = there[name], there[gate]
    fitting = [it for it in examples(syntax.parse(pattern.pattern, pattern.flags)) if pattern.search(it)]
    assert len(fitting) > 5
    assert [it for it in fitting if not lets(it)] == []

"""Arithmetic of measuring: intervals, calibration, likelihood ratios. Pure; knows no mail and no file."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence


def clopper_pearson(hits: int, of: int, level: float = 0.95) -> tuple[float, float]:
    """The exact binomial interval (Clopper and Pearson 1934) for `hits` out of `of`; (0, 1) for nothing measured."""
    if of == 0:
        return (0.0, 1.0)
    tail = (1 - level) / 2
    low = 0.0 if hits == 0 else _solve(lambda p: 1 - _at_most(hits - 1, of, p), tail)
    high = 1.0 if hits == of else _solve(lambda p: -_at_most(hits, of, p), -tail)
    return (low, high)


def _solve(rising: Callable[[float], float], wanted: float) -> float:
    """The p in [0, 1] where a rising function takes the wanted value."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if rising(middle) < wanted:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _at_most(hits: int, of: int, p: float) -> float:
    """P(X <= hits) of a binomial distribution."""
    if p <= 0:
        return 1.0
    if p >= 1:
        return 1.0 if hits >= of else 0.0
    logs = (
        math.lgamma(of + 1) - math.lgamma(it + 1) - math.lgamma(of - it + 1) + it * math.log(p) + (of - it) * math.log1p(-p)
        for it in range(hits + 1)
    )
    return min(1.0, math.fsum(math.exp(it) for it in logs))


def brier(told: Sequence[tuple[float, bool]]) -> float:
    """Mean squared difference between stated probability and truth (Brier 1950); 0 is perfect."""
    return sum((p - truth) ** 2 for p, truth in told) / len(told) if told else math.nan


def reliability(told: Sequence[tuple[float, bool]], bins: int = 10) -> list[tuple[float, float, int, int, float]]:
    """Per tenth of stated probability: bounds, mails, frauds among them, mean of what was stated."""
    table = []
    for it in range(bins):
        low, high = it / bins, (it + 1) / bins
        inside = [(p, truth) for p, truth in told if low <= p < high or (p == 1.0 and it == bins - 1)]
        if inside:
            table.append((low, high, len(inside), sum(truth for _, truth in inside), sum(p for p, _ in inside) / len(inside)))
    return table


def likelihood_ratio(fraud_hits: int, frauds: int, ham_hits: int, hams: int) -> float:
    """How many times more often in fraud than in legitimate mail, with half a mail added to each cell."""
    return ((fraud_hits + 0.5) / (frauds + 1)) / ((ham_hits + 0.5) / (hams + 1))

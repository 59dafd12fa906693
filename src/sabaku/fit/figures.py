"""Arithmetic of measuring: intervals, calibration, likelihood ratios. Pure; knows no mail and no file."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import NormalDist

LEVEL = 0.95
"""Of all intervals: the probability with which they hold the truth."""
TENTHS = 10


def clopper_pearson(hits: int, of: int) -> tuple[float, float]:
    """The exact 95 % interval (Clopper and Pearson 1934) for `hits` out of `of`; (0, 1) for nothing measured."""
    if of == 0:
        return (0.0, 1.0)
    tail = (1 - LEVEL) / 2
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


@dataclass(frozen=True, slots=True)
class Stated:
    """The mails of which a probability from one range was stated."""

    low: float
    high: float
    mails: int
    frauds: int
    share: float
    """Of frauds, with each group weighing the same."""
    effective: float
    """How many equally weighing mails would be as uncertain (Kish 1965)."""
    mean: float
    """Of what was stated, weighed likewise."""


def reliability(groups: Iterable[Sequence[tuple[float, bool]]]) -> list[Stated]:
    """Per tenth of stated probability: how often it was fraud. Each group weighs the same, however many mails it has."""
    inside: dict[int, list[tuple[float, bool, float]]] = defaultdict(list)
    for group in groups:
        for p, truth in group:
            inside[min(int(p * TENTHS), TENTHS - 1)].append((p, truth, 1 / len(group)))
    return [_stated(it / TENTHS, (it + 1) / TENTHS, told) for it, told in sorted(inside.items())]


def _stated(low: float, high: float, told: Sequence[tuple[float, bool, float]]) -> Stated:
    weight = sum(w for _, _, w in told)
    share = sum(w for _, truth, w in told if truth) / weight
    mean = sum(p * w for p, _, w in told) / weight
    frauds = sum(truth for _, truth, _ in told)
    return Stated(low, high, len(told), frauds, share, weight**2 / sum(w * w for _, _, w in told), mean)


def wilson(share: float, of: float) -> tuple[float, float]:
    """The 95 % score interval (Wilson 1927) of a share; `of` may be an effective number, so need not be whole."""
    z = NormalDist().inv_cdf((1 + LEVEL) / 2)
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return (max(0.0, middle - half), min(1.0, middle + half))


def likelihood_ratio(fraud_hits: int, frauds: int, ham_hits: int, hams: int) -> float:
    """How many times more often in fraud than in legitimate mail, with half a mail added to each cell."""
    return ((fraud_hits + 0.5) / (frauds + 1)) / ((ham_hits + 0.5) / (hams + 1))

"""From labelled mail to data/weights.toml: regularised logistic regression with the judgement of experts as its prior.

Each weight is pulled towards its judged value and may never change its sign; groups keep their caps; every receiver counts the
same, so no collection is learnt. Pure arithmetic over rows; reading mail and writing files is done by the callers.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sabaku.fit.corpus import Row
from sabaku.judge import Sum, Weights, probability_of, repeating, total_of

STRENGTH = 20.0
"""How many mails' worth of belief the judged weights carry: larger stays closer to judgement."""
FALSE_ALARM = 4.0
"""How many missed frauds one false alarm is worth."""
ROUNDS = 120
"""Steps of the ascent."""
STEP = 0.5
"""Log-odds by which a weight moves in its first step; later ones shrink with what it has moved so far."""
LARGEST = 5.0
"""The most that a weight may be, either way."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One mail: the checks that counted, whether it is fraud, how much it counts."""

    hits: tuple[str, ...]
    fraud: bool
    share: float


def samples(rows: Sequence[Row], campaigns: Sequence[int]) -> list[Sample]:
    """Rows as samples: each receiver and label weighs the same, and inside it each campaign, however many copies it sent."""
    groups: dict[tuple[str, str], dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, row in enumerate(rows):
        if row.label in ("legitimate", "fraud"):
            groups[row.receiver, row.label][campaigns[number]].append(number)
    share: dict[int, float] = {}
    for members in groups.values():
        size = sum(len(them) for them in members.values())
        for them in members.values():
            for number in them:
                # a group's total grows with the root of its size: more mail is more to learn from, but not without end
                share[number] = math.sqrt(size) / (len(members) * len(them))
    known = [it for it in range(len(rows)) if it in share]
    by_label = {label: sum(share[it] for it in known if rows[it].label == label) for label in ("legitimate", "fraud")}
    cost = {"fraud": len(known) / 2, "legitimate": FALSE_ALARM * len(known) / 2}
    return [
        Sample(rows[it].hits, rows[it].label == "fraud", share[it] / by_label[rows[it].label] * cost[rows[it].label])
        for it in known
    ]


def log_odds(hits: Sequence[str], scale: Weights, group_of: Mapping[str, str]) -> float:
    """The log-odds that judge.add_up finds, without decisive contradictions."""
    return total(hits, scale, group_of).value


def total(hits: Sequence[str], scale: Weights, group_of: Mapping[str, str]) -> Sum:
    """The sum that judge.add_up makes, without decisive contradictions."""
    groups: dict[str, float] = defaultdict(float)
    good, part = 0.0, _parts(hits, scale)
    for id in hits:
        weight = scale.of.get(id, 0.0)
        if weight < 0:
            good += weight
        else:
            groups[group_of[id]] += weight * part.get(id, 1.0)
    return total_of(groups, good, scale)


def _parts(hits: Sequence[str], scale: Weights) -> Mapping[str, float]:
    """What part of its weight a hit adds that partly repeats another one; those that add all of it are left out."""
    return dict.fromkeys(repeating({id: scale.of.get(id, 0.0) for id in hits}, scale), scale.share)


def fit(mails: Sequence[Sample], judged: Weights, group_of: Mapping[str, str], fixed: frozenset[str] = frozenset()) -> Weights:
    """The weights that explain the labels best without leaving the judged ones further than the evidence asks.

    Projected gradient ascent on the penalised log-likelihood; a weight that is 0 (informs) or fixed stays. So does the prior:
    how much of the mail that somebody wants examined is fraud can't be learnt from how a collection was put together.
    """
    free = {id: weight for id, weight in judged.of.items() if weight and id not in fixed}
    now = dict(judged.of)
    speed: dict[str, float] = defaultdict(float)
    for _ in range(ROUNDS):
        scale = replace(judged, of=now)
        slope: dict[str, float] = defaultdict(float)
        for it in mails:
            value = log_odds(it.hits, scale, group_of)
            miss = it.share * ((1.0 if it.fraud else 0.0) - probability_of(value))
            part = _parts(it.hits, scale)
            for id in _moving(it.hits, scale, group_of):
                slope[id] += miss * part.get(id, 1.0)
        for id, start in free.items():
            pull = slope[id] - STRENGTH * (now[id] - start)
            speed[id] += pull * pull
            moved = now[id] + STEP * pull / (math.sqrt(speed[id]) + 1e-9)
            now[id] = min(max(moved, 0.0), LARGEST) if start > 0 else max(min(moved, 0.0), -LARGEST)
    return replace(judged, of=now, basis="fitted")


def _moving(hits: Sequence[str], scale: Weights, group_of: Mapping[str, str]) -> list[str]:
    """The hits whose weight would change the sum: those of a group above its cap would not."""
    groups: dict[str, float] = defaultdict(float)
    part = _parts(hits, scale)
    for id in hits:
        groups[group_of[id]] += max(scale.of.get(id, 0.0), 0.0) * part.get(id, 1.0)
    return [
        id for id in hits if scale.of.get(id, 0.0) < 0 or groups[group_of[id]] <= scale.caps.get(group_of[id], math.inf) + 1e-9
    ]

"""Which findings are named as the reasons of a verdict, in which order, by data/reasons.toml. Weighs nothing, knows no mail."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from sabaku import data
from sabaku.model import Finding

REASONS = 4
"""So many are named at most."""
SHARE, STANDS_ALONE = 0.25, 0.7
"""What part of the strongest reason another must be worth to be named beside it; from so many log-odds on it is named anyway."""
SEEN = 0.3
"""From so many log-odds on another thing is named where only one reason would stand."""
FEW_OF_GROUP, MORE_OF_GROUP = 2, 0.6
"""So many reasons of one group are named as they are; of a further one only this part counts."""


def reasons(findings: Sequence[Finding], decisive: Iterable[str]) -> tuple[str, ...]:
    """The decisive findings, the hardest first: a few that tell, and none that only repeats another.

    What is weak beside the strongest is not named: one reason that tells is worth more than four that dilute it.
    """
    hard = frozenset(decisive)
    counted = (it for it in findings if it.weight > 0)
    ranked = _saying_most(sorted(counted, key=lambda it: (-_told(it), it.id)), hard)
    least = min(SHARE * max(map(_told, ranked), default=0.0), STANDS_ALONE)
    taken: list[Finding] = []
    while len(taken) < REASONS and (left := [it for it in ranked if it not in taken]):
        best = max(left, key=lambda it: (it.id in hard, _worth(it, taken)))
        if best.id not in hard and _worth(best, taken) < least:
            break
        taken.append(best)
    return tuple(it.id for it in (*taken, *(_beside(taken[0], findings) if len(taken) == 1 else ())))


def _beside(only: Finding, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What else can be seen, where a single reason would stand alone; not the signs of the machine."""
    pale, echoes = data.toml("reasons")["pale"]["ids"], _echoes()
    apart = (it for it in findings if it.group != only.group and it.id not in pale and only.id not in echoes.get(it.id, ()))
    others = (it for it in apart if it.weight >= SEEN)
    return tuple(sorted(others, key=lambda it: (-it.weight, it.id))[:1])


def _worth(it: Finding, taken: Sequence[Finding]) -> float:
    """What a reason is worth beside those that are named already: less where they are of its group."""
    return _told(it) * (1.0 if sum(one.group == it.group for one in taken) < FEW_OF_GROUP else MORE_OF_GROUP)


def _saying_most(ranked: Sequence[Finding], hard: AbstractSet[str]) -> list[Finding]:
    """These findings, in their order; of two that tell one fact only that which says more, unless it weighs far less."""
    told, echoes = {it.id: (_told(it), -n) for n, it in enumerate(ranked)}, _echoes()

    def lesser(id: str, other: str) -> str:
        if id in echoes.get(other, ()):
            return min(id, other, key=told.__getitem__)
        return id if told[other][0] >= told[id][0] / 2 else other

    pairs = ((id, other) for id in told for other in echoes.get(id, ()) if other in told)
    again = {lesser(*pair) for pair in pairs} - hard
    return [it for it in ranked if it.id not in again]


@functools.cache
def _echoes() -> Mapping[str, Sequence[str]]:
    """For each finding that may only repeat another: which."""
    return data.toml("reasons")["echoes"]  # type: ignore[no-any-return]


def _told(it: Finding) -> float:
    """What a finding counts for in the order of the reasons: its weight, a part of it or more."""
    tables = (data.toml("reasons")[name] for name in ("pale", "foremost"))
    return it.weight * next((float(table["share"]) for table in tables if it.id in table["ids"]), 1.0)

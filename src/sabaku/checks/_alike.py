"""Whether one domain is made to look like another that is no known brand's: plain comparison of names. No judgement."""

from __future__ import annotations

import functools

from sabaku.names.lookalike import any_skeleton, differing, one_edit
from sabaku.text.fold import fold

SHORTEST = 5
"""Letters below which two names are alike by chance."""
LONGEST = 63
_ADDED = frozenset(
    (
        *("co", "com", "corp", "inc", "ltd", "llc", "gmbh", "group", "jp", "us", "uk", "eu", "de", "fr", "intl", "online"),
        *("mail", "hq"),
    )
)

_TRADES = frozenset("trading trades trade sales supply supplies procurement purchasing purchase export exports".split())
"""What a false buyer puts behind a dash to a well-known name."""


@functools.lru_cache(maxsize=4096)
def alike(one: str, other: str) -> bool:
    """Whether the names (registrable domains) differ, yet only by twins of letters, one edit, or a tail such as «-jp»."""
    mine, yours = one.partition(".")[0][:LONGEST], other.partition(".")[0][:LONGEST]
    if mine == yours or min(len(mine), len(yours)) < SHORTEST:
        return False
    return _bare(mine) == _bare(yours) or _twins(mine) == _twins(yours) or _slip(mine, yours) or _tailed(mine, yours)


def slipped(one: str, other: str) -> bool:
    """Whether the names differ by letters that are easily overlooked, not by a word added to one of them."""
    mine, yours = one.partition(".")[0], other.partition(".")[0]
    if _bare(mine) == _bare(yours):
        return False
    longer = mine.startswith(yours) or yours.startswith(mine) or "-" in {mine[-3:-2], mine[-4:-3]}
    return alike(one, other) and (not longer or abs(len(mine) - len(yours)) == 1)


def _bare(name: str) -> str:
    return name.replace("-", "")


def _twins(name: str) -> str:
    return any_skeleton(fold(name))


def _slip(mine: str, yours: str) -> bool:
    """One edit; numbers count the members of a family and are no slips."""
    left, right = differing(mine, yours)
    counted = left[:1].isdigit() and (right[:1].isdigit() or not right)
    return not counted and one_edit(mine, yours)


def _tailed(mine: str, yours: str) -> bool:
    """`name-jp` or `name-trading` for `name`, also with twins of letters: the one that has more is the copy."""
    stem, dash, tail = mine.rpartition("-")
    if dash and (tail in _ADDED or tail in _TRADES) and len(stem) >= SHORTEST:
        return _twins(stem) == _twins(yours)
    return mine.startswith(yours) and mine[len(yours) :] in _ADDED

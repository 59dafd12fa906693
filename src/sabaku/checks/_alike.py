"""Whether one domain is made to look like another that is no known brand's: plain comparison of names. No judgement."""

from __future__ import annotations

import functools

from sabaku.fold import fold

SHORTEST = 5
"""Letters below which two names are alike by chance."""
LONGEST = 63
_TWINS = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("0", "o"), ("1", "l"), ("i", "l"), ("5", "s"))
_ADDED = frozenset(
    (
        "co",
        "com",
        "corp",
        "inc",
        "ltd",
        "llc",
        "gmbh",
        "group",
        "jp",
        "us",
        "uk",
        "eu",
        "de",
        "fr",
        "intl",
        "online",
        "mail",
        "hq",
    )
)


@functools.lru_cache(maxsize=4096)
def alike(one: str, other: str) -> bool:
    """Whether the names (registrable domains) differ, yet only by twins of letters, one edit, or a tail such as «-jp»."""
    mine, yours = one.partition(".")[0][:LONGEST], other.partition(".")[0][:LONGEST]
    if mine == yours or min(len(mine), len(yours)) < SHORTEST:
        return False
    return _bare(mine) == _bare(yours) or _twins(mine) == _twins(yours) or _one_edit(mine, yours) or _tailed(mine, yours)


def _bare(name: str) -> str:
    return name.replace("-", "")


def _twins(name: str) -> str:
    plain = _bare(fold(name))
    for twin, letter in _TWINS:
        plain = plain.replace(twin, letter)
    return plain


def _one_edit(mine: str, yours: str) -> bool:
    """One letter more, less, other, or two neighbours swapped; numbers count the members of a family and are no slips."""
    if abs(len(mine) - len(yours)) > 1:
        return False
    start = next((n for n, (a, b) in enumerate(zip(mine, yours, strict=False)) if a != b), min(len(mine), len(yours)))
    left, right = mine[start:], yours[start:]
    if left[:1].isdigit() and (right[:1].isdigit() or not right):
        return False
    swapped = left[:2] == right[1::-1] and left[2:] == right[2:] and len(left) > 1
    return swapped or left[1:] == right[1:] or left == right[1:] or left[1:] == right


def _tailed(mine: str, yours: str) -> bool:
    """`name-jp` for `name`, also with twins of letters: the one that has more is the copy."""
    stem, dash, tail = mine.rpartition("-")
    if dash and tail in _ADDED and len(stem) >= SHORTEST:
        return _twins(stem) == _twins(yours)
    return mine.startswith(yours) and mine[len(yours) :] in _ADDED

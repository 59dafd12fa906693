"""Whether a display name is an office or a trade and names nobody, and whose desk that would be. Knows no mail."""

from __future__ import annotations

import functools
import re

from sabaku import data
from sabaku.text.fold import fold

_KINDS = ("house", "desks", "trades")
_LATIN = re.compile("[a-z\u00df-\u024f]+")
_WORD = re.compile(r"[^\W\d_]+")
_NAMING = re.compile("[a-z0-9]{3,}")
_SHORTEST = re.compile(r"[^\W\d_]{3}")
"""Letters that a name has at least: «総務» alone may be a colleague's, and two are initials."""


@functools.cache
def _alone(*kinds: str) -> frozenset[str]:
    """The words of these kinds that a blank parts from others."""
    return frozenset(it for it in _words(kinds) if _LATIN.fullmatch(it))


@functools.cache
def _within(*kinds: str) -> re.Pattern[str]:
    """What finds the others within a name, the longest first."""
    words = sorted(set(_words(kinds)) - _alone(*kinds), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


def _words(kinds: tuple[str, ...]) -> list[str]:
    told = data.toml("plain_names")
    return fold(" ".join(told[kind] for kind in kinds)).lower().split()


def _made_of(name: str, *kinds: str) -> bool:
    """Whether a name has nothing but words of these kinds and initials."""
    left = name if name.isascii() else _within(*kinds).sub(" ", name)
    return all(it in _alone(*kinds) or (len(it) < 3 and it.isascii()) for it in _WORD.findall(left))


def office(name: str) -> bool:
    """Whether a display name is an office or a trade and names nobody: «Support Team», «証券口座管理センター»."""
    plain = fold(name).lower()
    return "@" not in plain and _SHORTEST.search(plain) is not None and _made_of(plain, *_KINDS)


def house_desk(name: str) -> bool:
    """Whether it is a desk that only a reader's own house has: its computers', its staff's."""
    plain = fold(name).lower().replace(".", "")
    of_house = not _alone("house").isdisjoint(_WORD.findall(plain)) or (not plain.isascii() and _within("house").search(plain))
    return bool(of_house) and "@" not in plain and _made_of(plain, "house", "desks")


def errand(label: str) -> str:
    """The word of a name with hyphens («bol-retour») for what a customer is made to do or is told, beside another; or ""."""
    pieces = label.split("-")
    return next((it for it in reversed(pieces) if it in _alone("errands")), "") if len(pieces) > 1 else ""


def naming(name: str) -> list[str]:
    """The Latin words of a display name that name somebody; none where it is an address."""
    words = [] if "@" in name else _NAMING.findall(fold(name).lower())
    return [it for it in words if it not in _alone(*_KINDS) and not it.isdigit()]

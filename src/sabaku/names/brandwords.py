"""Words that stand for a brand in a host name or in the path of a URL. Knows no mail and does not judge."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from sabaku import data
from sabaku.names.brands import brands, squeeze
from sabaku.names.hosts import registrable

_WORD = re.compile(r"[a-z0-9]++")
_MARKS = re.compile("[-!'.]")


@functools.cache
def tokens() -> Mapping[str, str]:
    """Words that stand for a brand in a host name or path, e.g. `eki-net`, `ekinet`, `smbccard` -> its id."""
    found: dict[str, str] = dict(data.toml("lookalike")["short"])
    families_first = sorted(brands().values(), key=lambda it: bool(it.parent))
    for it in families_first:
        for name in it.aliases:
            word = _MARKS.sub("", squeeze(name))
            if word.isascii() and word.isalnum() and _telling(word) and word not in {_MARKS.sub("", w) for w in it.weak}:
                found.setdefault(word, it.id)
    for it in families_first:
        for domain in it.domains:
            label = registrable(domain).partition(".")[0]
            for word in {label, label.replace("-", "")}:
                if _telling(word):
                    found.setdefault(word, it.id)
    return found


@functools.cache
def _plain() -> frozenset[str]:
    return frozenset(data.toml("lookalike")["plain"].split())


def _telling(word: str) -> bool:
    return len(word) >= 4 and word not in _plain() and not word.isdigit()


@functools.lru_cache(maxsize=4096)
def named_in_path(path: str) -> tuple[tuple[str, int, int], ...]:
    """Brands whose telling word stands in the path of a URL: id, start, end; only words of five letters or more."""
    found: dict[str, tuple[int, int]] = {}
    for it in _WORD.finditer(path[:1000].lower()):
        known = tokens().get(it[0]) if len(it[0]) >= 5 else None
        if known:
            found.setdefault(known, it.span())
    return tuple((id, start, end) for id, (start, end) in found.items())

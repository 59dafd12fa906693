"""How the brands' names are written in texts, also in disguise: what the word lists search for. Finds nothing itself."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from sabaku import data
from sabaku.names.brands import brands


def patterns() -> Iterator[tuple[str, str]]:
    """Every spelling to be searched for, with the brand's id: names, aliases, weak ones, misspellings, disguised ones."""
    for id, told in data.toml("brands").items():
        names = told["names"]
        spelled = (names["ja"], names["en"], *told.get("aliases", ()), *told.get("weak", ()), *told.get("misspelled", ()))
        for name in dict.fromkeys(spelled):
            yield name, id
            yield from ((slip, id) for slip in _slips(name) if slip not in _all_names())
            if name.endswith("カード"):
                for card in _lookalikes("card"):
                    yield name.removesuffix("カード") + card, id


@functools.cache
def _lookalikes(kind: str) -> tuple[str, ...]:
    return tuple(data.toml("lookalike")["kana"][kind].split())


_KANA = re.compile("[ぁ-ゖァ-ヶー]{4,}")


def _slips(name: str) -> Iterator[str]:
    """A name in kana with one of them taken for its twin («アマゾソ», «エボスカード», «えきねつと»), as a foreign hand writes it.

    In short names only the twins that make no other word.
    """
    if not _KANA.fullmatch(name):
        return
    twins = (*_lookalikes("always"), *(_lookalikes("in_long_names") if len(name) > 4 else ()))
    for right, wrong in map(tuple, twins):
        at = name.find(right, 1)
        if at > 0 or (name[0] == right and len(name) > 5):
            at = max(at, 0)
            yield name[:at] + wrong + name[at + 1 :]


@functools.cache
def _all_names() -> frozenset[str]:
    return frozenset(name for it in brands().values() for name in (*it.aliases, *it.weak.values(), *it.misspelled))

"""Chinese characters that are written in one way in China or in old print and in another in Japan. Knows no text."""

from __future__ import annotations

import functools

from sabaku.data import toml


@functools.cache
def twins() -> dict[str, str]:
    """The other form of each such character: the one that folding writes for it (data/glyphs.toml)."""
    known = toml("glyphs")
    return {pair[0]: pair[1] for pair in f"{known['foreign']} {known['older']}".split()}


def either(source: str) -> str:
    """A regular expression that finds each such character in both forms, so that it may search a text as it is or folded."""
    if source.isascii() or twins().keys().isdisjoint(source):
        return source
    made, inside = [], False
    for n, char in enumerate(source):
        if char in twins():
            begins_range = source[n + 1 : n + 2] == "-"
            both = char + twins()[char]
            made.append(f"[{both}]" if not inside else char if begins_range else both)
            continue
        if char in "[]" and not _escaped(source, n):
            inside = char == "["
        made.append(char)
    return "".join(made)


def _escaped(source: str, at: int) -> bool:
    """Whether an odd number of backslashes stands before this place."""
    before = source[:at]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1

"""The words of pages (`faces.toml`) as they are looked for."""

from __future__ import annotations

import functools

from sabaku import data
from sabaku.text.fold import fold


@functools.cache
def marks(name: str) -> tuple[str, ...]:
    """A list of words, folded."""
    return tuple(fold(it) for it in data.toml("faces")[name])

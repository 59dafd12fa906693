"""Patterns that are compiled when they are first used: a program that examines one mail needs a third of the hundreds there are.

Compiling one costs as much as searching a hundred mails with it. Knows no pattern and no text.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Late:
    """Stands for a compiled pattern; once it is asked for one of its methods, it has that method itself."""

    def __init__(self, source: str, flags: int) -> None:
        self._given = source, flags
        self._made: re.Pattern[str] | None = None

    def __getattr__(self, name: str) -> Any:
        if self._made is None:
            self._made = re.compile(*self._given)
        found = getattr(self._made, name)
        setattr(self, name, found)
        return found


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern as `re.compile` makes it, but not yet: for large ones at the top of a module that few mails need.

    A fault in it shows when it is first used, so a test compiles them all.
    """
    return cast("re.Pattern[str]", _Late(source, flags))

"""What is made of a case or a mail once, and known to all who ask for it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Self, TypeVar

from msgspec import Struct

T = TypeVar("T")
It = TypeVar("It", bound="Remembering")


class Remembering(Struct, frozen=True, dict=True):
    """What remembers that which was made of it."""

    def once(self, make: Callable[[Self], T]) -> T:
        """`make(self)`, computed at most once."""
        try:
            return self.__dict__["memo"][make]  # type: ignore[no-any-return]
        except KeyError:
            pass  # and made outside: what `make` raises shall not hold this error, too
        made = make(self)
        self.__dict__.setdefault("memo", {})[make] = made
        return made


def once(make: Callable[[It], T]) -> Callable[[It], T]:
    """That look-up, computed at most once per case or mail, however many checks ask for it."""

    @functools.wraps(make)
    def known(it: It) -> T:
        return it.once(make)

    return known

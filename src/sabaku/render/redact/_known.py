"""Places of secrets that are known already. Finds none itself."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable


class Known:
    """Places found with the lines as they are; where lines are joined, the same would grow into the words around it."""

    def __init__(self, places: Iterable[tuple[int, int, int]]) -> None:
        """`places`: secret, start and end, in order and not overlapping."""
        self._of: dict[int, list[tuple[int, int]]] = {}
        for secret, start, end in places:
            self._of.setdefault(secret, []).append((start, end))

    def covers(self, secret: int, start: int, end: int) -> bool:
        """Whether that secret is known to stand in some of this stretch."""
        places = self._of.get(secret, ())
        n = bisect_right(places, start, key=lambda place: place[1])
        return n < len(places) and places[n][0] < end

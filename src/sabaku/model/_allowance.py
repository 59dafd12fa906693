"""How much time one examination may take, and what was left out for lack of it. Reads no clock: it is told."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

FILES, FINDING, JUDGING = 0.5, 0.75, 1.0
"""The share of the time after which a kind of step is begun no more. What the mail itself says and the judgement have a part
that no file can use up: else a mail would only have to bring enough costly files to be judged on nothing."""

ITSELF = math.inf
"""The share of a step that only a limit of its own may end."""


def _never(share: float) -> bool:  # noqa: ARG001
    return False


class Allowance:
    """Grants the steps of one examination, and keeps by name those that it refused.

    The names are all that time does to a report: given again (`left_out`), they make the same report on any machine.
    """

    def __init__(self, late: Callable[[float], bool] = _never, left_out: Iterable[str] = ()) -> None:
        """`late`: whether that share of the time is used up. `left_out`: steps that an earlier examination left out."""
        self._late = late
        self._refused = dict.fromkeys(left_out)
        self._granted: set[str] = set()

    def grants(self, step: str, share: float) -> bool:
        """Whether the step may be done; the answer to a name does not change."""
        if step in self._granted:
            return True
        if step in self._refused or self._late(share):
            self._refused[step] = None
            return False
        self._granted.add(step)
        return True

    def refuse(self, step: str) -> None:
        """Note a step that a limit of its own has ended in its midst: nothing of it may count, or it could not be repeated."""
        self._granted.discard(step)
        self._refused[step] = None

    @property
    def left_out(self) -> tuple[str, ...]:
        """The names of the steps that were not done, in the order in which they were refused."""
        return tuple(self._refused)

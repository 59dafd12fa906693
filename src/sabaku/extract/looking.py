"""Pictures of a mail are looked at in its name: as far as its allowance goes, and with a defect where one was not got through."""

from __future__ import annotations

from sabaku.apart import pictures
from sabaku.apart.pictures import ENDED, Looked, Order
from sabaku.model import Defect, Message, Span

COSTLY, LARGE = "file-costly", "picture-large"


class Looking:
    """Looks at what one file, or one drawing of the mail's own page, shows; callable any number of times."""

    __slots__ = ("_asked", "_detail", "_message", "_seen", "_share", "_step", "_where")

    def __init__(self, message: Message, step: str, where: str, share: float, seen: Span | None = None, detail: str = "") -> None:
        """`step` and `where` (of a file its path) name what is done among the steps that may be left out; `share`: of the time,
        after which it is; `seen` and `detail` are those of the defects."""
        self._message, self._step, self._where, self._share = message, step, where, share
        self._seen, self._detail = seen, detail
        self._asked = 0

    def __call__(self, order: Order) -> Looked:
        """What was looked for. What took too much counts as left out, or the report could not be made again."""
        self._asked += 1
        step, allowance = f"{self._step} {self._asked}:{self._where}", self._message.allowance
        found = pictures.look(order) if allowance.grants(step, self._share) else ENDED
        if found.state == "ended":
            allowance.refuse(step)
            self._told(COSTLY, self._detail)
        elif found.state == "large":
            self._told(LARGE, f"{found.width}x{found.height}")
        return found

    def _told(self, kind: str, detail: str) -> None:
        it = Defect(kind, self._seen, detail)
        if it not in self._message.found_defects:
            self._message.found_defects.append(it)

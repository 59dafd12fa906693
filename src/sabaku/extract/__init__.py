"""Message -> Observables: everything that the mail shows, each with its place. No judgement, no outside facts, no clock."""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable, Iterable, Sequence

from sabaku.model import FINDING, Defect, Input, Message, Observable

Finder = Callable[[Message, Input, Sequence[Observable]], Iterable[Observable]]

ORDER = (
    "enclosed",
    "addresses",
    "route",
    "authresults",
    "stamps",
    "signatures",
    "mailers",
    "files",
    "links",
    "unseen",
    "phrases",
    "dates",
    "numbers",
    "language",
    "claims",
)
"""Later finders see what earlier ones found."""


@functools.cache
def finders() -> tuple[tuple[str, Finder], ...]:
    """The finders by name, in their order."""
    return tuple((name, importlib.import_module(f"sabaku.extract.{name}").find) for name in ORDER)


def observe(message: Message, given: Input) -> tuple[Observable, ...]:
    """All observables of the message, in the order of the finders, as far as there is time."""
    seen: list[Observable] = []
    for name, find in finders():
        if not message.allowance.grants(name, FINDING):
            message.found_defects.append(Defect("limit-time"))
            continue
        try:
            seen.extend(find(message, given, seen))
        except Exception as fault:  # noqa: BLE001  hostile input met a fault of ours: the rest of the mail is still examined
            message.found_defects.append(Defect("finder-broken", None, f"{name}: {type(fault).__name__}: {fault}"))
    return tuple(seen)

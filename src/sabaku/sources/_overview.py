"""Every source as it stands on this machine: what the catalogue tells of it, with what it lacks, last answered and has left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from sabaku.model import Text
from sabaku.sources._source import AnySource
from sabaku.sources._store import Store
from sabaku.sources.catalogue import SOURCES, TOLD, About


class Line(NamedTuple):
    """A source as it stands here: `lacks` what it needs to be asked at all, `left` of the day's quota (None = no limit),
    `what` of a mail is told to others (None = nothing)."""

    name: str
    about: About
    lacks: str
    last: datetime | None
    left: int | None
    what: Text | None = None


def overview(sources: Mapping[str, AnySource], store: Store | None = None, day: str = "") -> Iterator[Line]:
    """Every source with what it tells, who learns of it, what it lacks, when it last answered and what is left for `day`."""
    for name, source in sources.items():
        pace = getattr(source, "pace", None)
        limit = pace.per_day if pace is not None else 0
        used = store.used(name, day) if store is not None and limit else 0
        last = store.last(name) if store is not None else None
        yield Line(name, SOURCES[name], source.lacks, last, max(limit - used, 0) if limit else None, TOLD.get(name))

"""What the doors may know of the outside world: which sources there are, and the lists that are kept on this machine."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from sabaku.data import kept
from sabaku.data.kept import Coverage
from sabaku.sources import all_sources
from sabaku.sources._settings import standard
from sabaku.sources._store import Store
from sabaku.sources._updates import Outcome, Progress, available, update
from sabaku.sources.catalogue import Line, overview


def sources_here(state: Path, now: datetime) -> list[Line]:
    """Every source as it stands on this machine, with its last answer and what is left of today's quota."""
    store = state / "answers.sqlite"
    return list(overview(all_sources(), Store(store) if store.exists() else None, now.date().isoformat()))


def list_ids() -> Sequence[str]:
    """The ids of the lists that can be kept."""
    return tuple(available())


def kept_lists() -> tuple[Coverage, ...]:
    """The lists that are kept here, with their dates."""
    found = kept.lists(standard().data)
    if found is None:
        return ()
    try:
        return found.coverage()
    finally:
        found.close()


def city_databases() -> tuple[tuple[str, str], ...]:
    """Name and date of each city database in the operator's data folder."""
    return tuple((it.name, it.date) for it in kept.cities(standard().data))


def data_folder() -> Path | None:
    """Where lists and city databases are looked for."""
    return standard().data


def update_lists(now: datetime, names: Iterable[str], progress: Progress | None) -> tuple[Outcome, ...]:
    """Fetch lists anew; what cannot be fetched stays as it was. Raises OSError where the folder can't be written."""
    return asyncio.run(update(standard(), now, names, progress))

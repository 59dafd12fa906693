"""What the doors may know of the outside world: the sources, the lists kept on this machine, the genuine pages learnt."""

from __future__ import annotations

import asyncio
import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

from sabaku.data import genuine, kept
from sabaku.data.kept import Coverage
from sabaku.model import Case
from sabaku.names import brands, hosts
from sabaku.sources import _again, _hashlists, all_sources, urlscan
from sabaku.sources._coverage import Covers, coverage
from sabaku.sources._overview import Line, overview
from sabaku.sources._settings import key_file, key_trouble, key_variables, standard
from sabaku.sources._source import FetchError
from sabaku.sources._store import Store
from sabaku.sources._tables import Table, kept_tables
from sabaku.sources._updates import Outcome, Progress, everything, update
from sabaku.sources._visiting import visiting
from sabaku.sources.tape import Tape, loads

Updated: TypeAlias = Outcome
"""What became of one list or table."""


def sources_here(state: Path, now: datetime) -> list[Line]:
    """Every source as it stands on this machine, with its last answer and what is left of today's quota."""
    store = state / "answers.sqlite"
    return list(overview(all_sources(), Store(store) if store.exists() else None, now.date().isoformat()))


def coverage_here() -> Mapping[str, tuple[Covers, ...]]:
    """From when to when the tables and lists of each source go."""
    return coverage(standard())


def keys_here() -> Mapping[str, tuple[str, bool]]:
    """For each source that takes a key: its environment variable, and whether there is a key."""
    settings = standard()
    return {name: (variable, name in settings.keys) for name, variable in key_variables().items()}


class Manners(NamedTuple):
    """What holds for all sources: seconds for one case, the proxy, the file of keys and why it is not used ("" = it is)."""

    budget: float
    proxy: str
    key_file: Path
    key_trouble: str


def manners() -> Manners:
    """The operator's settings for all sources; a password in the proxy's address is left out."""
    settings = standard()
    proxy = settings.proxy
    if "@" in proxy:
        proxy = f"{proxy.partition('://')[0]}://…@{proxy.rpartition('@')[2]}"
    return Manners(settings.budget, proxy, key_file(os.environ), key_trouble())


def submit(url: str, visibility: Literal["unlisted", "private"]) -> tuple[str, str]:
    """Have urlscan.io visit a URL: where the capture will be, and why not ("" = it will)."""
    try:
        return asyncio.run(urlscan.submit(standard(), url, visibility)), ""
    except FetchError as fault:
        return "", fault.why


def list_ids() -> Sequence[str]:
    """The ids of the lists that can be kept."""
    return everything()


def kept_lists() -> tuple[Coverage, ...]:
    """The lists that are kept here, with their dates."""
    found = kept.lists(standard().data)
    if found is None:
        return ()
    try:
        return found.coverage()
    finally:
        found.close()


def hash_lists() -> tuple[tuple[str, int, str], ...]:
    """Name, number of prefixes and day of each of Safe Browsing's lists that is kept here."""
    return tuple((it.name, len(it), it.fetched[:10]) for it in _hashlists.read_lists(standard().data))


def tables() -> tuple[Table, ...]:
    """The files of data that can be kept here, each with its day; "" where only the shipped one is used."""
    return kept_tables(standard().data)


def city_databases() -> tuple[tuple[str, str], ...]:
    """Name and date of each city database in the operator's data folder."""
    return tuple((it.name, it.date) for it in kept.cities(standard().data))


def data_folder() -> Path | None:
    """Where lists and city databases are looked for."""
    return standard().data


def update_lists(now: datetime, names: Iterable[str], progress: Progress | None) -> tuple[Outcome, ...]:
    """Fetch lists anew; what cannot be fetched stays as it was. Raises OSError where the folder can't be written."""
    return asyncio.run(update(standard(), now, names, progress))


# --- genuine pages -----------------------------------------------------------------------------------------------

LOGO = 380
"""A picture that is narrower than any visitor's window is a logo."""


class NotLearnt(Exception):
    """A page that was not learnt; the message is the reason, in the word of the visit or as a host that is not the brand's."""


def learnt_pages() -> tuple[genuine.Line, ...]:
    """What was learnt, by brand and time."""
    return genuine.lines(standard().data)


def forget_brand(brand: str) -> int:
    """Remove what was learnt of a brand; how many pictures. Raises OSError."""
    folder = standard().data
    return genuine.forget(folder, brand) if folder is not None else 0


def learn_picture(brand: str, body: bytes, now: datetime) -> genuine.Line:
    """Learn a picture of a brand's genuine page or logo. Raises NotLearnt, OSError."""
    from sabaku.sources._face.learning import width

    wide = width(body)
    if not wide:
        raise NotLearnt("picture")
    line = genuine.Line(brand, hashlib.sha256(body).hexdigest(), now.isoformat(), "logo" if wide < LOGO else "page")
    return _kept(line, body)


def learn_page(
    brand: str, url: str, now: datetime, visit: Mapping[str, object] | None = None, *, anyway: bool = False
) -> tuple[genuine.Line, ...]:
    """Learn a brand's genuine page from its address, by the isolated browser. Raises NotLearnt, OSError.

    `visit`: the operator's settings for visits. Raises NotUsable.
    A page that ends at a host that is not known as the brand's is refused, unless `anyway`.
    """
    from sabaku.sources._face.learning import captured

    settings = replace(standard(), visit=visiting(visit or {}))
    try:
        seen = asyncio.run(captured(url, settings))
    except FetchError as fault:
        raise NotLearnt(str(fault)) from fault
    strange = [host for host in (hosts.of_url(it.url) for it in seen) if not brands.standing(brand, host)]
    if strange and not anyway:
        raise NotLearnt(f"host {strange[0]}")
    return tuple(
        _kept(
            genuine.Line(
                brand, hashlib.sha256(it.picture).hexdigest(), now.isoformat(), "page", it.url, it.title, it.visitor, it.icon
            ),
            it.picture,
        )
        for it in seen
    )


def learn_vectors(visit: Mapping[str, object]) -> tuple[int, str]:
    """Make the vectors that learnt pages lack, by the operator's image encoder: how many, and why no more ("" = all).

    Without an encoder none. Raises NotUsable, OSError.
    """
    from sabaku.sources._face.vectors import learn

    how, folder = visiting(visit).embedding, standard().data
    return learn(folder, how) if how is not None and folder is not None else (0, "")


def _kept(line: genuine.Line, body: bytes) -> genuine.Line:
    folder = standard().data
    if folder is None:
        raise NotLearnt("folder")
    try:
        genuine.learn(folder, line, body)
    except ValueError as fault:
        raise NotLearnt(str(fault)) from fault
    return line


def beside(case: Case, tape: Tape, earlier: bytes) -> tuple[Case, Tape]:
    """The case with its answers, and beside them those of an earlier recording. Raises ValueError for a broken recording."""
    sources = all_sources()
    both = _again.beside(loads(earlier), tape, sources)
    return case.told(both.facts(sources)), both

"""What a source of facts is. A source asks one kind of question; it stores nothing, retries nothing and paces nothing.

A new source is one file in this folder with a function `make(settings) -> Source` (or `Local`). All of caching, recording, single
flight, pace, time limits, back-off and the protection of the recipient is done once, for all sources, by the ledger.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol, runtime_checkable

from sabaku.model import Case, Fact, Profile, Question, Reveals, Value
from sabaku.sources._visiting import Visiting

Ask = Callable[[Question], Awaitable[Fact]]
"""How a source asks a further question (SPF's includes, DKIM's keys): it goes through the ledger and is recorded too."""

ALLOWED: Mapping[Profile, Reveals] = {
    "offline": Reveals.NOBODY,
    "quiet": Reveals.RESOLVER,
    "full": Reveals.THIRD_PARTY,
    "visit": Reveals.SUSPECT,
}


@dataclass(frozen=True, slots=True)
class Keep:
    """For how many seconds an answer stays fresh: one that was found, a «no such thing», and a failure."""

    found: float
    none: float
    failed: float = 90.0


def minutes(count: float) -> Keep:
    """Answers of that age in minutes are still good."""
    return Keep(count * 60, min(count * 60, 3600))


def hours(count: float) -> Keep:
    """Answers of that age in hours are still good."""
    return minutes(count * 60)


def days(count: float) -> Keep:
    """Answers of that age in days are still good; a «no such thing» for a quarter of a day."""
    return Keep(count * 86400, min(count * 86400, 21600))


@dataclass(frozen=True, slots=True)
class Pace:
    """How politely a source is asked. `door` says what rests after failures: the whole service, a domain or a TLD."""

    at_once: int = 4
    timeout: float = 5.0
    """Seconds for one try."""
    every: float = 0.0
    """Seconds between two questions, over all processes of this machine."""
    per_day: int = 0
    """Questions a day, over all processes of this machine; 0 = no limit."""
    tries: int = 2
    door: Literal["service", "domain", "tld"] = "service"


class FetchError(Exception):
    """An answer could not be had. `again`: another try may help; `after`: not before so many seconds (Retry-After)."""

    def __init__(self, why: str, *, again: bool = False, after: float = 0.0) -> None:
        super().__init__(why)
        self.why, self.again, self.after = why, again, after


@dataclass(frozen=True)
class Settings:
    """What the operator and the tests may set: keys, resolvers, addresses of services, folders. Keys are never recorded."""

    keys: Mapping[str, str] = field(default_factory=dict, repr=False)
    endpoints: Mapping[str, str] = field(default_factory=dict)
    """Address of a service by its name, where it is not the public one (tests, mirrors, proxies)."""
    nameservers: tuple[str, ...] = ()
    """Own resolvers, `192.0.2.1` or `192.0.2.1:5353`; empty = the system's."""
    patience: float = 4.0
    """Seconds to wait for a resolver."""
    proxy: str = ""
    """Through which HTTP sources are asked, `http://proxy.example:3128`; "" = directly."""
    authorities: str = ""
    """A PEM file of certificate authorities that are trusted instead of the usual ones (an inspecting proxy, tests)."""
    budget: float = 30.0
    """Seconds for all questions of one case."""
    trusted: frozenset[str] = frozenset()
    """`host:port` of servers that may be on a private address because the operator runs them."""
    data: Path | None = None
    """The operator's data folder: .mmdb files, list snapshots."""
    answers: Path | None = None
    """The answers that this machine has kept, for the source that looks into them; None = it has none."""
    visit: Visiting = field(default_factory=Visiting)
    """How landing sites are visited."""
    blobs: Path | None = None
    """Where pictures and pages of visits are kept; None = in memory, for as long as the run."""


class Source(Protocol):
    """One kind of question. `lacks` names what is missing to ask at all (a key, a browser), "" for nothing."""

    @property
    def name(self) -> str: ...
    @property
    def keep(self) -> Keep: ...
    @property
    def pace(self) -> Pace: ...
    @property
    def lacks(self) -> str: ...

    def wants(self, case: Case) -> Iterable[Question]:
        """The questions that this case raises, with the facts known so far. Pure."""

    def reveals(self, question: Question) -> Reveals:
        """Who would learn of the question."""

    async def fetch(self, question: Question, ask: Ask) -> bytes | None:
        """The answer as it came; None = an authoritative «no such thing». Raises FetchError. The only place that waits."""

    def read(self, raw: bytes) -> Value | None:
        """A recorded answer as a value; None where its text says «no such thing». Raises ValueError for garbage. Pure."""


@runtime_checkable
class Local(Protocol):
    """A source that has its answers on this machine: nobody learns anything, and nothing has to be awaited."""

    @property
    def name(self) -> str: ...
    @property
    def lacks(self) -> str: ...

    def wants(self, case: Case) -> Iterable[Question]:
        """The questions that this case raises, with the facts known so far. Pure."""

    def look(self, question: Question) -> Fact:
        """The answer from the local table, dated as the table is."""

    def read(self, raw: bytes) -> Value | None:
        """A recorded answer as a value. Raises ValueError for garbage. Pure."""


AnySource = Source | Local

"""Whether a link is in the lists of phishing URLs that the operator keeps: `feeds:<url>`. Asks nobody.

A URL counts as listed where it, or its whole host, was reported; a host that many share (data/link_hosts.toml) does not speak
for each of its pages. That nothing is listed says nothing: every answer tells until when the lists go.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import urlsplit

import msgspec

from sabaku import data
from sabaku.data import kept
from sabaku.model import Case, Fact, Listing, Question
from sabaku.sources._seen import links
from sabaku.sources._source import Settings


class Feeds:
    """The source `feeds`."""

    name = "feeds"

    def __init__(self, lists: kept.Lists | None) -> None:
        coverage = lists.coverage() if lists is not None else ()
        self._lists = lists if coverage else None
        self._names = ", ".join(it.name for it in coverage)
        self._covers = min((it.last for it in coverage), default="")
        self._at = min((_day(it.fetched) for it in coverage), default=None)
        self.lacks = "" if coverage else "list"
        self._look = functools.lru_cache(16384)(self._answer)
        self._of_host = functools.lru_cache(16384)(lists.host if lists is not None else lambda _: ())

    def wants(self, case: Case) -> Iterable[Question]:
        return (Question("feeds", it.url) for it in links(case))

    def look(self, question: Question) -> Fact:
        return self._look(question)

    def read(self, raw: bytes) -> Listing | None:
        return msgspec.json.decode(raw, type=Listing)

    def _answer(self, question: Question) -> Fact:
        if self._lists is None:
            return Fact(question, "not-asked", why="lacks list")
        entries = self._entries(self._lists, question.subject)
        if not entries:
            return Fact(question, "found", Listing(self._names, False, covers=self._covers), self._at)
        first = entries[0]
        told = f"{first.at} {first.brand}".strip()
        names = ", ".join(sorted({it.list for it in entries}))
        return Fact(question, "found", Listing(names, True, first.threat, told, self._covers), self._at)

    def _entries(self, lists: kept.Lists, url: str) -> tuple[kept.Entry, ...]:
        """What is reported of the URL, else of its host. The host goes first: nearly all hosts are in no list."""
        host = _host(url)
        reported = self._of_host(host) if host else ()
        if not reported:
            return ()
        return lists.url(plain(url)) or (() if shared(host) else reported)


def plain(url: str) -> str:
    """The form in which URLs are kept and compared: no scheme, user, query or fragment, no last slash, host in lower case."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return f"{parts.netloc.rpartition('@')[2].lower()}{parts.path.rstrip('/')}"


@functools.cache
def _shared_hosts() -> frozenset[str]:
    told = data.toml("link_hosts")
    return frozenset(host for group in ("shorteners", "free_hosting") for host in told.get(group, {}).get("hosts", ()))


def shared(host: str) -> bool:
    """Whether many people put their pages under that very host name."""
    return host.removeprefix("www.") in _shared_hosts()


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def _day(text: str) -> datetime:
    return datetime.fromisoformat(text[:10]).replace(tzinfo=UTC)


def make(settings: Settings) -> Feeds:
    """The source over the lists in the operator's data folder."""
    return Feeds(kept.lists(settings.data))

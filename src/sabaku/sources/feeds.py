"""Whether a link is in the lists of phishing URLs that the operator keeps: `feeds:<url>`. Asks nobody.

A URL counts as listed where it, or its whole host, was reported; a host that many share (data/link_hosts.toml, and a known
brand's own) does not speak for each of its pages. That nothing is listed says nothing: answers tell until when the lists go.

The question goes onto the tape, so it carries no query and nothing that names the recipient. At a host that many share the query
may be all that tells two strangers' files apart: there six digits of its hash stand for it, too few to lead back to a token.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import urlsplit

import msgspec

from sabaku import data
from sabaku.data import kept
from sabaku.model import Case, Fact, Listing, Question
from sabaku.names import brands, hosts
from sabaku.sources import catalogue
from sabaku.sources._guard import Secrets, secrets
from sabaku.sources._seen import links
from sabaku.sources._source import Settings

QUERY = "query"
"""The question's argument that stands for the query at a shared host."""


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
        hide = secrets(case)
        return tuple(dict.fromkeys(asked(it.url, hide) for it in links(case) if hide.without(it.url)))

    def look(self, question: Question) -> Fact:
        return self._look(question)

    def read(self, raw: bytes) -> Listing | None:
        return msgspec.json.decode(raw, type=Listing)

    def _answer(self, question: Question) -> Fact:
        if self._lists is None:
            return Fact(question, "not-asked", why="lacks list")
        entries = self._entries(self._lists, question.subject, dict(question.arguments).get(QUERY, ""))
        if not entries:
            return Fact(question, "found", Listing(self._names, False, covers=self._covers), self._at)
        first = entries[0]
        told = f"{first.at} {first.brand}".strip()
        names = ", ".join(sorted({it.list for it in entries}))
        value = Listing(names, True, first.threat, told, self._covers)
        return Fact(question, "found", value, self._at, check_at=catalogue.check_at(question, value))

    def _entries(self, lists: kept.Lists, url: str, mark: str) -> tuple[kept.Entry, ...]:
        """What is reported of the URL, else of its host. The host goes first: nearly all hosts are in no list."""
        host = hosts.of_url(url)
        reported = self._of_host(host) if host else ()
        if not reported:
            return ()
        if shared(host):
            mark = mark or query_mark(url)
            return lists.url(plain(url) + (f"?{mark}" if mark else ""))
        return lists.url(plain(url)) or reported


def asked(url: str, hide: Secrets) -> Question:
    """The question about a URL, without what tells who received the mail."""
    mark = query_mark(url) if shared(hosts.of_url(url)) and not hide.in_(url) else ""
    return Question("feeds", hide.without(url), ((QUERY, mark),) if mark else ())


def plain(url: str) -> str:
    """The form in which URLs are compared: no scheme, user, query or fragment, no last slash, host in lower case."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return f"{parts.netloc.rpartition('@')[2].lower()}{parts.path.rstrip('/')}"


def as_kept(url: str) -> str:
    """The form in which URLs are kept: plain, and at a host that many share with the mark of the query."""
    mark = query_mark(url) if shared(hosts.of_url(url)) else ""
    return plain(url) + (f"?{mark}" if mark else "")


def query_mark(url: str) -> str:
    """Six digits that stand for the query of a URL; "" where it has none."""
    try:
        query = urlsplit(url.strip()).query
    except ValueError:
        return ""
    return hashlib.sha256(query.encode("utf-8", "replace")).hexdigest()[:6] if query else ""


@functools.cache
def _shared_hosts() -> frozenset[str]:
    told = data.toml("link_hosts")
    groups = ("shorteners", "free_hosting", "many_hands")
    return frozenset(host for group in groups for host in told.get(group, {}).get("hosts", ()))


@functools.lru_cache(65536)
def shared(host: str) -> bool:
    """Whether many people's pages, or an honest company's, stand under that very host name beside the reported one."""
    names = _shared_hosts()
    below = any(it in names and it != host for it in hosts.suffixes(host))  # a free host's customers have a name each
    return host.removeprefix("www.") in names or (brands.is_official(host) and not below)


def _day(text: str) -> datetime:
    return datetime.fromisoformat(text[:10]).replace(tzinfo=UTC)


def make(settings: Settings) -> Feeds:
    """The source over the lists in the operator's data folder."""
    return Feeds(kept.lists(settings.data))

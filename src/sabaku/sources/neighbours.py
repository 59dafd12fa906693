"""What else this machine has seen at an address: `neighbours:<ip>`. From its own recorded answers and kept lists; asks nobody.

Names that led to the same address in other cases, by their registrable domains, and what lists or a visit said of them then.
Only a name of which something bad is recorded is told; the others are counted, for they are other people's mail.
"""

from __future__ import annotations

import asyncio
import importlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from sabaku.data import kept
from sabaku.model import Case, Listing, Neighbour, Neighbours, Question, Records, Reveals, Site, Value
from sabaku.names import brands, hosts
from sabaku.sources import dns
from sabaku.sources._seen import landing_addresses
from sabaku.sources._source import Ask, FetchError, Keep, Pace, Settings
from sabaku.sources._store import Store
from sabaku.sources.feeds import shared

LISTS = ("safebrowsing", "dnsbl", "virustotal")
MOST_NAMES = 40
"""Names at one address that are looked at; an address with more is one that anybody shares."""
MOST_TOLD = 8


class Recorded:
    """The source `neighbours`."""

    name, keep = "neighbours", Keep(60, 60, 0)
    pace = Pace(at_once=2, timeout=8.0, tries=1)

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.lacks = "" if settings.answers is not None else "record"

    def wants(self, case: Case) -> Iterable[Question]:
        """Where the linked sites stand; nothing where no answers are kept on this machine."""
        return () if self.lacks else (Question("neighbours", it) for it in landing_addresses(case))

    def reveals(self, question: Question) -> Reveals:
        del question
        return Reveals.NOBODY

    async def fetch(self, question: Question, ask: Ask) -> bytes | None:
        del ask
        if self._settings.answers is None:
            raise FetchError("lacks record")
        try:
            found = await asyncio.to_thread(self._look, self._settings.answers, question.subject)
        except (sqlite3.Error, OSError) as fault:
            raise FetchError("the recorded answers can't be read") from fault
        return msgspec.json.encode(found) if found is not None else None

    def read(self, raw: bytes) -> Neighbours | None:
        return msgspec.json.decode(raw, type=Neighbours)

    def _look(self, path: Path, ip: str) -> Neighbours | None:
        store = Store(path)
        try:
            seen = _names(store, ip)
            told = [it for domain in list(seen)[:MOST_NAMES] for it in self._reported(store, domain, seen[domain])]
        finally:
            store.close()
        return Neighbours(len(seen), tuple(told[:MOST_TOLD])) if seen else None

    def _reported(self, store: Store, domain: str, seen: str) -> Iterator[Neighbour]:
        """The first word against a domain: a list's, then a visit's. Nothing of names that many share, or of a brand's."""
        if shared(domain) or brands.is_official(domain):
            return
        every = (*self._kept(domain, seen), *self._asked(store, domain, seen), *self._visited(store, domain, seen))
        yield from every[:1]

    def _kept(self, domain: str, seen: str) -> Iterator[Neighbour]:
        lists = kept.lists(self._settings.data)
        if lists is not None:
            try:
                yield from (Neighbour(domain, seen, it.list, it.threat, it.at[:10]) for it in lists.domain(domain))
            finally:
                lists.close()

    def _asked(self, store: Store, domain: str, seen: str) -> Iterator[Neighbour]:
        for source in LISTS:
            for value, at in self._answers(store, source, domain):
                if isinstance(value, Listing) and value.listed:
                    yield Neighbour(domain, seen, value.list, value.threat, at)

    def _visited(self, store: Store, domain: str, seen: str) -> Iterator[Neighbour]:
        for value, at in self._answers(store, "visit", domain):
            if isinstance(value, Site) and _is_fake(value, domain):
                yield Neighbour(domain, seen, "", "", at, value.brand)

    def _answers(self, store: Store, source: str, domain: str) -> Iterator[tuple[Value | None, str]]:
        """What that source was recorded to say of hosts under a domain, with the days."""
        read = _reader(source, self._settings)
        for it in store.about(source, domain):
            if it.at is not None and hosts.registrable(hosts.of_subject(it.question.subject)) == domain:
                try:
                    yield read(it.raw or b""), it.at.date().isoformat()
                except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError):
                    continue  # an answer that cannot be read says nothing


def _names(store: Store, ip: str) -> dict[str, str]:
    """The registrable domains that were seen at the address, with the last day; no mail servers, no made-up names."""
    found: dict[str, str] = {}
    read = dns.Dns().read
    for it in store.answering("dns", ip):
        if it.at is None or any(name == "for" for name, _ in it.question.arguments):
            continue
        try:
            told = read(it.raw or b"")
        except ValueError:
            continue
        if isinstance(told, Records) and told.type in ("A", "AAAA") and ip in told.values:
            domain = hosts.registrable(it.question.subject)
            found[domain] = max(found.get(domain, ""), it.at.date().isoformat())
    return found


def _is_fake(site: Site, domain: str) -> bool:
    """Whether a page that asks for something wore a brand's face on that very domain, which is not the brand's."""
    here = hosts.registrable(hosts.of_subject(site.final_url)) == domain
    return here and bool(site.forms) and bool(site.brand) and not brands.standing(site.brand, domain)


def _reader(source: str, settings: Settings) -> Callable[[bytes], Value | None]:
    return importlib.import_module(f"sabaku.sources.{source}").make(settings).read  # type: ignore[no-any-return]


def make(settings: Settings) -> Recorded:
    """The source over the answers that this machine has kept."""
    return Recorded(settings)

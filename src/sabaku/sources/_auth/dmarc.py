"""DMARC: does what passed belong to the domain in From? (RFC 9989; organisational domains also by RFC 7489's public suffixes.)

The tree walk of RFC 9989 and the older way by the public suffix list may name different organisational domains; both are
evaluated, and it is said when they differ.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from sabaku.names.hosts import registrable
from sabaku.sources._auth.lookup import exists, texts
from sabaku.sources._source import Ask

MOST_QUERIES = 8
POLICIES = ("none", "quarantine", "reject")

_TAG = re.compile(r"\s*+([A-Za-z]{1,8}+)\s*+=\s*+([^;]*+)(?:;|\Z)")
_VERSION = re.compile(r"\s*v\s*=\s*DMARC1\s*(?:;|\Z)")


class Record(NamedTuple):
    """A DMARC record and the domain that publishes it."""

    domain: str
    tags: dict[str, str]

    def policy(self, *names: str) -> str:
        """The first of these policies that is stated; a record without p= asks for nothing (RFC 9989 section 4.7)."""
        return next((value for name in (*names, "p") if (value := self.tags.get(name, "").lower()) in POLICIES), "none")

    def strict(self, name: str) -> bool:
        """Whether aspf or adkim demands equal domains."""
        return self.tags.get(name, "r").lower() == "s"


class Walk(NamedTuple):
    """What a tree walk found: the records on the way, the organisational domain, and whether a name had several records."""

    records: tuple[Record, ...]
    organisation: str
    several: bool = False


class Found(NamedTuple):
    """The outcome: the record that applies, its policy, which passes are aligned by either way, and what is remarkable.

    remarks: no-record, several-records, no-such-domain, subdomain-policy, ways-differ, monitoring, testing.
    """

    record: Record | None
    policy: str
    aligned: bool
    aligned_by_suffix: bool
    remarks: tuple[str, ...]
    by: tuple[str, ...] = ()
    """The methods whose pass is aligned."""


def parse(text: str) -> dict[str, str] | None:
    """The tags of a record (RFC 9989 section 4.8), or None where it is none. Unknown tags are kept, and mean nothing."""
    if not _VERSION.match(text):
        return None
    out: dict[str, str] = {}
    for found in _TAG.finditer(text[:4096]):
        out.setdefault(found.group(1).lower(), found.group(2).strip())
    return out


async def records_at(ask: Ask, domain: str) -> list[Record]:
    """The records that a domain itself publishes; several are as good as none (RFC 9989 section 4.10). Raises LookupFailed."""
    found = [told for it in await texts(ask, f"_dmarc.{domain}", "dmarc") if (told := parse(it)) is not None]
    return [Record(domain, it) for it in found]


async def walk(ask: Ask, domain: str) -> Walk:
    """The tree walk of RFC 9989 section 4.10, at most eight queries. Raises LookupFailed."""
    found: list[Record] = []
    several = False
    target, labels = domain.rstrip(".").lower(), domain.rstrip(".").lower().split(".")
    for _ in range(MOST_QUERIES):
        there = await records_at(ask, target)
        several = several or (len(there) > 1 and target == domain)
        if len(there) == 1:
            found.append(record := there[0])
            if record.tags.get("psd", "u").lower() in ("n", "y"):
                break
        labels = labels[-(MOST_QUERIES - 1) :] if len(labels) > MOST_QUERIES else labels[1:]
        if not labels:
            break
        target = ".".join(labels)
    return Walk(tuple(found), _organisation(domain.rstrip(".").lower(), found), several)


def _organisation(domain: str, found: Sequence[Record]) -> str:
    """RFC 9989 section 4.10.2."""
    for record in found:
        if record.tags.get("psd", "u").lower() == "n":
            return record.domain
        if record.tags.get("psd", "u").lower() == "y" and record.domain != domain:
            below = len(record.domain.split(".")) + 1
            return ".".join(domain.split(".")[-below:])
    return min((it.domain for it in found), key=lambda it: it.count("."), default=domain)


async def evaluate(ask: Ask, domain: str, passes: Sequence[tuple[str, str]]) -> Found:
    """DMARC for the domain in From. passes: (method, domain) of what passed, method spf or dkim. Raises LookupFailed."""
    walked = await walk(ask, domain)
    record = _applying(domain, walked)
    if record is None:
        none = "several-records" if walked.several else "no-record"
        missing = (none,) if await exists(ask, domain) else (none, "no-such-domain")
        by = await _aligned(ask, domain, walked, None, passes)
        return Found(None, "none", bool(by), _by_suffix(domain, None, passes), missing, by)
    policy, remarks = await _policy(ask, domain, record)
    by, by_suffix = await _aligned(ask, domain, walked, record, passes), _by_suffix(domain, record, passes)
    aligned = bool(by)
    if aligned != by_suffix or (walked.organisation != registrable(domain) and not passes):
        remarks = (*remarks, "ways-differ")
    return Found(record, policy, aligned, by_suffix, remarks, by)


def _applying(domain: str, walked: Walk) -> Record | None:
    """The record at the domain itself, else at its organisational domain, else at the public suffix above (section 4.10.1)."""
    by_domain = {it.domain: it for it in walked.records}
    above = next((it for it in walked.records if it.tags.get("psd", "u").lower() == "y"), None)
    return by_domain.get(domain) or by_domain.get(walked.organisation) or above


async def _policy(ask: Ask, domain: str, record: Record) -> tuple[str, tuple[str, ...]]:
    remarks: tuple[str, ...] = ()
    if record.domain == domain:
        policy = record.policy()
    elif not await exists(ask, domain):
        policy, remarks = record.policy("np", "sp"), ("no-such-domain",)
    else:
        policy, remarks = record.policy("sp"), ("subdomain-policy",)
    if record.tags.get("t", "n").lower() == "y":
        remarks = (*remarks, "testing")
    return policy, (*remarks, "monitoring") if policy == "none" else remarks


async def _aligned(
    ask: Ask, domain: str, walked: Walk, record: Record | None, passes: Sequence[tuple[str, str]]
) -> tuple[str, ...]:
    """The methods that pass and are aligned by the tree walk (section 4.4)."""
    found: dict[str, None] = {}
    for method, passed in passes:
        strict = record is not None and record.strict("aspf" if method == "spf" else "adkim")
        if passed == domain or (
            not strict and _related(domain, passed) and (await walk(ask, passed)).organisation == walked.organisation
        ):
            found[method] = None
    return tuple(found)


def _related(one: str, other: str) -> bool:
    """Whether two domains can have one organisational domain at all: they share at least their last two labels."""
    return one.split(".")[-2:] == other.split(".")[-2:]


def _by_suffix(domain: str, record: Record | None, passes: Sequence[tuple[str, str]]) -> bool:
    """Whether a pass is aligned by the public suffix list (RFC 7489 section 3.2)."""
    for method, passed in passes:
        strict = record is not None and record.strict("aspf" if method == "spf" else "adkim")
        if passed == domain or (not strict and registrable(passed) == registrable(domain)):
            return True
    return False

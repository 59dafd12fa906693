"""Mails that were given together, compared: the same lure at several addresses is itself a sign. Pure; sees reports only."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from sabaku.model import Companion, Report
from sabaku.names.hosts import registrable

SHINGLE, SKETCH = 8, 96
"""Characters of a run that is hashed, and hashes that stand for a text."""
LEAST = 16
"""Fewer shingles than that are no text to compare."""
KEYS, TRIED = 8, 40
"""Smallest hashes by which mails alike are looked for; groups that are tried for each."""
SAME_TEXT = 0.6
"""Share of the two sketches' shingles that must agree: above it two texts differ by names and numbers only."""

_CHANGING = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w.-]++|https?://\S++|\d++|\s++")
"""An address is looked for only where a run of its characters begins: a body of one endless word costs no more than another."""

Trait = Literal["subject", "body", "links", "sender", "origin"]


@dataclass(frozen=True, slots=True)
class Print:
    """What of a mail stays the same from copy to copy."""

    subject: str
    body: frozenset[int]
    links: frozenset[str]
    sender: str
    origin: str


def compare(reports: Sequence[Report]) -> list[tuple[Companion, ...]]:
    """For each report the others that carry the same lure: body alike, or the same subject with the same links."""
    prints = [fingerprint(it) for it in reports] if len(reports) > 1 else []
    found: list[list[Companion]] = [[] for _ in reports]
    for one in range(len(reports)):
        for other in range(one + 1, len(reports)):
            if reports[one].sha256 == reports[other].sha256:
                continue
            same = alike(prints[one], prints[other])
            if _one_lure(same):
                found[one].append(_companion(reports[other], same))
                found[other].append(_companion(reports[one], same))
    return [tuple(it) for it in found]


def groups(prints: Sequence[Print]) -> list[list[int]]:
    """The mails by their place, those with one lure together; groups and their members in the order in which they came.

    Each mail is held only against the first of groups with which it shares one of a few smallest hashes or subject and links:
    of two texts alike nearly always one is shared. So many thousand mails take their number's time and not its square.
    """
    found: list[list[int]] = []
    known: dict[object, dict[int, None]] = {}
    for n, one in enumerate(prints):
        keys: list[object] = [(one.subject, one.links)] if one.subject and one.links else []
        keys += sorted(one.body)[:KEYS] if len(one.body) >= LEAST else []
        near = dict.fromkeys(group for key in keys for group in islice(known.get(key, ()), TRIED))
        group = next((it for it in near if _one_lure(alike(prints[found[it][0]], one))), len(found))
        found[group:] = found[group:] or [[]]
        found[group].append(n)
        for key in keys:
            known.setdefault(key, {})[group] = None
    return found


def _one_lure(same: Sequence[Trait]) -> bool:
    return "body" in same or {"subject", "links"} <= set(same)


def fingerprint(report: Report) -> Print:
    """The mail without what changes from recipient to recipient."""
    message = report.message
    links = frozenset(registrable(it.host) for it in report.links if it.host)
    sender = next((it.value for it in report.observables if it.kind == "address" and it.role == "from"), "")
    return Print(_steady(message.subject), sketch(_steady(message.text)), links, sender, report.origin.ip or "")


def _steady(text: str) -> str:
    return _CHANGING.sub("", text).lower()


def sketch(text: str) -> frozenset[int]:
    """The SKETCH smallest hashes of all runs of SHINGLE characters (bottom-k MinHash, Broder 1997)."""
    shown = text[:20_000]
    runs = {zlib.crc32(shown[at : at + SHINGLE].encode("utf-8", "replace")) for at in range(max(0, len(shown) - SHINGLE + 1))}
    return frozenset(sorted(runs)[:SKETCH])


def alike(one: Print, other: Print) -> tuple[Trait, ...]:
    """What two mails have in common."""
    same: list[Trait] = []
    if one.subject and one.subject == other.subject:
        same.append("subject")
    if len(one.body) >= LEAST and len(other.body) >= LEAST:
        union = sorted(one.body | other.body)[:SKETCH]
        if len([it for it in union if it in one.body and it in other.body]) / len(union) >= SAME_TEXT:
            same.append("body")
    if one.links and one.links == other.links:
        same.append("links")
    if one.sender and one.sender == other.sender:
        same.append("sender")
    if one.origin and one.origin == other.origin:
        same.append("origin")
    return tuple(same)


def _companion(report: Report, same: tuple[Trait, ...]) -> Companion:
    return Companion(report.run.input if report.run else "", report.sha256, report.message.to, same)

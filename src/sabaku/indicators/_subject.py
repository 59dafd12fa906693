"""What is judged, and what an indicator is: values, roles, the findings that speak of a value. Judges nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from msgspec import Struct

from sabaku.model import (
    Case,
    Evidence,
    Finding,
    Observable,
    Question,
    Report,
    Span,
    Text,
)
from sabaku.names import hosts
from sabaku.names.whose import (
    Role,
)

Kind = Literal["url", "host", "domain", "ip", "asn", "address", "file", "phone", "wallet"]


class Indicator(Struct, frozen=True):
    """One value with whose it is, why, where it was seen, and the findings that speak of it."""

    kind: Kind
    value: str
    role: Role
    why: Text
    places: tuple[Span, ...] = ()
    checks: tuple[str, ...] = ()


class Subject(NamedTuple):
    """What is judged: the case, its report, and what the findings name."""

    case: Case
    report: Report
    named: dict[str, tuple[str, ...]]
    """Finding ids by value that they name (weight above 0)."""
    at: dict[Span, tuple[str, ...]]
    """Finding ids by the place that they cite."""


def named(findings: Iterable[Finding]) -> tuple[dict[str, tuple[str, ...]], dict[Span, tuple[str, ...]]]:
    named: dict[str, dict[str, None]] = {}
    at: dict[Span, dict[str, None]] = {}
    for it in findings:
        if it.weight <= 0:
            continue
        for value in it.values.values():
            named.setdefault(value.value.lower(), {})[it.id] = None
        for one in it.evidence:
            _cite(one, it.id, named, at)
    return {key: tuple(ids) for key, ids in named.items()}, {key: tuple(ids) for key, ids in at.items()}


def _cite(it: Evidence, id: str, named: dict[str, dict[str, None]], at: dict[Span, dict[str, None]]) -> None:
    if isinstance(it.where, Question):
        named.setdefault(it.where.subject.lower(), {})[id] = None
    else:
        at.setdefault(it.where, {})[id] = None
        named.setdefault(it.found.lower(), {})[id] = None


def checks_of(it: Subject, seen: Observable | None, *values: str) -> tuple[str, ...]:
    ids = {id for value in values for id in it.named.get(value.lower(), ())}
    return tuple(sorted(ids | set(it.at.get(seen.seen, ()) if seen is not None else ())))


def is_checked(it: Subject, domain: str, ids: frozenset[str]) -> bool:
    """Whether one of these findings is about the domain."""
    told = set(it.named.get(domain.lower(), ()))
    return bool(told & ids)


def is_drill(case: Case) -> bool:
    """Whether the sender is one of the drill senders that the configuration names: such a mail is never reported."""
    drills = {it.lower().lstrip("@") for it in case.input.home.drill_senders}
    senders = {it.value for it in case.seen("address", "from", "sender", "return-path")}
    return any(it in drills or any(up in drills for up in hosts.suffixes(it.rpartition("@")[2])) for it in senders)

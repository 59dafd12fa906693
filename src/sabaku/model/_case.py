"""The case: all that a check sees."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from msgspec import Struct, field, structs

from sabaku.model._answers import Fact, NotKnown, Question, Value
from sabaku.model._mail import Input, Message
from sabaku.model._seen import Claim, Kind, Observable, Origin

T = TypeVar("T")


Roles = tuple[str, ...]


class _OfKind(dict[Roles, tuple[Observable, ...]]):
    """The observables of one kind: all of them under (), those of a role under it; what is asked of several roles is added."""

    def __missing__(self, roles: Roles) -> tuple[Observable, ...]:
        found = self[roles] = tuple(it for it in self[()] if it.role in roles) if len(roles) > 1 else ()
        return found


class _Kinds(dict[Kind, _OfKind]):
    """The observables by kind; of which there is none is kept the same way."""

    def sort(self, observables: Sequence[Observable]) -> None:
        index: dict[Kind, dict[Roles, list[Observable]]] = {}
        for it in observables:
            of_kind = index.setdefault(it.kind, {(): []})
            of_kind[()].append(it)
            of_kind.setdefault((it.role,), []).append(it)
        self.update((kind, _OfKind((roles, tuple(them)) for roles, them in of_kind.items())) for kind, of_kind in index.items())

    def __missing__(self, kind: Kind) -> _OfKind:
        found = self[kind] = _OfKind({(): ()})
        return found


class Case(Struct, frozen=True, dict=True):
    """All that a check sees."""

    input: Input
    message: Message
    observables: tuple[Observable, ...]
    facts: Mapping[Question, Fact] = {}
    kinds: _Kinds = field(default_factory=_Kinds)
    """The observables, sorted: the checks ask for them some two hundred times a mail."""
    memo: dict[Callable[[Case], Any], Any] = field(default_factory=dict)
    """What was looked up `once`: a field of its own, as it is asked six hundred times a mail."""

    def __post_init__(self) -> None:
        if not self.kinds:
            self.kinds.sort(self.observables)

    def seen(self, kind: Kind, *roles: str) -> tuple[Observable, ...]:
        """Observables of that kind (and of one of those roles, if any are named), in the order of the mail."""
        return self.kinds[kind][roles]

    def told(self, facts: Mapping[Question, Fact]) -> Case:
        """The case with these answers. What was sorted out of its observables stays so; look-ups may be told otherwise now."""
        return structs.replace(self, facts=facts, memo={})

    def first(self, kind: Kind, *roles: str) -> Observable | None:
        """The first such observable, or None."""
        found = self.seen(kind, *roles)
        return found[0] if found else None

    @functools.cached_property
    def origin(self) -> Origin:
        """Where the mail came from; an empty Origin where nothing can be said."""
        it = self.first("origin")
        return it.detail if it is not None and isinstance(it.detail, Origin) else Origin()

    @functools.cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Whom the mail says it comes from, the surest first."""
        claims = (it.detail for it in self.seen("claim"))
        return tuple(it for it in claims if isinstance(it, Claim))

    def fact(self, source: str, subject: str, **arguments: str) -> Fact | None:
        """The recorded answer, whatever its state, or None.

        A verification (`auth:dmarc`) is about this mail, which its arguments describe: it is found without naming them.
        """
        if source not in self.once(_sources):
            return None
        found = self.facts.get(_question(source, subject, arguments))
        if found is None and source == "auth" and not arguments:
            return next((fact for it, fact in self.facts.items() if it.source == source and it.subject == subject), None)
        return found

    def need(self, source: str, subject: str, **arguments: str) -> Value | None:
        """The answer, or None for an authoritative «no such thing». Raises NotKnown where there is none."""
        fact = self.fact(source, subject, **arguments)
        if fact is None or fact.state in ("not-asked", "failed"):
            reason = "failed" if fact is not None and fact.state == "failed" else "not-asked"
            raise NotKnown(_question(source, subject, arguments), reason)
        return fact.value

    def once(self, make: Callable[[Case], T]) -> T:
        """`make(self)`, computed at most once per case."""
        try:
            return self.memo[make]  # type: ignore[no-any-return]
        except KeyError:
            pass  # and made outside: what `make` raises shall not hold this error, too
        made = self.memo[make] = make(self)
        return made


def once(make: Callable[[Case], T]) -> Callable[[Case], T]:
    """That look-up, computed at most once per case, however many checks ask for it."""

    @functools.wraps(make)
    def known(case: Case) -> T:
        try:  # as `Case.once` does, without a second call
            return case.memo[make]  # type: ignore[no-any-return]
        except KeyError:
            pass
        return case.once(make)

    return known


def _question(source: str, subject: str, arguments: Mapping[str, str]) -> Question:
    return Question(source, subject, tuple(sorted(arguments.items())) if arguments else ())


def _sources(case: Case) -> frozenset[str]:
    """Those of which there is any answer: most checks ask for one that nobody gave."""
    return frozenset(it.source for it in case.facts)

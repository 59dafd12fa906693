"""The case: all that a check sees."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from msgspec import structs

from sabaku.model._answers import Fact, NotKnown, Question, Value
from sabaku.model._mail import Input, Message
from sabaku.model._once import Remembering
from sabaku.model._seen import Claim, Kind, Observable, Origin


class Case(Remembering, frozen=True, dict=True):
    """All that a check sees."""

    input: Input
    message: Message
    observables: tuple[Observable, ...]
    facts: Mapping[Question, Fact] = {}

    def seen(self, kind: Kind, *roles: str) -> tuple[Observable, ...]:
        """Observables of that kind (and of one of those roles, if any are named), in the order of the mail."""
        try:  # not by `once`: the checks ask some two hundred times a mail
            return self.__dict__["kinds"][kind][roles]  # type: ignore[no-any-return]
        except KeyError:
            return _sorted_out(self, kind, roles)

    def told(self, facts: Mapping[Question, Fact]) -> Case:
        """The case with these answers. What was sorted out of its observables stays so; look-ups may be told otherwise now."""
        case = structs.replace(self, facts=facts)
        if "kinds" in self.__dict__:
            case.__dict__["kinds"] = self.__dict__["kinds"]
        return case

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


Kinds = dict[Kind, dict[tuple[str, ...], tuple[Observable, ...]]]


def _sorted_out(case: Case, kind: Kind, roles: tuple[str, ...]) -> tuple[Observable, ...]:
    """The observables of that kind and those roles, kept for whoever asks next; nothing is kept the same way."""
    kinds: Kinds | None = case.__dict__.get("kinds")
    if kinds is None:
        kinds = case.__dict__["kinds"] = _by_kind(case)
    of_kind = kinds.setdefault(kind, {(): ()})
    if roles not in of_kind:
        several = len(roles) > 1
        of_kind[roles] = tuple(it for it in of_kind[()] if it.role in roles) if several else ()
    return of_kind[roles]


def _by_kind(case: Case) -> Kinds:
    """The observables by kind, and per kind by role, () being all; what somebody asks of several roles is added."""
    index: dict[Kind, dict[tuple[str, ...], list[Observable]]] = {}
    for it in case.observables:
        of_kind = index.setdefault(it.kind, {(): []})
        of_kind[()].append(it)
        of_kind.setdefault((it.role,), []).append(it)
    return {kind: {roles: tuple(them) for roles, them in of_kind.items()} for kind, of_kind in index.items()}


def _question(source: str, subject: str, arguments: Mapping[str, str]) -> Question:
    return Question(source, subject, tuple(sorted(arguments.items())) if arguments else ())


def _sources(case: Case) -> frozenset[str]:
    """Those of which there is any answer: most checks ask for one that nobody gave."""
    return frozenset(it.source for it in case.facts)

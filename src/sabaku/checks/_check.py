"""What a check is, and how all of them are run over a case. Knows no particular check, no weights and no sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, cast

from sabaku.checks import _said
from sabaku.model import JUDGING, Case, Datum, DatumKind, Evidence, Kind, NotKnown, Observable, Question, Span, Status, Sure, Text
from sabaku.text import late

MESSAGE = Observable("message", "", "", Span("headers", 0, 0))
SHOWN_HITS = 12
CHECKS = "checks:"
ASKED = 16
"""Checks between two looks at the time that is left: each look costs as much as a check that finds nothing."""


class Hit:
    """One thing that a check found: where, and the values of its sentence.

    speaks_for: the categories to which this very mail's words point, where they tell more than the check's head; () for none.
    """

    __slots__ = ("evidence", "speaks_for", "sure", "values")

    def __init__(
        self, *evidence: Evidence, sure: Sure | None = None, speaks_for: tuple[str, ...] | None = None, **values: Datum | str
    ) -> None:
        self.evidence = evidence
        self.speaks_for = speaks_for
        self.sure = sure
        self.values = {k: v if isinstance(v, Datum) else Datum("text", in_line(v)) for k, v in values.items()}


_BREAK = late.pattern(r"(?<=([\u3000-\uffef]))?[ \t]{0,9}\r?\n[ \t>]{0,9}(?=([\u3000-\uffef]))?")


def in_line(text: str) -> str:
    """Words as a sentence quotes them: in one line, as a reader joins lines that a program has broken."""
    text = text.strip()
    return _BREAK.sub(lambda it: "" if it[1] and it[2] else " ", text) if "\n" in text else text


Judge = Callable[[Case, Observable], Iterator[Hit]]
Look = Callable[[Case], tuple[Observable, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A check with all that is known about it; `judge` is the only thing that runs."""

    id: str
    over: str | Look
    said: tuple[str, ...]
    lang: str
    group: str
    status: Status
    title: Text
    says: Text
    judge: Judge
    advice: Text | None
    needs: tuple[str, ...]
    quiet_when: tuple[str, ...]
    speaks_for: tuple[str, ...]
    sure: Sure
    experts: tuple[str, ...]
    attacks: tuple[int, ...]
    decisive: bool


def check(
    *,
    id: str,
    over: str | Look,
    group: str,
    title: Text,
    says: Text,
    said: tuple[str, ...] = (),
    lang: str = "",
    status: Status = "in force",
    advice: Text | None = None,
    needs: tuple[str, ...] = (),
    quiet_when: tuple[str, ...] = (),
    speaks_for: tuple[str, ...] = (),
    sure: Sure = "confirmed",
    experts: tuple[str, ...] = (),
    attacks: tuple[int, ...] = (),
    decisive: bool = False,
) -> Callable[[Judge], Check]:
    """Make a check of a function. Its docstring says why it matters, innocent causes and the reference.

    over: kind of observable it looks at ("message" = once per mail; "link:qr|form" = those of these roles), or what finds them;
    said: lists or meanings of phrases without which it is not asked (over="message": it is given the first of them);
    lang: language of the text without which it is not asked; needs: sources whose facts it reads;
    quiet_when: ids of checks whose hit puts this one's weight to 0; speaks_for: categories of fraud it points to (a hit may
    say which);
    experts: codes of the human experts' reasons it states; attacks: numbers of the attack cases it names;
    decisive: a contradiction so hard that no good sign may outvote it.
    """

    def make(judge: Judge) -> Check:
        return Check(
            id=id,
            over=over,
            said=said,
            lang=lang,
            group=group,
            status=status,
            title=title,
            says=says,
            judge=judge,
            advice=advice,
            needs=needs,
            quiet_when=quiet_when,
            speaks_for=speaks_for,
            sure=sure,
            experts=experts,
            attacks=attacks,
            decisive=decisive,
        )

    return make


def datum(kind: DatumKind, value: object, names: Text | None = None) -> Datum:
    """A value for a sentence."""
    return Datum(kind, str(value), names)


class Ran(NamedTuple):
    """What one check gave: its hits, and the questions that had no answer."""

    check: Check
    hits: tuple[Hit, ...]
    unknown: tuple[tuple[Question, str], ...]
    broken: str = ""

    @property
    def speaks_for(self) -> tuple[str, ...]:
        """The categories of fraud to which it points in this mail."""
        told = self.hits[0].speaks_for if self.hits else None
        return self.check.speaks_for if told is None else told


def run(checks: Iterable[Check], case: Case) -> list[Ran]:
    """Run the checks, each over all distinct observables of its kind; who found nothing and missed nothing is left out.

    Where time runs out, the step that is refused bears the name of the first check that is not run; none after it is.
    """
    known: dict[str | Look, tuple[Observable, ...]] = {"message": (MESSAGE,)}
    told, lang = _said.names(case), _said.lang(case)
    ran: list[Ran] = []
    hits: list[Hit] = []  # hundreds of checks find nothing: a call and two lists for each of them would cost as much as they do
    unknown: list[tuple[Question, str]] = []
    broken = ""
    for n, check in enumerate(checks):
        if n % ASKED == 0 and not case.message.allowance.grants(f"{CHECKS}{check.id}", JUDGING):
            break
        if (check.said and told.isdisjoint(check.said)) or (check.lang and check.lang != lang):
            continue
        over = known.get(check.over) if not check.said else None
        for it in _over(check, case, known) if over is None else over:
            try:
                hits.extend(check.judge(case, it))
            except NotKnown as gap:
                unknown.append((gap.question, gap.reason))
                gap.__traceback__ = None  # its frames may hold it in turn: nobody but the collector would ever free them
            except Exception as fault:  # noqa: BLE001  a broken check is a gap, not a broken report
                broken = f"{type(fault).__name__}: {fault}"
                break
        if hits or unknown or broken:
            ran.append(Ran(check, tuple(hits), tuple(unknown), broken))
            hits, unknown, broken = [], [], ""
    return ran


def _over(check: Check, case: Case, known: dict[str | Look, tuple[Observable, ...]]) -> tuple[Observable, ...]:
    """What the check looks at in this mail; `known` keeps it for all that look at the same."""
    if check.said and check.over == "message":
        phrase = _said.first(case, *check.said)
        return (phrase,) if phrase is not None else ()
    if check.over not in known:
        known[check.over] = distinct(_found(check.over, case))
    return known[check.over]


def _found(over: str | Look, case: Case) -> tuple[Observable, ...]:
    if not isinstance(over, str):
        return over(case)
    named, _, roles = over.partition(":")
    kind = cast("Kind", named)  # the tests look at every check's head
    return case.seen(kind, *roles.split("|")) if roles else case.seen(kind)


def distinct(subjects: tuple[Observable, ...]) -> tuple[Observable, ...]:
    """The observables without repetitions of value and role."""
    if len(subjects) < 2:
        return subjects
    return tuple({(it.value, it.role): it for it in reversed(subjects)}.values())[::-1]

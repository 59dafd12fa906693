"""What an operator's own mail changes in the weights: fitted around those that ship, told with its uncertainty, undone at once.

Pure over rows; reading mail and keeping the outcome is done by the callers. No text of a mail is kept: only which checks hit,
its SHA-256 and its label.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

import msgspec
from msgspec import Struct

from sabaku import judge
from sabaku.fit import measure
from sabaku.fit.corpus import Label, Row, campaigns
from sabaku.fit.figures import clopper_pearson
from sabaku.fit.weights import FALSE_ALARM
from sabaku.versions import versions

FEWEST: Mapping[Label, int] = {"legitimate": 100, "fraud": 50}
"""Mails of each label below which nothing is learnt: fewer would teach chance."""
MOVED = 0.05
"""Log-odds by which a weight must have moved to be kept."""


class TooFew(Exception):
    """Not enough mail to learn from; says how much is there."""

    def __init__(self, legitimate: int, fraud: int) -> None:
        super().__init__(f"{legitimate} legitimate, {fraud} fraud")
        self.legitimate, self.fraud = legitimate, fraud


class Contest(Struct, frozen=True):
    """An operator's objection to one verdict."""

    sha256: str
    label: Literal["legitimate", "fraud"]
    was: str
    hits: tuple[str, ...]
    at: datetime
    why: str = ""


class Learnt(Struct, frozen=True):
    """What was learnt: only weights that moved, and from how much mail."""

    date: str
    base: str
    """Digest of the shipped weights that it changes; with others it is not used."""
    prior: float
    fraud: int
    legitimate: int
    contested: int
    weights: dict[str, float]


@dataclass(frozen=True, slots=True)
class Tally:
    """Verdicts on labelled mail: frauds seen (suspicious or worse), legitimate mails alarmed at."""

    frauds: int
    seen: int
    legitimate: int
    alarms: int

    @property
    def cost(self) -> float:
        """Missed frauds and false alarms, weighed as in every fit."""
        return self.frauds - self.seen + FALSE_ALARM * self.alarms

    def intervals(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """95 % intervals of the share of frauds seen and of legitimate mail alarmed at (Clopper and Pearson 1934)."""
        return clopper_pearson(self.seen, self.frauds), clopper_pearson(self.alarms, self.legitimate)


@dataclass(frozen=True, slots=True)
class Lesson:
    """The outcome, with what the weights did before and what they do now on mail held out of the fit."""

    learnt: Learnt
    before: Tally
    after: Tally

    @property
    def pays(self) -> bool:
        """Whether held-out mail is judged better than before."""
        return self.after.cost < self.before.cost


def lesson(rows: Sequence[Row], contests: Sequence[Contest], date: str) -> Lesson:
    """Fit the shipped weights to this mail. Raises TooFew."""
    objected = {it.sha256 for it in contests}
    # an objection stands for the mail: it must not be fitted on under one label and held out under the other
    everything = [*(it for it in _unique(rows) if it.sha256 not in objected), *map(_row, contests)]
    counts = {label: sum(it.label == label for it in everything) for label in FEWEST}
    if any(counts[label] < least for label, least in FEWEST.items()):
        raise TooFew(counts["legitimate"], counts["fraud"])
    groups = campaigns(everything)
    shipped = judge.weights()
    scale = measure.fitted(everything, groups, range(len(everything)), shipped)
    moved = {id: round(now, 2) for id, now in scale.of.items() if abs(now - shipped.of[id]) >= MOVED}
    learnt = Learnt(date, versions().weights, round(scale.prior, 3), counts["fraud"], counts["legitimate"], len(contests), moved)
    before = tally(measure.stated(it, shipped) for it in everything)
    return Lesson(learnt, before, tally(measure.held_out(everything, groups, shipped)))


def tally(told: Iterable[measure.Told]) -> Tally:
    """The verdicts counted."""
    verdicts = [(it.row.label, it.level != "no-sign") for it in told]
    frauds = [worse for label, worse in verdicts if label == "fraud"]
    others = [worse for label, worse in verdicts if label == "legitimate"]
    return Tally(len(frauds), sum(frauds), len(others), sum(others))


def applied(learnt: Learnt) -> judge.Weights | None:
    """The shipped weights with what was learnt, or None where other weights ship by now."""
    if learnt.base != versions().weights:
        return None
    shipped = judge.weights()
    of = {**shipped.of, **{id: weight for id, weight in learnt.weights.items() if id in shipped.of}}
    return replace(shipped, prior=learnt.prior, of=of, basis="learnt", date=learnt.date, learnt=_digest(learnt))


def _digest(learnt: Learnt) -> str:
    return hashlib.sha256(msgspec.json.encode(learnt, order="deterministic")).hexdigest()[:8]


def _unique(rows: Iterable[Row]) -> list[Row]:
    return list({it.sha256: it for it in rows}.values())


def _row(contest: Contest) -> Row:
    """A contested mail counts as a receiver of its own, so that few of them are heard beside much other mail."""
    return Row(
        folder="contested",
        file="",
        sha256=contest.sha256,
        label=contest.label,
        receiver="contested",
        language="",
        level=contest.was,
        category="",
        probability=0.0,
        log_odds=0.0,
        hits=tuple(it for it in contest.hits if it in judge.weights().of),
        because=(),
        claims=(),
        milliseconds=0.0,
        sketch=frozenset(),
        subject_key="",
    )


# --- as a file -------------------------------------------------------------------------------------------------------


def dumps(learnt: Learnt) -> str:
    """The outcome as TOML that a person can read."""
    lines = ["# Written by `sabaku learn`; `sabaku learn --undo` takes it back.", f'date = "{learnt.date}"']
    lines += [f'base = "{learnt.base}"', f"prior = {learnt.prior}", f"fraud = {learnt.fraud}"]
    lines += [f"legitimate = {learnt.legitimate}", f"contested = {learnt.contested}", "", "[weights]"]
    return "\n".join(lines + [f'"{id}" = {weight}' for id, weight in sorted(learnt.weights.items())]) + "\n"


def loads(text: str) -> Learnt:
    """The outcome from its TOML. Raises ValueError."""
    try:
        return msgspec.convert(tomllib.loads(text), Learnt, strict=False)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as fault:
        raise ValueError(str(fault)) from fault

"""How well the verdicts hold on labelled mail: campaigns held out, receivers left out, the weights that come of it.

Fits through fit.weights; the figures are told by fit.tables. Judges nothing itself.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sabaku import checks, data, judge
from sabaku.fit import weights
from sabaku.fit.corpus import Row

FOLDS = 5
RECEIVER = 30
"""Mails that a receiver must have to be left out as a whole."""
ENOUGH = 30
"""Legitimate mails in a language below which its false alarms count as hardly measured."""
HASH = 16
"""Hexadecimal digits by which a fitted mail is named."""


@dataclass(frozen=True, slots=True)
class Told:
    """A row with the log-odds that some set of weights gives it."""

    row: Row
    log_odds: float
    level: str

    @property
    def probability(self) -> float:
        return judge.probability_of(self.log_odds)


def group_of() -> Mapping[str, str]:
    """The group of every check."""
    return {it.id: it.group for it in checks.catalogue().values()}


def stated(row: Row, scale: judge.Weights) -> Told:
    """What the weights say of a mail: the same sum as in a report, decisive contradictions included."""
    hard = {it.id for it in checks.catalogue().values() if it.decisive}
    counted = row.hits
    if any(scale.of.get(id, 0.0) > 0 for id in counted if id in hard):
        counted = tuple(id for id in counted if scale.of.get(id, 0.0) >= 0)
    total = weights.total(counted, scale, group_of())
    return Told(row, total.value, judge.level_of(total, row.category, scale))


def fitted(
    rows: Sequence[Row], groups: Sequence[int], chosen: Iterable[int], start: judge.Weights | None = None
) -> judge.Weights:
    """Weights fitted on the chosen mails, starting from the judged ones, or from others."""
    numbers = list(chosen)
    mails = weights.samples([rows[it] for it in numbers], [groups[it] for it in numbers])
    return weights.fit(mails, start or judged(), group_of(), frozenset(data.toml("weights").get("fixed", ())))


def judged() -> judge.Weights:
    """The weights as experts judged them, before any fit."""
    scale = judge.weights()
    before = data.toml("weights").get("judged", {})
    return replace(scale, of={id: float(before.get(id, weight)) for id, weight in scale.of.items()})


def held_out(rows: Sequence[Row], groups: Sequence[int], start: judge.Weights | None = None) -> list[Told]:
    """Every mail judged by weights that never saw its campaign."""
    told: list[Told] = []
    for fold in range(FOLDS):
        inside = [it for it in range(len(rows)) if groups[it] % FOLDS != fold]
        scale = fitted(rows, groups, inside, start)
        told += [stated(rows[it], scale) for it in range(len(rows)) if groups[it] % FOLDS == fold]
    return told


def fit_all(rows: Sequence[Row], groups: Sequence[int], to: Path) -> None:
    """Fit on all of it: the weights go into that file, and into one beside it which mails had a part in them."""
    scale = fitted(rows, groups, range(len(rows)))
    to.write_text(written(scale, languages(rows), untried(rows, scale)), "utf-8", newline="\n")
    to.with_suffix(".mails.txt").write_text(used(rows), "utf-8", newline="\n")


def receiver_left_out(rows: Sequence[Row], groups: Sequence[int]) -> list[Told]:
    """Every mail of a larger receiver judged by weights that never saw that receiver, nor copies that others received."""
    told: list[Told] = []
    counts = Counter(it.receiver for it in rows)
    for receiver in sorted(name for name, count in counts.items() if name and count >= RECEIVER):
        seen = {group for it, group in zip(rows, groups, strict=True) if it.receiver == receiver}
        scale = fitted(rows, groups, (it for it in range(len(rows)) if groups[it] not in seen))
        told += [stated(it, scale) for it in rows if it.receiver == receiver]
    return told


def used(rows: Sequence[Row]) -> str:
    """The mails that a fit uses, by the beginning of their SHA-256."""
    taken = sorted({it.sha256[:HASH] for it in rows if it.label in ("legitimate", "fraud")})
    return "\n".join(taken) + "\n"


def fitted_mails() -> frozenset[str]:
    """The mails that the shipped weights were fitted on, by the beginning of their SHA-256."""
    return frozenset(Path(__file__).with_name("fitted.mails.txt").read_text("ascii").split())


def languages(rows: Sequence[Row]) -> list[str]:
    """The languages of which enough legitimate mail is there to tell how often it is alarmed at."""
    found = Counter(it.language for it in rows if it.label == "legitimate")
    return sorted(name for name, count in found.items() if name and count >= ENOUGH)


def untried(rows: Sequence[Row], scale: judge.Weights) -> list[str]:
    """The checks that carry a weight and hit none of the labelled mail: that weight is as it was judged."""
    tried = {id for it in rows if it.label in ("legitimate", "fraud") for id in it.hits}
    return sorted(id for id, weight in scale.of.items() if weight and id not in tried)


def written(scale: judge.Weights, measured: Sequence[str], judged_only: Sequence[str]) -> str:
    """The weights as the text of data/weights.toml, with what was judged before the fit beside what came of it."""
    before, families = judged().of, defaultdict(list)
    for id, weight in scale.of.items():
        families[id.partition(".")[0]].append((id, weight))
    read = data.toml("weights")
    lines = ["# Log-odds that each finding adds; 0 informs only, negative values are good signs.", ""]
    lines += [
        "# Not learnt from labelled mail: what depends on who received it, which list passed it on, or when it was sent; and what"
    ]
    lines += ["# small firms do too, of whose honest mail none was measured."]
    lines += ["fixed = [", *(f'  "{it}",' for it in read.get("fixed", ())), "]", "", "[model]"]
    lines += [f'basis = "{scale.basis}"', f'date = "{scale.date}"', 'command = "sabaku measure CORPUS --fit WEIGHTS"']
    lines += [f"unmeasured = {json.dumps(read['model']['unmeasured'])}  # languages of whose legitimate mail none was measured"]
    lines += [f"measured = {json.dumps(measured)}  # languages of which at least {ENOUGH} legitimate mails were measured"]
    lines += ["# Checks that hit none of the labelled mail: their weights are as they were judged, and reports say so."]
    lines += ["untried = [", *(f'  "{it}",' for it in judged_only), "]"]
    lines += [f"prior = {scale.prior:.3f}", f"suspicious = {scale.suspicious}", f"fraud = {scale.fraud}"]
    lines += [f"agreed = {scale.agreed}  # fraud from here on, where all groups but the strongest add up to `beside`"]
    lines += [f"beside = {scale.beside}", "", "[caps]"]
    lines += [f"{group} = {cap}" for group, cap in scale.caps.items()]
    lines += ["", "# Pairs that partly tell one fact: where both are found, the lesser adds this share of its weight."]
    lines += ["[echoes]", f"share = {scale.share}", "pairs = [", *(f"  {json.dumps(pair)}," for pair in scale.echoes), "]"]
    for family in sorted(families):
        lines += ["", f"[weights.{family}]", *(f'"{id}" = {weight:.2f}' for id, weight in sorted(families[family]))]
    lines += ["", "# What was judged by hand, and what the fit is pulled towards.", "[judged]"]
    lines += [f'"{id}" = {weight}' for id, weight in sorted(before.items())]
    return "\n".join(lines) + "\n"

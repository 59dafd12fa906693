"""`sabaku measure`: how well the verdicts hold on labelled mail, told per folder and never pooled, campaigns held out.

Reads mail through fit.corpus, fits through fit.weights; writes Markdown. Judges nothing itself.
"""

from __future__ import annotations

import hashlib
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sabaku import checks, data, judge
from sabaku.fit import corpus, weights
from sabaku.fit.corpus import Row
from sabaku.fit.figures import brier, clopper_pearson, likelihood_ratio, reliability, wilson
from sabaku.versions import versions

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
        return 1 / (1 + math.exp(-max(min(self.log_odds, 60.0), -60.0)))


def tables(corpus_folder: Path, *, jobs: int = 2, per_folder: int = 0, fit: Path | None = None) -> str:
    """Measure, and give the tables; write the fitted weights to `fit`, too. "" where there is no labelled mail."""
    rows = corpus.rows(corpus_folder, jobs=jobs, per_folder=per_folder)
    if not rows:
        return ""
    for row in rows:
        if row.trouble:
            print(f"FAULT {row.file}: {row.trouble}", file=sys.stderr)
    groups = corpus.campaigns(rows)
    told = "\n".join(document(rows, groups))
    if fit:
        fit.write_text(written(fitted(rows, groups, range(len(rows))), languages(rows)), "utf-8", newline="\n")
        fit.with_suffix(".mails.txt").write_text(used(rows), "utf-8", newline="\n")
    return told + "\n"


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


# --- the document --------------------------------------------------------------------------------------------------


def document(rows: Sequence[Row], groups: Sequence[int]) -> Iterable[str]:
    """The tables as Markdown lines."""
    outside, strangers = held_out(rows, groups), receiver_left_out(rows, groups)
    version = versions()
    yield from ("# Measured", "", "Written by `sabaku measure`. Offline profile; nothing outside the mail was asked.", "")
    yield f"Code {version.code}, data {version.data}, weights {version.weights}. {len(rows)} mails, {len(set(groups))} campaigns."
    yield from (
        "",
        "**Japanese legitimate mail is not measured here**: the labelled mail holds none from banks, shops or couriers.",
        "",
    )
    yield from ("## Whole campaigns held out", "", "Each mail is judged by weights fitted without its campaign.", "")
    yield from _levels(outside, lambda it: it.row.folder)
    yield from ("", "## The weights that ship, on mail that they were not fitted on", "")
    yield from _unseen(rows)
    yield from ("", "## Whole receivers left out", "")
    yield from (f"Each receiver of at least {RECEIVER} mails is judged by weights fitted without any of its mail, or copies.", "")
    yield from _levels(strangers, lambda it: f"{_masked(it.row.receiver)} {it.row.folder}")
    yield from ("", "## By receiver (held out)", "")
    yield from _levels(outside, lambda it: _masked(it.row.receiver))
    yield from ("", "## Passed on by a mailing list or not (held out)", "")
    yield from _levels(outside, lambda it: "by a list" if "route.mailing-list" in it.row.hits else "directly")
    yield from ("", "## By language (held out)", "")
    yield from _levels(outside, lambda it: it.row.language or "(none)")
    yield from ("", "## Calibration (each receiver weighs the same)", "")
    yield "What is stated holds for mail with about this share of fraud: elsewhere the odds shift by the ratio of the two odds."
    yield from ("", "Whole campaigns held out:", "", *_calibration(outside))
    yield from ("", "Whole receivers left out:", "", *_calibration(strangers))
    yield from ("", "## Speed of this run", "")
    yield from _speed(rows)
    yield from ("", "## Checks", "")
    yield from _checks(rows)
    yield from ("", "## Worst misses and false alarms (held out)", "")
    yield from _worst(outside)


def _unseen(rows: Sequence[Row]) -> Iterable[str]:
    """The shipped weights on mail that had no part in them; the rest is counted and left out."""
    known = fitted_mails()
    fresh = [stated(it, judge.weights()) for it in rows if it.sha256[:HASH] not in known]
    yield f"{len(rows) - len(fresh)} of {len(rows)} mails had a part in the fit (`fit/fitted.mails.txt`) and are left out here."
    yield ""
    yield from _levels(fresh, lambda it: it.row.folder) if fresh else ["No other mail was given."]


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


def _masked(receiver: str) -> str:
    """A receiver by the beginning of its digest: some are private people's own domains."""
    return hashlib.sha256(receiver.encode()).hexdigest()[:8] if receiver else "(unknown)"


def _share(hits: int, of: int) -> str:
    low, high = clopper_pearson(hits, of)
    return f"{hits / of:.1%} ({low:.1%}-{high:.1%})"


def _levels(told: Sequence[Told], key: Callable[[Told], str]) -> Iterable[str]:
    yield "| | label | mails | suspicious or worse (95 %) | fraud (95 %) |"
    yield "|---|---|---|---|---|"
    groups: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for it in told:
        groups[key(it), it.row.label].append(it)
    for (name, label), them in sorted(groups.items()):
        fraud = sum(it.level == "fraud" for it in them)
        worse = sum(it.level != "no-sign" for it in them)
        yield f"| {name} | {label} | {len(them)} | {_share(worse, len(them))} | {_share(fraud, len(them))} |"


def _calibration(told: Sequence[Told]) -> Iterable[str]:
    by_receiver: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for it in told:
        if it.row.label in ("fraud", "legitimate"):
            by_receiver[it.row.receiver].append((it.probability, it.row.label == "fraud"))
    groups = list(by_receiver.values())
    number = max(len(groups), 1)
    frauds = sum(sum(truth for _, truth in group) / len(group) for group in groups) / number
    yield (
        f"{len(groups)} receivers; {frauds:.0%} fraud. Brier score, mean over receivers: {sum(map(brier, groups)) / number:.4f}; "
        f"over mails: {brier([it for group in groups for it in group]):.4f}"
    )
    yield from ("", "| stated | mails | frauds | share (95 %) | mean stated |", "|---|---|---|---|---|")
    for one in reliability(groups):
        low, high = wilson(one.share, one.effective)
        share = f"{one.share:.1%} ({low:.1%}-{high:.1%})"
        yield f"| {one.low:.1f}-{one.high:.1f} | {one.mails} | {one.frauds} | {share} | {one.mean:.1%} |"


def _speed(rows: Sequence[Row]) -> Iterable[str]:
    times = sorted(it.milliseconds for it in rows)
    yield (
        f"{len(times)} mails: median {times[len(times) // 2]:.2f} ms, p99 {times[int(len(times) * 0.99)]:.1f} ms, "
        f"max {times[-1]:.0f} ms, {1000 * len(times) / sum(times):.0f} mails a second and process, with the start of "
        "the processes and whatever else the machine did. «Speed beside others» below has the same on one core without them, "
        "where the time goes, and what would bring 500 mails a second."
    )


def _checks(rows: Sequence[Row]) -> Iterable[str]:
    frauds = [it for it in rows if it.label == "fraud"]
    hams = [it for it in rows if it.label == "legitimate"]
    in_fraud = Counter(id for it in frauds for id in it.hits)
    in_ham = Counter(id for it in hams for id in it.hits)
    of = judge.weights().of
    yield from ("| check | in fraud | in legitimate | ratio | weight |", "|---|---|---|---|---|")
    for id in sorted(of):
        ratio = likelihood_ratio(in_fraud[id], len(frauds), in_ham[id], len(hams))
        share = f"{in_fraud[id] / max(len(frauds), 1):.1%} | {in_ham[id] / max(len(hams), 1):.1%}"
        yield f"| `{id}` | {share} | {ratio:.1f} | {of[id]:+.2f} |"


def _worst(told: Sequence[Told], most: int = 20) -> Iterable[str]:
    yield from ("| mail | label | log-odds | reasons |", "|---|---|---|---|")
    misses = sorted((it for it in told if it.row.label == "fraud"), key=lambda it: it.log_odds)[:most]
    alarms = sorted((it for it in told if it.row.label == "legitimate"), key=lambda it: -it.log_odds)[:most]
    for it in [*misses, *alarms]:
        scale = judge.weights().of
        reasons = sorted((id for id in it.row.hits if scale.get(id)), key=lambda it: -abs(scale[it]))[:5]
        yield f"| {it.row.folder}/{it.row.sha256[:12]} | {it.row.label} | {it.log_odds:+.2f} | {', '.join(reasons)} |"


def languages(rows: Sequence[Row]) -> list[str]:
    """The languages of which enough legitimate mail is there to tell how often it is alarmed at."""
    found = Counter(it.language for it in rows if it.label == "legitimate")
    return sorted(name for name, count in found.items() if name and count >= ENOUGH)


def written(scale: judge.Weights, measured: Sequence[str]) -> str:
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
    lines += [f"prior = {scale.prior:.3f}", f"suspicious = {scale.suspicious}", f"fraud = {scale.fraud}"]
    lines += [f"agreed = {scale.agreed}  # fraud from here on, where all groups but the strongest add up to `beside`"]
    lines += [f"beside = {scale.beside}", "", "[caps]"]
    lines += [f"{group} = {cap}" for group, cap in scale.caps.items()]
    for family in sorted(families):
        lines += ["", f"[weights.{family}]", *(f'"{id}" = {weight:.2f}' for id, weight in sorted(families[family]))]
    lines += ["", "# What was judged by hand, and what the fit is pulled towards.", "[judged]"]
    lines += [f'"{id}" = {weight}' for id, weight in sorted(before.items())]
    return "\n".join(lines) + "\n"

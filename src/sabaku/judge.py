"""Findings and gaps -> Verdict, by the weights of data/weights.toml. Pure arithmetic: knows no check and no mail."""

from __future__ import annotations

import functools
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from msgspec import structs

from sabaku import data
from sabaku.model import Finding, Gap, Level, Text, Verdict
from sabaku.reasons import reasons

FEW_KINDS, MANY_KINDS = 2, 99
"""Categories for which one finding may speak and still tell them apart."""
NUISANCE, UNCLEAR, DISGUISED, PHISHING = "bulk-spam", "unclear", "disguised", "phishing"
ANSWERED = frozenset(("advance-fee", "bec"))
"""Kinds that both want an answer. Who speaks for both tells how a mail works, not what it is after; so does «phishing»."""
LEAST_SAY = 0.5
"""With what weight, at least, a finding speaks that fits one category only."""
FARTHEST = 60.0
"""Log-odds beyond which a probability can no longer be told from 0 or 1."""
LEFT_OUT, UNREAD = "left-out", "unread"
"""Reason of the gap that stands for parts of the mail that were not read at all."""
LEVELS: Mapping[Level, Text] = {
    "fraud": Text("詐欺メール", "fraud"),
    "suspicious": Text("要注意", "suspicious"),
    "no-sign": Text("不審な点は見つかりませんでした(安全の保証ではありません)", "nothing found (no guarantee)"),
}


@dataclass(frozen=True, slots=True)
class Weights:
    """The numbers of the judgement, in log-odds (natural logarithm)."""

    prior: float
    suspicious: float
    fraud: float
    caps: Mapping[str, float]
    of: Mapping[str, float]
    basis: str
    date: str
    learnt: str = ""
    """Digest of what an operator's own mail changed; "" for the weights that ship."""
    agreed: float = math.inf
    """From these log-odds on a mail is fraud where independent evidence agrees, and what it wants is known."""
    beside: float = math.inf
    """What all groups but the strongest must add up to, to be such evidence: no single mistake can make it."""
    echoes: tuple[tuple[str, str], ...] = ()
    """Pairs of findings that partly tell one fact."""
    share: float = 1.0
    """What part of its weight the lesser of such a pair adds."""


@functools.cache
def weights() -> Weights:
    """The weights that ship with the package."""
    read = data.toml("weights")
    model, flat = read["model"], {}
    for family in read.get("weights", {}).values():
        flat.update({id: float(weight) for id, weight in family.items()})
    scale = Weights(model["prior"], model["suspicious"], model["fraud"], read["caps"], flat, model["basis"], model["date"])
    echoes, share = tuple((one, other) for one, other in read["echoes"]["pairs"]), read["echoes"]["share"]
    return replace(scale, agreed=model["agreed"], beside=model["beside"], echoes=echoes, share=share)


def repeating(of: Mapping[str, float], scale: Weights) -> frozenset[str]:
    """Which of these findings, with what each weighs, partly tell what a weightier one among them tells."""
    pairs = (pair for pair in scale.echoes if of.get(pair[0], 0.0) > 0 and of.get(pair[1], 0.0) > 0)
    return frozenset(min(pair, key=of.__getitem__) for pair in pairs)


def told_once(findings: Sequence[Finding], scale: Weights) -> tuple[Finding, ...]:
    """The findings with what each adds beside the others, the weightiest first."""
    again = repeating({it.id: it.weight for it in findings}, scale)
    if not again:
        return tuple(findings)
    apart = (structs.replace(it, weight=round(it.weight * scale.share, 2)) if it.id in again else it for it in findings)
    return tuple(sorted(apart, key=lambda it: (-abs(it.weight), it.id)))


@dataclass(frozen=True, slots=True)
class Sum:
    """The log-odds, and how much of the proof would be left if the strongest group were a mistake."""

    value: float
    beside: float = 0.0


def add_up(findings: Iterable[Finding], decisive: Iterable[str], scale: Weights, whole: bool = True) -> Sum:
    """Prior plus weights; each group up to its cap; good signs count only where no decisive contradiction stands.

    `whole`: all of the mail was examined. Where it was not, good signs don't count: what was not read could contradict them.
    """
    groups: dict[str, float] = defaultdict(float)
    good, hard = 0.0, False
    hard_ids = frozenset(decisive)
    for it in findings:
        if it.weight < 0:
            good += it.weight
        else:
            groups[it.group] += it.weight
            hard = hard or (it.id in hard_ids and it.weight > 0)
    return total_of(groups, 0.0 if hard or not whole else good, scale)


def total_of(groups: Mapping[str, float], good: float, scale: Weights) -> Sum:
    """The prior with each group's weights, up to its cap, and the good signs."""
    counted = sorted(capped(groups, scale).values())
    return Sum(scale.prior + sum(counted) + good, sum(counted[:-1]))


def capped(groups: Mapping[str, float], scale: Weights) -> dict[str, float]:
    """What each group adds: its weights, up to its cap."""
    return {group: min(total, scale.caps.get(group, math.inf)) for group, total in groups.items()}


def probability_of(log_odds: float) -> float:
    """The probability that these log-odds stand for (the logistic function)."""
    return 1 / (1 + math.exp(-max(min(log_odds, FARTHEST), -FARTHEST)))


def category_of(findings: Iterable[Finding], speaks_for: Mapping[str, Sequence[str]]) -> str:
    """The category to which most of the weight points; "" where none does.

    What a mail asks for names it; whose name it borrows only where nothing tells that: then it is phishing, of whatever sort.
    A finding that fits many categories tells how a mail is sent, not what it wants: it is heard where nothing else is.
    One that fits a single category tells what the mail wants even where it adds nothing to the proof of fraud.
    Of equals the one wins that wants an answer, where others tell that one is wanted; else the one that the weightiest finding
    names first. Tricks that hide who writes or where a link leads are what advertising of the worse kind does as well as
    phishing: they name a mail only where nothing else does.
    """
    told = [(it.weight, tuple(speaks_for.get(it.id, ()))) for it in findings if it.weight >= 0]
    ranked = sorted((it for it in told if it[0] or _names(it[1])), key=lambda it: -it[0])
    tricks = sum(weight for weight, kinds in ranked if DISGUISED in kinds)
    for most in (FEW_KINDS, MANY_KINDS):
        wants, ways = _votes(it for it in ranked if len(it[1]) <= most and DISGUISED not in it[1])
        if wants or ways:
            return _weightiest(wants, ways, tricks)
    return DISGUISED if tricks else ""


def _votes(told: Iterable[tuple[float, Sequence[str]]]) -> tuple[Mapping[str, float], Mapping[str, float]]:
    """How much weight speaks for each category that the mail may want, and for each of which only the way is known."""
    wants: dict[str, float] = defaultdict(float)
    ways: dict[str, float] = defaultdict(float)
    for weight, kinds in told:
        if way := _way(kinds):
            ways[way] += weight
            continue
        for kind in kinds:
            wants[kind] += max(weight / len(kinds), LEAST_SAY if _names(kinds) else 0.0)
    return wants, ways


def _names(kinds: Sequence[str]) -> bool:
    """Whether these tell one thing that the mail wants."""
    return len(kinds) == 1 and not _way(kinds)


def _way(kinds: Sequence[str]) -> str:
    """What a mail is called of which only is known that it goes this way; "" where the kinds tell what it wants."""
    return kinds[0] if tuple(kinds) == (PHISHING,) or frozenset(kinds) == ANSWERED else ""


def _weightiest(wants: Mapping[str, float], ways: Mapping[str, float], tricks: float) -> str:
    """The category with most votes; mere advertising only where it outweighs all kinds of fraud, and the tricks, together."""
    frauds = {kind: vote for kind, vote in wants.items() if kind != NUISANCE} or ways
    named, plain = sum(vote for kind, vote in (*wants.items(), *ways.items()) if kind != NUISANCE), wants.get(NUISANCE, 0.0)
    if frauds and named < plain < named + tricks:
        return DISGUISED
    heard = frauds if named >= plain else {**frauds, NUISANCE: plain}
    return max(heard, key=lambda kind: (heard[kind], _backed(kind, ways)))


def _backed(kind: str, ways: Mapping[str, float]) -> float:
    """How much tells only that an answer is wanted, for a kind that wants one."""
    return sum(vote for way, vote in ways.items() if way in ANSWERED) if kind in ANSWERED else 0.0


def besides_offer(findings: Iterable[Finding], speaks_for: Mapping[str, Sequence[str]]) -> list[Finding]:
    """All findings but those that tell of advertising alone: how the sender behaves, whatever they offer."""
    return [it for it in findings if tuple(speaks_for.get(it.id, ())) != (NUISANCE,)]


def level_of(total: Sum, category: str, scale: Weights) -> Level:
    """The level for these log-odds; plain bulk spam is at most `suspicious`."""
    if category != NUISANCE and (total.value >= scale.fraud or (category not in ("", UNCLEAR) and _proves(total, 0.0, scale))):
        return "fraud"
    return "suspicious" if total.value >= scale.suspicious else "no-sign"


def _deceives(rest: Sum, scale: Weights) -> bool:
    """Whether it is fraud without a word of what is advertised, and not by the strongest group alone.

    Then it is no plain advertising: who takes such pains not to be known does not mean to deliver, whatever they offer.
    """
    return rest.value >= scale.fraud and rest.beside >= scale.beside


def _proves(total: Sum, more: float, scale: Weights) -> bool:
    """Whether with so much more it is enough for `fraud`: a little less is, where independent evidence agrees."""
    agreed = total.value + more >= scale.agreed and total.beside + more >= scale.beside
    return agreed or total.value + more >= scale.fraud


def open_gaps(gaps: Iterable[Gap], total: Sum, level: Level, scale: Weights) -> tuple[str, ...]:
    """The sources whose answers could raise the level; what was left unread always could."""
    if level == "fraud":
        return ()
    possible: dict[str, float] = defaultdict(float)
    for gap in gaps:
        possible[gap.source] += math.inf if gap.reason in (LEFT_OUT, UNREAD) else _at_most(gap, scale)
    more = sum(possible.values())
    # answers may add to the strongest group or to another, and may tell what the mail wants
    enough = total.value + more >= scale.suspicious if level == "no-sign" else _proves(total, more, scale)
    return tuple(sorted(source for source, weight in possible.items() if weight > 0)) if enough else ()


def _at_most(gap: Gap, scale: Weights) -> float:
    return sum(max(scale.of.get(id, 0.0), 0.0) for id in gap.checks)


def judge(
    findings: Sequence[Finding],
    gaps: Sequence[Gap],
    *,
    decisive: Iterable[str] = (),
    speaks_for: Mapping[str, Sequence[str]] | None = None,
    scale: Weights | None = None,
) -> Verdict:
    """The verdict on these findings. Probability is the logistic of the log-odds, as far as the weights are right."""
    scale = scale or weights()
    hard = tuple(decisive)
    kinds, whole = speaks_for or {}, all(it.reason != LEFT_OUT for it in gaps)
    total = add_up(findings, hard, scale, whole=whole)
    category = category_of(findings, kinds)
    if category == NUISANCE and _deceives(add_up(besides_offer(findings, kinds), hard, scale, whole=whole), scale):
        category = DISGUISED
    level = level_of(total, category, scale)
    if level == "no-sign":
        category = ""
    return Verdict(
        level=level,
        category=category or (UNCLEAR if level != "no-sign" else ""),
        probability=round(probability_of(total.value), 4),
        because=reasons(findings, hard) if level != "no-sign" else (),
        open=open_gaps(gaps, total, level, scale),
        says=LEVELS[level],
    )

"""What human experts said about concrete fraud mails against what sabaku says: brand named, reasons stated, misses with causes.

    python -m sabaku.fit.experts CASES.jsonl [--misses]

Each case is a description, not a mail: the mail is rebuilt in memory from its fields, so that only what the fields show can be
found. Nothing is stored. A help while checks are written; it decides nothing.
How mails are rebuilt and what counts as visible: `sabaku.fit.described`.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sabaku import checks
from sabaku.app import conclude, prepare
from sabaku.fit.described import can_be_seen, is_given, meant, mistaken, reason, rebuilt, shown_in_fields
from sabaku.model import Case, Input, Report
from sabaku.names.brands import kin

# --- the comparison ----------------------------------------------------------------------------------------------


class Tally:
    """Counts over all cases."""

    def __init__(self) -> None:
        self.levels: Counter[str] = Counter()
        self.named: Counter[str] = Counter()
        self.reasons: dict[str, Counter[str]] = defaultdict(Counter)
        self.given: Counter[str] = Counter()
        self.misses: list[str] = []


def compare(cases: Iterable[Mapping[str, Any]]) -> Tally:
    """Run every case through the pipeline, offline, and compare."""
    tally, codes = Tally(), _codes()
    for told in cases:
        case = prepare(Input(rebuilt(told), name="case", now=datetime.fromisoformat("2026-11-21T00:00:00+00:00")))
        report = conclude(case)
        tally.levels[f"{told['label']} {report.verdict.level}"] += 1
        if told["label"] == "legit" and report.verdict.level == "fraud":
            tally.misses.append(f"LEGIT AS FRAUD {_short(told)} {[it.id for it in report.findings if it.weight > 0]}")
        if told["label"] in ("phish", "extortion", "bec"):
            _count_brand(told, case, tally)
            _count_reasons(told, report, codes, tally)
    return tally


def _codes() -> Mapping[str, frozenset[str]]:
    """Expert codes -> ids of the checks that state them."""
    found: dict[str, set[str]] = defaultdict(set)
    for it in checks.catalogue().values():
        for code in it.experts:
            found[code].add(it.id)
    return {code: frozenset(ids) for code, ids in found.items()}


def _count_brand(told: Mapping[str, Any], case: Case, tally: Tally) -> None:
    ids = meant(told)
    first = next(iter(case.claims), None)
    if not ids:
        tally.named["label names no brand of the list" + (": home" if first and first.brand == "home" else "")] += 1
        if first and first.brand != "home":
            tally.misses.append(f"NAMED WITHOUT LABEL {first.brand} {_short(told)}")
        return
    if not shown_in_fields(told, ids):
        tally.named["fields don't name it"] += 1
        return
    related = frozenset(other for id in ids for other in kin(id))
    got = "right" if first and first.brand in ids else "kin" if first and first.brand in related else "wrong" if first else "none"
    tally.named[got] += 1
    if got != "right":
        claims = [(it.brand, it.confidence, it.why) for it in case.claims]
        tally.misses.append(f"BRAND {got} want {sorted(ids)} got {claims} {_short(told)}")


def _count_reasons(told: Mapping[str, Any], report: Report, codes: Mapping[str, frozenset[str]], tally: Tally) -> None:
    hit = {it.id for it in report.findings}
    for code in told["finding_codes"]:
        stated = bool(codes.get(code, frozenset()) & hit)
        if is_given(told, code):
            tally.given["stated" if stated else "missed"] += 1
        if mistaken(told, code):
            tally.reasons[code]["expert mistaken"] += 1
        elif not can_be_seen(told, code):
            tally.reasons[code]["not visible"] += 1
        elif stated:
            tally.reasons[code]["stated"] += 1
        else:
            tally.reasons[code]["missed"] += 1
            tally.misses.append(f"REASON {code} {reason(told, code)} {_short(told)}")


def _short(told: Mapping[str, Any]) -> str:
    keys = ("brand_impersonated", "subject", "from_display", "from_addr", "link_urls", "body_excerpt")
    return " | ".join(str(told[key])[:150] for key in keys if told.get(key))


CAUSES: Mapping[str, str] = {
    "CTX": "whether it is plausible depends on the real service (its rules, prices, partners), which the mail does not tell",
    "JP": "clumsy, yet no slip that a pattern could name without hitting honest mail; or quoted too shortly",
    "PUNC": "line breaks and bullets, which a digest does not keep",
    "MOJI": "a layout, which a digest does not keep",
    "TEMPL": "filler that only its place betrays",
    "TIME": "an hour at which programs of real services write too",
    "NUM": "wrong only for who knows the real price or size",
    "DATE": "the dates agree with each other",
    "FRAND": "letters that can be spoken like a name",
    "FSP": "the forged domain belongs to nobody on the list of brands, or is one where anybody may have an address",
    "FDISP": "an office's name that claims no company",
    "FFREE": "a greeting without any claim or demand, as private mail has",
    "FLOOK": "the name of a partner of the claimed company, which is not on the list",
    "FFORGE": "nothing claims the domain that is shown",
    "FOTHER": "a rented help desk, not told from the company's own",
    "OFFDOM": "said as a free-mail address instead",
    "LD": "a single stranger beside genuine links, without a word of demand",
    "LLOOK": "shares only the first letters with the real name",
    "LTLD": "an ending that is sold all over the world",
    "SCARE": "no frightening words in the digest",
    "THREAT": "no consequence in the digest but a technical one",
    "SUBJODD": "two matters that honest mails join as well",
    "NOBR": "a company that is missing where mails of a house have none either",
    "NONAME": "advertising, which addresses nobody",
    "ADDRSAL": "the address stands in a sentence",
    "WRONGBR": "names of one group, or of no company",
    "SIGWRONG": "a number or address that is well formed; whose it is, is not on the list",
    "BLUFF": "the digest ends before the demand",
    "BODYIP": "needs the place of an IP address, which is an outside fact",
}
"""Why reasons of this kind are missed, as read from the misses (2026-11)."""


# --- the door ----------------------------------------------------------------------------------------------------


def lines(tally: Tally, misses: bool) -> Iterator[str]:
    """The report as text."""
    yield "levels:    " + ", ".join(f"{name} {n}" for name, n in sorted(tally.levels.items()))
    named = {kind: tally.named[kind] for kind in ("right", "kin", "none", "wrong")}
    total = sum(named.values()) or 1
    yield (
        f"brand:     {named}, right {named['right'] / total:.1%} of {total}, wrong {named['wrong'] / total:.1%}; not counted: "
        + str({kind: n for kind, n in tally.named.items() if kind not in named})
    )
    stated = sum(it["stated"] for it in tally.reasons.values())
    visible = stated + sum(it["missed"] for it in tally.reasons.values())
    yield f"reasons:   {stated} of {visible} visible ones stated ({stated / (visible or 1):.1%})"
    yield f"           {tally.given['stated']} of {tally.given.total()} whose fields are given at all, quoted or only described"
    for code, it in sorted(tally.reasons.items(), key=lambda pair: -pair[1]["missed"]):
        figures = " ".join(f"{name} {it[name]:4}" for name in ("stated", "missed", "not visible", "expert mistaken"))
        yield f"  {code:9} {figures}" + (f"  {CAUSES.get(code, '')}" if it["missed"] else "")
    if misses:
        yield from sorted(tally.misses)


def main(given: Sequence[str] | None = None) -> None:
    """Print the comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--misses", action="store_true", help="list every miss with its fields")
    asked = parser.parse_args(given)
    cases = [json.loads(line) for line in asked.cases.read_text("utf-8").splitlines() if line.strip()]
    print("\n".join(lines(compare(cases), asked.misses)))


if __name__ == "__main__":
    main()

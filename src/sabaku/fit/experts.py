"""What human experts said about concrete fraud mails against what sabaku says: brand named, reasons stated, misses with causes.

    python -m sabaku.fit.experts CASES.jsonl [--misses]

Each case is a description, not a mail: the mail is rebuilt in memory from its fields, so that only what the fields show can be
found. Nothing is stored. A help while checks are written; it decides nothing.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from email.header import Header
from pathlib import Path
from typing import Any

from sabaku import checks
from sabaku.app import conclude, prepare
from sabaku.brands import brands, kin
from sabaku.extract.phrases import search
from sabaku.lookalike import likeness, named_in_path
from sabaku.model import Case, Input, Report

TO = "user@recipient.example"
SEEN_IN: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("FD", "FRAND", "FTLD", "FLOOK", "FFREE", "FFORGE", "FSP", "FOTHER", "OFFDOM"), ("from_addr",)),
    "FDISP": ("from_display", "from_addr"),
    "SUBJODD": ("subject",),
    **dict.fromkeys(("LD", "LTLD", "LLOOK", "LRED"), ("link_urls",)),
    "RPM": ("return_path",),
    "RLOC": ("received_line",),
    "STAMP": ("has_spam_stamp",),
}
"""Fields that must be given for a reason to be visible at all; other reasons need the text."""
NEVER_SEEN = frozenset(
    (
        *("NOTUSER", "OTHERADDR", "MASS", "OFFWARN", "KNOWN", "NOTAPP", "POLICY"),
        *("LBTN", "LHID", "BLK", "DOWN", "FAKE", "LOGO", "WFOR", "WREG", "CDN", "NODNS", "LIPH"),
        *("RGEO", "RIP", "AUTH", "NOSTAMP", "SELF", "SUBADDR", "TOODD"),
    )
)
"""Reasons that no field of a case can show: what the site, the registry, the recipient or a picture knows."""


def rebuilt(told: Mapping[str, Any]) -> bytes:
    """A mail with what the case tells, and nothing more."""
    address = _address(str(told.get("from_addr") or ""))
    display = str(told.get("from_display") or "")
    lines = [
        f"Return-Path: <{told.get('return_path') or address}>",
        *([_received(told)] if told.get("origin_ip") or told.get("received_line") else []),
        *([f"From: {_word(display)} <{address}>".replace("  ", " ")] if display or address else []),
        f"To: {TO}",
        f"Subject: {_word(str(told.get('subject') or ''))}",
        *([f"Date: {date}"] if (date := _date(str(told.get("mail_date") or ""))) else []),
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
    ]
    text = "\n".join([str(told.get("body_excerpt") or ""), *map(_url, told.get("link_urls") or ())])
    return ("\n".join(lines) + "\n\n" + text + "\n").encode("utf-8", "replace")


def _address(text: str) -> str:
    """The address as told; the blogger's stars and dots become letters so that the rest of it can be read."""
    first = text.split(" / ")[0].replace("…", "x").replace("***", "x").strip()
    if first.startswith("@"):
        first = "info" + first
    return first if first.isascii() and " " not in first else ""


def _url(text: str) -> str:
    return re.sub(r"^[a-z]{2,5}:(?=//)", "https:", text.replace("*", "x").replace("●", "x").replace("…", "x"))


def _word(text: str) -> str:
    return text if text.isascii() else Header(text, "utf-8", maxlinelen=900).encode()


def _received(told: Mapping[str, Any]) -> str:
    line = str(told.get("received_line") or f"from unknown (unknown [{told.get('origin_ip')}])").replace("\n", " ")
    return f"Received: {line} by mx.recipient.example (Postfix) with ESMTP id 1A2B3C for <{TO}>; Thu, 5 Feb 2026 10:15:02 +0900"


def _date(text: str) -> str:
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)(?: (\d\d):(\d\d))?", text)
    if not found:
        return ""
    y, m, d, hour, minute = (int(it) if it else 9 for it in found.groups())
    try:
        return datetime(y, m, d, hour, minute).strftime("%a, %d %b %Y %H:%M:00 +0900")  # noqa: DTZ001  a header's text
    except ValueError:
        return ""


# --- the brand ---------------------------------------------------------------------------------------------------


def meant(told: Mapping[str, Any]) -> frozenset[str]:
    """The ids that the expert's name of the brand stands for; empty where it names none of the list."""
    label = str(told.get("brand_impersonated") or "")
    return frozenset(it.key for it in search(label) if it.list == "brand") | frozenset(
        it.id for it in brands().values() if label in (it.names.ja, it.names.en)
    )


def shown_in_fields(told: Mapping[str, Any], ids: frozenset[str]) -> bool:
    """Whether the fields name the brand, by a name, an alias, or a host that says so."""
    texts = [str(told.get(key) or "") for key in ("subject", "from_display", "from_addr", "body_excerpt")]
    named = {it.key for text in texts for it in search(text) if it.list == "brand"}
    hosts = [str(told.get("from_addr") or "").rpartition("@")[2], *(told.get("link_domains") or ())]
    named |= {like.brand for host in hosts if host and (like := likeness(host))}
    named |= {id for url in told.get("link_urls") or () for id, _, _ in named_in_path(url)}
    return bool(named & ids)


# --- the comparison ----------------------------------------------------------------------------------------------


class Tally:
    """Counts over all cases."""

    def __init__(self) -> None:
        self.levels: Counter[str] = Counter()
        self.named: Counter[str] = Counter()
        self.reasons: dict[str, Counter[str]] = defaultdict(Counter)
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
        if code in NEVER_SEEN or not all(told.get(key) for key in SEEN_IN.get(code, ("body_excerpt",))):
            tally.reasons[code]["not visible"] += 1
        elif codes.get(code, frozenset()) & hit:
            tally.reasons[code]["stated"] += 1
        else:
            tally.reasons[code]["missed"] += 1
            tally.misses.append(f"REASON {code} {_said(told, code)} {_short(told)}")


def _said(told: Mapping[str, Any], code: str) -> str:
    place = told["finding_codes"].index(code)
    return str(told["findings"][place]) if place < len(told["findings"]) else ""


def _short(told: Mapping[str, Any]) -> str:
    keys = ("brand_impersonated", "subject", "from_display", "from_addr", "link_urls", "body_excerpt")
    return " | ".join(str(told[key])[:150] for key in keys if told.get(key))


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
    for code, it in sorted(tally.reasons.items(), key=lambda pair: -pair[1]["missed"]):
        yield f"  {code:9} stated {it['stated']:4} missed {it['missed']:4} not visible {it['not visible']:4}"
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

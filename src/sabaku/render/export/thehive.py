"""Cases as alerts of TheHive, one JSON object a line: each line is the body of a request that creates an alert.

Source: the fields of `POST /api/v1/alert` (TheHive 5) as its own client names them (thehive4py 2.1.0), read 2026-11-23.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sabaku.indicators import Indicator, Kind
from sabaku.model import Level
from sabaku.render import tame
from sabaku.render.export.given import Given, Tlp
from sabaku.render.export.stix import technique

Json = dict[str, Any]

TYPES: Mapping[Kind, str] = {
    "url": "url",
    "host": "fqdn",
    "domain": "domain",
    "ip": "ip",
    "address": "mail",
    "file": "hash",
    "phone": "other",
    "wallet": "other",
    "asn": "autonomous-system",
}
"""The type of observable for each kind, of those that every TheHive knows from the start (TheHive 4.1, ObservableType)."""

TLP: Mapping[Tlp, int] = {"clear": 0, "green": 1, "amber": 2, "red": 4}
"""As TheHive 5 counts; 3 is AMBER+STRICT. Up to version 4 red was 3, so a tag says it in words, too."""

SEVERITY: Mapping[Level, int] = {"fraud": 2, "suspicious": 1}
"""Of 1 (low) to 4 (critical): what the mail did in the house is not known from the mail."""

MOST_TITLE, MOST_TEXT = 250, 20_000
"""Characters of a title and of a description."""


def alerts(*cases: Given) -> str:
    """An alert of each mail. The same mail has the same `sourceRef` always, by which TheHive refuses to create it twice."""
    return "".join(tame.json_safe(json.dumps(_alert(it), ensure_ascii=False)) + "\n" for it in cases)


def _alert(it: Given) -> Json:
    return {
        "type": "mail",
        "source": "sabaku",
        "sourceRef": it.report.sha256,
        "title": f"{it.noun[0].upper()}{it.noun[1:]}: {it.subject}"[:MOST_TITLE],
        "description": _description(it),
        "severity": SEVERITY.get(it.report.verdict.level, 1),
        "date": round(it.at.timestamp() * 1000),
        "tags": _tags(it),
        "tlp": TLP[it.tlp],
        "observables": _observables(it),
    }


def _description(it: Given) -> str:
    """Why the mail is held for what it is, as a list in Markdown with addresses that cannot be opened."""
    says = [tame.markdown_safe(it.t(one.says)) for one in it.report.findings if one.weight > 0]
    return "\n".join(f"- {one}" for one in says)[:MOST_TEXT] or "-"


def _tags(it: Given) -> list[str]:
    verdict = it.report.verdict
    told = [f"tlp:{it.tlp}", f"sabaku:verdict={verdict.level}", technique(it)[0]]
    return [*told, f"sabaku:category={verdict.category}"] if verdict.category else told


def _observables(it: Given) -> list[Json]:
    """Each value once: an alert with the same value twice is refused by some versions. The subject finds other copies."""
    wanted = (one for one in it.found if it.all_roles or one.role == "attacker")
    found = {one.value: _observable(it, one) for one in reversed([*wanted])}
    told = [*reversed(found.values())]
    if subject := it.subject_words:
        told.append({"dataType": "mail-subject", "data": subject, "ioc": False})
    return told


def _observable(it: Given, one: Indicator) -> Json:
    return {
        "dataType": TYPES[one.kind],
        "data": tame.tame(one.value),
        "message": it.mask.text(it.t(one.why)),
        "tags": [f"sabaku:role={one.role}", f"sabaku:kind={one.kind}"],
        "ioc": one.role == "attacker",
    }

"""The indicators as a table: comma-separated values (RFC 4180), whole or defanged, or JSON lines.

A value is one row, however many mails had it. No cell starts a spreadsheet formula.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from msgspec import Struct

from sabaku.indicators import KINDS, ROLES, Indicator
from sabaku.render import tame
from sabaku.render.export.given import Given

_ONE = ("kind", "value", "role", "role_ja", "reason_ja", "reason_en", "findings", "masked", "seen_at", "mail_sha256", "tlp")
COLUMNS = (*_ONE, "last_seen_at", "mails")


class Seen(Struct):
    """A value with the mails that had it, the earliest first."""

    one: Indicator
    mails: list[Given]
    is_masked: bool = False

    @property
    def times(self) -> tuple[datetime, datetime]:
        """When it was first and last seen."""
        return min(it.at for it in self.mails), max(it.at for it in self.mails)


def plain(*cases: Given) -> str:
    """Values as they are, for programs. A value that begins like a formula gets an apostrophe before it."""
    return _table(cases, tame.tame)


def defanged(*cases: Given) -> str:
    """Values broken for reading: hxxp and [.]."""
    return _table(cases, _broken)


def lines(*cases: Given) -> str:
    """One JSON object a line, values as they are."""
    return "".join(tame.json_safe(json.dumps(_object(it), ensure_ascii=False)) + "\n" for it in _seen(cases))


def _seen(cases: Iterable[Given]) -> list[Seen]:
    """The attacker's own; with all roles every indicator but the victim's. Third parties come masked, mail by mail."""
    found: dict[tuple[str, ...], Seen] = {}
    for it in cases:
        for one in it.found:
            found.setdefault((one.kind, one.value), Seen(one, [])).mails.append(it)
        for one in it.masked:
            found[one.kind, one.value, it.report.sha256] = Seen(one, [it], is_masked=True)
    wanted = (it for it in found.values() if it.mails[0].all_roles or it.one.role == "attacker")
    order = {role: n for n, role in enumerate(ROLES)}
    return sorted(wanted, key=lambda it: (it.is_masked, order[it.one.role], KINDS[it.one.kind], it.one.value))


def _table(cases: Iterable[Given], told: Callable[[str], str]) -> str:
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for it in _seen(cases):
        writer.writerow([safe(cell) for cell in _row(it, told(it.one.value))])
    return page.getvalue()


def _row(it: Seen, value: str) -> tuple[str, ...]:
    one, mask = it.one, it.mails[0].mask.text
    first, last = it.times
    return (
        one.kind,
        value,
        one.role,
        ROLES[one.role].ja,
        mask(one.why.ja),
        mask(one.why.en),
        " ".join(one.checks),
        "yes" if it.is_masked else "",
        first.isoformat(),
        " ".join(mail.report.sha256 for mail in it.mails),
        f"TLP:{it.mails[0].tlp.upper()}",
        last.isoformat(),
        str(len(it.mails)),
    )


def _object(it: Seen) -> dict[str, Any]:
    one, mask = it.one, it.mails[0].mask.text
    first, last = it.times
    return {
        "kind": one.kind,
        "value": tame.tame(one.value),
        "role": one.role,
        "reason": {"ja": mask(one.why.ja), "en": mask(one.why.en)},
        "findings": list(one.checks),
        "masked": it.is_masked,
        "seen_at": first.isoformat(),
        "last_seen_at": last.isoformat(),
        "mails": [mail.report.sha256 for mail in it.mails],
        "tlp": it.mails[0].tlp,
    }


def safe(cell: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet would calculate it (OWASP, CSV injection)."""
    return f"'{cell}" if cell[:1] in "=+-@\t\r|" and cell else cell


def _broken(value: str) -> str:
    return tame.defang(value) if "://" in value else tame.address(value) if "@" in value else _host(value)


def _host(value: str) -> str:
    return value if value.isdigit() or ":" in value else tame.host(value)

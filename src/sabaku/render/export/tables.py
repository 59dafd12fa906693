"""The indicators as a table of comma-separated values (RFC 4180), whole or defanged. No cell starts a spreadsheet formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from sabaku.indicators import ROLES, Indicator
from sabaku.render import tame
from sabaku.render.export.given import Given

COLUMNS = ("kind", "value", "role", "role_ja", "reason_ja", "reason_en", "findings", "masked", "seen_at", "mail_sha256", "tlp")


def plain(it: Given) -> str:
    """Values as they are, for programs. A value that begins like a formula gets an apostrophe before it."""
    return _table(it, tame.tame)


def defanged(it: Given) -> str:
    """Values broken for reading: hxxp and [.]."""
    return _table(it, _broken)


def _table(it: Given, told: Callable[[str], str]) -> str:
    """The attacker's own; with all roles every indicator but the victim's, third parties masked."""
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    roles = None if it.all_roles else {"attacker"}
    for one, is_masked in (*((one, False) for one in it.found), *((one, True) for one in it.masked)):
        if roles is None or one.role in roles:
            writer.writerow([safe(cell) for cell in _row(it, one, told(one.value), is_masked)])
    return page.getvalue()


def _row(it: Given, one: Indicator, value: str, is_masked: bool) -> tuple[str, ...]:
    name = it.mask.text
    return (
        one.kind,
        value,
        one.role,
        ROLES[one.role].ja,
        name(one.why.ja),
        name(one.why.en),
        " ".join(one.checks),
        "yes" if is_masked else "",
        it.at.isoformat(),
        it.report.sha256,
        f"TLP:{it.tlp.upper()}",
    )


def safe(cell: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet would calculate it (OWASP, CSV injection)."""
    return f"'{cell}" if cell[:1] in "=+-@\t\r|" and cell else cell


def _broken(value: str) -> str:
    return tame.defang(value) if "://" in value else tame.address(value) if "@" in value else _host(value)


def _host(value: str) -> str:
    return value if value.isdigit() or ":" in value else tame.host(value)

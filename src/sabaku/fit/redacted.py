"""Does a recipient survive redaction? `python -m sabaku.fit.redacted CORPUS` prints, per folder, in how many mails one does.

Truth: the addresses in Delivered-To, X-Original-To and the `for` of Received, read from the raw bytes by a pattern that shares
nothing with the redaction. Each mail is examined offline, its report redacted and written as JSON and as Markdown, and both are
searched for these addresses, plain and defanged, and by render/leaks.py for every form of every secret that was found. Beside
that it is counted how often the evidence is still there: the domain of From, the origin's address, the hosts of the links.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from sabaku.app import conclude, offline, prepare
from sabaku.fit.corpus import NOW
from sabaku.model import Address, Case, Input, Link, Report
from sabaku.names.hosts import registrable
from sabaku.render import json as as_json
from sabaku.render import markdown
from sabaku.render.leaks import Leak, leaks
from sabaku.render.redact import Redaction, redaction

_TOLD = re.compile(
    rb"^(?:Delivered-To|X-Delivered-To|X-Original-To):[ \t]*<?([^\s<>@]{1,64}@[A-Za-z0-9.-]{1,255})"
    rb"|\bfor\s{1,3}<([^\s<>@]{1,64}@[A-Za-z0-9.-]{1,255})>",
    re.IGNORECASE | re.MULTILINE,
)


class Row(Struct, frozen=True):
    """One mail: whether its recipients are known, what was left of them, and whether the evidence still is."""

    folder: str
    file: str
    known: int
    left: tuple[str, ...]
    """In which rendering a known recipient was still found."""
    leaks: tuple[Leak, ...]
    kept: int
    evidence: int
    seconds: float
    """Processor time of examining, redacting and writing; not of searching."""


def recipients(raw: bytes) -> frozenset[str]:
    """The recipients that the top headers tell, in lower case."""
    head = re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[0]
    found = ((one or other).decode("latin-1").lower() for one, other in _TOLD.findall(head))
    return frozenset(it.strip(".") for it in found)


def measured(path: Path) -> Row:
    """One mail, examined, redacted, written twice and searched."""
    raw = path.read_bytes()
    start = time.process_time()
    case = offline(prepare(Input(raw, name=path.name, now=NOW)))
    hidden = redaction(case)
    report = hidden.report(conclude(case))
    written = {"report.json": as_json.render(report), "report.md": markdown.render(report, "ja").encode("utf-8", "replace")}
    seconds = time.process_time() - start
    known = recipients(raw)
    left = tuple(name for name, body in written.items() if any(it in _flat(body) for it in known))
    kept, evidence = _evidence(case, hidden, report)
    return Row(path.parent.name, path.name, len(known), left, leaks(written, hidden), kept, evidence, seconds)


def _flat(body: bytes) -> str:
    return body.decode("utf-8").replace("\\", "").replace("[.]", ".").lower()


def _evidence(case: Case, hidden: Redaction, report: Report) -> tuple[int, int]:
    """How many of the sender's domain, the origin and the linked hosts are still readable; own domains don't count."""
    own = {it.value for it in hidden.secrets if it.kind in ("domain", "third-party")}
    wanted = {it.detail.domain for it in case.seen("address", "from") if isinstance(it.detail, Address) and it.detail.domain}
    wanted |= {it.detail.host for it in case.seen("link") if isinstance(it.detail, Link) and it.detail.host}
    wanted = {it for it in wanted if registrable(it) not in own and it not in own} | {case.origin.ip or ""} - {""}
    body = as_json.render(report).decode("utf-8").lower()
    return sum(it.lower() in body for it in wanted), len(wanted)


def rows(root: Path) -> Iterator[Row]:
    """Every phishing mail below a folder, in order."""
    for folder in sorted(it for it in root.iterdir() if it.is_dir() and it.name.startswith("phish")):
        yield from (measured(it) for it in sorted(folder.iterdir()) if it.is_file())


def main(arguments: list[str]) -> int:
    """Print the table; the exit code is 1 where a recipient or a form of a secret is left."""
    every = [it for name in arguments for it in rows(Path(name))]
    print(f"{'folder':<16}{'mails':>7}{'known':>7}{'left':>6}{'leaks':>7}{'evidence kept':>16}{'mails/s':>9}")
    for folder in sorted({it.folder for it in every}):
        mails = [it for it in every if it.folder == folder]
        kept, of = sum(it.kept for it in mails), sum(it.evidence for it in mails)
        print(
            f"{folder:<16}{len(mails):>7}{sum(it.known > 0 for it in mails):>7}{sum(bool(it.left) for it in mails):>6}"
            f"{sum(bool(it.leaks) for it in mails):>7}{f'{kept} / {of}':>16}"
            f"{len(mails) / max(sum(it.seconds for it in mails), 1e-9):>9.0f}"
        )
    bad = [it for it in every if it.left or it.leaks]
    for it in bad:
        print(f"left: {it.folder}/{it.file}: {', '.join(it.left)} {it.leaks[:2]}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["."]))

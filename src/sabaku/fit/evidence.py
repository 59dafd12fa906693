"""Is every quoted place of every finding really there? Over whole folders of mail, to catch what fixtures do not show."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from sabaku.app import conclude, offline, prepare
from sabaku.model import Case, Input, Report, Span

NOW = datetime(2026, 11, 21, tzinfo=UTC)


def wrong(case: Case, report: Report) -> list[str]:
    """The findings whose evidence does not stand where they say."""
    bad = []
    for it in report.findings:
        for evidence in it.evidence:
            if isinstance(evidence.where, Span):
                there = _quote(case, evidence.where)
                if there is None or evidence.found not in there or evidence.raw is None:
                    bad.append(f"{it.id}: {evidence.found[:80]!r} is not at {evidence.where}: {(there or 'no such view')[:80]!r}")
            elif evidence.where not in case.facts:
                bad.append(f"{it.id}: cites an answer that is not there: {evidence.where}")
    return bad


def _quote(case: Case, where: Span) -> str | None:
    try:
        return case.message.quote(where)
    except KeyError:
        return None


def main() -> int:
    """Print what is wrong; exit 1 if anything is."""
    counts: Counter[str] = Counter()
    for name in sys.argv[1:]:
        root = Path(name)
        for path in [root] if root.is_file() else sorted(root.rglob("*.eml")):
            case = offline(prepare(Input(path.read_bytes(), name=str(path), now=NOW)))
            report = conclude(case)
            counts["mails"] += 1
            counts["findings"] += len(report.findings)
            for told in wrong(case, report):
                counts["wrong"] += 1
                print(f"{path}: {told}")
    print(f"{counts['mails']} mails, {counts['findings']} findings, {counts['wrong']} wrong places")
    return 1 if counts["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())

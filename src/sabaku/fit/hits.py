"""Which check hits how often in which folder of labelled mail: the quick look while checks are written."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from sabaku.model import Input

Row = tuple[str, float, tuple[str, ...], str, str]


def look(path: Path) -> Row:
    """Level, probability, ids that hit (with weight), category and the milliseconds taken, of one file."""
    from sabaku.app import examine

    start = time.perf_counter()
    try:
        report = examine(Input(path.read_bytes(), name=str(path), now=datetime(2026, 11, 21, tzinfo=UTC)))
    except Exception as fault:
        return ("CRASH", 0.0, (f"{type(fault).__name__}: {fault}",), str(path), "")
    took = (time.perf_counter() - start) * 1000
    ids = tuple(it.id for it in report.findings) + tuple(f"!{it.checks[0]}" for it in report.gaps if it.reason == "broken")
    ids += tuple(f"!{it.detail}" for it in report.message.defects if it.kind == "finder-broken")
    return (report.verdict.level, took, ids, str(path), report.verdict.category)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--only", default="", help="only checks whose id starts with this")
    parser.add_argument("--sample", type=int, default=0, help="at most so many mails a folder")
    parser.add_argument("--folders", default="", help="comma-separated folders")
    parser.add_argument(
        "--files", default="", help="print the files that this check hits, or of this level, e.g. ham-lists:fraud"
    )
    parser.add_argument("--jobs", type=int, default=1)
    asked = parser.parse_args()
    chosen = [it for it in asked.folders.split(",") if it]
    folders = [it for it in sorted(asked.corpus.iterdir()) if it.is_dir() and (not chosen or it.name in chosen)]
    rows: dict[str, list[Row]] = {}
    with ProcessPoolExecutor(asked.jobs) as pool:
        for folder in folders:
            files = sorted(it for it in folder.iterdir() if it.suffix == ".eml")
            step = max(1, len(files) // asked.sample) if asked.sample else 1
            rows[folder.name] = list(pool.map(look, files[::step], chunksize=8))
    show(rows, asked.only)
    if asked.files:
        folder_name, _, wanted = asked.files.partition(":")
        for row in rows.get(folder_name, []):
            if wanted in row[2] or wanted == row[0]:
                print(row[3], row[0], row[4], *row[2])


def show(rows: dict[str, list[Row]], only: str) -> None:
    """Levels, times, then shares per check and folder."""
    rows = {name: them for name, them in rows.items() if them}
    width = max(map(len, rows))
    for name, them in rows.items():
        levels, times = Counter(it[0] for it in them), sorted(it[1] for it in them)
        fraud, suspicious = levels["fraud"] / len(them), (levels["fraud"] + levels["suspicious"]) / len(them)
        print(
            f"{name:{width}} {len(them):5} fraud {fraud:6.1%} suspicious+ {suspicious:6.1%} "
            f"ms {times[len(times) // 2]:.1f} p99 {times[int(len(times) * 0.99)]:.1f} max {times[-1]:.1f} crash {levels['CRASH']}"
        )
        for row in them:
            for id in row[2]:
                if row[0] == "CRASH" or id.startswith("!"):
                    print("   FAULT", row[3], id, file=sys.stderr)
    names = list(rows)
    counts = {name: Counter(id for row in rows[name] for id in set(row[2])) for name in names}
    print(f"\n{'':44}" + " ".join(f"{name[:9]:>9}" for name in names))
    for id in sorted({id for it in counts.values() for id in it if id.startswith(only)}):
        print(f"{id:44}" + " ".join(f"{counts[name][id] / len(rows[name]):9.1%}" for name in names))


if __name__ == "__main__":
    main()

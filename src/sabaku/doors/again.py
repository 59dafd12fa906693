"""`sabaku replay CASE --again`: the kept mail examined once more, with today's answers beside the earlier ones."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from sabaku import app, outside
from sabaku.archive.cases import REPORT, Kept, write_case
from sabaku.doors.cli import DONE
from sabaku.doors.config import state_folder
from sabaku.doors.show import show
from sabaku.judge import Weights
from sabaku.model import Lang, Text

ADDED = Text(
    "もう一度調べました。最初の回答({then})は日時とともに残し、今回の回答を並べて記録しました。前回の報告書: {file}",
    "Examined again. The first answers ({then}) stay with their times, beside those of now. The report before: {file}",
)


def again(asked: argparse.Namespace, kept: Kept, learnt: Weights | None, lang: Lang) -> int:
    """Ask anew, put both answers on the tape, and write the case; the report that was there is kept beside it."""
    given = msgspec.structs.replace(kept.input, now=datetime.now(UTC), profile=asked.profile or kept.input.profile)
    case = app.prepare(given)
    if given.profile == "offline":
        case, tape = app.offline(case), None
    else:
        case, tape = app.gather_now(case, state_folder(os.environ))
    case, both = outside.beside(case, tape if tape is not None else app.tape_of(case), kept.tape)
    report = app.conclude(case, learnt)
    folder = Path(asked.case)
    before = folder / f"report-{_stamp(kept.report.examined_at)}.json"
    before.write_bytes((folder / REPORT).read_bytes())
    write_case(folder, case, report, both)  # what earlier visits brought stays in the folder
    show(report, given.raw, asked.format, lang)
    then = kept.report.examined_at.isoformat(timespec="seconds") if kept.report.examined_at else "?"
    print("sabaku: " + ADDED.in_(lang).format(then=then, file=before.name), file=sys.stderr)
    return DONE


def _stamp(at: datetime | None) -> str:
    return (at or datetime.fromtimestamp(0, UTC)).astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")

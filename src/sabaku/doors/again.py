"""A case examined once more, by `sabaku replay CASE --again` or `sabaku examine MAIL --case CASE`: both answers are kept."""

from __future__ import annotations

import argparse
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from sabaku import app, outside
from sabaku.archive import folders
from sabaku.archive.cases import LARGEST, REPORT, BadCase, Kept, read_case, write_case
from sabaku.doors.cli import DONE
from sabaku.doors.config import seconds, settled, state_folder
from sabaku.doors.faults import say
from sabaku.doors.show import show
from sabaku.doors.stopwatch import Stopwatch
from sabaku.doors.waiting import ASKING, waiting
from sabaku.judge import Weights
from sabaku.model import Case, Lang, Text
from sabaku.render import when

if TYPE_CHECKING:
    from sabaku.sources.tape import Tape

ADDED = Text(
    "もう一度調べました。最初の回答({then})は日時とともに残し、今回の回答を並べて記録しました。前回の報告書: {file}",
    "Examined again. The first answers ({then}) stay with their times, beside those of now. The report before: {file}",
)


def again(asked: argparse.Namespace, kept: Kept, learnt: Weights | None, lang: Lang) -> int:
    """Ask anew, put both answers on the tape, and write the case; the report that was there is kept beside it."""
    given = msgspec.structs.replace(kept.input, now=datetime.now(UTC), profile=asked.profile or kept.input.profile, left_out=())
    settings, state = settled(asked.lang, asked.config)[0], state_folder(os.environ)
    watch = Stopwatch(seconds(None, settings))
    case = app.prepare(given, watch.late)
    if given.profile == "offline":
        case, tape = app.offline(case), None
    else:
        with waiting(ASKING, lang), watch.stopped():
            case, tape = app.gather_now(case, state, settings.visit)
    folder = Path(asked.case)
    case, both = _beside(folder, kept, case, tape, lang)
    report = app.conclude(case, learnt)
    write_case(folder, case, report, both, app.blobs_of(both, state))
    show(report, given.raw, asked.format, lang)
    return DONE


def with_earlier(folder: Path, sha256: str, case: Case, tape: Tape | None, lang: Lang) -> tuple[Case, Tape | None]:
    """The case with the answers that its folder holds already, if it is of the same mail."""
    if not (folder / REPORT).is_file():
        return case, tape
    try:
        kept = read_case(folder)
    except BadCase:
        return case, tape  # whatever lies there is no case: it is written anew
    return _beside(folder, kept, case, tape, lang) if kept.report.sha256 == sha256 else (case, tape)


def _beside(folder: Path, kept: Kept, case: Case, tape: Tape | None, lang: Lang) -> tuple[Case, Tape]:
    """Both answers on one tape; the report before stays in the folder under its date."""
    case, both = outside.beside(case, tape if tape is not None else app.tape_of(case), kept.tape)
    at = kept.report.examined_at
    stamp = (at or datetime.fromtimestamp(0, UTC)).astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    before = folder / f"report-{stamp}.json"
    folders.put(before, folders.read(folder / REPORT, LARGEST))
    then = when.moment(at, lang, kept.report.zone, original=False) or "?"
    say(ADDED.in_(lang).format(then=then, file=before.name))
    return case, both

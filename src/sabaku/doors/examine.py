"""`sabaku examine`: mails in, reports out. Reads arguments and the clock; the work is done in app."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from sabaku import app, intake
from sabaku.compare import compare
from sabaku.doors.cli import DONE, UNREADABLE, USAGE
from sabaku.doors.config import ConfigError, Settings, config_file, home_of, language, read_settings, state_folder
from sabaku.doors.show import show
from sabaku.model import Case, Input, Lang, Profile, Report, Run

COMPARED = 200
"""Mails given together are compared with each other up to this many; beyond it they are reported one by one."""


def examine(asked: argparse.Namespace) -> int:
    """Examine every mail; an unreadable one is named and the others are still done."""
    path = Path(asked.config) if asked.config else config_file(os.environ)
    settings = read_settings(path, required=bool(asked.config))
    lang = language(asked.lang, settings, os.environ)
    inputs = intake.read(
        asked.mails,
        stdin=sys.stdin.buffer,
        home=home_of(settings, asked.home, lang),
        now=_moment(asked.now),
        profile=_profile(asked, settings),
    )
    failures: list[str] = []
    told = _reports(_readable(inputs, failures, lang), asked)
    count = 0
    for case, report in told:
        count += 1
        if count == 2 and asked.format == "html":
            print("sabaku: an HTML report holds one mail; give one, or use --format json or text", file=sys.stderr)
            return USAGE
        _put(case, report, asked, lang)
    if not count and not failures:
        print("sabaku: " + ("調べるメールが見つかりません。" if lang == "ja" else "no mail found there."), file=sys.stderr)
        return UNREADABLE
    return UNREADABLE if failures else DONE


def _readable(inputs: Iterator[Input | intake.Unreadable], failures: list[str], lang: Lang) -> Iterator[Input]:
    for it in inputs:
        if isinstance(it, Input):
            yield it
        else:
            failures.append(it.name)
            print(f"sabaku: {it.name}: {it.reason.in_(lang)}", file=sys.stderr)


def _reports(inputs: Iterator[Input], asked: argparse.Namespace) -> Iterator[tuple[Case, Report]]:
    """Case and report of each mail. Up to COMPARED mails are held back until all are known, then compared."""
    held: list[tuple[Case, Report]] = []
    for it in inputs:
        held.append(_one(it, asked))
        if len(held) > COMPARED:
            yield from held
            held = []
            for more in inputs:
                yield _one(more, asked)
            return
    companions = compare([report for _, report in held])
    for (case, report), found in zip(held, companions, strict=True):
        run = report.run
        yield case, msgspec.structs.replace(report, run=msgspec.structs.replace(run, companions=found)) if run else report


def _one(given: Input, asked: argparse.Namespace) -> tuple[Case, Report]:
    start = time.perf_counter()
    case = app.prepare(given)
    if asked.tape:
        case = app.from_tape(case, Path(asked.tape).read_bytes())
    elif given.profile == "offline":
        case = app.offline(case)
    else:
        case = app.gather_all(case, state_folder(os.environ))
    report = app.conclude(case)
    elapsed = round((time.perf_counter() - start) * 1000, 2)
    return case, msgspec.structs.replace(report, run=Run(given.name, elapsed))


def _put(case: Case, report: Report, asked: argparse.Namespace, lang: Lang) -> None:
    if asked.case:
        from sabaku.archive.cases import write_case

        write_case(_case_folder(Path(asked.case), report, asked), case, report)
    show(report, case.input.raw, asked.format, lang)


def _case_folder(base: Path, report: Report, asked: argparse.Namespace) -> Path:
    """The folder itself for one mail; one folder per mail inside it for several."""
    alone = len(asked.mails) == 1 and Path(asked.mails[0]).is_file()
    return base if alone or asked.mails == ["-"] else base / report.sha256[:12]


def _profile(asked: argparse.Namespace, settings: Settings) -> Profile:
    told = asked.profile or os.environ.get("SABAKU_PROFILE") or settings.profile
    if told not in ("offline", "quiet", "full", "visit"):
        raise ConfigError(f"profile {told!r} is not known; it is one of offline, quiet, full, visit")
    return msgspec.convert(told, Profile)


def _moment(told: str | None) -> datetime:
    if not told:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(told)
    except ValueError as fault:
        raise ConfigError(f"--now {told!r} is no time; write it like 2026-02-05T12:00:00+09:00") from fault
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

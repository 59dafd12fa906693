"""`sabaku examine`: mails in, reports out. Reads arguments and the clock; the work is done in app."""

from __future__ import annotations

import argparse
import errno
import hashlib
import os
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from sabaku import app, intake
from sabaku.compare import compare
from sabaku.cycles import seldom
from sabaku.doors._arguments import PROFILES
from sabaku.doors._wrong import one_of
from sabaku.doors.cli import DONE, UNREADABLE
from sabaku.doors.config import ConfigError, Settings, home_of, moment, seconds, settled, state_folder
from sabaku.doors.faults import say, stop, told
from sabaku.doors.interrupts import Interrupts, stopped
from sabaku.doors.kept import in_folder, kept
from sabaku.doors.learnt import objections, scale
from sabaku.doors.listed import List
from sabaku.doors.show import show
from sabaku.doors.stopwatch import Stopwatch
from sabaku.doors.visiting import EXPLICIT, announce
from sabaku.doors.waiting import ASKING, Counter, waiting
from sabaku.model import Case, Input, Lang, Profile, Report, Run, Text
from sabaku.render.tame import defang, tame

if TYPE_CHECKING:
    from sabaku.doors.bulk import Line
    from sabaku.judge import Weights
    from sabaku.sources.tape import Tape

LOST = Text(
    "このメールの調査中に処理プロセスが異常終了しました。このファイルだけを指定して、もう一度お試しください。",
    "The worker process died over this mail. Examine this file by itself.",
)
NO_TAPE = Text(
    "{path}: 調査記録(tape.jsonl)として読めません({why})。ケースのフォルダーにある tape.jsonl を指定してください。",
    "{path}: this is no tape ({why}); name the tape.jsonl of a case folder.",
)
NO_MAIL = Text(
    "{path}: 調べるメールが見つかりません。.eml などのファイルか、それを入れたフォルダーを指定してください。",
    "{path}: no mail found there; name a file such as an .eml, or a folder of them.",
)
NO_NAME = Text(
    "調べるメールの名前が空です(値のないシェル変数を渡していませんか)。.eml などのファイルを指定してください。",
    "the name of the mail is empty (a shell variable without a value?); name a file such as an .eml.",
)
NO_URL = Text(
    "{url}: 調べられるのはメールのファイル(.eml など)です。リンク先は、そのメールを調べると合わせて分かります。",
    "{url}: what is examined is a mail (a file such as an .eml); where its links lead is told with it.",
)
KEPT = Text(
    "{path}: 保存済みのケースです。中のメール(mail.eml)を調べ直します。保存した調査記録から報告書を再現するには、"
    "sabaku replay を使ってください。",
    "{path}: this is a kept case; its mail (mail.eml) is examined anew. For the report from the kept tape use sabaku replay.",
)
ONE = Text(
    "HTMLとPDFの報告書は1通ずつ作成します。メールを1通だけ指定するか(mbox の3通目なら mbox#3)、--format list、json、"
    "text のいずれかを使ってください。",
    "an HTML or PDF report holds one mail: give one (mbox#3 is the third of an mbox), or use --format list, json or text",
)
INTERRUPTED = 128
"""To the exit status of who is interrupted the number of the signal is added, as shells do."""
COMPARED = 200
"""Mails given together are compared with each other up to this many; beyond it they are reported one by one."""


class Done(NamedTuple):
    """One mail examined; no tape where nobody could have been asked."""

    case: Case
    report: Report
    tape: Tape | None


def examine(asked: argparse.Namespace) -> int:
    """Examine every mail; an unreadable one is named and the others are still done."""
    settings, lang = settled(asked.lang, asked.config)
    asked.lang, asked.visit, asked.seconds = lang, settings.visit, seconds(asked.limit_seconds, settings)
    if "" in asked.mails:  # a path without a name is the folder where one stands, with all that lies in it
        raise ConfigError(NO_NAME.ja, NO_NAME.en)
    if url := next((it for it in asked.mails if "://" in it and not Path(it).exists()), ""):
        raise ConfigError(NO_URL.ja.format(url=defang(url)), NO_URL.en.format(url=defang(url)))
    profile = _profile(asked, settings)
    asked.offline = profile == "offline"
    inputs = intake.read(
        asked.mails,
        stdin=sys.stdin.buffer,
        home=home_of(settings, asked.home, lang),
        now=moment(asked.now),
        profile=profile,
    )
    for name in asked.mails:
        if intake.is_case(Path(name)):
            say(KEPT.in_(lang).format(path=tame(name)))
    failures: list[str] = []
    with Interrupts() as interrupts:
        count, last = _told(inputs, failures, asked, interrupts)
        if interrupts.number:
            say(stopped(asked.mails, count, len(failures)).in_(lang))
            return INTERRUPTED + interrupts.number
    if not count and not failures:
        return stop(_nothing(asked.mails).in_(lang), UNREADABLE)
    if asked.case and last is not None:
        say(kept(Path(asked.case), last, count, lang, asked.config))
    return UNREADABLE if failures else DONE


def _told(
    inputs: Iterator[Input | intake.Unreadable], failures: list[str], asked: argparse.Namespace, interrupts: Interrupts
) -> tuple[int, Report | None]:
    """Show the reports of the mails: how many there were, and the last of them."""
    lang, counter = asked.lang, Counter(asked.lang)
    readable = _readable(inputs, failures, lang, counter)
    first = interrupts.unless_stopped(lambda: list(islice(readable, 2))) or []
    asked.several = len(first) > 1  # a single file may be a mailbox, or carry several forwarded mails
    objected, count, last = objections(os.environ, lang), 0, None
    asked.list = List(lang)
    for done in _reports(chain(first, readable), asked, scale(os.environ, lang), interrupts):
        counter.wipe()
        if interrupts.number and not asked.case and sys.stdout.isatty():
            break  # who stops it at a terminal does not want what has not been shown yet
        count += 1
        if isinstance(done, Done):
            _object(done.case.input.name, objected.get(done.report.sha256, ""))
            last = _put(done, asked, lang)
        else:
            _put_line(done, failures, asked, lang)
            _object(done.name, objected.get(done.sha256, ""))
    counter.wipe()
    if asked.format == "list":
        asked.list.show(kept=bool(asked.case))
    elif asked.several and asked.format == "text":
        asked.list.hint(asked.mails, _repeated(asked))
    return count, last


def _nothing(paths: Sequence[str]) -> Text:
    """Why no mail was found: a folder that may not be opened looks like an empty one."""
    closed = [it for it in paths if Path(it).is_dir() and not os.access(it, os.R_OK | os.X_OK)]
    if closed:
        refused = PermissionError(errno.EACCES, os.strerror(errno.EACCES), closed[0])
        return Text(told(refused, "ja"), told(refused, "en"))
    names = ", ".join(map(tame, paths))
    return Text(NO_MAIL.ja.format(path=names), NO_MAIL.en.format(path=names))


def _readable(inputs: Iterator[Input | intake.Unreadable], failures: list[str], lang: Lang, counter: Counter) -> Iterator[Input]:
    for it in inputs:
        if isinstance(it, Input):
            counter.next(quiet=counter.count >= COMPARED and sys.stdout.isatty())
            yield it
        else:
            counter.wipe()
            failures.append(it.name)
            say(f"{tame(it.name)}: {it.reason.in_(lang)}")


def _reports(
    inputs: Iterator[Input], asked: argparse.Namespace, learnt: Weights | None, interrupts: Interrupts
) -> Iterator[Done | Line]:
    """Each mail examined. Up to COMPARED mails are held back until all are known, then compared; many more go to workers."""
    held: list[Done] = []
    interrupts.unless_stopped(lambda: _hold(held, inputs, asked, learnt))
    if len(held) > COMPARED:
        yield from held
        yield from _many(inputs, asked, learnt, interrupts)
        return
    for done, found in zip(held, compare([it.report for it in held]), strict=True):
        run = msgspec.structs.replace(done.report.run, companions=found) if done.report.run else None
        yield Done(done.case, msgspec.structs.replace(done.report, run=run), done.tape)


def _hold(held: list[Done], inputs: Iterator[Input], asked: argparse.Namespace, learnt: Weights | None) -> None:
    for it in inputs:
        if held and asked.format in {"html", "pdf"}:
            raise ConfigError(ONE.ja, ONE.en)
        held.append(_one(it, asked, learnt))
        if len(held) == 1:
            seldom()  # the tables are loaded
        if len(held) > COMPARED:
            return


def _many(
    inputs: Iterator[Input], asked: argparse.Namespace, learnt: Weights | None, interrupts: Interrupts
) -> Iterator[Done | Line]:
    jobs = asked.jobs or os.cpu_count() or 1
    if jobs > 1 and asked.format in {"json", "list"} and not asked.case and not asked.tape and asked.offline:
        from sabaku.doors.bulk import many

        yield from many(inputs, jobs, learnt, asked.seconds, interrupts, _repeated(asked))
        return
    following = (_one(it, asked, learnt) for it in inputs)
    while done := interrupts.unless_stopped(lambda: next(following, None)):
        yield done


def _one(given: Input, asked: argparse.Namespace, learnt: Weights | None) -> Done:
    start = time.perf_counter()
    watch = Stopwatch(asked.seconds)
    case = app.prepare(given, watch.late)
    with watch.stopped():
        case, tape = _facts(case, asked)
    if asked.case and not asked.tape:
        from sabaku.doors.again import with_earlier

        sha256 = hashlib.sha256(given.given or given.raw).hexdigest()
        case, tape = with_earlier(_case_folder(Path(asked.case), sha256, asked), sha256, case, tape, asked.lang)
    report = app.conclude(case, learnt)
    elapsed = round((time.perf_counter() - start) * 1000, 2)
    return Done(case, msgspec.structs.replace(report, run=Run(given.name, elapsed, options=_repeated(asked))), tape)


def _repeated(asked: argparse.Namespace) -> tuple[str, ...]:
    """What a command about the same mails has to say again."""
    return (*(word for it in asked.home for word in ("--home", it)), *(("--config", asked.config) if asked.config else ()))


def _facts(case: Case, asked: argparse.Namespace) -> tuple[Case, Tape | None]:
    if asked.tape:
        try:
            return app.recorded(case, Path(asked.tape).read_bytes())
        except OSError as fault:
            raise ConfigError(told(fault, "ja"), told(fault, "en")) from fault
        except ValueError as fault:
            why = {"path": asked.tape, "why": fault}
            raise ConfigError(NO_TAPE.ja.format(**why), NO_TAPE.en.format(**why)) from fault
    if case.input.profile == "offline":
        return app.offline(case), None
    if case.input.profile == "visit":
        announce(case, state_folder(os.environ), asked.visit, asked.lang)
    with waiting(ASKING, asked.lang):
        return app.gather_now(case, state_folder(os.environ), asked.visit)


def _put(done: Done, asked: argparse.Namespace, lang: Lang) -> Report:
    """Show the report, as it is kept where a case was asked for."""
    report = done.report
    if asked.case:
        from sabaku.archive.cases import write_case

        folder = _case_folder(Path(asked.case), done.report.sha256, asked)
        tape = done.tape if done.tape is not None else app.tape_of(done.case)
        write_case(folder, done.case, report, tape, app.blobs_of(tape, state_folder(os.environ)))
        report = in_folder(report, folder)
    asked.list.add(report, counted_only=asked.format != "list")
    if asked.format == "text" and asked.several:
        print(f"===== {tame(done.case.input.name)} =====")
    if asked.format != "list":
        show(report, done.case.input.raw, asked.format, lang, app.pictures(state_folder(os.environ)))
    return report


def _object(name: str, objection: str) -> None:
    if objection:
        say(f"{tame(name)}: {objection}")


def _put_line(line: Line, failures: list[str], asked: argparse.Namespace, lang: Lang) -> None:
    """One mail of many: its report was made by a worker."""
    if line.lost:
        failures.append(line.name)
        say(f"{tame(line.name)}: {LOST.in_(lang)}")
        return
    if asked.format == "list":
        from sabaku.render.json import read

        asked.list.add(read(line.report))
        return
    sys.stdout.buffer.write(line.report if line.report.endswith(b"\n") else line.report + b"\n")


def _case_folder(base: Path, sha256: str, asked: argparse.Namespace) -> Path:
    """The folder itself for one mail; one folder per mail inside it for several."""
    alone = len(asked.mails) == 1 and (asked.mails == ["-"] or Path(intake.file_of(asked.mails[0])).is_file())
    return base if alone and not asked.several else base / sha256[:12]


def _profile(asked: argparse.Namespace, settings: Settings) -> Profile:
    wanted = asked.profile or os.environ.get("SABAKU_PROFILE") or settings.profile
    if wanted not in PROFILES:
        why = one_of("profile", wanted, PROFILES)
        raise ConfigError(why.ja, why.en)
    if wanted == "visit" and not asked.profile:
        raise ConfigError(EXPLICIT.ja, EXPLICIT.en)
    profile: Profile = msgspec.convert(wanted, Profile)
    return profile

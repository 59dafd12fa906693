"""`sabaku replay`: the report of a case folder, recomputed from what is kept in it."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path

import msgspec

from sabaku import app
from sabaku.archive.cases import INPUTS, BadCase, Kept, blob, cases_in, read_case
from sabaku.doors.cli import DONE, UNREADABLE
from sabaku.doors.config import ConfigError, settled
from sabaku.doors.faults import say
from sabaku.doors.kept import in_folder
from sabaku.doors.learnt import scale
from sabaku.doors.listed import List
from sabaku.doors.show import show
from sabaku.doors.waiting import READING, Counter
from sabaku.judge import Weights
from sabaku.model import Lang, Report, Run, Text, Versions

SAME = Text("再現しました。保存された報告書と一致します。", "Replayed: identical to the stored report.")
DIFFERS = Text(
    "再現結果が、保存された報告書と一致しません(プログラム・データ・重みはいずれも同じです)。ケースのファイルが変更された可能性があります。",
    "The replay differs from the stored report, with the same code, data and weights: a file of the case may have been changed.",
)
MOVED_ON = Text(
    "保存された報告書を表示します。作成後に変わったもの: {what}。現在の検査で判定し直すには --checks now を付けてください。",
    "This is the stored report. Changed since it was made: {what}. To judge anew with today's checks, add --checks now.",
)
NOT_THERE = Text(
    "{path}: 見つかりません。sabaku examine メール --case フォルダー名 で作ったフォルダーを指定してください。",
    "{path}: not found. Name a folder that sabaku examine MAIL --case FOLDER has made.",
)
MAIL_ITSELF = Text(
    "{path} はケースのフォルダーではありません。先に sabaku examine {path} --case フォルダー名 を実行し、"
    "そのフォルダーを指定してください。",
    "{path} is no case folder. Run sabaku examine {path} --case FOLDER first, and name that folder.",
)
OF_CASES = Text(
    "{path} には{n}件のケースがあります。1件ずつ指定してください(例: {one})。まとめて扱えるのは sabaku export、"
    "一覧にする sabaku replay --format list、報告者への返事を作る sabaku notify --to reporter です。",
    "{path} holds cases ({n}). Name one of them, such as {one}; all together go into sabaku export, into a list with "
    "sabaku replay --format list, and into answers with sabaku notify --to reporter.",
)
ONE_BY_ONE = Text("--again は1件のケースに使います。", "--again is for one case, not for a list")
NO_CASE = Text(
    "{path} はケースのフォルダーではありません。sabaku examine メール --case フォルダー名 で作ったフォルダーを指定してください。",
    "{path} is no case folder. Name one that `sabaku examine MAIL --case FOLDER` has made.",
)

BROKEN = Text(
    "{path}: ケースを読み取れません({why})。元のメールを sabaku examine --case で調べ直してください。",
    "{path}: the case cannot be read ({why}). Examine the mail anew with `sabaku examine --case`.",
)


def replay(asked: argparse.Namespace) -> int:
    """Recompute and compare. Exit 1 where the case cannot be read or does not replay."""
    lang = settled(asked.lang, asked.config)[1]
    if asked.format == "list":
        return _list(asked, lang)
    kept = case_at(asked.case, lang)
    if kept is None:
        return UNREADABLE
    if asked.again:
        from sabaku.doors.again import again

        return again(asked, kept, scale(os.environ, lang), lang)
    report = recompute(kept, scale(os.environ, lang))
    if asked.checks == "now":
        show(in_folder(report, kept.folder), kept.input.raw, asked.format, lang, pictures(kept))
        return DONE
    show(in_folder(kept.report, kept.folder), kept.input.raw, asked.format, lang, pictures(kept))
    return _compared(report, kept.report, lang)


def _list(asked: argparse.Namespace, lang: Lang) -> int:
    """All kept cases at or below the folder as a list, by their stored reports, or by today's checks if asked so."""
    if asked.again:
        raise ConfigError(ONE_BY_ONE.ja, ONE_BY_ONE.en)
    folders = cases_in(Path(asked.case)) or [Path(asked.case)]
    learnt = scale(os.environ, lang) if asked.checks == "now" else None
    told = List(lang)
    counter = Counter(lang, READING)
    for folder in folders:
        counter.next()
        if (kept := case_at(str(folder), lang)) is not None:
            report = recompute(kept, learnt) if asked.checks == "now" else kept.report
            told.add(in_folder(report if report.run else msgspec.structs.replace(report, run=Run(str(folder), 0.0)), folder))
    counter.wipe()
    told.show(kept=True)
    return DONE if told.levels.total() == len(folders) else UNREADABLE


def case_at(path: str, lang: Lang) -> Kept | None:
    """The case in that folder; where it cannot be read the reason is said, and there is none."""
    try:
        return read_case(Path(path))
    except BadCase as fault:
        say(unopened(path, fault, lang))
        return None


def unopened(path: str, fault: BadCase, lang: Lang) -> str:
    """Why a case could not be read."""
    if not (Path(path) / INPUTS).exists():
        cases = sorted(it.parent for it in Path(path).glob(f"*/{INPUTS}")) if Path(path).is_dir() else []
        if cases:
            return OF_CASES.in_(lang).format(path=path.rstrip("/"), n=len(cases), one=cases[0])
        says = NO_CASE if Path(path).is_dir() else MAIL_ITSELF if Path(path).exists() else NOT_THERE
        return says.in_(lang).format(path=path)
    return BROKEN.in_(lang).format(path=path, why=fault)


def pictures(kept: Kept) -> Callable[[str], bytes | None]:
    """Gives the case's blobs by their sha256; None for one that is missing or is something else by now."""

    def one(sha256: str) -> bytes | None:
        try:
            return blob(kept.folder, sha256)
        except BadCase:
            return None

    return one


def recompute(kept: Kept, learnt: Weights | None = None) -> Report:
    """The report of today's checks over the kept mail and the kept answers."""
    return app.conclude(app.recorded(app.prepare(kept.input), kept.tape)[0], learnt)


def _compared(now: Report, then: Report, lang: Lang) -> int:
    moved = changed(now.versions, then.versions)
    if moved:
        say(MOVED_ON.in_(lang).format(what=", ".join(moved)))
        return DONE
    same = identity(now) == identity(then)
    say((SAME if same else DIFFERS).in_(lang))
    return DONE if same else UNREADABLE


def identity(report: Report) -> bytes:
    """The report's bytes without the run's own things."""
    return msgspec.json.encode(msgspec.structs.replace(report, run=None))


def changed(now: Versions, then: Versions) -> list[str]:
    """Which of tool, code, data and weights differ."""
    return [it for it in Versions.__struct_fields__ if getattr(now, it) != getattr(then, it)]

"""`sabaku export`: kept cases in a format of other programs. Reads the case and writes; the formats are made in render."""

from __future__ import annotations

import argparse
import errno
import sys
from collections.abc import Sequence
from pathlib import Path

from sabaku import app
from sabaku.archive.cases import Kept, cases_in
from sabaku.doors._whole import put
from sabaku.doors.cli import DONE, UNREADABLE
from sabaku.doors.config import ConfigError, settled
from sabaku.doors.faults import say, stop, told
from sabaku.doors.replay import case_at
from sabaku.doors.waiting import READING, Counter
from sabaku.indicators import attackers, is_drill, third_parties
from sabaku.model import Case, Lang, Text
from sabaku.render.export import OF_MANY, Given, export_many, given, together
from sabaku.render.export import export as written
from sabaku.render.redact import Redaction, redaction

NOTHING = Text(
    "攻撃者のものと判断できる値はありませんでした。共用サービスなども含めるには --all-roles を付けてください。",
    "No value was judged the attacker's own. To take in shared services and others, add --all-roles.",
)
DRILL = Text(
    "設定に登録された訓練メールの送信元のため、値は出力しません。",
    "The sender is a drill sender of the configuration: no values are given.",
)
ONE_MAIL = Text(
    "{format} は1通のメールについての形式です。ケースを1件だけ指定してください。複数のケースをまとめられる形式: {many}",
    "{format} is about one mail: name a single case. These hold several cases: {many}",
)
TOGETHER = Text("{n:,}件のケースをまとめました。", "{n:,} cases, put together.")
LEFT_OUT = Text(
    "{n:,}件には、不審な点か攻撃者のものと判断できる値がなく、含めていません。",
    "{n:,} more are not in it: nothing was found against them, or no value was judged the attacker's own.",
)


def export(asked: argparse.Namespace) -> int:
    """Write the export to standard output or a file. Exit 1 where a case cannot be read or the file not be written."""
    lang = settled(asked.lang)[1]
    folders = [it for path in asked.cases for it in cases_in(Path(path)) or [Path(path)]]
    if len(folders) > 1 and asked.format not in OF_MANY:
        many = {"format": asked.format, "many": ", ".join(OF_MANY)}
        raise ConfigError(ONE_MAIL.ja.format(**many), ONE_MAIL.en.format(**many))
    if len(folders) > 1:
        return _many(folders, asked, lang)
    kept = case_at(str(folders[0]), lang)
    if kept is None:
        return UNREADABLE
    it = _given(kept, asked, lang)
    if not attackers(it.found) and not asked.all_roles:
        say((DRILL if is_drill(it.case) else NOTHING).in_(lang))
    return _put(written(it, asked.format), asked.out, lang)


def _many(folders: Sequence[Path], asked: argparse.Namespace, lang: Lang) -> int:
    """One list of many cases; how many it holds is said beside it. Cases that cannot be read are named, the others done."""
    found: list[Given] = []
    counter = Counter(lang, READING)
    for folder in folders:
        counter.next()
        if (kept := case_at(str(folder), lang)) is not None:
            found.append(_given(kept, asked, lang))
    counter.wipe()
    if not found:
        return UNREADABLE
    whole = together(found)
    left = len({it.report.sha256 for it in found}) - len(whole)
    says = [TOGETHER.in_(lang).format(n=len(whole))] + ([LEFT_OUT.in_(lang).format(n=left)] if left else [])
    done = _put(export_many(whole, asked.format), asked.out, lang)
    say(("" if lang == "ja" else " ").join(says))
    return done if len(found) == len(folders) else UNREADABLE


def _given(kept: Kept, asked: argparse.Namespace, lang: Lang) -> Given:
    case, mask = opened(kept)
    return given(case, kept.report, mask, tlp=asked.tlp, lang=lang, all_roles=asked.all_roles)


def opened(kept: Kept, *, owner: bool = False) -> tuple[Case, Redaction]:
    """The kept case with its answers, and what must not be read of it. `owner`: for the letter to an abused third party."""
    case = app.recorded(app.prepare(kept.input), kept.tape)[0]
    mask = redaction(case, owner=owner)
    more = [] if owner else [it for it in third_parties(case, kept.report) if mask.text(it) == it]
    return case, redaction(case, terms=more) if more else mask


def _put(body: bytes, out: str | None, lang: Lang) -> int:
    if not out:
        sys.stdout.flush()
        sys.stdout.buffer.write(body)
        sys.stdout.buffer.flush()
        return DONE
    try:
        put(Path(out), body)
    except OSError as fault:
        lacks = fault.errno == errno.ENOENT  # what is not there is the folder
        refused = OSError(fault.errno, fault.strerror, str(Path(out).parent)) if lacks else fault
        return stop(told(refused, lang), UNREADABLE)
    return DONE

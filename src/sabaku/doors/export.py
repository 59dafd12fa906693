"""`sabaku export`: a kept case in a format of other programs. Reads the case and writes; the formats are made in render."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from pathlib import Path

from sabaku import app
from sabaku.archive.cases import Kept
from sabaku.doors.cli import DONE, UNREADABLE
from sabaku.doors.config import config_file, language, read_settings
from sabaku.doors.faults import told
from sabaku.doors.replay import case_at
from sabaku.indicators import attackers, is_drill, third_parties
from sabaku.model import Case, Lang, Text
from sabaku.render.export import export as written
from sabaku.render.export import given
from sabaku.render.redact import Redaction, redaction

NOTHING = Text(
    "攻撃者のものと判断できる値はありませんでした。共用サービスなども含めるには --all-roles を付けてください。",
    "No value was judged the attacker's own. To take in shared services and others, add --all-roles.",
)
DRILL = Text(
    "設定に登録された訓練メールの送信元のため、値は出力しません。",
    "The sender is a drill sender of the configuration: no values are given.",
)


def export(asked: argparse.Namespace) -> int:
    """Write the export to standard output or a file. Exit 1 where the case cannot be read or the file not be written."""
    lang = language(asked.lang, read_settings(config_file(os.environ)), os.environ)
    kept = case_at(asked.case, lang)
    if kept is None:
        return UNREADABLE
    case, mask = opened(kept)
    it = given(case, kept.report, mask, tlp=asked.tlp, lang=lang, all_roles=asked.all_roles)
    if not attackers(it.found) and not asked.all_roles:
        print("sabaku: " + (DRILL if is_drill(case) else NOTHING).in_(lang), file=sys.stderr)
    return _put(written(it, asked.format), asked.out, lang)


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
        Path(out).write_bytes(body)
    except OSError as fault:
        lacks = fault.errno == errno.ENOENT  # what is not there is the folder
        refused = OSError(fault.errno, fault.strerror, str(Path(out).parent)) if lacks else fault
        print(f"sabaku: {told(refused, lang)}", file=sys.stderr)
        return UNREADABLE
    return DONE

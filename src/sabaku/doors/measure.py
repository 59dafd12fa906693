"""`sabaku measure`: how well the verdicts hold on labelled mail. The figures are made in fit."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from sabaku.doors._arguments import LABELLED
from sabaku.doors._whole import put
from sabaku.doors.cli import DONE, UNREADABLE
from sabaku.doors.config import settled
from sabaku.doors.faults import say, stop
from sabaku.model import Text
from sabaku.render.tame import tame

NONE = Text(
    "{folder}: 分類済みのメールが見つかりません。{named} という名前のフォルダー(ham-2025 なども可)に分けて入れてください。",
    "{folder}: no labelled mail; it has to lie in folders that are named {named} (or ham-2025 and the like).",
)
TROUBLE = Text("{file}: 検査に失敗しました({why})。", "{file}: a check failed ({why}).")


def measure(asked: argparse.Namespace) -> int:
    """Write the tables, and the fitted weights where they are wanted. Exit 1 where there is no labelled mail."""
    from sabaku.fit import corpus
    from sabaku.fit.measure import fit_all
    from sabaku.fit.tables import document

    lang = settled(asked.lang)[1]
    rows = corpus.rows(Path(asked.corpus), jobs=asked.jobs, per_folder=asked.per_folder)
    if not rows:
        return stop(NONE.in_(lang).format(folder=asked.corpus, named=LABELLED), UNREADABLE)
    for row in rows:
        if row.trouble:
            say(TROUBLE.in_(lang).format(file=tame(row.file), why=tame(row.trouble)))
    groups = corpus.campaigns(rows)
    told = "\n".join(document(rows, groups, lang)) + "\n"
    if asked.fit:
        fit_all(rows, groups, Path(asked.fit))
    if asked.out:
        put(Path(asked.out), told.encode())
    else:
        sys.stdout.write(told)
    return DONE

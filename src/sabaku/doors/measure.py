"""`sabaku measure`: how well the verdicts hold on labelled mail. The figures are made in fit."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from sabaku.doors._arguments import LABELLED
from sabaku.doors.cli import DONE, UNREADABLE
from sabaku.doors.config import config_file, language, read_settings
from sabaku.model import Text

NONE = Text(
    "{folder}: 分類済みのメールが見つかりません。{named} という名前のフォルダー(ham-2025 なども可)に分けて入れてください。",
    "{folder}: no labelled mail; it has to lie in folders that are named {named} (or ham-2025 and the like).",
)


def measure(asked: argparse.Namespace) -> int:
    """Write the tables. Exit 1 where there is no labelled mail."""
    from sabaku.fit.measure import tables

    lang = language(asked.lang, read_settings(config_file(os.environ)), os.environ)
    told = tables(Path(asked.corpus), jobs=asked.jobs, per_folder=asked.per_folder, fit=Path(asked.fit) if asked.fit else None)
    if not told:
        print("sabaku: " + NONE.in_(lang).format(folder=asked.corpus, named=LABELLED), file=sys.stderr)
        return UNREADABLE
    if asked.out:
        Path(asked.out).write_text(told, "utf-8", newline="\n")
    else:
        sys.stdout.write(told)
    return DONE

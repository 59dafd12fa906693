"""The mails of one run as a list, shown when all are examined. Remembers a few lines of each, not its report."""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sabaku.doors.faults import say
from sabaku.model import Lang, Level, Report, Text
from sabaku.render.tame import quoted

if TYPE_CHECKING:
    from sabaku.render.overview import Entry

LEVELS: tuple[Level, ...] = ("fraud", "suspicious", "no-sign")
FEW = 4
"""So many reports are read one after the other."""
HINT = Text(
    "{n:,}通を調べました({levels})。重要な順の一覧: sabaku examine {options}{mails} --format list",
    "{n:,} mails examined ({levels}). As a list, the gravest first: sabaku examine {options}{mails} --format list",
)


class List:
    """What is remembered of each mail."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self.entries: list[Entry] = []
        self.levels: Counter[Level] = Counter()

    def add(self, report: Report, *, counted_only: bool = False) -> None:
        """One mail more; `counted_only` where no list will be shown."""
        self.levels[report.verdict.level] += 1
        if not counted_only:
            from sabaku.render.overview import entry

            self.entries.append(entry(report, self.lang))

    def show(self, *, kept: bool = False) -> None:
        """The list on standard output; nothing where there was no mail. `kept`: what it names are cases."""
        from sabaku.render.overview import HOW, ONE_CASE, render

        if not self.entries:
            return
        terminal = sys.stdout.isatty()
        colour = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        columns = shutil.get_terminal_size((100, 40)).columns
        print(render(self.entries, self.lang, colour=colour, width=columns, how=ONE_CASE if kept else HOW), end="")

    def hint(self, mails: Sequence[str], options: Sequence[str] = ()) -> None:
        """How many there were of each level, and how to get the list; beside the reports, not among them. Nothing for a few."""
        if self.levels.total() <= FEW:
            return
        from sabaku.render import words

        said = [f"{words.LEVELS[it].in_(self.lang)} {self.levels[it]:,}" for it in LEVELS if self.levels[it]]
        named = " ".join(map(quoted, mails[:3])) + (" …" if len(mails) > 3 else "")
        levels = ("、" if self.lang == "ja" else ", ").join(said)
        repeated = "".join(f"{quoted(it)} " for it in options)
        say(HINT.in_(self.lang).format(n=self.levels.total(), levels=levels, mails=named, options=repeated))

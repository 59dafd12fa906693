"""What was set out to be reached on labelled mail, before any weight was fitted, and whether it holds. Tells; fits nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sabaku.fit.measure import Told
from sabaku.model import Lang, Text

FEW = 100
"""Mails below which a share says too little for an aim to bind by itself."""
_LISTS = ("ham-2002", "ham-2002-hard", "ham-apache", "ham-gmail-2010", "ham-jp-senders", "ham-lists", "ham-lists-spammed")
_BRANDS = ("ham-us-2025", "ham-parcels", "ham-signed")


class Aim(NamedTuple):
    """The share of some folders' mail, taken together, that should reach a level: at least in fraud, at most in honest mail."""

    folders: tuple[str, ...]
    level: str
    share: float
    most: bool = False

    def holds(self, reached: float) -> bool:
        """Whether that share is what was aimed at."""
        return reached <= self.share if self.most else reached >= self.share


AIMS = (
    Aim(("phish-ja",), "suspicious", 0.99),
    Aim(("phish-ja",), "fraud", 0.95),
    Aim(("phish-lists",), "suspicious", 0.95),
    Aim(("phish-lists",), "fraud", 0.85),
    Aim(("phish-pot",), "suspicious", 0.95),
    Aim(("phish-pot",), "fraud", 0.85),
    Aim(("advance-fee",), "suspicious", 0.97),
    Aim(("malspam",), "suspicious", 0.80),
    Aim(("fraud-us-2025",), "suspicious", 0.70),
    *(Aim((it,), level, share, most=True) for it in _LISTS for level, share in (("suspicious", 0.01), ("fraud", 0.0))),
    Aim(_BRANDS, "suspicious", 0.02, most=True),
    Aim(_BRANDS, "fraud", 0.0, most=True),
)
"""Set on 2026-11-21 for the collections that the shipped weights are fitted on; other folders have none."""

HEAD = (
    Text("## 目標と到達度", "## Aims, and what holds"),
    Text(
        "学習の前に定めた目標です。フォルダーのメール全体に占める割合で、どちらの学習でも満たす必要があります。",
        "Set before anything was fitted: shares of a folder's mail, to be reached with campaigns held out and with receivers "
        "left out.",
    ),
)
COLUMNS = Text(
    "| フォルダー | 判定 | 目標 | 同じ種類のメールを除いた学習 | 受信者ごと除いた学習 | 到達 |",
    "| folder | level | aim | campaigns held out | receivers left out | holds |",
)
RULE = "|---|---|---|---|---|---|"
LEVELS = {"suspicious": Text("要注意以上", "suspicious or worse"), "fraud": Text("詐欺", "fraud")}
LEAST, MOST = Text("{share}以上", "at least {share}"), Text("{share}以下", "at most {share}")
YES, NO = Text("はい", "yes"), Text("いいえ", "no")
TOO_FEW = Text("(100通未満)", "(fewer than 100)")


def lines(outside: Sequence[Told], strangers: Sequence[Told], lang: Lang) -> Iterable[str]:
    """The aims for which there is mail as a table, Markdown; nothing where there is none."""
    rows = [row for aim in AIMS for row in _row(aim, _of(aim, outside), _of(aim, strangers), lang)]
    if rows:
        yield from (HEAD[0].in_(lang), "", HEAD[1].in_(lang), "", COLUMNS.in_(lang), RULE, *rows, "")


def _of(aim: Aim, told: Sequence[Told]) -> list[bool]:
    """Whether each of the mails concerned reaches the level."""
    wanted = ("fraud",) if aim.level == "fraud" else ("suspicious", "fraud")
    return [it.level in wanted for it in told if it.row.folder in aim.folders]


def _row(aim: Aim, outside: Sequence[bool], strangers: Sequence[bool], lang: Lang) -> Iterable[str]:
    if not outside:
        return
    shares = [sum(them) / len(them) for them in (outside, strangers) if them]
    holds = (YES if all(map(aim.holds, shares)) else NO).in_(lang)
    few = f" {TOO_FEW.in_(lang)}" if len(outside) < FEW else ""
    aimed = (MOST if aim.most else LEAST).in_(lang).format(share=f"{aim.share:.0%}")
    cells = [f"{it:.1%}" for it in shares] + ["–"] * (2 - len(shares))
    yield f"| {', '.join(aim.folders)} | {LEVELS[aim.level].in_(lang)} | {aimed} | {' | '.join(cells)} | {holds}{few} |"

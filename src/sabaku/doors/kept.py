"""Says where a case was kept and what can be made of it. Keeps nothing itself."""

from __future__ import annotations

from pathlib import Path

import msgspec

from sabaku.model import Lang, Report, Text
from sabaku.render.tame import quoted, tame

KEPT = Text("ケースを {path} に保存しました。", "The case is kept in {path}.")
KEPT_MANY = Text(
    "{n}通のケースを、{path} の下に1通ずつ保存しました。", "{n} cases are kept, each in a folder of its own in {path}."
)
NEXT_MANY = Text(
    "続けて、重要な順の一覧は sabaku replay {path} --format list、"
    "攻撃者の値をまとめた表は sabaku export {path} --as csv、"
    "報告者への返事は sabaku notify {path} --to reporter{config} で作れます。",
    "Next: sabaku replay {path} --format list for a list, the gravest first; "
    "sabaku export {path} --as csv for a table of what is the attackers' own; "
    "sabaku notify {path} --to reporter{config} for the answers to those who reported them.",
)
NEXT = Text(
    "続けて、記事は sabaku publish {path} --out 公開用フォルダー、通報は sabaku notify {path} --to 宛先{config} で作れます。",
    "Next: sabaku publish {path} --out FOLDER for the article, sabaku notify {path} --to WHOM{config} for reports.",
)


def in_folder(report: Report, folder: Path) -> Report:
    """The report with the folder that holds it, as a run's own thing."""
    return msgspec.structs.replace(report, run=msgspec.structs.replace(report.run, case=str(folder))) if report.run else report


def kept(base: Path, last: Report, count: int, lang: Lang, config: str | None = None) -> str:
    """Where the cases of this run are; and what comes next, for a single mail only where something is against it.

    `config`: the file of settings that was named, which letters need, too.
    """
    named = f" --config {quoted(config)}" if config else ""
    if count > 1:
        says = KEPT_MANY.in_(lang).format(n=f"{count:,}", path=tame(str(base)))
        return says + ("" if lang == "ja" else " ") + NEXT_MANY.in_(lang).format(path=quoted(str(base)), config=named)
    path = last.run.case if last.run is not None else str(base)
    says = KEPT.in_(lang).format(path=tame(path))
    if last.verdict.level == "no-sign":
        return says
    return f"{says}{'' if lang == 'ja' else ' '}{NEXT.in_(lang).format(path=quoted(path), config=named)}"

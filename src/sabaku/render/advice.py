"""What the crooks want and what the reader should do: data/kinds.toml, told for one report. Judges nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from sabaku import data
from sabaku.model import Lang, Report, Text
from sabaku.render import tame, words


class Advice(Struct, frozen=True):
    """Name of the fraud, its motive, and what to do at once, later and never, each with its heading."""

    kind: str
    motive: str
    lists: tuple[tuple[str, tuple[str, ...]], ...]


ENOUGH = 3
"""Things to do at once: where the category names as many, the findings' own advice would only repeat them."""
IF_FRAUD = Text("詐欺メールだった場合、{motive}", "If it is fraud: {motive}")

GENERAL_NOW = (
    Text(
        "リンクや添付ファイルを開かず、返信もしないでください。",
        "Open no link and no attached file of this mail, and do not answer it.",
    ),
)
UNSURE_NOW = (
    Text(
        "本物かどうか確かめるときは、メールのリンクや電話番号を使わず、公式サイトやアプリから確認してください。",
        "To find out whether it is genuine, go to the official site or app yourself, not by the links or numbers of this mail.",
    ),
)


def _kind(category: str) -> Mapping[str, Any]:
    found = data.toml("kinds").get(category, {})
    return found if isinstance(found, dict) else {}


def advice(report: Report, lang: Lang) -> Advice:
    """The advice for this report: that of its category, then what its decisive findings add."""
    level, category = report.verdict.level, report.verdict.category
    caught = report.message.priority
    first = (caught.in_(lang),) if caught is not None else ()
    if level == "no-sign":
        return Advice("", "", ((words.IF_UNSURE.in_(lang), (*first, *(it.in_(lang) for it in UNSURE_NOW))),))
    kind = _kind(category)
    motive = _one(kind.get("motive"), lang)
    if motive and level == "suspicious" and category not in {"", "unclear"}:
        motive = IF_FRAUD.in_(lang).format(motive=motive)
    lists = (
        (words.NOW, (*first, *_now(report, kind, lang))),
        (words.SOON, _lines(kind.get("soon"), lang)),
        (words.NEVER, _lines(kind.get("never"), lang)),
    )
    named = _one(kind.get("name"), lang) or words.UNCLEAR.in_(lang)
    return Advice(named, motive, tuple((label.in_(lang), lines) for label, lines in lists if lines))


def _now(report: Report, kind: Mapping[str, Any], lang: Lang) -> tuple[str, ...]:
    general = GENERAL_NOW if report.verdict.level == "fraud" else UNSURE_NOW
    now = _lines(kind.get("now"), lang) or tuple(it.in_(lang) for it in general)
    by_id = {it.id: it for it in report.findings}
    decisive = (by_id[it] for it in report.verdict.because if it in by_id)
    more = (tame.defang(it.advice.in_(lang)) for it in decisive if it.advice is not None)
    return now if len(now) >= ENOUGH else tuple(dict.fromkeys(it for it in (*now, *more) if it))[: ENOUGH + 1]


def _one(value: object, lang: Lang) -> str:
    return str(value.get(lang, "")) if isinstance(value, dict) else ""


def _lines(value: object, lang: Lang) -> tuple[str, ...]:
    return tuple(map(str, value.get(lang, ()))) if isinstance(value, dict) else ()

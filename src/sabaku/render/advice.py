"""What the crooks want and what the reader should do: data/kinds.toml, told for one report. Judges nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from sabaku import data
from sabaku.model import Lang, Report, Text
from sabaku.render import tame, words


class Advice(Struct, frozen=True):
    """Name of the fraud, its motive, and what to do at once and later."""

    kind: str
    motive: str
    now: tuple[str, ...]
    soon: tuple[str, ...]


MOST = 6
"""Things to do at once: more than that nobody does."""

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
    try:
        found = data.toml("kinds").get(category, {})
    except FileNotFoundError:
        return {}
    return found if isinstance(found, dict) else {}


def advice(report: Report, lang: Lang) -> Advice:
    """The advice for this report: that of its category, then what its findings add."""
    level, category = report.verdict.level, report.verdict.category
    kind = _kind(category) if level != "no-sign" else {}
    general = GENERAL_NOW if level == "fraud" else UNSURE_NOW
    now = _lines(kind.get("now"), lang) or tuple(it.in_(lang) for it in general)
    rank = {id: n for n, id in enumerate(report.verdict.because)}
    more = sorted((it for it in report.findings if it.advice is not None and it.weight > 0), key=lambda it: rank.get(it.id, 99))
    now = tuple(dict.fromkeys((*now, *(it.advice.in_(lang) for it in more if it.advice is not None))))[:MOST]
    named = words.CATEGORIES.get(category)
    name = _one(kind.get("name"), lang) or (named.in_(lang) if named else tame.defang(category))
    return Advice(
        name if level != "no-sign" else "",
        _one(kind.get("motive"), lang),
        tuple(tame.defang(it) for it in now),
        _lines(kind.get("soon"), lang),
    )


def _one(value: object, lang: Lang) -> str:
    return str(value.get(lang, "")) if isinstance(value, dict) else ""


def _lines(value: object, lang: Lang) -> tuple[str, ...]:
    """Either {ja = [...], en = [...]} or a list of {ja, en}."""
    if isinstance(value, dict):
        found = value.get(lang, ())
        return tuple(map(str, found)) if isinstance(found, list) else (str(found),) if found else ()
    return tuple(text for it in value if (text := _one(it, lang))) if isinstance(value, list) else ()

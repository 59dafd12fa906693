"""What the crooks want and what the reader should do: data/kinds.toml and pretexts.toml, told for one report. Judges nothing."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

import msgspec
from msgspec import Struct

from sabaku import data
from sabaku.model import Lang, Report, Text
from sabaku.names import brands
from sabaku.render import tame, words


class Advice(Struct, frozen=True):
    """Name of the fraud, its motive, and what to do at once, later and never, each with its heading."""

    kind: str
    motive: str
    lists: tuple[tuple[str, tuple[str, ...]], ...]


NAMED_FROM = 0.4
"""The least confidence with which a claimed name is told as such."""
ENOUGH = 3
"""Things to do at once: where the category names as many, the findings' own advice would only repeat them."""
SAME = 0.65
"""Share of the shorter line's runs of three characters that stand in the other: from there on it tells nothing new."""
IF_FRAUD = Text("詐欺メールだった場合、{motive}", "If it is fraud: {motive}")

ATTACHED = Text(
    "添付ファイルも開かず、その中のリンクやQRコードも使わないでください。",
    "Do not open the attached file either, and use no link or QR code in it.",
)
GENERAL_NOW = (
    Text(
        "リンクや添付ファイルを開かず、返信もしないでください。",
        "Open no link and no attached file of this mail, and do not answer it.",
    ),
)
UNSURE_NOW = (
    Text(
        "本物かどうかは、メールのリンクや電話番号を使わず、公式サイトやアプリで確かめてください。",
        "To find out whether it is genuine, go to the official site or app yourself, not by the links or numbers of this mail.",
    ),
)


class Pretext(Struct, frozen=True):
    """The story under which a fraud comes: data/pretexts.toml."""

    fits: tuple[str, ...]
    name: Mapping[str, str]
    by: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    beside: bool = False
    also: Mapping[str, str] = {}
    motive: Mapping[str, str] = {}
    now: Mapping[str, str] = {}
    soon: Mapping[str, str] = {}
    never: Mapping[str, str] = {}


NO_PRETEXT = Pretext((), {})


@functools.cache
def pretexts() -> tuple[Pretext, ...]:
    """All pretexts, the one that tells most first."""
    return tuple(msgspec.convert(it, Pretext) for it in data.toml("pretexts").values() if isinstance(it, dict))


def pretext(report: Report) -> Pretext:
    """The first pretext that the findings tell and that goes with the kind of fraud; an empty one where there is none."""
    told = {it.id for it in report.findings if it.silenced_by == ""}
    said = {it.value for it in report.observables if it.kind == "phrase"}
    claimed = {it.brand for it in report.claims if it.confidence >= NAMED_FROM}
    fitting = (it for it in pretexts() if report.verdict.category in it.fits and said.isdisjoint(it.unless))
    spoken = (it for it in fitting if not it.phrases or not said.isdisjoint(it.phrases))
    return next((it for it in spoken if not told.isdisjoint(it.by) or _in_name(it, claimed)), NO_PRETEXT)


def _in_name(it: Pretext, claimed: AbstractSet[str]) -> bool:
    """Whether it is told by whose name the mail takes."""
    sectors = {brand.sector for id in claimed if (brand := brands.brand(id)) is not None}
    return not claimed.isdisjoint(it.brands) or not sectors.isdisjoint(it.sectors)


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
    kind, story = _kind(category), pretext(report)
    motive = story.motive.get(lang) or _sentences(story.also.get(lang, ""), _one(kind.get("motive"), lang), lang)
    if motive and level == "suspicious" and category not in {"", "unclear", "bulk-spam"}:
        motive = IF_FRAUD.in_(lang).format(motive=motive if lang == "ja" else motive[0].lower() + motive[1:])
    now = _now(report, kind, lang)
    if where_to_look(report, lang):
        now = (*now[:1], *now[2:])
    never = tuple(it for it in _lines(kind.get("never"), lang) if leads(report) or not _OF_LINKS.search(it))
    lists = (
        (words.NOW, _some(*first, *now[:1], _attached(report, now, lang), story.now.get(lang, ""), *now[1:])),
        (words.SOON, _some(*_lines(kind.get("soon"), lang), story.soon.get(lang, ""))),
        (words.NEVER, _some(story.never.get(lang, ""), *never)),
    )
    named = _one(kind.get("name"), lang) or words.UNCLEAR.in_(lang)
    if story.name:
        named = words.WITH_PRETEXT.in_(lang).format(kind=named, pretext=story.name[lang])
    return Advice(named, motive, tuple((label.in_(lang), lines) for label, lines in lists if lines))


def where_to_look(report: Report, lang: Lang) -> str:
    """Where the story says to look whether the matter is real; it stands for the second line of a kind that has one."""
    story, lines = pretext(report), _lines(_kind(report.verdict.category).get("now"), lang)
    return story.now.get(lang, "") if len(lines) >= ENOUGH and not story.beside else ""


_OF_LINKS = re.compile(r"リンク|\blinks?\b")


def leads(report: Report) -> bool:
    """Whether the mail has a link or a file at all; a list's own counts, for lists take others away."""
    return bool(report.links) or any(it.kind in ("link", "file") for it in report.observables)


def steps(report: Report, lang: Lang) -> tuple[str, ...]:
    """What to do at once about its kind of fraud; where nothing can be clicked, another first step."""
    kind = _kind(report.verdict.category)
    told, unlinked = _lines(kind.get("now"), lang), _one(kind.get("unlinked"), lang)
    if not unlinked or leads(report):
        return told
    return (unlinked, *(it for it in told[1:] if not _OF_LINKS.search(it)))


def _attached(report: Report, now: Sequence[str], lang: Lang) -> str:
    """What to do with an attached file that speaks against the mail, where the other advice is of links only."""
    has_file = any(it.kind == "file" for it in report.observables)  # some checks of the same group speak of the text's coding
    suspect = has_file and any(it.group == "files" and it.weight > 0 for it in report.findings)
    said = any(word in line for line in now for word in ("添付", "attach"))
    return ATTACHED.in_(lang) if suspect and not said else ""


def _some(*lines: str) -> tuple[str, ...]:
    return tuple(it for it in lines if it)


def _sentences(first: str, second: str, lang: Lang) -> str:
    return f"{first} {second}".strip() if lang == "en" else first + second


def _now(report: Report, kind: Mapping[str, Any], lang: Lang) -> tuple[str, ...]:
    """What to do at once: the category's lines, then what the decisive findings add that these do not say in either language."""
    general = GENERAL_NOW if report.verdict.level == "fraud" else UNSURE_NOW
    told = [Text(*it) for it in zip(steps(report, "ja"), steps(report, "en"), strict=True)] or list(general)
    by_id = {it.id: it for it in report.findings}
    decisive = (by_id[it].advice for it in report.verdict.because if it in by_id) if len(told) < ENOUGH else ()
    for more in decisive:
        if more is not None and not any(_repeats(more.ja, it.ja) or _repeats(more.en, it.en) for it in told):
            told.append(Text(tame.defang(more.ja), tame.defang(more.en)))
    lines = tuple(it.in_(lang) for it in told)
    return lines[: max(ENOUGH + 1, len(_lines(kind.get("now"), lang)))]


def _repeats(one: str, other: str) -> bool:
    """Whether the shorter of two lines of advice says little that the longer does not."""
    runs = [{it[at : at + 3] for at in range(len(it) - 2)} for it in (one, other)]
    return len(runs[0] & runs[1]) >= SAME * min(map(len, runs))


def _one(value: object, lang: Lang) -> str:
    return str(value.get(lang, "")) if isinstance(value, dict) else ""


def _lines(value: object, lang: Lang) -> tuple[str, ...]:
    return tuple(map(str, value.get(lang, ()))) if isinstance(value, dict) else ()

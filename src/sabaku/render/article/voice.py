"""The voice in which findings are told: data/article/told.toml filled with tamed values. Chooses no findings."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from typing import Any

from sabaku import data
from sabaku.model import Datum, Fact, Finding, Lang, Listing, Report, Site, Text
from sabaku.render import tame
from sabaku.render.repeats import once, without_gaps
from sabaku.render.say import say
from sabaku.render.teller import Teller

SMALL = 0.6
"""Weight (log-odds) below which a finding is a small thing, told with others in one sentence."""


@functools.cache
def _told() -> Mapping[str, Mapping[str, Any]]:
    return {id: it for id, it in data.toml("article/told").items() if isinstance(it, dict)}


def _texts(id: str, part: str) -> Text | None:
    """That part (sign, hook, brief, remark; "" for the telling itself) of what is written for a check, or None."""
    it = _told().get(id, {})
    found = it.get(part) if part else it
    return Text(found["ja"], found["en"]) if found and "ja" in found else None


class Voice:
    """One report being told as an article, in one language and tone. `report` no longer holds anything of the victim."""

    def __init__(self, report: Report, lang: Lang, tone: str = "calm") -> None:
        self.report, self.lang, self.ja, self.friendly = report, lang, lang == "ja", tone == "friendly"
        self.it = Teller(report, lang)
        usable = (it for it in report.findings if it.status == "in force" and not it.silenced_by)
        self.findings: Mapping[str, Finding] = {it.id: it for it in usable}
        self.rows = _rows(self.report.facts)
        self.numbers = {n: i for i, row in enumerate(self.rows, 1) for n in row}

    @functools.cached_property
    def met(self) -> bool:
        """Whether a visit found a site of the mail standing."""
        return any(isinstance(it.value, Site) and it.value.state == "up" for it in self.report.facts)

    def fact(self, n: int) -> str:
        """How the n-th fact of the report is cited."""
        return f"f{self.numbers[n]}" if n in self.numbers else ""

    def t(self, text: Text, **values: str) -> str:
        """Our own words in the reader's language, with values that are already safe."""
        told = text.in_(self.lang).format(**values) if values else text.in_(self.lang)
        # a firm whose name ends in a full stop needs no second one
        return told[:-1] if told.endswith("..") and not told.endswith("...") else told

    def v(self, value: str, limit: int = 160) -> str:
        """A hostile value, tamed and defanged."""
        return self.it.v(value, limit)

    def tells(self, one: Finding) -> str:
        """The finding in the article's words; in the check's own where nothing is written for it or it hit more than once."""
        text = _texts(one.id, _variant(one))
        if text is None or _several(one):
            told = once(tame.defang(one.says.in_(self.lang)), self.lang)
        else:
            told = self.fill(one, text)
        remark = _texts(one.id, "remark") if self.friendly else None
        return self.joined(told, self.fill(one, remark) if remark else "")

    def written(self, id: str) -> bool:
        """Whether the article has words of its own for that check, so that it is told even where it weighs nothing."""
        return _texts(id, "") is not None

    def sign(self, one: Finding) -> str:
        """The finding as one short sentence."""
        text = _texts(one.id, "sign")
        if text is not None:
            return self.fill(one, text)
        title = tame.defang(one.title.in_(self.lang))
        return title + ("。" if self.ja else ".") if title else ""

    def brief(self, one: Finding) -> str:
        """The finding as a clause; "" where none is written."""
        text = _texts(one.id, "brief")
        return self.fill(one, text) if text is not None else ""

    def hook(self, one: Finding) -> tuple[int, str]:
        """How well the finding makes a headline, and its words; rank 0 where it makes none."""
        text, rank = _texts(one.id, "hook"), int(_told().get(one.id, {}).get("hook", {}).get("rank", 0))
        return (rank, self.fill(one, text)) if text is not None else (0, "")

    def fill(self, one: Finding, text: Text) -> str:
        """The words with the finding's values in them."""
        values = {name: _quotable(datum) for name, datum in one.values.items()}
        filled = say(text, values, self.report.zone).in_(self.lang)
        return without_gaps(filled) if self.ja else filled

    def joined(self, *sentences: str) -> str:
        """Sentences in a row."""
        return self.it.joined(*sentences)

    def listed(self, parts: list[str]) -> str:
        """Clauses in a row, with an «and» before the last in English."""
        parts = list(dict.fromkeys(it for it in parts if it))
        if self.ja or len(parts) < 2:
            return "、".join(parts)
        return ", ".join(parts[:-1]) + " and " + parts[-1]


_TELLING = frozenset({"A", "MX", "PTR"})
"""Kinds of DNS records whose absence says something to a reader."""


def _rows(facts: Sequence[Fact]) -> tuple[tuple[int, ...], ...]:
    """Indices of the facts that the table shows, row by row: what was answered, and one row for lists that have nothing.

    What failed is told where the article says what could not be looked at; questions that only serve others are left out.
    """
    rows: dict[object, list[int]] = {}
    for n, fact in enumerate(facts):
        if fact.state in {"found", "none"} and not _serves_another(fact) and not _hidden(fact.question.subject):
            absent = isinstance(fact.value, Listing) and not fact.value.listed
            rows.setdefault(_at_once(fact) if absent else n, []).append(n)
    return tuple(map(tuple, rows.values()))


def _hidden(subject: str) -> bool:
    """Whether nothing but masks is left of what was asked about: a row about it would tell nobody anything."""
    return not subject.strip(f"*.:@{OWN}{THIRD}")


def _serves_another(fact: Fact) -> bool:
    asked = dict(fact.question.arguments)
    if fact.question.source == "dns":
        return "for" in asked or (fact.state == "none" and asked.get("type") not in _TELLING)
    return fact.question.source == "registry"


def _at_once(fact: Fact) -> tuple[object, ...]:
    """One list, asked within the same minute."""
    return fact.question.source, fact.question.arguments, fact.at and fact.at.replace(second=0, microsecond=0)


_PLACES = re.compile(r"\{\w+\}")
_TRAILING = re.compile(r"(?<=[^ぁ-ん]..)[がをは]$")
"""A particle at which a found phrase happens to end, and a quotation should not."""
OWN, THIRD = "○", "△"
"""By these a masked value is known: the recipient's own, and that of a third party."""


@functools.cache
def _fixed(id: str) -> str:
    """The longest stretch of a check's own sentence that is the same for every hit."""
    from sabaku.checks import catalogue

    check = catalogue().get(id)
    return max(_PLACES.split(check.says.ja), key=len) if check is not None else ""


def _several(one: Finding) -> bool:
    """Whether the check hit more than once: its own words then tell of all hits, ours of the first only."""
    fixed = _fixed(one.id)
    return bool(fixed) and one.says.ja.count(fixed) > 1


def _variant(one: Finding) -> str:
    """Which telling fits: the usual one, or one for a value that is masked."""
    parts = _told().get(one.id, {})
    values = "".join(it.value for it in one.values.values())
    return next((name for name, mark in (("own", OWN), ("third", THIRD)) if name in parts and mark in values), "")


def _quotable(datum: Datum) -> Datum:
    """A phrase of the mail without the particle on which it ends."""
    return Datum("text", _TRAILING.sub("", datum.value)) if datum.kind == "text" and datum.names is None else datum

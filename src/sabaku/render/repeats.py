"""Smooths sentences that were filled one by one: what differs in one address is said once, names stand as one writes them.

Changes only how a finding reads; its values and evidence stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sabaku.model import Lang
from sabaku.text import late

_END = {"ja": re.compile("(?<=。)(?=.)"), "en": re.compile(r"(?<=[.?!]) (?=[A-Z“])")}
_ADDRESS = re.compile(r"[!-~]{1,2000}")
_QUOTED = re.compile("(「[^」]{0,400}」)")
_OURS = "[ぁ-ゖァ-ヺー一-龠々]"
_GAP = late.pattern(rf"(?:(?<={_OURS})(\([^()]{{1,40}}\))?|(\([^()]{{0,60}}{_OURS}[^()]{{0,60}}\))) (?={_OURS})")


def once(text: str, lang: Lang) -> str:
    """The sentences, those that say the same of several addresses as one; in Japanese without gaps around Japanese names."""
    sentences = _END[lang].split(text) if text.count("。" if lang == "ja" else ".") > 1 else [text]
    groups: dict[_Group, None] = {}
    latest: dict[tuple[str, ...], _Group] = {}  # by what the sentence says beside its addresses: such a one need not stand next
    for it in sentences:
        group = latest.get(shape := _shape(it))
        if group is None or not group.takes(it):
            latest[shape] = _Group(it)
            groups[latest[shape]] = None
    told = _with_quotes_in_a_row([it.in_japanese() if lang == "ja" else it.in_english() for it in groups])
    return without_gaps("".join(told)) if lang == "ja" else " ".join(told)


_QUOTE = re.compile("(「[^「」]{1,300}」|“[^“”]{1,300}”)")
_LONG = 30
"""Characters that two sentences share beside what they quote, from which on the second is tedious."""


def _with_quotes_in_a_row(sentences: Sequence[str]) -> list[str]:
    """The sentences; long ones that differ in the one thing they quote as one, with the quotes in a row."""
    told: dict[tuple[str, str] | int, list[str]] = {}
    for n, it in enumerate(sentences):
        parts = _QUOTE.split(it)
        alike = len(parts) == 3 and len(parts[0]) + len(parts[2]) >= _LONG
        kept = told.setdefault((parts[0], parts[2]) if alike else n, [])
        kept.extend([it] if not alike else [one for one in (parts[1],) if one not in kept])
    return [_in_a_row(key, quotes) for key, quotes in told.items()]


def _in_a_row(key: tuple[str, str] | int, quotes: list[str]) -> str:
    if isinstance(key, int):
        return quotes[0]
    return key[0] + ("" if quotes[0].startswith("「") else ", ").join(quotes) + key[1]


class _Group:
    """A sentence, and the addresses of those behind it that differ from it only there."""

    def __init__(self, first: str) -> None:
        self.first, self.place = first.split(" "), -1
        self.others: list[str] = []

    def takes(self, sentence: str) -> bool:
        """Whether the sentence joins the group, or says what the group says already."""
        words = sentence.split(" ")
        if words == self.first:
            return True
        place = _differs(self.first, words)
        if place is None or self.place not in (-1, place):
            return False
        self.place = place
        self.others.append(words[place])
        return True

    def in_japanese(self) -> str:
        """One sentence with all addresses in a row."""
        words = list(self.first)
        if self.others:
            words[self.place] = "、".join((words[self.place], *self.others))
        return " ".join(words)

    def in_english(self) -> str:
        """English verbs and articles do not bear a list: the first sentence stays, the others follow it in short."""
        told = " ".join(self.first)
        others = [_bare(it) for it in self.others]
        listed = " and ".join(filter(None, (", ".join(others[:-1]), *others[-1:])))
        return f"{told} The same is true of {listed}." if others else told


def _bare(word: str) -> str:
    """The address without what the sentence put after or around it: "(a.example):" and "a.example):" are a.example."""
    word = word.rstrip(".,;:")
    whole = word.count("(") == word.count(")") and not word.startswith("(")
    return word if whole else word.strip("()")


def _shape(sentence: str) -> tuple[str, ...]:
    return tuple("" if _is_address(it) else it for it in sentence.split(" "))


def _is_address(word: str) -> bool:
    return bool(_ADDRESS.fullmatch(word)) and "." in word[:-1]


def _differs(first: Sequence[str], second: Sequence[str]) -> int | None:
    """Which word differs, where exactly one does and is an address or a host in both."""
    if len(first) != len(second):
        return None
    places = [n for n, (a, b) in enumerate(zip(first, second, strict=True)) if a != b]
    if len(places) != 1 or not all(_is_address(it[places[0]]) for it in (first, second)):
        return None
    return places[0]


def without_gaps(text: str) -> str:
    """Spaces set off addresses and Latin names; between Japanese characters they are gaps. What is quoted keeps its own."""
    return "".join(it if n % 2 else _GAP.sub(lambda gap: gap[1] or gap[2] or "", it) for n, it in enumerate(_QUOTED.split(text)))

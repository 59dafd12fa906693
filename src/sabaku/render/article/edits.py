"""The author's own edits, kept when an article is made anew: a three-way merge of blocks, of which only digests are stored."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from msgspec import Struct

_FENCE = re.compile(r"(`{3,})")


class Merged(Struct, frozen=True):
    """A text with the author's edits in it: how many of their places were kept, and in how many of them there is news."""

    text: str
    kept: int = 0
    news: int = 0
    """Places where what would be made now differs from what the author changed."""


def digests(text: str) -> tuple[str, ...]:
    """What is stored of a text as it was made: a digest per block, in order."""
    return tuple(_digest(it) for it in blocks(text))


def blocks(text: str) -> list[str]:
    """A page by lines, Markdown by paragraphs; a fenced block is one, whatever stands in it."""
    if text.lstrip().startswith("<"):
        return text.split("\n")
    return list(_paragraphs(text))


def _paragraphs(text: str) -> Iterator[str]:
    held: list[str] = []
    fence = ""
    for line in text.split("\n"):
        found = _FENCE.match(line)
        if found and not fence:
            fence = found[1]
        elif found and line.strip() == fence:
            fence = ""
        if line.strip() or fence:
            held.append(line)
        elif held:
            yield "\n".join(held)
            held = []
    if held:
        yield "\n".join(held)


def _digest(block: str) -> str:
    return hashlib.sha256(block.strip().encode("utf-8", "replace")).hexdigest()[:16]


def merge(made_then: Sequence[str], there: str, made_now: str) -> Merged:
    """What is there, brought up to date: blocks that the author changed, added or took out stay as they left them.

    `made_then`: the digests of what was made the last time.
    """
    mine, new = blocks(there), blocks(made_now)
    then, mine_keys, new_keys = list(made_then), [_digest(it) for it in mine], [_digest(it) for it in new]
    if mine_keys == then:
        return Merged(made_now)
    to_mine, to_new = _matched(then, mine_keys), _matched(then, new_keys)
    out: list[str] = []
    kept = news = 0
    at = (-1, -1, -1)
    for anchor in [*(n for n in range(len(then)) if n in to_mine and n in to_new), len(then)]:
        end = (anchor, to_mine.get(anchor, len(mine)), to_new.get(anchor, len(new)))
        stretch = _Stretch(then[at[0] + 1 : end[0]], mine[at[1] + 1 : end[1]], new[at[2] + 1 : end[2]])
        for one in stretch.parts():
            out += one.result()
            kept += one.his_own()
            news += one.his_own() and one.renewed()
        if anchor < len(then):
            out.append(new[end[2]])
        at = end
    page = there.lstrip().startswith("<")
    return Merged("\n".join(out) if page else "\n\n".join(out) + "\n", kept, news)


class _Stretch(NamedTuple):
    """Blocks between two that all three texts share: what was made then (digests), what is there, what is made now."""

    then: list[str]
    his: list[str]
    ours: list[str]

    def parts(self) -> list[_Stretch]:
        """Block by block where all three have as many, so that their change of one leaves its neighbours free."""
        if len(self.then) == len(self.his) == len(self.ours):
            return [_Stretch([a], [b], [c]) for a, b, c in zip(self.then, self.his, self.ours, strict=True)]
        return [self]

    def his_own(self) -> bool:
        return [_digest(it) for it in self.his] != self.then

    def renewed(self) -> bool:
        return [_digest(it) for it in self.ours] != self.then

    def result(self) -> list[str]:
        return self.his if self.his_own() else self.ours


def _matched(then: list[str], now: list[str]) -> dict[int, int]:
    """Which block of the one is which of the other, in order."""
    pairs = SequenceMatcher(None, then, now, autojunk=False).get_matching_blocks()
    return {it.a + n: it.b + n for it in pairs for n in range(it.size)}

"""Tells what the text says and where it contradicts itself, in the order in which one reads it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from sabaku.model import Finding, Span
from sabaku.render import tame
from sabaku.render.article import phrases as p
from sabaku.render.article.nouns import Block, Glyph, Glyphs, Para, Section
from sabaku.render.article.telling import paragraphs, said, tellable
from sabaku.render.article.voice import SMALL, Voice

SHOWN = 10
GLYPHS = ("body.foreign-glyphs", "body.mixed-alphabets", "links.lookalike-letters")
READ = ("visible", "text", "html", "part:")
FAR = 1 << 30


def text(voice: Voice, hook: str) -> Section:
    """The text's part. `hook` is already used in the headline, and not told twice."""
    found = sorted(tellable(voice, "text"), key=_place)
    shown = _weightiest(voice, found)
    large = sum(it.weight >= SMALL for it in shown)
    intro = p.TEXT_INTRO if large > 2 else p.TEXT_INTRO_ONE if shown else p.TEXT_PLAIN
    blocks: list[Block] = [Para(voice.t(intro)), *said(voice, shown, SHOWN), *glyphs(voice, shown)]
    return Section("text", _heading(voice, shown, hook), tuple(blocks))


def auth(voice: Voice) -> Section | None:
    """What sender authentication says, if anything is to be said of it."""
    told = paragraphs(voice, "auth")
    return Section("auth", voice.t(p.AUTH), tuple(told)) if told else None


def _place(one: Finding) -> int:
    """Where a reader comes across it; at the end what they cannot see."""
    starts = [it.where.start for it in one.evidence if isinstance(it.where, Span) and it.where.view.startswith(READ)]
    return min(starts, default=FAR)


def _weightiest(voice: Voice, found: list[Finding]) -> list[Finding]:
    """As many as a reader stands, in the order of the text."""
    large = [it for it in found if it.weight >= SMALL or not voice.brief(it)]
    kept = {it.id for it in sorted(large, key=lambda it: -it.weight)[:SHOWN]}
    return [it for it in found if it.id in kept or it not in large]


def _heading(voice: Voice, found: Iterable[Finding], hook: str) -> str:
    ranked = [voice.hook(it) for it in found]
    best = max((it for it in ranked if it[0] and it[1] != hook), default=(0, ""))
    return voice.t(p.TEXT_HOOK, hook=best[1]) if best[1] else voice.t(p.TEXT)


def glyphs(voice: Voice, found: Iterable[Finding]) -> list[Block]:
    """Characters that are not what they seem, enlarged beside those that they pass for."""
    told: list[Block] = []
    for one in found:
        pair = _pair(one) if one.id in GLYPHS else None
        if pair is not None:
            shown = (_glyph(pair[0], voice.t(p.GLYPH_WRITTEN)), _glyph(pair[1], voice.t(p.GLYPH_USUAL)))
            told.append(Glyphs(shown, voice.t(p.GLYPHS), (one.id,)))
    return told


def _pair(one: Finding) -> tuple[str, str] | None:
    """The character as it is written and as one would write it, where the two words differ in one place."""
    written = one.values.get("glyph") or one.values.get("word") or one.values.get("host")
    usual = one.values.get("usual") or one.values.get("like")
    if written is None or usual is None or len(written.value) != len(usual.value):
        return None
    pairs = zip(written.value, usual.value, strict=True)
    found = next(((a, b) for a, b in pairs if a != b), None)
    return (found[0], found[1].upper()) if found and found[0].isupper() else found


def _glyph(letter: str, says: str) -> Glyph:
    name = unicodedata.name(letter, "")
    code = f"U+{ord(letter):04X}"
    return Glyph(tame.tame(letter), f"{code} {name}" if name and "CJK UNIFIED" not in name else code, says)

"""Paragraphs out of findings: strong ones each in their own, small ones together. Chooses words, not findings."""

from __future__ import annotations

from collections.abc import Sequence

from sabaku.model import Finding
from sabaku.render.article import phrases as p
from sabaku.render.article.nouns import Block, Para
from sabaku.render.article.places import COVERED, of_part, part_of
from sabaku.render.article.voice import SMALL, Voice


def paragraphs(voice: Voice, part: str) -> list[Block]:
    """What is to be said in that part."""
    return said(voice, tellable(voice, part))


def tellable(voice: Voice, part: str) -> list[Finding]:
    """The findings of that part which the article tells: those that weigh, and those it has words for."""
    mine = of_part(voice.findings.values(), part)
    weighs = [it for it in mine if it.weight or voice.written(it.id)]
    return [
        it for it in weighs if COVERED.get(it.id) not in voice.findings and not (it.id == "owners.link-no-address" and voice.met)
    ]


def said(voice: Voice, findings: Sequence[Finding], limit: int = 8) -> list[Block]:
    """These findings as paragraphs, in their order."""
    light = [it for it in findings if it.weight < SMALL and voice.brief(it)]
    large = [it for it in findings if it not in light]
    quoted = {datum.value for it in large[:limit] for datum in it.values.values()}
    small = [it for it in light if "phrase" not in it.values or it.values["phrase"].value not in quoted]
    told: list[Block] = [Para(voice.tells(it), with_covered(voice, it.id)) for it in large[:limit]]
    return [*told, *_small(voice, small, first=not told)]


def with_covered(voice: Voice, id: str) -> tuple[str, ...]:
    """The finding with those that are told in its words."""
    return (id, *(other for other, by in COVERED.items() if by == id and other in voice.findings))


def _small(voice: Voice, findings: Sequence[Finding], *, first: bool) -> list[Block]:
    """The small things in one sentence; `first`: nothing of that part has been told before them."""
    if not findings:
        return []
    clauses = [voice.brief(it) for it in findings]
    usual = p.SMALL.get(part_of(findings[0].id), p.SMALL["text"])
    words = p.SMALL_FIRST.get(part_of(findings[0].id), usual) if first else usual
    if len(clauses) == 1:
        words = p.SMALL_ONE_FIRST if first else p.SMALL_ONE
    return [Para(voice.t(words, list=voice.listed(clauses)), tuple(it.id for it in findings))]

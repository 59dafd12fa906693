"""Puts the article together: the parts in the order in which an expert tells them. Masks nothing and lays out nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct

from sabaku.model import Finding, Lang, Message, Report
from sabaku.names import hosts
from sabaku.render import when, words
from sabaku.render.advice import advice
from sabaku.render.article import dissection, ending, links, opening, text
from sabaku.render.article.author import Author, in_lang
from sabaku.render.article.nouns import Article, Para, Section
from sabaku.render.article.origin import origin
from sabaku.render.article.voice import Voice

LONG_KEYWORD = 40
STEPS = 3


class Told(Struct, frozen=True):
    """All that an article is made of. `report` no longer holds anything of the victim; `hide` removes it from a text."""

    report: Report
    hide: Callable[[str], str]
    now: datetime
    message: Message | None = None
    author: Author = Author()
    genuine: frozenset[str] = frozenset()
    """Domains of links that are the brand's own, or otherwise not the attacker's."""
    picture: str = ""
    """The name of a picture of the mail, if one is made."""
    cut: bool = False
    """Whether that picture shows only the beginning."""
    stars: bool = True
    """Links as h**ps rather than hxxps."""


def compose(told: Told, lang: Lang) -> Article:
    """The article in that language."""
    findings = tuple(it for it in told.report.findings if not _of_somebody_else(it, told.genuine))
    report = msgspec.structs.replace(told.report, findings=opening.with_short_names(findings))
    voice = Voice(report, lang, told.author.tone)
    hook = opening.best_hook(voice)
    wanted = (
        opening.steps(voice),
        opening.as_seen(voice, told.picture, told.cut),
        dissection.subject(voice),
        dissection.sender(voice),
        dissection.trio(voice, told.message, told.hide),
        None if dissection.lost(voice, told.message) else origin(voice),
        text.auth(voice),
        text.text(voice, hook),
        links.links(voice, told.genuine),
        links.site(voice),
        ending.aim(voice),
        ending.summing_up(voice),
        _closing(told.author, lang),
        ending.further(voice),
        ending.terms(voice),
        ending.facts(voice),
        ending.how(voice),
    )
    sections = tuple(it for it in wanted if it is not None)
    so_far = str(msgspec.to_builtins(sections))
    article = _headed(told, voice, (*sections, ending.masked(voice, told.stars, so_far), ending.see(voice)))
    return _starred(article) if told.stars else article


def _of_somebody_else(it: Finding, genuine: frozenset[str]) -> bool:
    """Whether it tells of the country of a link that is not the attacker's."""
    return it.id == "links.country-domain" and "host" in it.values and hosts.registrable(it.values["host"].value) in genuine


def _closing(author: Author, lang: Lang) -> Section | None:
    words_ = in_lang(author.closing, lang)
    return Section("closing", "", tuple(Para(it, own=True) for it in _paras(words_))) if words_ else None


def _paras(text: str) -> list[str]:
    return [it.strip() for it in text.strip().split("\n\n") if it.strip()]


def _headed(told: Told, voice: Voice, sections: tuple[Section, ...]) -> Article:
    report, lang, author = voice.report, voice.lang, told.author
    here = when.shifted(told.now, report.zone)
    id, brand = opening.claimed(voice)
    tags = tuple(map(str, opening.kind(voice)["tags"][lang]))
    own = tuple(Para(it, own=True) for it in _paras(in_lang(author.opening, lang)))
    return Article(
        lang=lang,
        level=report.verdict.level,
        word=voice.t(words.LEVELS[report.verdict.level]),
        brand=brand if id != "home" else "",
        kind=advice(report, lang).kind,
        headline=opening.headline(voice),
        hook=opening.hook_of(voice),
        summary=opening.summary(voice),
        lead=(*own, *opening.lead(voice)),
        sections=sections,
        signs=tuple(voice.sign(it) for it in opening.strongest(voice, 3)),
        steps=_steps(voice),
        subject=voice.v(report.message.subject, 200),
        categories=author.categories or tags,
        keywords=_keywords(tags, brand if id != "home" else ""),
        date=here.isoformat(timespec="seconds"),
        dated=when.day(here.year, here.month, here.day, lang),
        site=in_lang(author.site, lang),
        author=in_lang(author.author, lang),
        home=author.url,
        slug="sabaku-" + "".join(it for it in report.sha256 if it in "0123456789abcdef")[:12],
    )


def _steps(voice: Voice) -> tuple[tuple[str, str], ...]:
    """The first thing to do for each reader."""
    return tuple((str(it["label"][voice.lang]), str(it["lines"][voice.lang][0])) for it in opening.kind(voice)["steps"])[:STEPS]


def _keywords(tags: tuple[str, ...], brand: str) -> tuple[str, ...]:
    """Tags as a blog has them: whom it impersonates and what it is. Addresses are in the text, and no reader browses by them."""
    return tuple(it for it in dict.fromkeys((brand, *tags)) if it and len(it) <= LONG_KEYWORD)


def _starred(article: Article) -> Article:
    """The same article with every link written as Japanese blogs write it: h**ps://."""
    return msgspec.convert(_star(msgspec.to_builtins(article)), Article)


def _star(it: Any) -> Any:
    if isinstance(it, str):
        return it.replace("hxxps://", "h**ps://").replace("hxxp://", "h**p://")
    if isinstance(it, Mapping):
        return {name: _star(value) for name, value in it.items()}
    return [_star(value) for value in it] if isinstance(it, list | tuple) else it

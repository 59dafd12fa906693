"""Tells where the mail came from: address, operator, place with its map, and what that says. Also maps of linked sites."""

from __future__ import annotations

from collections.abc import Sequence

from sabaku.model import Fact, Network, Place, Text
from sabaku.render import answers, tame
from sabaku.render.article import phrases as p
from sabaku.render.article.nouns import Block, MapOf, Para, Section
from sabaku.render.article.telling import paragraphs
from sabaku.render.article.voice import Voice
from sabaku.render.map import svg
from sabaku.render.pins import pin
from sabaku.render.say import country

PLACES = 3
WITH_ARTICLE = frozenset(("US", "GB", "NL", "PH", "AE", "DO", "BS", "GM", "MV", "SC", "CF", "CG", "CD", "KM", "MH", "SB"))
"""Countries whose English names are used with «the»."""


def origin(voice: Voice) -> Section:
    """The origin as the border saw it."""
    ip = voice.report.origin.ip
    if not ip:
        reason = tame.defang(voice.report.origin.reason.in_(voice.lang))
        blocks = (Para(voice.t(p.ORIGIN_UNKNOWN, reason=reason), ("route.origin-unknown",)), *paragraphs(voice, "origin"))
        return Section("origin", voice.t(p.ORIGIN), blocks)
    found = about(voice, ip)
    says = voice.joined(voice.t(p.ORIGIN_INTRO, ip=tame.defang(ip)), network(voice, found))
    told = [
        Para(says, ("route.origin", *_cited(voice, found, Network))),
        *paragraphs(voice, "origin"),
        *place(voice, found, ip),
        *map_of(voice, found, "map-origin", voice.t(p.MAP_ORIGIN, ip=tame.defang(ip))),
    ]
    return Section("origin", _heading(voice, found), tuple(told))


def about(voice: Voice, subject: str) -> list[tuple[int, Fact]]:
    """The facts about an address or name, with their places in the report."""
    return [(n, it) for n, it in enumerate(voice.report.facts) if it.question.subject == subject and it.value is not None]


def _cited(voice: Voice, found: Sequence[tuple[int, Fact]], kind: type) -> tuple[str, ...]:
    return tuple(voice.fact(n) for n, it in found if isinstance(it.value, kind))


def _heading(voice: Voice, found: Sequence[tuple[int, Fact]]) -> str:
    """Region at home or country abroad, where the sources agree on it, and whose network."""
    regions = {_region(voice, it.value) for _, it in found if isinstance(it.value, Place)}
    names = networks(voice, found)
    place = next(iter(regions)) if len(regions) == 1 else ""
    if place and names:
        return voice.t(p.ORIGIN_AT_BY, place=place, network=_one_name(names))
    if names:
        return voice.t(p.ORIGIN_BY, network=_one_name(names))
    return voice.t(p.ORIGIN_AT, place=place) if place else voice.t(p.ORIGIN)


def _region(voice: Voice, place: Place) -> str:
    if place.country == "JP" and place.region is not None and place.precision not in {"country", "anycast", "unknown"}:
        return voice.v(place.region.in_(voice.lang))
    if not place.country or place.precision == "anycast":
        return ""
    return ("the " if not voice.ja and place.country in WITH_ARTICLE else "") + country(place.country, voice.lang)


def places_name(voice: Voice, place: Place) -> str:
    """The place as a reader names it; at home without the country."""
    name = answers.place_name(place, voice.lang)
    if voice.ja:
        return name.removeprefix("日本・")
    return f"the {name}" if place.country in WITH_ARTICLE and name == country(place.country, "en") else name


def networks(voice: Voice, found: Sequence[tuple[int, Fact]]) -> list[str]:
    """Whose network each source says it is."""
    return [voice.v(it.value.organisation) for _, it in found if isinstance(it.value, Network) and it.value.organisation]


def network(voice: Voice, found: Sequence[tuple[int, Fact]]) -> str:
    """Whose network it is; "" where nobody says."""
    names = networks(voice, found)
    return voice.t(p.ORIGIN_NETWORK, network=_one_name(names)) if names else ""


def _one_name(names: Sequence[str]) -> str:
    """One name where the sources mean the same («Microsoft», «Microsoft Corporation»), else the first."""
    best = max(names, key=len)
    return best if all(it.lower()[:5] == best.lower()[:5] for it in names) else names[0]


def place(voice: Voice, found: Sequence[tuple[int, Fact]], ip: str) -> list[Block]:
    """Where the address is said to be, each source with its word, and how near that is."""
    del ip
    known = [(n, it, it.value) for n, it in found if isinstance(it.value, Place) and places_name(voice, it.value)][:PLACES]
    if not known:
        return []
    told = dict.fromkeys((source_name(voice, it), places_name(voice, value)) for _, it, value in known)
    if len({place for _, place in told}) > 1:
        parts = [voice.t(p.ONE_OF_PLACES, source=source, place=place) for source, place in told]
        says = voice.t(p.ORIGIN_PLACES, list=voice.listed(parts))
    else:
        source, where = next(iter(told))
        country_only = known[0][2].precision in {"country", "unknown"}
        says = voice.t(p.ORIGIN_COUNTRY if country_only else p.ORIGIN_PLACE, source=source, place=where)
    note = voice.t(_note(known[0][2]))
    return [Para(voice.joined(says, note), ("owners.origin-place", *(voice.fact(n) for n, _, _ in known)))]


def _note(place: Place) -> Text:
    return {"cloud": p.PLACE_CLOUD, "country": p.PLACE_COUNTRY, "anycast": p.PLACE_ANYCAST}.get(place.precision, p.PLACE_ROUGH)


def source_name(voice: Voice, fact: Fact) -> str:
    """Who says so, without the brackets in which data sets carry their dates and second names."""
    name = voice.v(getattr(fact.value, "dataset", "")) or answers.source(fact.question.source, voice.lang)
    first, _, rest = name.partition("(")
    inner = rest.rstrip(")").partition(",")[0].strip()
    return inner if not voice.ja and inner and not first.isascii() else first.strip() or name


def map_of(voice: Voice, found: Sequence[tuple[int, Fact]], name: str, title: str) -> list[Block]:
    """A map of these places; nothing where none can be drawn."""
    places = [(n, it.value) for n, it in found if isinstance(it.value, Place)][:PLACES]
    picture = svg([pin(value, voice.lang) for _, value in places], voice.lang, title)
    if not picture:
        return []
    value = places[0][1]
    where = places_name(voice, value)
    near = pin(value, voice.lang).note
    caption = voice.joined(title + ("。" if voice.ja else "."), voice.t(p.MAP_CREDIT))
    alt = voice.t(p.MAP_ALT, what=title, place=where, note=near if voice.ja else f" ({near})." if near else ".").strip()
    return [MapOf(name, picture, title, caption, alt, tuple(voice.fact(n) for n, _ in places))]

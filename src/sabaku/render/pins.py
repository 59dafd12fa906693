"""Which places of a report go on which map. Draws nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sabaku.model import Fact, Lang, Place, Report, Text
from sabaku.render import answers, tame, words
from sabaku.render.map import Pin, svg
from sabaku.render.nouns import Outline

SHOWN = 4
RADIUS = Text("半径約{km}km", "within about {km} km")
NOTES = {
    "city": Text("市区町村程度の精度", "to about a city"),
    "region": Text("都道府県・州程度の精度", "to about a region"),
    "cloud": Text("クラウド事業者の登録位置", "as the cloud operator lists it"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A map with what stands below it."""

    svg: str
    title: str
    lines: tuple[str, ...]


def figures(report: Report, told: Outline, lang: Lang) -> tuple[Figure, ...]:
    """A map of the origin and one of each place to which the links lead, as far as places are known."""
    ip = report.origin.ip
    wanted = [(words.ORIGIN_MAP.in_(lang), ip)] if ip else []
    wanted += [(f"{words.LINK_MAP.in_(lang)} {site.domain}", one) for site in told.sites for one in site.addresses[:2]]
    made = (_figure(report, title, address, lang) for title, address in dict.fromkeys(wanted))
    return tuple(it for it in made if it is not None)[:SHOWN]


def _figure(report: Report, title: str, ip: str, lang: Lang) -> Figure | None:
    places = [it.value for it in report.facts if it.question.subject == ip and isinstance(it.value, Place)]
    title = title if title.endswith(tame.host(ip)) else f"{title} {ip}"
    picture = svg([pin(place, lang) for place in places[:3]], lang, title)
    if not picture:
        return None
    return Figure(picture, tame.defang(title), tuple(dict.fromkeys(_line(it, report, lang) for it in _about(report, ip))))


def _line(fact: Fact, report: Report, lang: Lang) -> str:
    told, data = answers.answer(fact, lang, report.zone), answers.dataset(fact, lang)
    return " · ".join(it for it in (told, data) if it)


def _about(report: Report, ip: str) -> Iterable[Fact]:
    return (it for it in report.facts if it.question.subject == ip and it.question.source in {"geoip", "network"} and it.value)


def pin(place: Place, lang: Lang) -> Pin:
    """The place as it may be drawn: a point only where the answer is good for more than the country."""
    named = place.city or place.region
    label = named.in_(lang) if named else answers.place_name(place, lang)
    if place.precision in {"country", "anycast", "unknown"}:
        country = place.country if place.precision != "anycast" else ""
        return Pin(label, country)
    note = RADIUS.in_(lang).format(km=f"{place.radius_km:,}") if place.radius_km else NOTES[place.precision].in_(lang)
    return Pin(label, place.country, place.latitude, place.longitude, place.radius_km, note, place.precision == "city")

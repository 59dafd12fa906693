"""Brands, places, data sets and times of answers as values of a check's sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sabaku import data
from sabaku.checks import _sent
from sabaku.checks._check import datum
from sabaku.data import datasets
from sabaku.model import Case, Claim, Datum, Fact, Place, Text
from sabaku.names import brands
from sabaku.names.brands import Brand
from sabaku.names.hosts import registrable


def named(brand: str) -> Datum:
    """A brand for a sentence."""
    return Datum("brand", brand, brands.names_of(brand))


SHOWN = 3
"""So many of a brand's domains are told in a sentence; that there are more is said."""


def brands_domains(brand: Brand) -> Datum:
    """The brand's own domains for a sentence."""
    return _listed(own_names(brand))


def brands_sites(brand: Brand) -> Datum:
    """The same without the hosts from which it only sends mail: no link leads there."""
    names = own_names(brand)
    sites = tuple(it for it in names if it not in brand.mail_domains or it == registrable(it))
    return _listed(sites or names)


def _listed(names: Sequence[str]) -> Datum:
    shown, more = names[:SHOWN], len(names) > SHOWN
    ja, en = "、".join(shown), ", ".join(shown)
    return Datum("text", en, Text(f"{ja} ほか" if more else ja, f"{en} and others" if more else en))


def own_names(brand: Brand) -> tuple[str, ...]:
    """The brand's own domains as they are told, plain: those read on a page, else those known otherwise. A site's www, which
    programs make a link of, is left away."""
    return tuple(dict.fromkeys(it.removeprefix("www.") for it in tuple(brand.verified) or brand.unverified))


def others(hosts: Iterable[str]) -> Datum:
    """What follows the first of these hosts in a sentence: that there are others, or nothing."""
    more = len(set(hosts)) > 1
    return Datum("text", "more" if more else "", Text("など", " and others") if more else Text("", ""))


def claimed(it: Claim) -> Datum:
    """The claimed sender as a value for a sentence."""
    return datum("brand", it.brand, it.names)


def at(case: Case, fact: Fact | None) -> Datum:
    """When that was answered, in the reader's zone, as a value for a sentence."""
    if fact is None or fact.at is None:
        return datum("text", "?", Text("日時不明", "at an unknown time"))
    try:
        return datum("time", fact.at.astimezone(_sent.zone(case)).isoformat())
    except (ValueError, OverflowError):
        return datum("time", fact.at.isoformat())


PRECISION: Mapping[str, Text] = {
    "city": Text(
        "IPアドレスから分かるのはおおよその位置で、住所ではありません。",
        "An IP address gives an approximate place and no street address.",
    ),
    "region": Text(
        "IPアドレスから分かるのは都道府県・州程度のおおよその位置です。",
        "An IP address gives a place to about a region.",
    ),
    "country": Text("国までしか分かりません。", "Only the country is known."),
    "cloud": Text(
        "クラウド事業者のデータセンターの位置で、利用者がどこにいるかは分かりません。",
        "It is where the cloud operator has its data centre; where its user is, it does not tell.",
    ),
    "anycast": Text(
        "世界各地で共有されるアドレスのため、位置は定まりません。",
        "The address is shared by sites all over the world and has no one place.",
    ),
    "unknown": Text("どの程度正確かは不明です。", "How exact that is, is not known."),
}


def place(it: Place) -> Datum:
    """The place as a value for a sentence: country, region, city in the order of either language."""
    country = country_names(it.country)
    small = [name for name in (it.region, it.city) if name is not None]
    ja = country.ja + ("・" if small and country.ja else "") + "".join(dict.fromkeys(name.ja for name in small))
    en = ", ".join(dict.fromkeys([*(name.en for name in reversed(small)), *([country.en] if country.en else [])]))
    return datum("place", it.country, Text(ja, en))


def dataset(name: str) -> Datum:
    """A data set's name as a value for a sentence."""
    return datum("text", name, datasets.names(name))


def country_names(code: str) -> Text:
    """What a country is called; the code where nobody knows it."""
    names = data.toml("places")["countries"].get(code)
    return Text(names["ja"], names["en"]) if names else Text(code, code)

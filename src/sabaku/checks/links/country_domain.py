"""One check: which country's domain the links use."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _hosts, _links, _vouched
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text
from sabaku.names.hosts import tld


@check(
    id="links.country-domain",
    over="message",
    group="links",
    title=Text(ja="リンク先は外国の国別ドメインです", en="The link uses another country's domain"),
    says=Text(
        ja="リンク先 {host} の末尾「.{tld}」は、{country}の国別ドメインです。",
        en="The end of {host}, “.{tld}”, is the country-code domain of {country}.",
    ),
    experts=("LTLD",),
)
def country_domain(case: Case, it: Observable) -> Iterator[Hit]:
    """Only informs: a domain of another country is no crime, but a Japanese bank has no reason for one.

    Cheap endings are told of by links.cheap-domain. The reader's own country is left out, and so are the sender's domain and
    codes that are sold all over the world (io, co, me).
    """
    own = {"ja": "JP"}.get(case.input.home.lang, "")
    house = _vouched.house(case)
    for domain, found in _links.digest(case).domains.items():
        country = _hosts.country(domain)
        if country is None or country[0] == own or domain in house or _hosts.is_cheap(domain):
            continue
        name = datum("country", country[0], country[1])
        yield Hit(_links.at(found), host=datum("domain", _links.link(found).host), tld=tld(domain), country=name)

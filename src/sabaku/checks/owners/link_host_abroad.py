"""One check: a Japanese company's mail links to a server abroad."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _asked, _named, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Fact, NotKnown, Observable, Place, Text


@check(
    id="owners.link-host-abroad",
    over=_asked.landed,
    group="owners",
    needs=("dns", "geoip"),
    title=Text(ja="リンク先のサーバーが国外にあります", en="The linked server is abroad"),
    says=Text(
        ja="日本の利用者に宛てたメールですが、リンク先 {host} のサーバーの割り当て地は{place}です。{precision}",
        en="The mail is written to customers in Japan, but the linked server {host} is in {place}. {precision}",
    ),
    speaks_for=("phishing",),
    sure="inferred",
    experts=("LIPH", "RGEO"),
)
def link_host_abroad(case: Case, it: Observable) -> Iterator[Hit]:
    """Sites for customers in Japan mostly stand in Japan or behind a delivery network; phishing sites stand where it is cheap.

    Innocent cause: services abroad that Japanese companies use. Hosts of known brands and anycast addresses don't count.
    """
    landing = _asked.landing(case, it)
    if landing is None or not _outside.is_japanese(case):
        return
    for fact, place in _placed(case, landing)[:1]:
        if place.country not in ("", "JP") and place.precision != "anycast":
            yield Hit(
                _outside.quoted(case, it),
                Evidence(fact.question, found=place.country, expected="JP"),
                host=datum("domain", landing.link.host),
                place=_named.place(place),
                precision=datum("text", place.precision, _named.PRECISION[place.precision]),
            )


def _placed(case: Case, landing: _asked.Landing) -> list[tuple[Fact, Place]]:
    """Where the host's addresses are; some sources place the name itself, also when it has no address any more."""
    found: list[tuple[Fact, Place]] = []
    for name in dict.fromkeys((landing.link.host, landing.domain)):
        fact = case.fact("geoip", name)
        found += [(fact, fact.value)] if fact is not None and isinstance(fact.value, Place) else []
    try:
        for _, ip in _outside.ips(case, landing.link.host):
            found += _outside.places(case, ip)
    except NotKnown:
        if not found:
            raise
    return found

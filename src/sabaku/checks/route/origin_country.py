"""One check: an origin in another country than the claimed brand's."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _results, _route
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._named import named
from sabaku.model import Case, Evidence, Observable, Text
from sabaku.names.brands import Brand


@check(
    id="route.origin-country",
    over="origin",
    group="route",
    title=Text(
        ja="発信元の国が、名乗っている会社と合いません",
        en="The origin's country does not fit the claimed sender",
    ),
    says=Text(
        ja="{brand}は主に{home}の利用者に向けた事業者ですが、発信元 {ip} の割り当て地は{country}です。",
        en="{brand} serves customers in {home}, but the origin {ip} is assigned to {country}.",
    ),
    needs=("geoip",),
    speaks_for=("phishing",),
    sure="inferred",
    experts=("RGEO",),
)
def origin_country(case: Case, it: Observable) -> Iterator[Hit]:
    """Domestic companies send their notices from home or through a known mail service. Innocent causes: cloud machines abroad,
    tables that place an address wrongly; so it is an inference, and silent where a mail service, a forwarder (then it is the
    forwarder's country) or sender authentication explains it.
    """
    origin, claim = _route.sure(case), _route.claimed(case)
    if (
        origin is None
        or origin.ip is None
        or claim is None
        or not claim[1].country
        or _route.by_service(case)
        or case.seen("list", "forwarder", "filter")
        or _results.vouched(case)
        or _by_own_machine(case, claim[1])
    ):
        return
    case.need("geoip", origin.ip)
    told = _route.place(case, origin.ip)
    if told is None or not told[1].country or told[1].precision == "anycast" or told[1].country == claim[1].country:
        return
    answer = Evidence(told[0].question, found=told[1].country, expected=claim[1].country)
    yield Hit(
        Evidence(it.seen, found=it.shown), answer, brand=named(claim[1].id), ip=datum("ip", origin.ip),
        home=datum("country", claim[1].country), country=datum("country", told[1].country),
    )  # fmt: skip


def _by_own_machine(case: Case, brand: Brand) -> bool:
    """Whether the machine's confirmed name is in the brand's domain that From shows: its owner named it, wherever it is."""
    own = (it for it in map(_route.domain_of, _route.from_domains(case)) if _route.of_brand(brand, it))
    return any(_route.own_machine(case, it) is not None for it in own)

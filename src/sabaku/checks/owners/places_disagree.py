"""One check: two sources place the origin in different places."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _named, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Place, Text


@check(
    id="owners.places-disagree",
    over="origin",
    group="owners",
    needs=("geoip",),
    title=Text(ja="割り当て地の情報が一致しません", en="Sources place the origin differently"),
    says=Text(
        ja="発信元IPアドレス {ip} の割り当て地を、{one_source}は{one}({one_at}時点)、"
        "{other_source}は{other}({other_at}時点)としています。どちらも目安です。",
        en="According to {one_source} (as of {one_at}) the address {ip} is in {one}, according to {other_source} "
        "(as of {other_at}) in {other}. Both are estimates.",
    ),
    experts=("RGEO",),
)
def places_disagree(case: Case, it: Observable) -> Iterator[Hit]:
    """Informs. Databases of places are estimates and move with time; where two differ, both are shown with their dates."""
    found = _outside.places(case, it.value) if it.value else ()
    for fact, place in found[1:]:
        if _differ(found[0][1], place):
            yield Hit(
                _outside.quoted(case, it),
                Evidence(found[0][0].question, found=found[0][1].dataset),
                Evidence(fact.question, found=place.dataset),
                ip=datum("ip", it.value),
                one=_named.place(found[0][1]),
                one_at=_named.at(case, found[0][0]),
                one_source=_named.dataset(found[0][1].dataset),
                other=_named.place(place),
                other_at=_named.at(case, fact),
                other_source=_named.dataset(place.dataset),
            )


def _differ(one: Place, other: Place) -> bool:
    if one.country != other.country:
        return True
    return bool(one.region and other.region and one.region.ja != other.region.ja and one.region.en != other.region.en)

"""One check: where the address is said to be from which the mail came."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _named, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text


@check(
    id="owners.origin-place",
    over="origin",
    group="owners",
    needs=("geoip",),
    title=Text(ja="発信元IPアドレスの割り当て地", en="Where the origin's address is"),
    says=Text(
        ja="発信元IPアドレス {ip} の割り当て地は、{dataset}によると{place}です。{precision}",
        en="According to {dataset}, the address {ip} from which the mail came is in {place}. {precision}",
    ),
    experts=("RGEO",),
)
def origin_place(case: Case, it: Observable) -> Iterator[Hit]:
    """Informs. A place on a map convinces, so it has to say how exact it is.

    City databases are right to the city for about two thirds of consumer lines, and for cloud operators they name a data centre
    at best. The place is never the sender's address.
    """
    found = _outside.places(case, it.value) if it.value else ()
    if found:
        fact, place = found[0]
        yield Hit(
            _outside.quoted(case, it),
            Evidence(fact.question, found=place.country),
            ip=datum("ip", it.value),
            place=_named.place(place),
            dataset=_named.dataset(place.dataset),
            precision=datum("text", place.precision, _named.PRECISION[place.precision]),
        )

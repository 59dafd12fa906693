"""One check: a Japanese company's mail came from an address abroad."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text


@check(
    id="owners.origin-abroad",
    over="origin",
    group="owners",
    needs=("geoip",),
    title=Text(ja="国外のIPアドレスから送られています", en="Sent from an address abroad"),
    says=Text(
        ja="{brand}は日本の事業者ですが、発信元IPアドレス {ip} の割り当て地は{country}です。割り当て地は国単位の目安です。",
        en="{brand} is a company in Japan, but the address {ip} from which the mail came belongs to {country}, "
        "as far as can be told.",
    ),
    speaks_for=("credential-phishing", "card-phishing"),
    sure="inferred",
    experts=("RGEO",),
)
def origin_abroad(case: Case, it: Observable) -> Iterator[Hit]:
    """Banks, card companies and shops in Japan rarely send from abroad, forgers mostly do.

    Innocent cause: mailing services abroad; mail whose From is the brand's own domain and whose authentication the border
    confirmed is left alone. Anycast addresses have no place and don't count.
    """
    brand = _outside.brand(case)
    if brand is None or brand.country != "JP" or not it.value or _outside.vouched(case, brand.id):
        return
    for fact, place in _outside.places(case, it.value)[:1]:
        if place.country not in ("", "JP") and place.precision != "anycast":
            yield Hit(
                _outside.quoted(case, it),
                Evidence(fact.question, found=place.country, expected="JP"),
                brand=datum("brand", brand.id, brand.names),
                ip=datum("ip", it.value),
                country=datum("country", place.country),
            )

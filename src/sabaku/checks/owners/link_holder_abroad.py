"""One check: a mail to readers in Japan links to a domain whose holder sits abroad."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _asked, _named, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Datum, Evidence, Observable, Registration, Text


@check(
    id="owners.link-holder-abroad",
    over=_asked.landed,
    group="owners",
    needs=("rdap", "whois"),
    title=Text(ja="リンク先ドメインの登録者が国外です", en="The linked domain is held abroad"),
    says=Text(
        ja="リンク先のドメイン {domain} の登録者の所在地は{place}です。日本の利用者に宛てたメールの内容と合いません。",
        en="The linked domain {domain} is registered to somebody in {place}, which does not fit a mail to customers in Japan.",
    ),
    speaks_for=("phishing",),
    sure="inferred",
    experts=("WFOR",),
)
def link_holder_abroad(case: Case, it: Observable) -> Iterator[Hit]:
    """Country and state of the registrant are published even where the name is hidden (ICANN registration data policy).

    Innocent cause: services abroad that Japanese companies use. Privacy services give their own country, so those are left out.
    """
    landing = _asked.landing(case, it)
    if landing is None or not _outside.is_japanese(case):
        return
    held = _outside.registration(case, landing.domain)
    if held and held[1].country not in ("", "JP") and not held[1].privacy:
        yield Hit(
            _outside.quoted(case, it),
            Evidence(held[0].question, found=held[1].country, expected="JP"),
            domain=datum("domain", landing.domain),
            place=_place(held[1]),
        )


def _place(held: Registration) -> Datum:
    country = _named.country_names(held.country)
    if not held.state:
        return datum("place", held.country, country)
    return datum("place", held.country, Text(f"{country.ja}({held.state})", f"{held.state}, {country.en}"))

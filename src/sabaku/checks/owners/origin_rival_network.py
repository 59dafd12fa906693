"""One check: a company that runs networks itself is said to send from somebody else's cloud."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text

SECTORS = frozenset({"hoster", "isp", "telecom"})
RENTED = frozenset({"cloud", "hosting", "vpn", "tor"})


@check(
    id="owners.origin-rival-network",
    over="origin",
    group="owners",
    needs=("network", "dns"),
    title=Text(ja="他社のネットワークから送られています", en="Sent from a rival's network"),
    says=Text(
        ja="{brand}は自らネットワークを持つ事業者ですが、このメールは{operator}のネットワークから送られています。",
        en="{brand} runs networks of its own, but this mail came from the network of {operator}.",
    ),
    advice=Text(
        ja="事業者の公式サイトに掲載されている連絡先で、このメールを送ったかどうかを確認してください。",
        en="Ask the company, by a contact from its own web site, whether it sent this mail.",
    ),
    speaks_for=("credential-phishing",),
    sure="inferred",
    experts=("RIP", "CTX"),
    attacks=(40,),
)
def origin_rival_network(case: Case, it: Observable) -> Iterator[Hit]:
    """Hosters and providers send their notices from their own servers; a rival's cloud is rented by whoever poses as them.

    Innocent cause: some providers send newsletters through a mailing service, which itself runs in a cloud. Cloud machines with a
    reverse name, and mail from the provider's own domain that the border confirmed, are therefore left alone.
    """
    brand = _outside.brand(case)
    if brand is None or brand.sector not in SECTORS or not it.value or _outside.vouched(case, brand.id):
        return
    found = _outside.network(case, it.value)
    if found is None or found[1].use not in RENTED or (found[1].use == "cloud" and not _outside.nameless(case)):
        return
    if not _outside.named_in(brand, found[1].organisation):
        yield Hit(
            _outside.quoted(case, it),
            Evidence(found[0], found=found[1].organisation, expected=brand.names.en),
            brand=datum("brand", brand.id, brand.names),
            operator=found[1].organisation,
        )

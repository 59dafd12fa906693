"""One check: who hosts the linked site, and where."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _asked, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text


@check(
    id="owners.link-hoster",
    over=_asked.landed,
    group="owners",
    needs=("dns", "network"),
    title=Text(ja="リンク先サイトの設置場所", en="Who hosts the linked site"),
    says=Text(
        ja="リンク先の {host} のIPアドレスは {ip} で、{operator}のネットワーク({country})にあります。",
        en="The linked host {host} has the address {ip}, in the network of {operator} ({country}).",
    ),
    experts=("LIPH",),
)
def link_hoster(case: Case, it: Observable) -> Iterator[Hit]:
    """Informs. The operator of the server's network is whom to ask to take the site down."""
    landing = _asked.landing(case, it)
    if landing is None:
        return
    for question, ip in _outside.ips(case, landing.link.host)[:2]:
        found = _outside.network(case, ip)
        if found is not None and found[1].use != "cdn":
            evidence = [Evidence(one, found=ip) for one in (question,) if one is not None]
            yield Hit(
                _outside.quoted(case, it),
                *evidence,
                Evidence(found[0], found=found[1].organisation),
                host=datum("domain", landing.link.host),
                ip=datum("ip", ip),
                operator=found[1].organisation,
                country=datum("country", found[1].country),
            )

"""One check: the linked site hides behind a delivery network."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _asked, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text


@check(
    id="owners.link-behind-cdn",
    over=_asked.landed,
    group="owners",
    needs=("dns", "network"),
    title=Text(ja="リンク先サイトの本当の設置場所は隠されています", en="The linked site's real server is hidden"),
    says=Text(
        ja="リンク先の {host} は{operator}の配信網(CDN)を経由しており、本当のサーバーの場所は分かりません。",
        en="The linked host {host} is served through the network of {operator}; where its real server is cannot be seen.",
    ),
    experts=("CDN",),
)
def link_behind_cdn(case: Case, it: Observable) -> Iterator[Hit]:
    """Informs: a place shown for such an address would be wrong. Reports go to the delivery network, which passes them on.

    Half of the honest web stands behind the same networks, so it is no sign by itself.
    """
    landing = _asked.landing(case, it)
    if landing is None:
        return
    for question, ip in _outside.ips(case, landing.link.host)[:1]:
        found = _outside.network(case, ip)
        if found is not None and found[1].use == "cdn":
            evidence = [Evidence(one, found=ip) for one in (question,) if one is not None]
            yield Hit(
                _outside.quoted(case, it),
                *evidence,
                Evidence(found[0], found=found[1].organisation),
                host=datum("domain", landing.link.host),
                operator=found[1].organisation,
            )

"""One check: a provider's notice from a competitor's network."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.brands import Brand, squeeze
from sabaku.checks import _route
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text


@check(
    id="route.rivals-network",
    over="origin",
    group="route",
    title=Text(
        ja="競合する事業者のネットワークから送られています",
        en="It came from a competitor's network",
    ),
    says=Text(
        ja="{brand} はサーバーや回線を自ら提供する事業者ですが、発信元 {ip} は別の事業者 {network} のネットワークです。自社"
        "の設備を使わず他社から送る理由がありません。",
        en="{brand} offers servers or lines itself, yet the origin {ip} is in the network of another provider, {network}. "
        "It has no reason to send from there.",
    ),
    needs=("network",),
    sure="inferred",
    experts=("RIP", "CTX"),
)
def rivals_network(case: Case, it: Observable) -> Iterator[Hit]:
    """The claimed company would hardly use a competitor's network for its own notices. Innocent cause: hosters also use mail
    services and clouds; so it is said only where neither names nor sender authentication vouch for the mail.
    """
    origin, claim = _route.sure(case), _route.claimed(case)
    if origin is None or origin.ip is None or claim is None or claim[1].sector not in SECTORS or _route.by_service(case):
        return
    case.need("network", origin.ip)
    told = _route.network(case, origin.ip)
    if told is None or not told[1].organisation or _route.of_brand(claim[1], origin.rdns) or _route.vouched(case):
        return
    name = told[1].organisation
    if not _own(claim[1], name):
        answer = Evidence(told[0].question, found=name)
        yield Hit(
            Evidence(it.seen, found=it.shown), answer, brand=_route.named(claim[1].id), ip=datum("ip", origin.ip), network=name
        )


SECTORS = frozenset({"hoster", "isp", "telecom", "cloud", "webmail"})


def _own(brand: Brand, organisation: str) -> bool:
    """Whether the network is the provider's own, by its name."""
    name = squeeze(organisation)
    words = {squeeze(word) for word in (brand.id, brand.names.en, brand.names.ja, *brand.aliases) if len(word) >= 3}
    return any(word in name for word in words)

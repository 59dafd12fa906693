"""One check: a provider's notice from a competitor's network."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _results, _route
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._named import named
from sabaku.model import Case, Evidence, Observable, Text


@check(
    id="route.rivals-network",
    over="origin",
    group="route",
    title=Text(
        ja="よその事業者のネットワークから送られています",
        en="It came from another provider's network",
    ),
    says=Text(
        ja="{brand}は自社でサーバーや回線を持つ事業者ですが、このメールは {network} のネットワーク({ip})から送られています。"
        "自社の設備を使わない理由が見当たりません。",
        en="{brand} has servers and lines of its own, yet this mail came from the network of {network} ({ip}). "
        "There is no evident reason for that.",
    ),
    needs=("network",),
    sure="inferred",
    speaks_for=("phishing",),
    experts=("RIP", "CTX"),
    attacks=(40,),
)
def rivals_network(case: Case, it: Observable) -> Iterator[Hit]:
    """The claimed company would hardly use a competitor's network for its own notices. Innocent cause: hosters also use mail
    services and clouds; so it is said only where neither names nor sender authentication vouch for the mail. Behind a forwarder
    the network is that brand's, and tells nothing.
    """
    origin, claim = _route.sure(case), _route.claimed(case)
    if origin is None or origin.ip is None or claim is None or claim[1].sector not in _route.PROVIDERS or _route.by_service(case):
        return
    if claim[1].product:  # a program that others run
        return
    if case.seen("list", "forwarder", "filter"):
        return
    case.need("network", origin.ip)
    told = _route.network(case, origin.ip)
    if told is None or not told[1].organisation or _route.of_brand(claim[1], origin.rdns) or _results.vouched(case):
        return
    name, served = told[1].organisation, told[1].use == "cloud" and origin.rdns
    if not served and not _route.own_network(claim[1], name):
        answer = Evidence(told[0].question, found=name, expected=claim[1].names.en)
        yield Hit(Evidence(it.seen, found=it.shown), answer, brand=named(claim[1].id), ip=datum("ip", origin.ip), network=name)

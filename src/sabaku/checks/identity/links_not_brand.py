"""No link leads to the claimed brand."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _notes, _route
from sabaku.checks._authorities import counts_for_state, states_own
from sabaku.checks._branches import twin
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._claimed import claims, own
from sabaku.checks._foreign import foreign
from sabaku.checks._hosts import is_filters, listed, of_others, service_kinds
from sabaku.checks._links import leading
from sabaku.checks._named import brands_sites, named, own_names
from sabaku.checks._results import refuted
from sabaku.checks._who import senders
from sabaku.model import Case, Evidence, Link, Observable, Text
from sabaku.names.brands import Brand, brands, owners, standing
from sabaku.names.hosts import registrable
from sabaku.names.whose import authentic

_SHORT = Text("(短縮URL。その先は開くまで分かりません)", " (a shortener: where it goes on to is not seen before the click)")


@check(
    id="identity.links-not-brand",
    over="message",
    group="identity",
    title=Text("リンク先が、名乗っている会社のサイトではありません", "The links don't lead to the claimed brand's site"),
    says=Text(
        "{brand}を名乗っていますが、リンク先は {link}{short}で、{brand}のドメイン({own})ではありません。",
        "It claims to come from {brand}, but its link leads to {link}{short}, not to a domain of {brand} ({own}).",
    ),
    experts=("LD", "LBTN", "LHID"),
    speaks_for=("phishing",),
    quiet_when=("identity.own-ground",),
)
def links_not_brand(case: Case, _: Observable) -> Iterator[Hit]:
    """The From field can be forged for nothing, but the page that collects passwords has to stand somewhere.

    Silent where the sender is authentic, since brands link through mailing services too, and for software that its users run
    where all links lead to the site in From; a shop may lead to the carrier that brings the parcel. Innocent causes: an
    authentic mail whose results of authentication are not known and which links through a tracker.
    """
    claimed = claims(case)
    links = [(it, link) for it, link in leading(case) if not of_others(link.host) and not _hidden(case, link)]
    if not claimed or not links or not claimed[0].brand.domains:
        return
    named_so = any("from-name" in one.claim.why for one in claimed)
    if case.message.named("list-id") and not named_so and foreign(case) is None:
        return
    if any(
        standing(one.brand.id, sender.domain) and authentic(case, sender.domain) for one in claimed for sender in senders(case)
    ):
        return
    if any(_leads_to(one.brand, link) for one in claimed for _, link in links) or all(_tracks(link.host) for _, link in links):
        return
    if twin(case) and any(link.domain == twin(case) for _, link in links):
        return
    if claimed[0].brand.product and _route.hosts_panel(case):
        return
    if claimed[0].brand.product and {link.domain for _, link in links} <= {registrable(it.domain) for it in senders(case)}:
        return
    it, link = links[0]
    yield Hit(
        Evidence(it.seen, found=case.message.quote(it.seen), expected=own_names(claimed[0].brand)[0]),
        brand=named(claimed[0].brand.id),
        link=datum("domain", link.host),
        short=datum("text", "shortener", _SHORT if listed(link.host, "shorteners") else Text(" ", "")),
        own=brands_sites(claimed[0].brand),
    )


def _hidden(case: Case, link: Link) -> bool:
    """Whether a mail filter has put an address of its own in place of one that only it knows: that is unknown, and not foreign.
    Believed of mail in a brand's own name that the brand's machine sent, or that the house's filter passed on."""
    if "gateway" not in service_kinds(link.wraps) or not is_filters(link.host):
        return False
    return bool(case.seen("list", "filter")) or _as_the_brand_sends(case)


def _as_the_brand_sends(case: Case) -> bool:
    """Whether the border took it from a machine with a confirmed name of the brand's, which sends nobody else's words."""
    found, hop = own(case), _route.origin_hop(case)
    if found is not None and found[0].brand.id in _notes.PLATFORMS:
        return False
    if found is None or hop is None or not _route.names_reverse(hop[1]) or refuted(case, found[1].domain) is not None:
        return False
    return bool(case.origin.rdns) and _route.of_brand(found[0].brand, case.origin.rdns)


def _tracks(host: str) -> bool:
    """Whether a carrier's own site stands there, at which the parcel is looked up."""
    return any(brands()[it].sector == "courier" for it in owners(host))


def _leads_to(brand: Brand, link: Link) -> bool:
    return bool(standing(brand.id, link.host)) or states_own(link.host, brand) or counts_for_state(link, brand)

"""One check: a Message-ID made of the recipient's domain."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _results, _route
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Hop, Observable, Text
from sabaku.names.hosts import registrable


@check(
    id="route.message-id-recipient",
    over="message",
    group="route",
    title=Text(
        ja="Message-IDに受信者のドメインが使われています",
        en="The Message-ID uses the recipient's own domain",
    ),
    says=Text(
        ja="Message-IDの@より後ろが、受信者側のドメイン {domain} になっています。"
        "外から届いたメールなのに、受信者側で作られたように見せかけています。",
        en="The Message-ID ends in the recipient's own domain {domain}, though the mail came from outside: made to look "
        "as if it had been written there.",
    ),
    experts=("MID",),
    attacks=(46, 41),
)
def message_id_recipient(case: Case, it: Observable) -> Iterator[Hit]:
    """Kits that send to self-addressed victims build the identifier from the recipient's address. Innocent cause: a reply that
    a web form sends in the recipient's own name. A colleague's mail, proven to be the house's own, is left out.
    """
    header = _route.header(case, "message-id")
    found = _route.origin_hop(case)
    seen = case.first("domain", "message-id")
    if header is None or seen is None or found is None or case.seen("list") or not case.origin.ip:
        return
    if seen.value not in _route.home_sites(case) or registrable(found[1].rdns or "-") == seen.value:
        return
    if _results.vouched(case) and any(_route.domain_of(it) == seen.value for it in _route.from_domains(case)):
        return
    by = {hop.detail.by for hop in case.seen("hop", "inside", "border") if isinstance(hop.detail, Hop)}
    if seen.shown.lower() not in by:
        yield Hit(_route.at(case, seen.seen, seen.shown), domain=datum("domain", seen.shown))

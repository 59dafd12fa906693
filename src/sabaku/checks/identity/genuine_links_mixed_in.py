"""Genuine links of the brand beside one that leads elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check, datum
from sabaku.checks._claimed import claims, own
from sabaku.checks._links import leading, targets
from sabaku.checks._named import named
from sabaku.checks._said import has
from sabaku.checks._who import senders
from sabaku.model import Case, Evidence, Observable, Text
from sabaku.names.brands import owners, standing
from sabaku.names.hosts import registrable
from sabaku.names.whose import authentic


@check(
    id="identity.genuine-links-mixed-in",
    over="message",
    group="identity",
    title=Text(
        "本物のリンクの中に、別のサイトへのリンクが混ぜてあります", "Genuine links of the brand, and one that leads elsewhere"
    ),
    says=Text(
        "{brand}の本物のリンク({real})も含まれていますが、{link} へのリンクが混ぜてあります。本物らしく見せるための手口です。",
        "It has genuine links of {brand} ({real}), and among them one to {link}: the former make the latter look real.",
    ),
    quiet_when=("links.action-elsewhere",),
    experts=("LEGITMIX", "LD"),
)
def genuine_links_mixed_in(case: Case, _: Observable) -> Iterator[Hit]:
    """A real notice is copied with all its links, and only the button is exchanged.

    Judged where From is not authentic for the brand; if From shows its domain, where the mail asks or threatens.
    What only stands in the plain version because the false link shows it is no link of the mail's (links.text-shows-another-host
    tells of it). Innocent causes: mail that really links to partners or trackers.
    """
    claimed = claims(case)
    if not claimed or (own(case) is not None and not has(case, "credential", "threat")):
        return
    id = claimed[0].brand.id
    if any(authentic(case, it.domain) and standing(id, it.domain) for it in senders(case)):
        return
    genuine = [(it, link) for it, link in leading(case) if standing(id, link.host)]
    sent_from = set() if "from-name" in claimed[0].claim.why else {registrable(it.domain) for it in senders(case)}
    other = [
        (it, link)
        for it, link in targets(case)
        if not standing(id, link.host) and not owners(link.host) and link.domain not in sent_from
    ]
    if not genuine or not other:
        return
    yield Hit(
        Evidence(other[0][0].seen, found=case.message.quote(other[0][0].seen)),
        Evidence(genuine[0][0].seen, found=case.message.quote(genuine[0][0].seen)),
        brand=named(id),
        real=datum("domain", genuine[0][1].host),
        link=datum("domain", other[0][1].host),
    )

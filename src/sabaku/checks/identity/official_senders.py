"""The senders that the brand itself publishes."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.brands import suffixes
from sabaku.checks._check import Hit, check
from sabaku.checks.identity._who import claims, domain, named, place, senders, through_list
from sabaku.model import Case, Datum, Observable, Text


@check(
    id="identity.official-senders",
    over="message",
    group="identity",
    title=Text("公表されている送信元のドメイン一覧にありません", "Not among the senders that the brand publishes"),
    says=Text(
        "{brand}が送信元として公表しているドメインは {published} などで、{domain} は含まれていません。",
        "{brand} publishes the domains it sends from, such as {published}; {domain} is not among them.",
    ),
    experts=("OFFDOM",),
)
def official_senders(case: Case, _: Observable) -> Iterator[Hit]:
    """Many Japanese companies publish a list of the domains they send from; experts compare with it first.

    Informs only: lists grow old, and other checks weigh the domain itself.
    """
    claimed = [one for one in claims(case) if one.brand.mail_domains]
    if not claimed or through_list(case):
        return
    one = claimed[0]
    for sender in senders(case):
        if not any(suffix in one.brand.mail_domains for suffix in suffixes(sender.domain)):
            shown = one.brand.mail_domains[:4]
            published = Datum("text", ", ".join(shown), Text("、".join(shown), ", ".join(shown)))
            yield Hit(place(sender, shown[0]), brand=named(one.brand.id), domain=domain(sender.domain), published=published)
            return

"""The senders that the brand itself publishes."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check, datum
from sabaku.checks._claimed import claims
from sabaku.checks._foreign import foreign
from sabaku.checks._named import named
from sabaku.checks._who import place, senders, through_list
from sabaku.model import Case, Datum, Observable, Text
from sabaku.names import brands
from sabaku.names.hosts import suffixes


@check(
    id="identity.official-senders",
    over="message",
    group="identity",
    title=Text("会社のドメインですが、公表されている送信元ではありません", "The brand's domain, but no sender that it publishes"),
    says=Text(
        "差出人の {domain} は{brand}のドメインですが、送信元として公表されている {published} には含まれていません。",
        "The From domain {domain} is {brand}'s, but not among the senders that it publishes ({published}).",
    ),
    experts=("OFFDOM",),
)
def official_senders(case: Case, _: Observable) -> Iterator[Hit]:
    """Many Japanese companies publish a list of the domains they send from; experts compare with it first.

    Informs only: lists grow old. Addresses of its subscribers are no senders of its own. A domain that is not even
    the brand's is told of by identity.from-not-brand.
    """
    claimed = [one for one in claims(case) if one.brand.mail_domains]
    if not claimed or through_list(case) or foreign(case) is not None:
        return
    one = claimed[0]
    for sender in senders(case):
        if brands.standing(one.brand.id, sender.domain) == "subscriber":
            continue
        if not any(suffix in one.brand.mail_domains for suffix in suffixes(sender.domain)):
            shown = one.brand.mail_domains[:4]
            more = len(one.brand.mail_domains) > len(shown)
            told = Text("、".join(shown) + "など" * more, ", ".join(shown) + " and others" * more)
            published = Datum("text", ", ".join(shown), told)
            yield Hit(
                place(sender, shown[0]), brand=named(one.brand.id), domain=datum("domain", sender.domain), published=published
            )
            return

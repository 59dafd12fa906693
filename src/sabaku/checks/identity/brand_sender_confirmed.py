"""From shows the brand's own domain, and it is authentic: a good sign."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _notes, _pretender
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._claimed import claims
from sabaku.checks._named import named
from sabaku.checks._who import place, senders
from sabaku.model import Case, Observable, Text
from sabaku.names.brands import standing
from sabaku.names.whose import authentic


@check(
    id="identity.brand-sender-confirmed",
    over="message",
    group="identity",
    title=Text("名乗っている会社のドメインから送られたことが確認できました", "It really came from the claimed brand's domain"),
    says=Text(
        "{brand}を名乗り、差出人のドメイン {domain} はその会社のもので、送信ドメイン認証にも合格しています。",
        "It claims to come from {brand}; the From domain {domain} is that brand's, and sender authentication passes for it.",
    ),
)
def brand_sender_confirmed(case: Case, _: Observable) -> Iterator[Hit]:
    """The strongest thing that speaks for a mail: the name, the domain read on a page as the brand's, and an authentic sender.

    Not proof of honesty: an account at the brand or at its mailer may be stolen (RFC 7489 section 2.4: authentication says who,
    not whether that is a good one). Silent where a stranger's note in the notice is what the reader shall act on: the sign
    speaks for the platform, not for the stranger.
    """
    if _notes.stranger(case) is not None or _pretender.pretender(case) is not None:
        return
    for one in claims(case):
        for sender in senders(case):
            proof = authentic(case, sender.domain) if standing(one.brand.id, sender.domain) == "verified" else None
            if proof is not None:
                yield Hit(place(sender), proof, brand=named(one.brand.id), domain=datum("domain", sender.domain))
                return

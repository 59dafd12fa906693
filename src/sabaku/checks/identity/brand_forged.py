"""From shows the brand's own domain, and the recipient's server says that it is forged."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check, datum
from sabaku.checks._claimed import among_subscribers, own
from sabaku.checks._named import named
from sabaku.checks._results import refuted
from sabaku.checks._who import place, through_list, witnessed
from sabaku.model import Case, Observable, Text


@check(
    id="identity.brand-forged",
    over="message",
    group="identity",
    title=Text("差出人は本物のドメインですが、偽装されています", "The From domain is the real one, but forged"),
    says=Text(
        "差出人は{brand}の本物のドメイン {domain} ですが、送信ドメイン認証の結果({result})は、"
        "そこから送られたものではないことを示しています。",
        "From shows {domain}, the real domain of {brand}, but sender authentication ({result}) says that it did not come "
        "from there.",
    ),
    experts=("FSP", "AUTH", "FFORGE"),
    speaks_for=("phishing",),
    attacks=(37,),
    decisive=True,
    quiet_when=("route.passed-on",),
)
def brand_forged(case: Case, _: Observable) -> Iterator[Hit]:
    """Anybody can write any address into From; DMARC (RFC 9989) and SPF (RFC 7208) tell who may.

    Counts only results of the recipient's own border, of a mailbox provider that provably passed the mail on, or our own
    verification. The marks of another forwarder excuse nothing: any sender can write them. Innocent causes: a forwarder or
    mailing list that breaks SPF and DKIM on the way, a brand whose own records are wrong.
    """
    found = own(case) or among_subscribers(case)
    if found is None or through_list(case) or (case.seen("list", "mailing-list", "group", "filter") and not witnessed(case)):
        return
    claimed, sender = found
    proof = refuted(case, sender.domain)
    if proof is not None:
        yield Hit(place(sender), proof, brand=named(claimed.brand.id), domain=datum("domain", sender.domain), result=proof.found)

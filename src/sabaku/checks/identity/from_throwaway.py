"""From stands at a domain of the kind that is bought by the dozen and thrown away."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check, datum
from sabaku.checks._firms import of_a_firm
from sabaku.checks._links import clicked
from sabaku.checks._throwaway import throwaway
from sabaku.checks._who import author, place
from sabaku.model import Case, Datum, Observable, Text
from sabaku.names.hosts import tld


@check(
    id="identity.from-throwaway",
    over="message",
    group="identity",
    sure="inferred",
    title=Text("差出人のドメインが使い捨ての特徴を持っています", "The From domain is of the throw-away kind"),
    says=Text(
        "差出人のドメイン {domain} は{kind}です。大量に取得して使い捨てる送信者がよく使います。",
        "The From domain {domain} {kind}: the sort that senders buy by the dozen and throw away.",
    ),
    experts=("FRAND",),
)
def from_throwaway(case: Case, _: Observable) -> Iterator[Hit]:
    """Names under the cheapest endings, under a reseller's `sa.com`, of a dynamic DNS service, or with a ladder of single letters
    below them cost next to nothing. Judged where the mail has links. Left out: who provably writes from it and says its name in
    words. Inferred. Innocent causes: small projects that liked the ending.
    """
    sender = author(case)
    kind = throwaway(sender.domain) if sender is not None else None
    if sender is None or kind is None or of_a_firm(case):
        return
    if any(it.role != "text" for it in clicked(case)):
        yield Hit(place(sender), domain=datum("domain", sender.domain), kind=Datum("text", tld(sender.domain), kind))

"""A company that writes from a free-mail or subscriber address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sabaku.brands import is_public, standing, tokens
from sabaku.checks._check import Hit, check
from sabaku.checks.identity._who import Claimed, Sender, authentic, claims, domain, named, own, place, senders, through_list
from sabaku.model import Case, Observable, Text


@check(
    id="identity.from-free-mail",
    over="message",
    group="identity",
    title=Text(
        "会社を名乗っていますが、差出人はフリーメールなど個人用のアドレスです",
        "A company that writes from a personal mail address",
    ),
    says=Text(
        "{brand}を名乗っていますが、差出人のアドレスは、誰でも取得できる {domain} のものです。",
        "It claims to come from {brand}, but the sender's address is at {domain}, where anybody can have one.",
    ),
    experts=("FFREE", "FD", "FDISP", "FOTHER"),
    speaks_for=("credential-phishing", "card-phishing"),
    attacks=(15,),
)
def from_free_mail(case: Case, _: Observable) -> Iterator[Hit]:
    """Banks, shops and hosters don't write from Gmail or from a mobile carrier's subscriber address.

    A carrier that writes at its own subscribers' domain is left out. Innocent causes: a very small shop;
    a person who writes about the brand and is taken for it.
    """
    claimed = claims(case)
    if not claimed or own(case) is not None or through_list(case):
        return
    for sender in senders(case):
        if is_public(sender.domain) and not _carrier_itself(case, claimed, sender):
            yield Hit(place(sender), brand=named(claimed[0].brand.id), domain=domain(sender.domain))
            return


def _carrier_itself(case: Case, claimed: Iterable[Claimed], sender: Sender) -> bool:
    """Whether a carrier writes at the domain of its own subscribers: proven, and under its own name, which nobody gets."""
    words = set(re.split(r"[^a-z0-9]+", sender.who.local))
    for one in claimed:
        own = words & {word for word, id in tokens().items() if id == one.brand.id}
        if own and standing(one.brand.id, sender.domain) == "subscriber" and authentic(case, sender.domain) is not None:
            return True
    return False

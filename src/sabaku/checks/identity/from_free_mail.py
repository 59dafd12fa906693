"""A company that writes from a free-mail or subscriber address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sabaku.checks import _files
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._claimed import Claimed, claims, own
from sabaku.checks._links import targets
from sabaku.checks._named import brands_domains, named
from sabaku.checks._results import refuted
from sabaku.checks._who import Sender, place, senders, through_list
from sabaku.model import Case, Datum, Observable, Text
from sabaku.names.brands import Brand, is_public, standing
from sabaku.names.brandwords import tokens
from sabaku.names.whose import authentic
from sabaku.text import late


@check(
    id="identity.from-free-mail",
    over="message",
    group="identity",
    title=Text(
        "会社を名乗っていますが、差出人はフリーメールなど個人用のアドレスです",
        "A company that writes from a personal mail address",
    ),
    says=Text(
        "{brand}を名乗っていますが、差出人のアドレスは、個人でも取得できる {domain} のものです。{known}",
        "It claims to come from {brand}, but the sender's address is at {domain}, where any private person can have one.{known}",
    ),
    experts=("FFREE", "FD", "FDISP", "FOTHER", "OFFDOM"),
    speaks_for=("phishing",),
    attacks=(15,),
)
def from_free_mail(case: Case, _: Observable) -> Iterator[Hit]:
    """Banks, shops and hosters don't write from Gmail or from a mobile carrier's subscriber address.

    A provider that writes at its own subscribers' domain is left out. Innocent causes: a very small shop;
    a person who writes about the brand and is taken for it.
    """
    claimed = claims(case)
    if not claimed or own(case) is not None or through_list(case):
        return
    for sender in senders(case):
        if is_public(sender.domain) and not _carrier_itself(case, claimed, sender) and not _own_subscriber(claimed, sender):
            brand = claimed[0].brand
            yield Hit(
                place(sender), brand=named(brand.id), domain=datum("domain", sender.domain), known=_known(brand, sender.domain)
            )
            return


def _known(brand: Brand, domain: str) -> Datum:
    """The sentence with the domains that are known to be its own; none where no page was read that says so, nor for a provider's
    own subscriber."""
    if not brand.verified or standing(brand.id, domain):
        return Datum("text", "", Text("", ""))
    name, own = brand.names, brands_domains(brand).names or Text("", "")
    said = Text(f"{name.ja}のドメインとして確認できているのは {own.ja} です。", f" Known to be {name.en}'s: {own.en}.")
    return Datum("text", own.en, said)


_KEPT = late.pattern(
    r"(?:no-?_?reply|do-?not-?reply|auto-?reply|support|info|information|post-?master|host-?master|web-?master|abuse|security|billing"
    r"|mailer-daemon|admin|administrator|help|customer|notice|notification|news|service"
    r"|ne-?_?pas-?_?repondre|no-?_?responder|nao-?_?responder?|nicht-?_?antworten|non-?_?rispondere|niet-?_?beantwoorden"
    r"|service-?client|kundenservice|klantenservice"
    r"|microsoftexchange329e71ec88ae4615bbc36ab6ce41109e)"
)
"""Names that a provider keeps from its subscribers: those of RFC 2142, those of automatic mail, and the one under which Exchange
sends its own reports (Microsoft, Get-OrganizationConfig: MicrosoftExchangeRecipientPrimarySmtpAddress)."""


def _carrier_itself(case: Case, claimed: Iterable[Claimed], sender: Sender) -> bool:
    """Whether a provider writes at the domain of its own subscribers, under a name that none of them gets.

    Its own name in the address must be proven. An office's name is nobody's to have: there it is enough that nothing shows a
    forgery, and that the links lead to the provider. Under any other name both: proven, and there is nowhere else to be led,
    neither by a link nor by a file. A subscriber who writes such a mail gains nothing by it.
    """
    if not any(standing(one.brand.id, sender.domain) == "subscriber" for one in claimed):
        return False
    if refuted(case, sender.domain) is not None:  # forged: identity.brand-forged tells of it
        return True
    if _KEPT.fullmatch(sender.who.local):
        return _leads_home(case, claimed)
    proven = authentic(case, sender.domain) is not None
    if proven and targets(case) and not _files.beside(case) and _leads_home(case, claimed):
        return True
    words = set(re.split(r"[^a-z0-9]+", sender.who.local))
    return proven and any(tokens().get(word) == one.brand.id for one in claimed for word in words)


def _own_subscriber(claimed: Iterable[Claimed], sender: Sender) -> bool:
    """Whether nothing but the left part of a subscriber's address holds the provider's name, in which it says nothing."""
    return all(set(one.claim.why) <= {"from-local"} and standing(one.brand.id, sender.domain) == "subscriber" for one in claimed)


def _leads_home(case: Case, claimed: Iterable[Claimed]) -> bool:
    """Whether every link leads to a claimed brand, and the answer goes to the sender."""
    hosts = [link.host for _, link in targets(case)]
    return not case.seen("address", "reply-to") and all(any(standing(one.brand.id, it) for one in claimed) for it in hosts)

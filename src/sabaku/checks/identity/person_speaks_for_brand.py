"""A person's mailbox at a stranger's domain speaks for a Japanese company."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check, datum
from sabaku.checks._foreign import foreign
from sabaku.checks._named import named
from sabaku.checks._route import platform_name
from sabaku.checks._who import place
from sabaku.model import Case, Datum, Observable, Text
from sabaku.names.brands import standing
from sabaku.text import late

_PERSON = late.pattern(r"[a-z]{3,12}[._][a-z]{3,14}[0-9]{0,2}[a-z]?")
_ROLE = late.pattern(
    r"info|mail|news|notice|notif|support|service|help|desk|admin|account|update|order|contact|alert|member|customer|bounce|system|team"
    r"|reply|post|web|card|pay|bank|shop|store|point|security|safe|user|client|office|sales|japan|tokyo|official|campaign|event"
)


@check(
    id="identity.person-speaks-for-brand",
    over="message",
    group="identity",
    sure="inferred",
    title=Text("個人名のアドレスが会社を名乗っています", "A person's mailbox speaks for a company"),
    says=Text(
        "{brand}を名乗っていますが、差出人は {local}@{domain} という、会社と無関係なところの個人名のアドレスです。"
        "乗っ取られたか、適当に作られたアドレスとみられます。",
        "It claims to come from {brand}, but is sent from {local}@{domain}, a person's mailbox at a place that has nothing to do "
        "with it: taken over or made up.",
    ),
    speaks_for=("phishing",),
    experts=("FRAND", "FOTHER", "FD"),
)
def person_speaks_for_brand(case: Case, _: Observable) -> Iterator[Hit]:
    """Companies send notices from addresses of a role. Judged for companies of Japan whose domains are known, by the form
    «first.last». Innocent causes: an agency's employee who writes for the company."""
    found = foreign(case)
    if found is None or found[0].brand.country != "JP" or not found[0].brand.domains or platform_name(found[1].domain):
        return
    claimed, sender = found
    local = sender.who.local.lower()
    if _PERSON.fullmatch(local) and not _ROLE.search(local) and not standing(claimed.brand.id, sender.domain):
        yield Hit(
            place(sender),
            brand=named(claimed.brand.id),
            local=Datum("text", sender.who.local),
            domain=datum("domain", sender.domain),
        )

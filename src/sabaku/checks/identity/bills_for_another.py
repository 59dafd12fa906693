"""One check: a bill for a known product, by telephone only, from somebody who does not sell it."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _firms, _letter, _said
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._claimed import claims
from sabaku.checks._named import named
from sabaku.checks._who import place, senders
from sabaku.model import Case, Observable, Text
from sabaku.names import brands

SHORT = 2500


@check(
    id="identity.bills-for-another",
    over="message",
    group="identity",
    sure="inferred",
    title=Text("有名な製品の請求ですが、その会社とは関係のない差出人からです", "A bill for a known product, from somebody else"),
    says=Text(
        "{brand}の「{item}」の代金を知らせていますが、差出人の {domain} は{brand}のドメインではなく、連絡先は電話番号 "
        "{phone} だけです。",
        "It bills for “{item}” of {brand}, but {domain} is none of {brand}'s domains, and all that it gives is the number "
        "{phone}.",
    ),
    advice=Text(
        "電話をかけず、契約の有無は公式サイトの会員ページで確かめてください。",
        "Do not call; look on the maker's own site whether you have a contract at all.",
    ),
    experts=("FD", "SCARE"),
    speaks_for=("callback",),
    attacks=(73,),
)
def bills_for_another(case: Case, _: Observable) -> Iterator[Hit]:
    """Call-back fraud names the product and hides behind «Account services» (FTC 2021: false renewals).

    Innocent causes: a dealer who renewed a customer's licence; such a one is named at a proven domain, or has links.
    """
    item, phone = _said.first(case, "callback.item"), case.first("phone")
    if item is None or phone is None or claims(case) or _said.leads(case) or _letter.size(case) > SHORT:
        return
    if not _said.has(case, "callback.charge", "scare.purchase") or _firms.firm(case) or case.seen("list", "mailing-list"):
        return
    sender = next(iter(senders(case)), None)
    whose = next((it for it in case.seen("brand") if it.seen.view == item.seen.view and _within(it, item)), None)
    brand = brands.brand(whose.value) if whose is not None else None
    if sender is None or brand is None or brands.standing(brand.id, sender.domain):
        return
    yield Hit(
        place(sender),
        _said.quote(item),
        _said.quote(phone),
        brand=named(brand.id),
        item=item.shown,
        domain=datum("domain", sender.domain),
        phone=phone.shown,
    )


def _within(one: Observable, other: Observable) -> bool:
    return one.seen.start < other.seen.end and other.seen.start < one.seen.end

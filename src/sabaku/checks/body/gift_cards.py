"""One check: payment by gift cards or prepaid money."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _said, _told
from sabaku.checks._check import Hit, check
from sabaku.checks._claimed import own
from sabaku.model import Case, Observable, Text
from sabaku.names.whose import authentic
from sabaku.text import late
from sabaku.text.fold import fold

_CARDS = (
    "ギフトカード",
    "ギフト券",
    "電子マネー",
    "プリペイド",
    "bitcash",
    "ビットキャッシュ",
    "gift card",
    "itunes",
    "steam card",
    *("webmoney", "ウェブマネー", "bitcash", "ビットキャッシュ"),
    "google play card",
    "vanilla card",
    *("geschenkkarte", "guthabenkarte", "carte cadeau", "cartes cadeaux", "cartes-cadeaux", "tarjeta de regalo"),
    *("tarjetas de regalo", "carte regalo", "buoni regalo", "cartoes presente", "cartoes de presente"),
    *("기프트카드", "기프트 카드", "상품권"),
    fold("подарочн"),
)


@check(
    id="body.gift-cards",
    over="message",
    said=("boss", "deadline", "threat", "payment.unpaid", "payment.fee"),
    group="body",
    title=Text(ja="ギフト券や電子マネーでの支払いを求めています", en="Payment by gift cards is wanted"),
    says=Text(
        ja="「{phrase}」と、取り戻せない方法での支払いを求めています。",
        en="“{phrase}”: it wants payment by a means that can never be got back.",
    ),
    speaks_for=("advance-fee", "bec"),
    experts=("BEC",),
)
def gift_cards(case: Case, it: Observable) -> Iterator[Hit]:
    """No firm and no authority is paid in gift cards. A brand's own proven mail (a card that was given) and a warning of frauds
    are left out, and so are cards that are handed over when people meet. Innocent cause: shops that sell them, whose mail has
    unsubscribing."""
    if _said.has(case, "newsletter.unsubscribe") or _told.warns(case) or _told.handed_over(case):
        return
    found = own(case)
    if found is not None and authentic(case, found[1].domain) is not None:
        return
    for phrase in _said.said(case, "payment.pay", "boss.task"):
        if any(word in fold(phrase.shown) for word in _CARDS) and not _given(case, phrase):
            yield Hit(_said.quote(phrase), phrase=phrase.shown)
            return


_GIVEN = late.pattern(
    "進呈|贈呈|プレゼント|差し上げ|謝礼|粗品|特典|抽選|もらえ|当た|当選"
    r"|\b(?:win|won|winner|winning|winners|free|rewards?|claim|congratulations|chance|survey|questionnaire|thank-you"
    r"|as a thank you|you['’]ve been given"
    r"|gewinn\w*|gewonnen|kostenlos"
    r"|gagn\w+|cadeau offert|gratuit\w*|gratis|premio|ganador\w*|vinci\w*|omaggio|ganh\w+)\b",
    re.IGNORECASE,
)


def _given(case: Case, it: Observable) -> bool:
    """Whether the card is what the reader is promised: by the words of its line, or where the sender is called so."""
    if it.seen.view not in ("visible", "text", _said.subject(case)[1]):
        return True
    text = case.message.view(it.seen.view).text
    start, stop = text.rfind("\n", 0, it.seen.start) + 1, text.find("\n", it.seen.end)
    stop = stop if stop >= 0 else len(text)
    return _GIVEN.search(text, max(start, it.seen.start - 60), min(stop, it.seen.end + 60)) is not None

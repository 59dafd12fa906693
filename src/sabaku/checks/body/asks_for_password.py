"""One check: the reader is to log in, confirm his account or type a password."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku import late
from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text


@check(
    id="body.asks-for-password",
    over="message",
    group="body",
    title=Text(ja="ログインや本人確認を求めています", en="It wants you to log in or confirm your account"),
    says=Text(
        ja="「{phrase}」と、ログイン・本人確認・パスワードの入力を求めています。",
        en="“{phrase}”: it wants you to log in, confirm who you are, or give a password.",
    ),
    speaks_for=("credential-phishing",),
    experts=("LBTN", "CARD"),
    attacks=(62, 73),
)
def asks_for_password(case: Case, it: Observable) -> Iterator[Hit]:
    """What a phishing mail is for. Real services ask it too, but rarely by mail with a link: alone a weak sign.

    «Confirm your payment data» asks for a card: body.asks-for-card tells of it. The password of an archive
    is given, not asked for.
    """
    asked = _said.said(case, "credential.verify", "credential.password", "credential.code", "credential.login", "credential.mail")
    phrase = next((one for one in asked if not _of_card(case, one) and not _of_archive(case, one)), None)
    if phrase is not None and (_said.leads(case) or case.seen("file")):
        yield Hit(_said.quote(phrase), phrase=phrase.shown)


def _of_archive(case: Case, it: Observable) -> bool:
    given = (one.seen for one in _said.said(case, "malware.archive"))
    return any(one.view == it.seen.view and one.start <= it.seen.start < one.end for one in given)


_CARD = late.pattern(
    "(?:支払い?|カード|決済|請求先)の?(?:情報|方法)"
    r"|\b(?:payment|billing|card)\s(?:details?|information|info|method|data)|\b(?:zahlungs(?:daten|methode|informationen"
    r"|mittel)|kartendaten)"
    r"|\b(?:informations? de paiement|moyen de paiement|datos de (?:la |su |tu )?(?:tarjeta|pago)|metodo (?:de pago|di pagamento)"
    r"|dati di pagamento|dados (?:do cartao|de pagamento)|forma de pagamento|betaal(?:gegevens|methode))",
    re.IGNORECASE,
)
BEFORE, BEHIND = 10, 20
"""Characters around a phrase that tell what is to be confirmed."""


def _of_card(case: Case, it: Observable) -> bool:
    text = case.message.view(it.seen.view).text
    return _CARD.search(text, max(0, it.seen.start - BEFORE), it.seen.end + BEHIND) is not None

"""One check: a trifling sum has to be paid before something goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _bulk, _firms, _genuine, _said
from sabaku.checks._check import Hit, check
from sabaku.checks._foreign import foreign
from sabaku.model import Case, Observable, Text
from sabaku.text import late

LONG = 4000
MOST = {"JPY": 4000.0, "HUF": 8000.0, "CZK": 900.0, "SEK": 400.0, "NOK": 400.0, "DKK": 300.0, "PLN": 150.0}
USUAL = 49.0
"""The most that is a trifle, in units of the currency; of those not named, the other."""
AROUND = 120
_FEE = late.pattern(
    r"\b(?:pay|fees?|charged?s?|charge of|settle|balance|loyalty offer|for only|tolls?|postage|shipping|customs|duty"
    r"|redelivery|surcharge"
    r"|subscription|membership|renew\w{0,5}"
    r"|gebuhr|zoll|porto|zahlen|bezahlen|begleichen|versand\w{0,6}|frais|amende|payer|regler|reglez|taxes?|taxas?|tarifa"
    r"|portes|pagar|abonar|gastos|aduana"
    r"|spese|tassa|pagare|addebito|rinnov\w{1,4}|kosten|betalen|voldoen|bedrag|boete|avgift\w{0,3}|betala|gebyr\w{0,2}|betale"
    r"|doplat\w{1,3}|dopłat\w{1,3}|niedoplat\w{1,3}|niedopłat\w{1,3}|naleznosc\w{0,2}|poplat\w{1,3}|zaplat\w{1,3})\b|手数料"
    r"|配送料|関税|送料|通行料"
    r"|お支払い|料金",
    re.IGNORECASE,
)
_DEMAND = (
    *("parcel.failed", "payment.unpaid", "payment.fee", "payment.pay", "prize.chosen", "prize.win", "survey", "card.problem"),
    *("card.ask", "credential.verify", "threat", "deadline.hours", "deadline.if_not", "deadline.days"),
)
"""What is demanded or promised before what hurries."""


@check(
    id="body.trifle-to-pay",
    over="message",
    group="body",
    sure="inferred",
    title=Text(ja="少額の支払いを口実に、カード情報の入力へ誘っています", en="A trifling sum, so that a card number is typed"),
    says=Text(
        ja="「{phrase}」と促し、支払いは {sum} だけです。ためらわずに払える額を口実に、カード番号を入力させる手口で使われます。",
        en="“{phrase}”, and only {sum} is to be paid. So small a sum is what makes people type a card number without a thought.",
    ),
    speaks_for=("card-phishing",),
    experts=("CARD", "LURE"),
)
def trifle_to_pay(case: Case, it: Observable) -> Iterator[Hit]:
    """Not the sum is wanted but the card (postal services, tolls, «free» prizes: USPIS, Verbraucherzentrale, 国民生活センター).

    Innocent causes: real couriers do ask for small duties, and shops for postage; therefore a weak sign, which tells the kind.
    Judged where the mail leads somewhere and presses; a brand's own proven mail, that of a firm
    which poses as nobody else, newsletters, and bills of more than a trifle are left out. In Japanese body.parcel-for-a-fee
    and others tell of it.
    """
    if (
        len(_said.text(case)) > LONG
        or not _said.leads(case)
        or _bulk.mass(case)
        or case.seen("list", "mailing-list")
        or _genuine.of_the_brand(case)
    ):
        return
    phrase = (_said.first(case, *_DEMAND) or _press(case)) if _said.lang(case) != "ja" else None
    if phrase is None or (_firms.firm(case) and foreign(case) is None):
        return
    text = _said.folded(case)
    if phrase.value != "survey" and not phrase.value.startswith("prize") and _more(case, text):
        return
    for one in case.seen("amount", "text"):
        currency, _, value = one.value.partition(" ")
        if not 0 < float(value) <= MOST.get(currency, USUAL) or one.seen.view != "visible":
            continue
        if _FEE.search(text, max(0, one.seen.start - AROUND), one.seen.end + AROUND):
            yield Hit(_said.quote(phrase), _said.quote(one), phrase=phrase.shown, sum=one.shown.strip())
            return


def _more(case: Case, text: str) -> bool:
    """Whether another sum is owed, too, that is no trifle: then the small one is a part of it, or a fee on top."""
    for one in case.seen("amount", "text"):
        currency, _, value = one.value.partition(" ")
        large = one.seen.view == "visible" and float(value) > 2 * MOST.get(currency, USUAL)
        if large and _OWED.search(text, max(0, one.seen.start - SHORT), one.seen.end):
            return True
    return False


SHORT = 40
_OWED = late.pattern(
    r"\b(?:balance|total|amount(?: due)?|you (?:owe|sent|paid)|statement|invoice|gesamt|betrag|montant|total[ei]?|importe|importo"
    r"|bedrag)\b"
)
_PRESS = late.pattern(
    r"\b(?:inom|inden|innen) (?:24|48|72) (?:timmar|timer)\b|\bw ciagu (?:24|48|72) (?:godzin|h)\b"
    r"|\b(?:do|behem|behom) (?:24|48|72) hodin\b|\b(?:annars|ellers|w przeciwnym razie|v opacnom pripade|jinak)\b"
)
"""The hurry of languages that have no list of phrases."""


def _press(case: Case) -> Observable | None:
    found = _PRESS.search(_said.folded(case))
    if found is None:
        return None
    return _said.phrase(case, "deadline.hours", *found.span())

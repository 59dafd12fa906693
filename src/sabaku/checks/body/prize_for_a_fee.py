"""One check: something was won, and a fee for handing it over has to be paid."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _firms, _genuine, _letter, _story, _told
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late

LONG = 4000
_COSTS = late.one_of(
    *"円 fee cost charge postage shipping delivery gebuhr kosten pauschale porto frais port gastos tasa spese taxa oplat".split()
)
_PRICED = late.one_of(*"円 $ € £ usd eur gbp dollar pound zl pln".split())
"""Without one of these no sum is read."""
_GIFTS = (
    r"(?:招待券|ご?招待|旅行券|旅行|商品券|宿泊券|食事券|ギフト(?:券|カード)?|賞品|景品|豪華|プレゼント|[a-ds]賞|特賞|[1-5]等"
    r"|チケット|パスポート|無料)"
)
_DRAW = r"(?:当選|当せん|当たり|当たっ)"
_WON_JA = rf"{_GIFTS}[^。\n]{{0,40}}?{_DRAW}|{_DRAW}[^。\n]{{0,40}}?{_GIFTS}|(?:抽選|くじ)[^。\n]{{0,30}}?当たり"
_WON_EN = (
    r"\b(?:you(?:'ve| have)?(?: been)? (?:won|drawn|chosen as (?:a|the|our) winner)"
    r"|you(?:'re| are) (?:a|the|our|this \w{3,6}'?s?) winner"
    r"|(?:name|entry|e-?mail|address|ticket|number)[^.!?\n]{0,12}?"
    r" (?:was|has been|came out|came up) (?:in|drawn|picked|first|selected)"
    r"|(?:your|the) (?:prize|winnings|passes|reward) (?:is|are|awaits?|has|have)"
    r"|(?:set aside|reserved|waiting|put aside)[^.!?\n]{0,24}? (?:under your name|in your name|for you)"
    r"|sweepstakes?|giveaway|(?:prize|lucky) draw(?:ing)?"
    r"|(?:claim|release|collect|receive) (?:your|the) (?:prize|winnings|passes|reward))\b"
)
_WON_DE = (
    r"\b(?:sie haben|du hast)[^.!?\n]{0,50}?\bgewonnen\b|\b(?:als|zu den) (?:\w{2,12} )?gewinner\w{0,3}\b"
    r"|\b(?:ihr|dein)e?n? (?:\w{2,12}-?)?(?:gewinn|preis)\b"
)
_WON_FR = (
    r"\bvous avez (?:gagne|remporte)\b"
    r"|\b(?:tirage|tombola|loterie|concours)[^.!?\n]{0,60}?\b(?:designe\w{0,3}|gagnant\w{0,2}|attribue\w{0,2})"
    r"|\btire(?:e|es|s)? au sort\b|\b(?:votre|le|ce) lot\b|\bheureu(?:x|se) gagnante?\b"
)
_WON_ES = (
    r"\b(?:has|ha|usted ha) (?:ganado|sido (?:seleccionad|elegid|premiad)[oa])|\bganador[a]? (?:del|de)\b|\bagraciad[oa]\b"
    r"|\bsorte(?:o|io)\b"
)
_DRAWN_ANYWHERE = r"\b(?:verlosung|ziehung|estrazione|loting|losowani[ea])\b"
_YOURS_ES = r"\b(?:su|tu) premio\b"
_WON_IT = r"\b(?:hai|ha|avete) vinto\b|\bvincitor[ei]\b|\b(?:il (?:tuo|suo)|la (?:tua|sua)) (?:premio|vincita)\b"
_WON_PT = r"\bvoce (?:ganhou|foi sortead[oa])\b|\bseu premio\b"
_WON_NL = r"\b(?:u|je) (?:heeft|hebt)[^.!?\n]{0,40}?\bgewonnen\b|\b(?:uw|je) prijs\b"
_WON_PL = r"\bwygral\w{0,3}\b|\b(?:twoja|panstwa) nagroda\b"
_WON = late.pattern(
    "|".join((_WON_JA, _WON_EN, _WON_DE, _WON_FR, _WON_ES, _DRAWN_ANYWHERE, _YOURS_ES, _WON_IT, _WON_PT, _WON_NL, _WON_PL))
)
"""Somebody has won: a gift and a draw in Japanese, elsewhere the reader, a ticket of theirs, or a prize that is theirs."""
_COIN = r"(?:[$€£]|usd|eur|gbp) ?\d{1,3}(?:[.,]\d\d)?(?![\d.,]?\d)"
_MONEY = rf"(?:{_COIN}|(?<![\d.,])\d{{1,3}}(?:[.,]\d\d)? ?(?:[$€£]|usd|eur\w{{0,2}}|gbp|dollars?|pounds?|zl|pln))"
"""A sum below a thousand."""
_FEES_EN = (
    r"(?:handling|shipping|processing|delivery|postage|release|admin(?:istration|istrative)?|registration|service|courier"
    r"|booking|port|customs|activation|insurance|system|transfer)(?: and \w{5,10}| & \w{5,10})? (?:fees?|costs?|charges?)"
    r"|postage|shipping|delivery|(?:the|a) fee"
)
_FEES_DE = r"\w{0,14}(?:gebuhr(?:en)?|kosten|pauschale)|porto|versand"
_FEES_ROMANCE = (
    r"frais(?: de \w{3,12})?|(?:de|le) port|gastos(?: de \w{3,12})?|tasas?(?: de \w{3,12})?"
    r"|spese(?: di \w{3,12})?|costi di \w{3,12}|taxa(?: de \w{3,12})?|portes|frete"
)
_FEES = rf"(?:{_FEES_EN}|{_FEES_DE}|{_FEES_ROMANCE}|verzendkosten|oplat\w{{1,2}}(?: \w{{3,14}})?)"
"""What is to be paid for in languages with Latin letters, Dutch and Polish last."""
_FEES_JA = (
    r"(?:手数料|(?:システム)?利用料|送料|配送料|発行料|発券料|登録料|事務費|配送費|輸送費|予約金|保証金|(?:便|書留|切手|郵送|梱包|発送)代"
    r"|送料実費|システム料)"
)
_YEN = r"(?<![\d,])[1-9]\d{0,2}(?:,?\d{3})? ?円(?!分|相当|以上|引|off|オフ|\w{0,4}(?:チケット|券))"
"""A sum of yen that is no gift's worth."""
_PAYS = r"(?:お?支払|ご?負担|ご?入金|お?振り?込|お?納め|決済|かか|必要|頂戴|いただ)"
_FEE = late.pattern(
    rf"{_FEES_JA}[^。\n]{{0,24}}?{_YEN}[^。\n]{{0,30}}?{_PAYS}"
    rf"|{_YEN}[^。\n]{{0,16}}?(?:手数料|利用料|送料|配送料|発行料)[^。\n]{{0,24}}?{_PAYS}"
    rf"|\b{_FEES}\b[^.!?\n]{{0,40}}?{_MONEY}|{_MONEY}[^.!?\n]{{0,32}}?\b{_FEES}\b"
)
"""A fee with its sum: in Japanese also that it is to be paid."""
_FREE = late.pattern(
    r"(?:手数料|送料|配送料)(?:は|を)?[^。\n]{0,12}?(?:無料|不要|かかりません|当社負担|弊社負担)"
    r"|\b(?:no (?:fees?|costs?|charges?)|free of charge|we (?:pay|cover)|deducted|kostenlos|gratis|gratuit\w{0,4}|sans frais"
    r"|senza spese)\b"
)


@check(
    id="body.prize-for-a-fee",
    over="message",
    group="body",
    sure="inferred",
    title=Text(ja="当選品を渡すための費用を払わせようとしています", en="A prize, and a fee to get it"),
    says=Text(
        ja="「{won}」と喜ばせ、「{fee}」と費用の支払いを求めています。本物の懸賞は、当選者に手数料や送料を請求しません。"
        "少額の決済を口実に、カード番号を入力させる手口です。",
        en="“{won}”, but “{fee}”: who really gives something away does not charge the winner. The small payment is there to get "
        "the card number.",
    ),
    advice=Text(
        ja="支払わず、カード番号も入力しないでください。応募した覚えがあれば、主催者の公式サイトで確かめてください。",
        en="Pay nothing and type no card number; if you did take part, ask the organiser by its own published address.",
    ),
    quiet_when=("body.gift-for-a-coin", "body.fee-before-money"),
    speaks_for=("card-phishing", "advance-fee"),
    experts=("LURE", "CARD"),
)
def prize_for_a_fee(case: Case, it: Observable) -> Iterator[Hit]:
    """Travel vouchers, passes, tickets for an exposition: always a few coins for the post or the system (国民生活センター; FTC).

    Innocent causes: a shop or ticket office that draws who may buy; there something is bought and no prize handed over. A brand's
    own proven mail, mailing lists, answers and firms that write of their own business are left out.
    """
    if _letter.size(case) > LONG or case.seen("list", "mailing-list") or _genuine.of_the_brand(case):
        return
    text = _letter.only(case, _told.flowing(case))
    fee = _FEE.search(text) if _COSTS(text) and _PRICED(text) else None
    if fee is None or _FREE.search(text):
        return
    won = _WON.search(text)
    told = _told.at(case, won) if won else _told.of_title(case, _WON)
    if told is None or _story.conversation(case) or _told.warns(case) or _firms.own_business(case):
        return
    price = _told.at(case, fee)
    yield Hit(told, price, won=told.found, fee=price.found)

"""One check: words of love, and a request for money."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from sabaku.checks import _bulk, _letter, _story, _told
from sabaku.checks._check import Hit, check
from sabaku.checks._who import senders
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.names.brands import is_public
from sabaku.text import late

LONG = 4000
_WORDS = (
    *("darling", "my love", "my dear,", "my sweet ", "yours always", "forever yours", "always yours", "sweetheart"),
    *("honey", "babe", "my dearest", "my heart", "my queen", "my king", "beloved", "my angel", "if you love me"),
    *("yours forever", "schatz", "liebling", "mein herz", "meine liebe", "mon amour", "mon coeur", "ma cherie"),
    *("mon cheri", "mi amor", "mi vida", "carino mio", "amore mio", "tesoro mio", "meu amor", "minha vida"),
    *("mijn liefste", "mijn schat", "lieve schat", "愛しい", "最愛の", "ダーリン", "愛してい", "ハニー", "亲爱的", "宝贝"),
)
"""Words that only lovers use."""
_DEAR = late.one_of(*_WORDS)


@functools.cache
def _asks() -> re.Pattern[str]:
    money = (
        r"(?:[$€£]\s?\d|\d[\d.,]*\s?(?:usd|eur|gbp|dollars?|euros?|pounds?|[$€£])"
        r"|money|cash|fees?|gift cards?|steam|apple card|itunes|bitcoin|usdt)"
    )
    return re.compile(
        r"\b(?:lend|loan|borrow|send|wire|transfer|need|help(?: me)? (?:with|out with|pay)|wants?|asking(?: me)? for|demands?"
        r"|pay)\b"
        rf"[^.!?\n]{{0,70}}?{money}"
        r"|\bif you (?:could|can) (?:help|assist|lend|send)\b[^.!?\n]{0,60}"
        r"|\b(?:pay|give|send) (?:you |it |everything |every (?:cent|penny|dollar) ){1,2}back\b"
        r"|\b(?:leih|uberweis|schick|brauche|hilf mir)\w{0,4}\b[^.!?\n]{0,60}?(?:euro|eur|€|geld|gebuhr|\d{3})"
        r"|\b(?:envoy|pret|vir|besoin|aide)\w{0,5}\b[^.!?\n]{0,60}?(?:euros?|eur|€|argent|frais|\d{3})"
        r"|\b(?:envi|prest|transfer|necesit|ayud)\w{0,5}\b[^.!?\n]{0,60}?(?:euros?|eur|€|dinero|gastos|\d{3})"
        r"|\b(?:invi|prest|bonific|bisogno|aiut)\w{0,5}\b[^.!?\n]{0,60}?(?:euro|eur|€|soldi|denaro|spese|\d{3})"
        r"|\b(?:envi|empresta|transfer|precis|ajud)\w{0,5}\b[^.!?\n]{0,60}?(?:euros?|eur|€|dinheiro|taxas?|\d{3})"
        r"|\b(?:leen|stuur|maak over|nodig|help)\w{0,3}\b[^.!?\n]{0,60}?(?:euro|eur|€|geld|kosten|\d{3})"
        r"|(?:送金|振り込|振込|立て替え|貸して|お金|費用|手数料|ギフトカード)[^。\n]{0,24}?(?:ほしい|欲しい|くれ|お願い|必要"
        r"|ください|もらえ|助けて)"
        r"|(?:汇款|转账|借我|打钱|手续费)[^。\n]{0,20}"
    )


_STOCK = late.pattern(
    r"\b(?:oil rig|rig|platform|vessel|peacekeeping|deployment|mission|customs|courier|consignment|detained|bank app"
    r"|account (?:is|was|has been) (?:frozen|blocked)|inheritance|bohrinsel|auslandseinsatz|zoll|douanes?|plateforme|aduanas?"
    r"|dogana|alfandega)\b"
    r"|税関|任務|派遣|海上|油田|海关|维和"
)
"""Where the lovers of such letters are, and what befalls them."""
_OTHERS = late.pattern(
    r"\b(?:hospital|surgery|visa|tickets?|flight|package|parcel|trading|investment|arrested|stuck|stranded|emergency"
    r"|phone (?:is |got )?brok\w+"
    r"|krankenhaus|flugticket|visum|hopital|billet d'avion|billete|ospedale|biglietto|passagem|ziekenhuis|vliegticket)\b|病院"
    r"|手術|航空券|渡航|医院|机票"
)
_UNMET = late.pattern(
    r"\bnever met\b|\b(?:when|until|till|once) (?:we|i) (?:finally )?(?:meet|come to you|am with you)\b"
    r"|\b(?:finally|soon) (?:meet|be with|hold|see) you\b"
    r"|\b(?:be with|hold|come to) you (?:at last|soon|forever|in my arms)\b|\bdo(?:n't| not) tell\b|\bbetween (?:us|you and me)\b"
    r"|\bbis wir uns\b|\bendlich treffen\b|\bsag es niemandem\b|\benfin te rencontrer\b|\bne (?:le )?dis a personne\b"
    r"|\bconocernos\b|\bno se lo digas\b|\bincontrarti\b|\bnon dirlo\b|\bconhecer voce\b|\bnao conte\b|\bontmoeten\b|会える日"
    r"|内緒|见面"
)
"""That the two have never seen each other, or that nobody must know."""


@check(
    id="body.beloved-asks-money",
    over="message",
    group="body",
    sure="inferred",
    title=Text(ja="恋人のように呼びかけながら、お金を求めています", en="Words of love, and a request for money"),
    says=Text(
        ja="「{dear}」と恋人のように呼びかけ、「{trouble}」などの事情を述べて「{ask}」と金銭を求めています。"
        "会ったことのない相手から金を取るロマンス詐欺の決まった筋書きです。",
        en="“{dear}”, then a trouble (“{trouble}”), then “{ask}”. Romance frauds ask for money in just this order, "
        "of people whom the writer has never met.",
    ),
    advice=Text(
        ja="会ったことのない相手には送金せず、カードの番号や身分証も送らず、身近な人に相談してください。",
        en="Send no money, card codes or papers to somebody you have never met; talk to a person you trust.",
    ),
    speaks_for=("advance-fee",),
    experts=("LURE", "CTX"),
)
def beloved_asks_money(case: Case, it: Observable) -> Iterator[Hit]:
    """An oil rig, a mission, a parcel at the customs: the trouble changes, the secrecy stays (FTC, 国民生活センター).

    Innocent cause: couples write so too. So the trouble is wanted beside the request, and an address that anybody gets; who
    answers a quoted mail of the reader's, and clubs and shops that sign at their own domain, are left out.
    """
    text = _letter.only(case, _told.flowing(case))
    if (
        _letter.size(case) > LONG
        or not _DEAR(text)
        or _letter.own_links(case)
        or _bulk.mass(case)
        or case.seen("list", "mailing-list")
    ):
        return
    if _story.conversation(case) or not any(is_public(one.domain) for one in senders(case)[:1]):
        return
    asks = _asks().search(text)
    trouble = (_STOCK.search(text) or (_OTHERS.search(text) if _UNMET.search(text) else None)) if asks else None
    if asks is None or trouble is None:
        return
    start, word = min((text.index(one), one) for one in _WORDS if one in text)
    place = Span("visible", start, start + len(word))
    dear = Evidence(place, found=case.message.quote(place))
    why, ask = _told.at(case, trouble), _told.at(case, asks)
    yield Hit(dear, why, ask, dear=dear.found, trouble=why.found, ask=ask.found)

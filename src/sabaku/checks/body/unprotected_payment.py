"""One check: a private seller wants to be paid by a way that cannot be called back."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _bulk, _firms, _letter, _told
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late

LONG = 3000
_HINTS = late.one_of(
    *("friends", "family", "freunde", "familie", "amis", "proches", "amigos", "amici", "vrienden", "zelle", "f&f", "f & f"),
    *("famille", "familiar", "apple pay", "cash app", "cashapp", "venmo", "transfer", "outside", "not by the ", "not via the "),
    *("not through the ", "gift card", "western union", "moneygram", "crypto", "bitcoin", "usdt", "goods and services"),
    *("goods & services", "ギフトカード", "ギフト券", "電子マネー", "個人間送金", "暗号資産"),
)
_WAY = late.pattern(
    r"\bfriends? (?:and|&|or|\+|n) family\b|\bfriends/family\b|\bf ?& ?f\b|\bfreunde (?:und|&) familie\b|\bfreunde/familie\b"
    r"|\b(?:famille|amis|proches) (?:et|&|ou) (?:amis|famille|proches)\b|\bentre proches\b"
    r"|\b(?:amigos|familiares) (?:y|e|&) (?:amigos|familiares|familia)\b|\b(?:amici|familiari) (?:e|&) (?:amici|familiari)\b"
    r"|\bvrienden (?:en|&) familie\b"
    r"|\b(?:accept|take|prefer|pay(?:ment)?(?: is)?(?: only)?(?: by| via| with| through)?|only) (?:by |via |with |through )?"
    r"(?:zelle|cash ?app|venmo|apple pay cash|western union|moneygram|crypto|bitcoin|usdt)\b"
    r"|\b(?:zelle|cash ?app|venmo)(?:,| or| and|/) ?(?:zelle|cash ?app|venmo|apple|amazon|steam|gift|chime|western)"
    r"|\b(?:fees?|commission)\b[^.\n]{0,40}?\b(?:direct |bank )+transfer\b|\b(?:direct "
    r"|bank )+transfer\b[^.\n]{0,40}?\b(?:instead of|outside|avoid)\b"
    r"|\b(?:outside|not (?:by|via|through)) (?:of )?the (?:platform|site|website|app)\b"
    r"|(?:ギフトカード|ギフト券|電子マネー|暗号資産|個人間送金)(?:で|のみ|に限り)[^。\n]{0,20}(?:支払|お願い|決済|送)"
)
_SALE = late.pattern(
    r"\b(?:still (?:available|got|have)|for sale|selling|asking price|face value|deposit|hold (?:it|them|the)|first come"
    r"|other (?:people|buyers|offers)|(?:lots|loads|plenty) of (?:people|interest)|re-?homing"
    r"|ship(?:ped|ping)? (?:it|them|to you|same|included)|(?:flat|apartment|villa|house|cottage) is (?:free|available)"
    r"|your (?:reservation|booking|dates)|tracking number|as (?:soon as|it's) paid|noch (?:zu haben|verfugbar)|anzahlung"
    r"|zu verkaufen|versand|toujours (?:disponible|a vendre)|acompte|a vendre|todavia (?:disponible|lo tengo)|en venta|senal"
    r"|ancora disponibil[ei]|in vendita|acconto|caparra|ainda disponivel|a venda|nog beschikbaar|te koop|aanbetaling)\b"
    r"|お譲り|出品|販売中|先着|手付"
)
_IN_HAND = late.pattern(
    r"\b(?:or (?:in )?cash\b(?! ?app)|cash (?:on|at|when|is fine)|in person|when you (?:pick|collect|come)"
    r"|come (?:and|to) (?:see|have a look|try)|(?:your|my) (?:half|share)|split (?:it|the)"
    r"|(?:(?:all|you|everyone|everybody|guys) (?:please )?each|each (?:of you )?(?:please )?(?:send|pay|transfer|chip|owe))"
    r"|chip(?:ping)? in|i(?:'ve| have) (?:already )?(?:paid|put down) the (?:whole |full |entire )?(?:deposit|bill|booking)"
    r"|oder bar|bar bei|bei abholung"
    r"|main propre|en mano|di persona|em maos|contant bij|ophalen)\b"
    r"|手渡し|対面|現地で|割り勘|立て替え"
)
"""That the thing may be paid when it is handed over, or that friends share a cost: then nobody has to trust a seller."""


@check(
    id="body.unprotected-payment",
    over="message",
    group="body",
    sure="inferred",
    title=Text(
        ja="売り手が、取り消せない方法で先に払うよう求めています", en="A private seller wants to be paid past all protection"
    ),
    says=Text(
        ja="「{sale}」と売り込みながら、支払いは「{way}」と求めています。買い手が保護されず、取り戻せない送金方法です。"
        "代金を受け取ると連絡を絶つ詐欺で使われます。",
        en="“{sale}”, but the payment is to be “{way}”: a way without any protection of buyers, from which no money comes back. "
        "Sellers who have nothing to sell insist on it.",
    ),
    advice=Text(
        ja="買い手保護のある方法か、品物と引き換えの支払いだけにしてください。",
        en="Pay only by a way that protects buyers, or when the thing is in your hands.",
    ),
    speaks_for=("advance-fee",),
    experts=("CTX", "LURE"),
)
def unprotected_payment(case: Case, it: Observable) -> Iterator[Hit]:
    """«Friends and family» has no claim for goods that never come (BBB, Action Fraud, 消費者庁).

    Innocent causes: friends who share a bill, who sell nothing; sellers who take cash when the thing is fetched; shops and clubs
    at their own proven domain or with a page of their own, newsletters and lists.
    """
    text = _letter.only(case, _told.flowing(case))
    if (
        _letter.size(case) > LONG
        or not _HINTS(text)
        or _letter.own_links(case)
        or _bulk.mass(case)
        or case.seen("list", "mailing-list")
    ):
        return
    found = _told.places(case, text, _WAY, _SALE)
    if found and not _IN_HAND.search(text) and not _firms.firm(case):
        yield Hit(found[1], found[0], sale=found[1].found, way=found[0].found)

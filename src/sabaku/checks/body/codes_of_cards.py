"""One check: gift cards shall be bought, and their codes be sent by mail."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _author, _bulk, _letter, _said, _story, _told
from sabaku.checks._check import Hit, check
from sabaku.checks._who import senders
from sabaku.model import Case, Observable, Text
from sabaku.names.brands import is_public
from sabaku.text import late
from sabaku.text.fold import fold

SHORT = 1500
_CARDS = late.pattern(
    r"(?:gift|google ?play|i-?tunes|apple|steam|amazon|vanilla|xbox|ebay|razer|visa|target|walmart)"
    r"(?: (?:gold|play|wallet|or [a-z]{3,10}(?: gold)?))? ?(?:gift ?)?cards?\b"
    r"|(?:ギフト|google ?play|グーグル ?プレイ|apple|アップル|アマゾン|amazon|itunes|nintendo|プリペイド)(?:ギフト)?(?:カード|券)"
    r"|[ァ-ヴーa-z]{2,16}カード[^。\n]{0,8}?\d{1,3}(?:万|千|,?\d{3})?円分"
    r"|電子マネー|ビットキャッシュ|bitcash|webmoney|vプリカ"
    r"|(?:geschenk|gutschein|guthaben)karten|cartes?[ -]cadeaux?|tickets? (?:pcs|neosurf)|recharges? (?:pcs|transcash)"
    r"|tarjetas? (?:de )?regalo|(?:carte|buoni) regalo|cartoes presente|cadeaukaarten|cadeaubonnen|礼品卡|充值卡"
)
_CODES = late.pattern(
    r"(?:send|email|e-mail|text|share|forward|give|take|snap|report|provide)[^.\n]{0,40}?(?:codes?|pins?|card (?:numbers?"
    r"|details)|"
    r"(?:pictures?|photos?|pics?|images?) of (?:the (?:card|code|back|receipt)|them|each|it|all))\b|scratch"
    r"|(?:番号|コード|ひらがなid|写真|画像|裏面|シリアル)[^。\n]{0,24}?(?:送(?!らな|らず|る必要|付不要|りいただ(?:いて|きまして)も|られても|っても)|お知らせ(?!いたし|します|のメール)"
    r"|教え(?!な|る?よう(?:に)?と?(?:言|頼|求|指示)|て(?:ほしい|くれ|ください)?と(?:言|頼|求|指示))|連絡|返信|メール(?!で[^。\n]{0,12}?(?:いて|きまして)も)|撮|でお願い"
    r"|(?:でも?|による)お?支払)"
    r"|(?:codes?|nummern|fotos?|bilder)[^.\n]{0,40}?(?:senden|schicken|mailen)|(?:senden|schicken"
    r"|mailen)[^.\n]{0,40}?(?:codes?|fotos?)"
    r"|(?:envoye|transmet|communique|envi[ae]|invi[ae]|envie|manda|spedisci|stuur|mail)\w{0,4}[^.\n]{0,40}?(?:codes?|codigos?"
    r"|codici|fotos?)"
    r"|拍照|卡密"
)

_HINTS = (
    *("card", "カード", "券", "マネー", "キャッシュ", "karten", "carte", "tarjeta", "buoni", "cartoes", "kaarten", "bonnen"),
    *("ticket", "recharge", "礼品", "充值", "webmoney"),
)
_BUY = late.pattern(
    r"\b(?:buy|purchas(?:e|ing)|procure|pick(?:ing)? up|get|need|send me|kaufen|besorgen|brauche|achete\w*|acheter|besoin"
    r"|compr\w{1,5}|acquist\w{1,5}|kopen|nodig)\b"
    r"|donat\w{1,4}|spende\w{0,2}|寄付|寄附|募金|購入|買っ|買い|用意|お願い|支払|円分|[买買]"
)


@check(
    id="body.codes-of-cards",
    over="message",
    group="body",
    title=Text(ja="ギフト券を買わせ、番号を送らせようとしています", en="Gift cards are to be bought and their codes sent"),
    says=Text(
        ja="「{cards}」を買い、「{codes}」と求めています。番号を伝えた時点で、お金は取り戻せなくなります。",
        en="“{cards}” are to be bought, and “{codes}”: once the codes are told, the money is gone.",
    ),
    advice=Text(
        ja="本人に、以前から知っている電話番号で確認してください。番号や写真は送らないでください。",
        en="Ask that person directly, by a number that you have known before. Send no code and no picture.",
    ),
    speaks_for=("advance-fee", "bec"),
    experts=("BEC",),
)
def codes_of_cards(case: Case, it: Observable) -> Iterator[Hit]:
    """No superior, priest or authority needs the codes by mail. Innocent cause: shops that sell cards and send codes themselves,
    whose mail leads to their site or can be unsubscribed from; and who warns of just this."""
    if _letter.size(case) > SHORT or _letter.own_links(case) or _bulk.mass(case) or case.seen("list", "mailing-list"):
        return
    text = _letter.only(case, _told.flowing(case))
    if not any(word in text for word in _HINTS) or _told.warns(case):
        return
    cards, codes = _CARDS.search(text), _CODES.search(text) or _repaid(case, text)
    if cards and codes and _BUY.search(text):
        what, wanted = _told.at(case, cards, clause=False), _told.at(case, codes)
        yield Hit(what, wanted, speaks_for=_in_whose_name(case, text), cards=what.found, codes=wanted.found)


_UNABLE = late.pattern(
    r"\b(?:can(?:'?t|not)|could(?:n't| not)|unable to|not able to|no chance to|tried)\b"
    r"[^.\n]{0,48}?\b(?:do (?:it|this|that|so)|get|buy|purchas\w{1,4}|go|make it|find|order|access|calls?|talk|speak|phone)\b"
)
_BACK = late.pattern(
    r"\b(?:pay (?:you )?back|(?:reimburse|refund|repay|settle) (?:you|it)|pay you (?:when|once|as soon)|back the money"
    r"|the money back to you"
    r"|let me know (?:if you can|how much))\b"
)


def _repaid(case: Case, text: str) -> re.Match[str] | None:
    """Where the codes are asked for in the next mail: from somebody who cannot buy the cards, or cannot be called, and promises
    the money for later, at an address that anybody may have."""
    if not _UNABLE.search(text) or not any(is_public(it.domain) for it in senders(case)[:1]) or _story.conversation(case):
        return None
    return _BACK.search(text)


_AFFECTION = late.pattern(
    r"\b(?:honey|darling|sweetheart|baby|babe|my (?:love|dear|queen|king|heart|angel|man|woman)|i (?:love|miss) (?:you|u)|kisses"
    r"|schatz|liebling|mon (?:amour|coeur)|mi amor|amore mio|meu amor)\b|愛し|会いたい|恋|大好き"
)
_WORK = late.pattern(
    r"\b(?:mystery ?shop\w*|secret ?shop\w*|assignments?|evaluat\w+|commission|salary|your (?:pay|wages|job)|keep \$?\d+)\b"
    r"|覆面|調査員|任務|報酬|お仕事|業務委託|副業|バイト"
)
_SUPERIOR = late.pattern(
    r"\b(?:meetings?|conference|retreat|reimburse\w*|clients?|customers?|employees|staff|team|office|pastor|reverend|rev|father"
    r"|rabbi|bishop|prof|professor|dean|principal|chairman|president|director|ceo|boss|manager|besprechung|sitzung|mitarbeiter"
    r"|kunden|chef\w*|buro|reunion|collegues|collaborateurs|bureau|riunione|clienti|ufficio|dott|clientes|oficina|reuniao"
    r"|vergadering|klanten|kantoor)\b"
    r"|会議|出張|精算|立て?替え|取引先|社長|会長|学長|校長|院長|部長|課長|所長|理事長|先生|上司|弊社|当社|社内"
)


def _in_whose_name(case: Case, text: str) -> tuple[str, ...] | None:
    """What sort of fraud it is by who asks: a blackmailer, a lover or an employer of one's own, or a superior; None where nobody
    tells."""
    if _said.has(case, "extortion"):
        return ("extortion",)
    sender = next(iter(_author.authors(case)), None)
    if _AFFECTION.search(text) or _WORK.search(text):
        return ("advance-fee",)
    told = f"{fold(sender.who.shown) if sender else ''} {text}"
    return ("bec",) if _said.has(case, "boss") or _SUPERIOR.search(told) else None

"""One check: a deposit for goods that nobody may look at."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _bulk, _letter, _said, _story, _told
from sabaku.checks._check import Hit, check
from sabaku.checks._firms import of_a_firm
from sabaku.checks._who import senders
from sabaku.model import Case, Evidence, Observable, Text
from sabaku.names.brands import is_public
from sabaku.text import late

LONG = 3000

_GOODS = late.pattern(r"車両|実車|中古車|バイク|重機|トラクター|機械|商品|時計|楽器|カメラ|在庫")
_DEPOSIT = late.pattern(
    r"(?:手付金|内金|予約金|前金|デポジット|頭金|申込金|前払い|全額)[^。\n]{0,40}?(?:お?振り?込|お?支払|入金|送金)"
    r"|先に[^。\n]{0,12}?(?:お?振り?込|入金|送金)"
)
_UNSEEN = late.pattern(
    r"(?:実車|現車|現物|実物|見学|試乗|下見|対面|手渡し|直接の?(?:引き渡し|確認|取引))[^。\n]{0,30}?(?:でき(?:ません|ない"
    r"|かね)|出来(?:ません|ない)|難し|不可|お断り|ご遠慮|承っており|応じられ)"
    r"|(?:海外|県外|遠方|出張先|別の)[^。\n]{0,12}?(?:倉庫|ヤード|港|保管)[^。\n]{0,40}?(?:ため|ので)[^。\n]{0,24}?"
    r"(?:実車|現車|現物|実物|確認|下見|見学|お見せ|ご覧)"
)


@check(
    id="body.goods-unseen",
    over="message",
    group="body",
    sure="inferred",
    title=Text(
        ja="見られない品物の代金や手付金を、先に払わせようとしています", en="Money first, for goods that nobody may look at"
    ),
    says=Text(
        ja="「{unseen}」としながら、「{deposit}」と求めています。存在しない車両や品物の代金をだまし取る手口です。",
        en="“{unseen}”, and yet “{deposit}”. That is how money is taken for cars and goods that do not exist.",
    ),
    advice=Text(
        ja="実物と売り主を確かめるまで、支払わないでください。",
        en="Pay nothing before you have seen the goods and know whose they are.",
    ),
    speaks_for=("advance-fee",),
    experts=("LURE", "CTX"),
)
def goods_unseen(case: Case, it: Observable) -> Iterator[Hit]:
    """Reference: FTC and 国民生活センター on used cars and machines. Innocent causes: dealers that auction abroad; they name
    their firm at their own proven domain and are left out.
    """
    found = _told.together(case, _GOODS, _DEPOSIT, _UNSEEN) or _elsewhere(case)
    if found and not of_a_firm(case):
        yield Hit(*found[1:], deposit=found[1].found, unseen=found[2].found)


_WARES = late.pattern(
    r"\b(?:car|camper|caravan|motor ?home|motorbike|motorcycle|van|tractor|digger|excavator|boat|trailer|truck|horse"
    r"|wohnmobil|auto|motorrad|traktor|bagger|boot"
    r"|anhanger|wohnwagen|voiture|camping-car|moto|tracteur|bateau|coche|autocaravana|barco|camion|macchina|trattore|barca"
    r"|carro|trator|auto|aanhanger|caravan)\b"
)
_AWAY = late.pattern(
    r"\b(?:can(?:'t|not) (?:see|view|inspect|show|be viewed)|moved (?:to|abroad)|live[sd]? (?:abroad|in)"
    r"|(?:shipping|transport|delivery) (?:company|agency|firm)[^.!?\n]{0,60}(?:deliver|hold|inspect)"
    r"|days? to (?:inspect|test|try|check)|im ausland|nicht (?:besichtig\w{1,4}|ansehen)"
    r"|spedition[^.!?\n]{0,60}(?:liefert|bringt)|tage (?:zeit )?(?:zum|zur) (?:test|pruf|besicht)\w{1,6}"
    r"|a l'etranger|en el extranjero|all'estero|no exterior|in het buitenland)\b"
)
_AHEAD = late.pattern(
    r"\b(?:pay|deposit|transfer|send|wire)\b[^.!?\n]{0,60}?\b(?:escrow|deposit|in advance|upfront|the shipping company"
    r"|the agent)\b|\bdeposit of\b"
    r"|\b(?:treuhand\w{0,10}|anzahlung|vorkasse|sequestre|acompte|arrhes|deposito en garantia|senal|acconto|caparra|sinal"
    r"|aanbetaling)\b"
)


def _elsewhere(case: Case) -> tuple[Evidence, ...]:
    """The same in other languages: a vehicle far away, a carrier who brings it, and money before (eBay Motors' warnings)."""
    text = _letter.only(case, _told.flowing(case))
    if (
        _said.lang(case) == "ja"
        or _letter.size(case) > LONG
        or _letter.own_links(case)
        or _bulk.mass(case)
        or case.seen("list", "mailing-list")
    ):
        return ()
    if _story.conversation(case) or not any(is_public(it.domain) for it in senders(case)[:1]):
        return ()
    return _told.places(case, text, _WARES, _AHEAD, _AWAY)

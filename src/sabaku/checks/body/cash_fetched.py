"""One check: cash or a card that somebody fetches, or that goes by parcel."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _told
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late

_FETCHED = late.pattern(
    r"(?:現金|お金|万円|キャッシュカード|カード|通帳)[^。\n]{0,40}?(?:封筒|宅配便|レターパック|ゆうパック|郵送|書留"
    r"|小包)[^。\n]{0,20}?(?:入れ(?=て|、)|送(?:って|り(?=[、,])|付(?:して|くだ)|る(?:よう|こと))|お?送りくだ|渡(?:して|し(?=[、,]))|お渡し"
    r"|発送(?:して|くだ))"
    r"|(?:宅配便|レターパック|ゆうパック)で[^。\n]{0,12}?(?:現金|お金|万円|カード)|品名(?:は|に|を)[^。\n]{0,10}?(?:書籍"
    r"|本|衣類|書類|食品)"
    r"|(?:係員|職員|会社の(?:人|者)|部下|同僚|上司|代理(?:の者|人)|弁護士|担当者|行員|友達|知り合い)(?:が"
    r"|を)[^。\n]{0,24}?(?:取りに|受け取りに|ご自宅(?:へ|に)(?:伺|訪問|お伺)|回収に|預かりに)"
)
_WHAT = late.pattern(r"キャッシュカード|現金|[1-9]\d{0,3}万円|お金を|示談金|封筒|通帳|暗証番号|新しいカード")
_STORY = late.pattern(
    r"偽造|不正|示談|事故|横領|使い込|借金|逮捕|貸して|立て替え|払わないと|損害賠償|保釈|会社の(?:お金|書類|大事)"
    r"|話さないで|言わないで|内緒"
)


@check(
    id="body.cash-fetched",
    over="message",
    group="body",
    lang="ja",
    sure="inferred",
    title=Text(
        ja="現金やカードを、取りに来る者や宅配便に渡させようとしています", en="Cash or a card for somebody who fetches it"
    ),
    says=Text(
        ja="「{story}」と言って、「{fetched}」としています。現金やキャッシュカードを受け取り役に渡させたり、"
        "荷物として送らせたりするのは、"
        "特殊詐欺の手口です。",
        en="“{story}”, and so “{fetched}”: relatives and false officials have cash and cards handed to a runner, "
        "or sent as a parcel.",
    ),
    advice=Text(
        ja="渡したり送ったりせず、以前から知っている番号で本人や家族に確かめ、警察相談専用電話(#9110)に相談してください。",
        en="Hand over nothing; ask the person by a number that you knew before, and tell the police.",
    ),
    speaks_for=("advance-fee",),
    experts=("LURE", "THREAT", "CTX"),
)
def cash_fetched(case: Case, it: Observable) -> Iterator[Hit]:
    """Reference: 警察庁, オレオレ詐欺, 預貯金詐欺, «レターパックで現金送れ» はすべて詐欺. Innocent causes: warnings; a
    bank that sends a new card by post, to which nobody comes for the old one.
    """
    found = _told.together(case, _FETCHED, _WHAT, _STORY)
    if found:
        yield Hit(found[0], found[2], fetched=found[0].found, story=found[2].found)

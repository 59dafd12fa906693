"""One check: a deposit for goods that nobody may look at."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku import late
from sabaku.checks import _told
from sabaku.checks._author import of_a_firm
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text

_GOODS = late.pattern(r"車両|実車|中古車|バイク|重機|トラクター|機械|商品|時計|楽器|チケット|カメラ|在庫")
_DEPOSIT = late.pattern(
    r"(?:手付金|内金|予約金|前金|デポジット|頭金|申込金|前払い|全額)[^。\n]{0,40}?(?:お?振り?込|お?支払|入金|送金)|先に[^。\n]{0,12}?(?:お?振り?込|入金|送金)"
)
_UNSEEN = late.pattern(
    r"(?:実車|現車|現物|実物|見学|試乗|下見|対面|手渡し|直接の?(?:引き渡し|確認|取引))[^。\n]{0,30}?(?:でき(?:ません|ない|かね)|出来(?:ません|ない)|難し|不可|お断り|ご遠慮|承っており|応じられ)"
    r"|(?:海外|県外|遠方|出張先|別の)[^。\n]{0,12}?(?:倉庫|ヤード|港|保管)[^。\n]{0,40}?(?:ため|ので)"
)


@check(
    id="body.goods-unseen",
    over="message",
    lang="ja",
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
    found = _told.together(case, _GOODS, _DEPOSIT, _UNSEEN)
    if found and not of_a_firm(case):
        yield Hit(*found[1:], deposit=found[1].found, unseen=found[2].found)

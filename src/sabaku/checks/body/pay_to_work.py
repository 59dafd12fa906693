"""One check: work for which one has to pay first."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku import late
from sabaku.checks import _told
from sabaku.checks._author import of_a_firm
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text

_WORK = late.pattern(
    r"採用|求人|お仕事|業務委託|アルバイト|副業|在宅ワーク|配達員|モニター(?:募集|報酬|のお仕事|として)|オーディション|審査(?:に)?合格"
    r"|モデル(?:募集|として|事務所|のお仕事)|タレント|声優|初回報酬|初月の給与|報酬|制作(?:を)?お願い|取引先登録|調達システム|新規取引|講演者"
)
_FEE = late.pattern(
    r"(?:登録料|登録費|研修費|研修費用|制服|教材費|撮影費|レッスン|参加費|システム利用料|チャージ|保証金|保険料|手付金"
    r"|デポジット|(?:初期|登録|撮影|準備|審査|手続き?)費用|サポート費|[1-9][\d,]{2,8} ?円)"
    r"[^。、\n]{0,30}?(?:先に|事前に|前払い|いったん|一旦|お?支払い?(?:いただ|くだ|が必要)|お?振り?込み?(?:いただ|くだ"
    r"|が必要)|が必要|ご負担|ご購入|ご?入金(?:いただ|くだ|が必要)|は?初回[^。\n]{0,12}?相殺)"
)
_BACK = late.pattern(
    r"(?:返金|お返し|返還|相殺|充当|払い戻し|キャッシュバック)(?:いた|し|され|させ|と)|(?:期日|期限|[0-9]日)(?:を過ぎ"
    r"|まで)[^。\n]{0,20}?(?:取り消し|取消|無効|お?振り?込)"
    r"|(?:初月|初回|報酬|給与|現地)[^。\n]{0,16}?(?:返|相殺|戻)|後払い"
)


@check(
    id="body.pay-to-work",
    over="message",
    group="body",
    lang="ja",
    sure="inferred",
    title=Text(ja="仕事や採用のために、先に費用を払わせようとしています", en="Work for which one has to pay first"),
    says=Text(
        ja="「{work}」などの話で、「{fee}」と先に費用を求めています。働く側に登録料や研修費を先払いさせる仕事は、"
        "実在しないか、払った後に連絡が取れなくなる手口です。",
        en="It is about “{work}”, and wants “{fee}” first. Work that has to be paid for does not exist, or nobody "
        "answers after the payment.",
    ),
    advice=Text(
        ja="費用を支払わず、会社の名前と代表番号を自分で調べて確かめてください。",
        en="Pay nothing; look the firm up yourself and call it by its published number.",
    ),
    speaks_for=("advance-fee",),
    experts=("LURE", "CTX"),
)
def pay_to_work(case: Case, it: Observable) -> Iterator[Hit]:
    """Reference: 国民生活センター on side jobs and auditions; FTC, job scams. Innocent causes: schools and fairs that sell a
    course or a stand and say so at their own proven domain.
    """
    found = () if of_a_firm(case) else _told.together(case, _FEE, _WORK, _BACK)
    if found:
        yield Hit(found[1], found[0], work=found[1].found, fee=found[0].found)

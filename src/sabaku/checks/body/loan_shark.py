"""One check: a loan for those whom nobody lends to."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _told
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late

_LENDS = late.pattern(
    r"闇金|在籍確認(?:なし|不要)|(?:ブラック|自己破産|債務整理|多重債務|延滞)[^。\n]{0,16}?(?:ok|大丈夫|問題|でも|可"
    r"|歓迎)|無審査|審査(?:なし|不要|甘)"
    r"|(?:どこにも|他社(?:で|から|に)|銀行(?:で|から|に))[^。\n]{0,8}?(?:借りられ|断られ|否決|落ち)|総量規制(?:の)?(?:対象)?外|ブラック[^。\n]{0,20}?の方|(?:10日|十日|1週間)(?:で|ごとに)[^。\n]{0,8}?利息"
    r"|家族(?:や職場)?に(?:内緒|秘密|知られず)"
)
_MONEY = late.pattern(
    r"(?:ご?融資|最短[0-9]{1,3}分|貸付|お貸し|キャッシング|借りたい|借入|お借り入れ|即日(?:振込|入金|現金)|利息|金利)"
)
_WANTS = late.pattern(
    r"(?:免許証|保険証|身分証|マイナンバーカード|緊急連絡先|家族[^。\n]{0,6}?連絡先|連絡先[^。\n]{0,3}?件|勤務先|通帳"
    r"|キャッシュカード)[^。\n]{0,40}?(?:送|返信|お知らせ|写真|記入|教え|提出)"
    r"|(?:保証金|手数料|預り金|信用調査料|初回利息)[^。\n]{0,30}?(?:先に|事前|前払い|お?振り?込|お?支払)"
)


@check(
    id="body.loan-shark",
    over="message",
    lang="ja",
    group="body",
    sure="inferred",
    title=Text(ja="誰にも借りられない人に貸すと誘い、身分証や前払い金を求めています", en="A loan for those whom nobody lends to"),
    says=Text(
        ja="「{lends}」「{money}」と誘い、「{wants}」と求めています。無登録の業者は、法外な利息を取り立てるか、"
        "保証金だけを受け取って消えます。",
        en="“{lends}”, “{money}”, and it wants “{wants}”. Unlicensed lenders take ruinous interest, or a deposit "
        "and nothing more is heard of them.",
    ),
    advice=Text(
        ja="身分証や家族の連絡先を送らず、貸金業の登録を金融庁のサイトで調べ、"
        "困っている場合は日本貸金業協会や消費者ホットライン(188)に相談してください。",
        en="Send neither papers nor the numbers of your family. Look the lender up in the official register.",
    ),
    speaks_for=("advance-fee",),
    experts=("LURE", "CTX"),
)
def loan_shark(case: Case, it: Observable) -> Iterator[Hit]:
    """Reference: 金融庁, 違法な金融業者; 貸金業法 16. A licensed lender may not advertise so, and looks into incomes.

    Innocent causes: lawyers who write about debts, and want no papers by return.
    """
    found = _told.together(case, _LENDS, _MONEY, _WANTS)
    if found:
        lends, money, wants = (one.found for one in found)
        yield Hit(*found, lends=lends, money=money, wants=wants)

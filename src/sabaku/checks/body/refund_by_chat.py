"""One check: a refund that somebody in a chat will explain."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _told
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late

_GONE = late.pattern(
    r"欠品|在庫(?:切れ|がな|がござい|が確保|不足)|品切れ|売り切れ|発送(?:が)?(?:でき|不可)|お届け(?:する)?(?:ことが)?でき|製造(?:中止|終了)|入荷(?:の見込み|でき)"
    r"|(?:ご注文|注文)[^。\n]{0,20}?キャンセル|配送(?:不能|できな)"
)
_APP = late.pattern(
    r"返金[^。\n]{0,80}?(?:line|ライン|友だち追加|友達追加|paypay|ペイペイ|キャッシュレス|コード決済|スマホ決済|qrコード決済|電子決済|ビデオ通話)"
    r"|(?:line|lineアカウント|友だち追加|友達追加|paypay|キャッシュレス|コード決済|スマホ決済)[^。\n]{0,60}?返金"
)
_SAME_WAY = late.pattern(r"(?:paypay|ペイペイ|キャッシュレス|コード決済|スマホ決済|電子決済)で(?:お?支払|決済|ご?購入|ご?注文)")
"""That the reader is the one who paid by that wallet."""
_GUIDED = late.pattern(
    r"(?:友だち|友達|お友達)(?:に)?(?:追加|登録)|lin\.ee|line\.me|line ?id"
    r"|操作(?:方法|手順|の)?[^。\n]{0,14}?(?:ご?案内|説明|指示|お伝え)|担当者[^。\n]{0,20}?(?:ご?案内|操作|連絡)"
    r"|(?:銀行振込|口座振込|カード)[^。\n]{0,30}?(?:できません|出来ません|承って|対応し|いたしかね|できかね)|画面(?:を)?共有"
)


@check(
    id="body.refund-by-chat",
    over="message",
    lang="ja",
    group="body",
    sure="inferred",
    title=Text(ja="返金をスマホ決済やLINEで「案内」すると誘導しています", en="A refund that somebody in a chat will explain"),
    says=Text(
        ja="「{gone}」として、「{app}」「{guided}」と案内しています。返金の操作と偽って、逆に送金させる手口です。",
        en="“{gone}”, and then “{app}”, “{guided}”: under guidance the customer sends money instead of getting it.",
    ),
    advice=Text(
        ja="友だち追加や操作をせず、注文に使ったカード会社や決済会社、消費者ホットライン(188)に相談してください。",
        en="Add nobody and follow no instructions; ask your card or payment company.",
    ),
    speaks_for=("advance-fee",),
    experts=("LURE", "CTX"),
)
def refund_by_chat(case: Case, it: Observable) -> Iterator[Hit]:
    """Fake shops take the money twice (国民生活センター 2023, «○○ペイで返金します»). A shop pays back the way it was paid.

    Innocent causes: warnings; shops that refund into the wallet from which they were paid.
    """
    found = _told.together(case, _APP, _GUIDED, _GONE)
    if found and not _SAME_WAY.search(_told.flowing(case)):
        yield Hit(*found, gone=found[2].found, app=found[0].found, guided=found[1].found)

"""One check: a trial for next to nothing that binds the buyer to months."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _firms, _said, _told
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late

_TRIAL = late.pattern(
    r"(?:初回|初月|お試し|トライアル|モニター|今だけ|通常価格|月)[^。\n]{0,16}?(?:無料|[0０]円|[1-9][0-9]{0,2}円|[89][0-9] ?%)"
    r"|(?:無料|[0０]円|[1-9][0-9]{0,2}円)(?:モニター|お試し|サンプル|で試)|送料(?:[0-9,]{1,5}円)?(?:のみ|だけ)"
)
_TIED = late.pattern(
    r"定期(?:コース|購入|便|縛り|お届け)|(?:継続|購入|受け取り|お受け取り)[^。\n]{0,10}?(?:が条件|を条件|が必要|のお約束|をお約束)"
    r"|最低[0-9]{1,2}(?:回|か月|ヶ月|カ月)|[2-9](?:回|か月|ヶ月|カ月|ヵ月|ケ月)以上[^。\n]{0,10}?(?:継続|購入|受け取り)|[2二](?:回|か月|ヶ月|カ月|ヵ月|ケ月)目(?:以降|から|は)[^。\n]{0,16}?円"
    r"|(?:解約|退会)は[^。\n]{0,12}?(?:電話のみ|お電話のみ|[0-9]{1,2}日前)|自動(?:的に)?(?:継続|更新|課金|決済)"
)
_CURE = late.pattern(
    r"痩せ|やせ|メディカル|ダイエット|サプリ|美容液|美白|シミ|シワ|しわ|育毛|薄毛|増大|脱毛|青汁|酵素|バスト|クリーム|飲むだけ|塗るだけ"
    r"|-[0-9]{1,2} ?kg|マイナス[0-9]{1,2} ?kg"
)


@check(
    id="body.subscription-trap",
    over="message",
    lang="ja",
    group="body",
    sure="inferred",
    title=Text(ja="初回だけ安い定期購入に誘っています", en="A trial for next to nothing that binds to months"),
    says=Text(
        ja="「{cure}」の品を「{trial}」と誘いながら、「{tied}」としています。高額な定期購入を契約させ、"
        "解約を受け付けない手口の宣伝に多い形です。",
        en="“{cure}” for “{trial}”, yet “{tied}”: an expensive subscription, which those who buy then cannot end.",
    ),
    advice=Text(
        ja="最終確認画面の総額と解約の条件を確かめ、困った場合は消費者ホットライン(188)に相談してください。",
        en="Read the full price and how to end it before you order; ask a consumer advice centre if you are caught.",
    ),
    speaks_for=("fake-shop",),
    experts=("LURE", "CTX"),
)
def subscription_trap(case: Case, it: Observable) -> Iterator[Hit]:
    """Reference: 国民生活センター, 定期購入トラブル; 特定商取引法 12条の6. Innocent causes: makers of such goods who advertise,
    name themselves and offer to unsubscribe, as the law wants (特定電子メール法 4): those are left out.
    """
    if _firms.of_a_firm(case) or _said.has(case, "newsletter.unsubscribe") or not _said.links(case):
        return
    found = _told.together(case, _CURE, _TRIAL, _TIED)
    if found:
        cure, trial, tied = (one.found for one in found)
        yield Hit(*found, cure=cure, trial=trial, tied=tied)

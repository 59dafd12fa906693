"""One check: a page that asks for a number, so that a false bank can ring."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said, _told
from sabaku.checks._check import Hit, check
from sabaku.checks._firms import of_a_firm
from sabaku.model import Case, Observable, Text
from sabaku.text import late

_BANK = late.pattern(
    r"(?:インターネット|ネット|オンライン|ビジネス|法人|モバイル)バンキング|電子証明書|ワンタイムパスワード|トークン"
    r"|法人口座|証券口座"
)
_RINGS = late.pattern(
    r"(?:オペレーター|担当者|担当|専門(?:の)?スタッフ|サポート(?:担当|デスク|センター))(?:が|より"
    r"|から)[^。\n]{0,24}?(?:折り返し|お?電話)"
    r"|折り返し[^。\n]{0,12}?(?:ご?連絡|お?電話)|自動音声[^。\n]{0,30}?(?:ご?案内|ご?連絡|お?電話|操作)"
)
_ASKS = late.pattern(
    r"(?:電話番号|連絡先|ご?担当者名|メールアドレス)[^。\n]{0,24}?(?:ご?入力|ご?記入|ご?登録|お知らせ|ご?返信)"
    r"|お電話では[^。\n]{0,60}?(?:ご?用意|お伝え)"
)
_WHY = late.pattern(r"失効|停止|制限|期限|更新|切り?替え|本人確認|不正|セキュリティ|利用でき(?:なく|ません)|確認でき")
_OFFERS = late.pattern(r"セミナー|説明会|お見積|資料請求|デモ|会計ソフト|導入|連携")
"""What firms and advisers ring back about."""


@check(
    id="body.bank-rings-back",
    over="message",
    lang="ja",
    group="body",
    sure="inferred",
    title=Text(
        ja="銀行の担当者からの電話を装うため、電話番号を入力させようとしています",
        en="A false bank wants a number that it can ring",
    ),
    says=Text(
        ja="「{bank}」などとして「{asks}」と求め、さらに「{rings}」としています。"
        "電話で話しながら偽の画面に暗証番号などを入力させる、"
        "法人口座を狙ったボイスフィッシングの手口です。",
        en="About “{bank}” it wants “{asks}”, and “{rings}”: on the telephone the victim is then led to type secrets "
        "into a copied page. Firms' accounts are emptied in this way.",
    ),
    advice=Text(
        ja="電話番号を入力せず、かかってきた電話は一度切って、銀行の代表番号へかけ直してください。",
        en="Enter no number; hang up on any such call and ring the bank by its own number.",
    ),
    speaks_for=("credential-phishing",),
    experts=("LURE", "CTX"),
)
def bank_rings_back(case: Case, it: Observable) -> Iterator[Hit]:
    """Reference: 警察庁, ボイスフィッシングによる不正送金 (2024). Innocent causes: a bank's own proven mail, which is left
    out; firms that ring back about software, courses and offers (left out), and press nobody.
    """
    if of_a_firm(case) or _OFFERS.search(_said.text(case)):
        return
    found = _told.together(case, _RINGS, _BANK, _ASKS, _WHY)
    if found:
        yield Hit(*found[:3], rings=found[0].found, bank=found[1].found, asks=found[2].found)

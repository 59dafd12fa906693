"""One check: a mail that claims to see the state of the reader's computer, and sells the remedy."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _firms, _house, _said, _told
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late

_SEES = late.pattern(
    r"(?:お使いの|あなたの|ご利用の|お客様の)(?:パソコン|pc|端末|デバイス|スマートフォン|スマホ|コンピュータ(?:ー)?|機器)[^。\n]{0,24}?"
    r"(?:保護(?:が|は)[^。\n]{0,8}?(?:停止|無効|切れ|終了|解除|失)|(?:ウイルス|マルウェア)に感染|危険にさらされ|無防備|脅威)"
    r"|[0-9]{1,4}(?:件|個|種類)の(?:脅威|ウイルス|マルウェア|トロイの木馬|スパイウェア|問題)[^。\n]{0,16}?(?:検出|ブロック|見つか|駆除|感染|発見)"
)
_SELLS = late.pattern(
    r"(?:更新|購入|クリーンアップ|駆除|スキャン|クリーニング|ダウンロード|インストール|延長|有効化)[^。\n]{0,24}?(?:する|して|手続|はこちら|ボタン|ください|いただ)"
    r"|(?:今なら|今すぐ|本日)[^。\n]{0,16}?(?:%|割引|off|円)"
)
_EXPIRED = late.pattern(
    r"(?:期限|契約|ライセンス|サブスクリプション|保護)[^。\n]{0,10}?(?:切れ|終了|停止|満了|失効|過ぎ)|(?:検出|検知)され|感染|危険|脅威"
)


@check(
    id="body.sees-your-computer",
    over="message",
    lang="ja",
    group="body",
    sure="inferred",
    title=Text(
        ja="メールからは分かるはずのない、パソコンの状態を告げています",
        en="It tells the state of a computer that no mail can see",
    ),
    says=Text(
        ja="「{sees}」と告げ、「{sells}」と誘っています。メールの送り主に、受信者のパソコンの感染や保護の状態は分かりません。"
        "偽の警告で対策ソフトなどを売りつけたり、カード情報を入力させたりする手口です。",
        en="“{sees}”, and so “{sells}”. Who sends a mail cannot see whether the reader's computer is infected or protected: "
        "a false alarm that sells a remedy or gets a card number.",
    ),
    advice=Text(
        ja="リンクを開かず、契約している対策ソフトの画面で状態を確かめてください。",
        en="Do not open the link; look at the state in the program that you have bought.",
    ),
    speaks_for=("card-phishing",),
    experts=("THREAT", "CTX"),
)
def sees_your_computer(case: Case, it: Observable) -> Iterator[Hit]:
    """Innocent causes: makers of such programs at their own proven domains, the reader's own administrators, and newsletters;
    those are left out."""
    if not _said.links(case) or _house.inside(case) or _firms.of_a_firm(case):
        return
    found = _told.together(case, _SEES, _SELLS, _EXPIRED)
    if found:
        wants = ("malware",) if any(word in found[1].found for word in ("インストール", "ダウンロード")) else None
        yield Hit(*found[:2], speaks_for=wants, sees=found[0].found, sells=found[1].found)

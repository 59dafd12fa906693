"""One check: a secret that no company asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _told
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late

_PIN = late.pattern(
    r"(?:キャッシュカード|口座|通帳|店番[^。\n]{0,12})(?:の|[^。\n]{0,12}[、・])?暗証番号[^。\n]{0,24}?(?:必要|入力|ご?用意|登録|記入|返信|送)"
    r"|(?:リカバリー|シークレット|シード|復元|ニーモニック)(?:リカバリー)?フレーズ[^。\n]{0,30}?(?:入力|確認|送|提出|同期|認証|登録|接続|ご?用意)"
    r"|(?:(?:インターネット|ネット)バンキング|取引所|証券口座|口座|ウォレット)の(?:(?:ログイン)?情報|ログインid|id[・と/、]?(?:パスワード|pw)"
    r"|取引パスワード)[^。]{0,80}?(?:入力|ご?用意|返信|送|必要|提出|申し込み|お申込|確認させて|教え|お知らせ)"
    r"|(?:anydesk|teamviewer|遠隔|リモート|ソフト|表示された)[^。]{0,60}?(?:id|番号|コード)(?:と|・|および|、)?(?:パスワード)?[^。\n]{0,12}?(?:返信|お知らせ|お伝え|教え)"
    r"|(?:sms|ショートメール|スマホ|携帯)(?:に|で|へ)?[^。\n]{0,8}?(?:届|送られ)[^。\n]{0,12}?(?:番号|コード|数字)[^。]{0,24}?(?:返信|教え|送って|転送|お伝え)"
    r"|暗証番号[^。\n]{0,12}?(?:と|や|、|及び|および)[^。\n]{0,4}?(?:認証コード|ワンタイム|セキュリティコード|口座番号|カード番号)[^。\n]{0,12}?(?:必要|入力|ご?用意)"
    r"|(?:パスワード|pw)[^。\n]{0,24}?(?:認証アプリ|認証システムアプリ|authenticator)[^。\n]{0,24}?(?:コード|番号|数字)[^。\n]{0,16}?(?:入力|返信|送|記入|教え)"
    r"|(?:会社|貴社|御社|お使い|ご利用|業務用)の(?:メール|メールアドレス)[^。\n]{0,10}?パスワード[^。\n]{0,12}?(?:ご?使用|入力|ログイン|サインイン|認証)"
    r"|(?:e-tax|利用者識別番号)[^。\n]{0,30}?暗証番号[^。]{0,60}?(?:返信|送|教え|お知らせ|確認させて)"
    r"|(?:ご用意|ご準備)(?:いただくもの|ください)[^。]{0,40}?(?:ログイン情報|取引パスワード|取引暗証番号|暗証番号)"
    r"|(?:ウォレット|ログイン)の秘密鍵[^。\n]{0,20}?(?:入力|送|提出|登録)"
    r"|(?:お?電話|オペレーター|担当者)[^。\n]{0,40}?(?:パスワード|暗証番号|認証コード|確認コード)[^。\n]{0,30}?"
    r"(?:ご?用意|お伝え|お伺い|読み上げ|お聞かせ)"
    r"|(?:認証コード|確認コード|ワンタイムパスワード)[^。\n]{0,30}?(?:電話|担当者|オペレーター|返信)[^。\n]{0,20}?(?:伝え|お知らせ|読み上げ|送)"
)
_BY_RETURN = late.pattern(
    r"(?:パスワード|暗証番号|カード番号|セキュリティコード|ワンタイムパスワード)[^。\n]{0,40}?(?:返信|返送)(?!さ|し(?:ない|ません|たい|ました))"
)
"""A secret that is to be sent back by mail, where every server on the way can read it."""
_OF_A_FILE = late.pattern(r"zip|ファイル|添付|解凍|圧縮|pdf|エクセル|excel|ミーティング|会議|wi-?fi")
"""Whose password colleagues do tell each other by mail."""
_DENIED = late.pattern(
    r"ありません|いたしません|しません|致しません|ございません|ないで|決して|絶対に|ご注意|注意|忘れ|変更|照会|させる|させよう|狙う|装[いうっ]"
)
_AT_COUNTER = late.pattern(r"店頭|ご?来店|\batm\b|郵送の用紙")
"""Where a bank has its customers type or write it themselves."""
AFTER = 40
"""Characters behind it in which a company may say that it never asks."""


@check(
    id="body.secret-nobody-asks",
    over="message",
    lang="ja",
    group="body",
    title=Text(
        ja="会社が尋ねることのない暗証番号や復元フレーズを求めています", en="It wants a secret that no company ever asks for"
    ),
    says=Text(
        ja="「{asked}」と求めています。キャッシュカードの暗証番号、返信や電話で伝えるパスワードや認証コード、ウォレットの復元フレーズを、"
        "銀行や事業者がメールで尋ねることはありません。",
        en="“{asked}”. No bank and no dealer asks by mail for the PIN of a card, for a password to be sent back or told on "
        "the telephone, or for the words that restore a wallet.",
    ),
    advice=Text(
        ja="暗証番号や復元用の言葉などは、教えたり入力したりしないでください。教えてしまった場合は、銀行や取引所にすぐ連絡し、停止を依頼してください。",
        en="Tell nobody a PIN, recovery phrase or the like. If you did, tell your bank or exchange at once and have it blocked.",
    ),
    speaks_for=("credential-phishing",),
    experts=("PW", "CTX"),
)
def secret_nobody_asks(case: Case, it: Observable) -> Iterator[Hit]:
    """Whoever has it has the money. Innocent causes: warnings that nobody asks for it, which say so in the same breath, and
    letters about changing or having forgotten one, or about typing one at the counter.
    """
    if _told.ordinary(case):
        return
    text = _told.flowing(case)[: _told.LONG]
    asked = next((it for it in _PIN.finditer(text) if not _denied(text, it)), None) or _by_return(text)
    if asked is not None:
        told = _told.at(case, asked)
        yield Hit(told, asked=told.found)


def _by_return(text: str) -> re.Match[str] | None:
    """Where a secret other than a file's is wanted by return of mail."""
    if "返" not in text:
        return None
    found = (it for it in _BY_RETURN.finditer(text) if not _denied(text, it))
    return next((it for it in found if not _OF_A_FILE.search(text, max(0, it.start() - AFTER), it.end())), None)


def _denied(text: str, asked: re.Match[str]) -> bool:
    """Whether it says in the same breath that nobody asks for it, or goes on about the counter where one types it."""
    breath = text[asked.start() : asked.end() + AFTER]
    return bool(_DENIED.search(breath.partition("。")[0]) or _AT_COUNTER.search(breath))

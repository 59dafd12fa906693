"""One check: a fee for taking the reader off a list."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _told
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late

_LISTED = late.pattern(
    r"(?:個人情報|お名前|顔写真|写真|連絡先|口座|会社名|名義)[^。\n]{0,40}?(?:ダークウェブ|闇サイト|掲示板|闇名簿"
    r"|(?:詐欺|犯罪|悪質|被害|裏|カモ)[^。\n]{0,10}?(?:名簿|リスト))[^。\n]{0,16}?(?:掲載|登録|流出|載って|出回|売買)"
    r"|(?:個人情報|お名前|顔写真|連絡先|口座|名義)[^。\n]{0,40}?(?:名簿|リスト|データベース)[^。\n]{0,16}?(?:流出|出回|売買)"
    r"|(?:闇名簿|(?:詐欺|犯罪|悪質|被害|裏|カモ|業者)[^。\n]{0,10}?(?:名簿|リスト))[^。\n]{0,24}?(?:掲載|登録|載って|出回)"
)
_REMOVED = late.pattern(
    r"(?:削除|抹消|取り消し|登録解除|保護)[^。\n]{0,30}?(?:費用|料金?|代行|手数料|保証金"
    r"|[1-9][\d,]{3,8} ?円)[^。\n]{0,40}?(?:お?振り?込|お?支払|入金|[1-9][\d,]{3,8} ?円"
    r"|必要(?![はも]?(?:ありません|ございません|な[いく])))"
)


@check(
    id="body.removal-fee",
    over="message",
    group="body",
    lang="ja",
    sure="inferred",
    title=Text(ja="名簿などからの「削除費用」を払わせようとしています", en="A fee for being taken off a list"),
    says=Text(
        ja="「{listed}」と不安にさせ、「{removed}」と費用を求めています。漏れた情報を料金と引き換えに消せる者はいません。",
        en="“{listed}”, and then “{removed}”: nobody can take back for money what has leaked.",
    ),
    advice=Text(
        ja="支払わず、消費者ホットライン(188)か警察相談専用電話(#9110)に相談してください。",
        en="Pay nothing; ask a consumer advice centre or the police.",
    ),
    speaks_for=("extortion", "advance-fee"),
    experts=("LURE", "THREAT", "CTX"),
)
def removal_fee(case: Case, it: Observable) -> Iterator[Hit]:
    """Reference: 国民生活センター, 「個人情報を削除してあげる」. Innocent causes: reputation firms that offer a service without a
    particular list; warnings.
    """
    found = _told.together(case, _LISTED, _REMOVED)
    if found:
        yield Hit(*found, listed=found[0].found, removed=found[1].found)

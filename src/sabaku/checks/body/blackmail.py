"""One check: silence for money."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _files, _said, _told
from sabaku.checks._check import Hit, check
from sabaku.checks._firms import of_a_firm
from sabaku.model import Case, Observable, Text
from sabaku.text import late

_HELD = late.pattern(
    r"(?:写真|動画|画像|映像|録音|証拠|秘密|不倫|浮気|やり取り|履歴|データ)[^。\n]{0,40}?(?:ばらま|ばらし|拡散|暴露|晒|さらす"
    r"|さらし)"
    r"|(?:写真|動画|画像|映像|録音|証拠|秘密|不倫|浮気|やり取り|履歴|データ)[^。\n]{0,40}?"
    r"(?:職場|勤め先|(?<!保険)会社|家族|ご?近所|学校|友人|知人|友達|取引先|奥さ[んま]|ご?主人|親|ネット|sns|みんな|全員)"
    r"[^。\n]{0,24}?(?:送|公開|ばら|知らせ|見せ|伝え|話)"
    r"|(?:顧客|会員|個人|社内|取引先)[^。\n]{0,6}?(?:情報|データ|名簿)[^。\n]{0,40}?(?:ダウンロード|入手|取得|窃取|盗)"
    r"|(?:職場|(?<!保険)会社|家族|ご?近所|学校|友人|知人|取引先|奥さ[んま]|ご?主人|親|連絡先|電話帳|フォロワー|知り合い)[^。\n]{0,24}?(?:公開|ばら|拡散|暴露|知られ"
    r"|送(?:って)?もいい)"
)
_PAY = late.pattern(
    r"(?:[1-9][\d,]{0,8}(?:万)?円|[1-9]\d{0,3}万|btc|ビットコイン|usdt|ギフトカード)[^。\n]{0,30}?(?:振り?込|支払|払"
    r"|送金|用意|送)"
)
_COINS = late.one_of("btc", "ビットコイン", "usdt", "仮想通貨", "暗号資産", "モネロ", "xmr")
_ELSE = late.pattern(
    r"(?:ほし|欲し|たく)(?:けれ|なけれ)ば|(?:支払|払|振り?込|入金)(?:わ|ま|い|が)?[^。\n]{0,8}?(?:なければ|ない場合|れば)|黙って"
    r"|[0-9]{1,2}(?:日|時間)以内|警察[^。\n]{0,12}?(?:言|相談|届|通報|連絡)"
)


@check(
    id="body.blackmail",
    over="message",
    group="body",
    lang="ja",
    sure="inferred",
    title=Text(ja="秘密をばらすと脅し、口止めの金銭を要求しています", en="Money is wanted for keeping silent"),
    says=Text(
        ja="「{held}」と脅し、「{pay}」と要求しています。払っても要求は終わらず、"
        "中身のない脅しが多数に送られていることもあります。",
        en="“{held}”, and so “{pay}”. Who pays is asked again; and often the same threat goes to many, with nothing behind it.",
    ),
    advice=Text(
        ja="支払いも返信もせず、メールを残したまま警察相談専用電話(#9110)に相談してください。",
        en="Neither pay nor answer; keep the mail and go to the police.",
    ),
    quiet_when=("body.extortion-bluff", "body.pictures-for-ransom"),
    speaks_for=("extortion",),
    experts=("THREAT", "CTX"),
)
def blackmail(case: Case, it: Observable) -> Iterator[Hit]:
    """Reference: 警察庁, IPA on sextortion. Innocent causes: a school that sells photographs, a lawyer's or insurer's letter
    about evidence for a court: they threaten to show it to nobody. Answers are left out, and mail with attachments unless it
    wants coins, for which a sample of what was stolen is shown.
    """
    bills = _files.beside(case) and not _COINS(_said.folded(case)[: _told.LONG])
    found = () if bills or of_a_firm(case) else _told.together(case, _HELD, _PAY, _ELSE)
    if found:
        yield Hit(found[0], found[1], held=found[0].found, pay=found[1].found)

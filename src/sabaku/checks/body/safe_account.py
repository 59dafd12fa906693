"""One check: money is to be moved to an account for an inquiry."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _told
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late

_TO_MOVE = r"(?:移|振り?込|送金|お送り|送って|入金|預)[^。\n]{0,24}?(?:くだ|下さ|いただ|頂|もら|必要|お願|指示|求め|こと|ように)"
"""Said to the reader: whoever tells what they have moved asks for nothing."""
_MOVE = late.pattern(
    r"(?:資金|預金|お金|残高|全額|現金|預貯金|全財産)[^。\n]{0,40}?(?:安全|確認用|調査用|保護|監視|管理|当局|検察|金融庁|警察)[^。\n]{0,16}?口座"
    rf"[^。\n]{{0,30}}?{_TO_MOVE}"
    r"|(?:資金|預金|口座の残高|現金|預貯金|全財産)[^。\n]{0,40}?(?:指定|専用|一時|保管)[^。\n]{0,16}?口座"
    rf"[^。\n]{{0,30}}?{_TO_MOVE}"
    r"|(?:指定|一時|保管)[^。\n]{0,12}?口座[^。\n]{0,20}?(?:資金|預金|預貯金|全財産|口座の残高)"
    rf"[^。\n]{{0,20}}?{_TO_MOVE}"
    r"|(?:安全|確認用|調査用|保護用|監視|当局の|検察の|金融庁の|警察の)[^。\n]{0,12}?口座[^。\n]{0,20}?(?:資金|預金|お金|残高|全額|預貯金)"
    rf"[^。\n]{{0,20}}?{_TO_MOVE}"
)
_BACK = late.pattern(
    r"(?:調査|捜査|確認|審査|検査|照合|保護|解決|手続き)[^。\n]{0,24}?(?:返還|返金|お返し|戻|返却|解除|潔白)|凍結|無実|潔白|紙幣(?:番号|の)"
)


@check(
    id="body.safe-account",
    over="message",
    lang="ja",
    group="body",
    sure="inferred",
    title=Text(
        ja="調査や保護を口実に、資金を指定の口座へ移させようとしています", en="Money is to be moved to an account for an inquiry"
    ),
    says=Text(
        ja="「{move}」と求め、「{back}」と安心させています。警察や金融機関が、調査や保護のために資金を別の口座へ移させることはありません。",
        en="“{move}”, and to reassure: “{back}”. Neither the police nor a bank has anybody move money to another "
        "account for an inquiry.",
    ),
    advice=Text(
        ja="送金せず、警察相談専用電話(#9110)と取引銀行に、公式の番号で確かめてください。",
        en="Send nothing; ask the police and your bank by the numbers on their own sites.",
    ),
    speaks_for=("advance-fee",),
    experts=("LURE", "THREAT", "CTX"),
)
def safe_account(case: Case, it: Observable) -> Iterator[Hit]:
    """The core of the fraud in which policemen and supervisors are played (警察庁, 特殊詐欺の手口). Innocent causes:
    warnings of it."""
    found = _told.together(case, _MOVE, _BACK)
    if found:
        yield Hit(*found, move=found[0].found, back=found[1].found)

"""One check: a celebrity or a fortune on a site where every letter costs."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said, _told
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late

_WHO = late.pattern(
    r"指名が入|女性会員|セレブ|ママ活|パパ活|援助|芸能(?:人|活動|事務所)|テレビに出|俳優|アイドル|タレント|マネージャー"
    r"|所属事務所|資産家|社長夫人|医院長"
)
_MET = late.pattern(
    r"[ぁ-んァ-ヶー]{2,6}(?:さん|ちゃん) ?[(][1-6][0-9][)歳]|指名が入|女性会員|登録女性|ママ活|パパ活|お会いするだけ"
)
_SECRET = late.pattern(r"内緒|ばれ(?:な|ると|たら)|秘密|誰にも言え|名前は言えな")
_FORTUNE = late.pattern(r"お譲り(?:したい|する)|受け渡し|未受領金|支援金|お?引き?渡し|送金管理|援助")
_SUM = late.pattern(r"[\d一二三数]億|[1-9][\d,]{8,12} ?円|[1-9]\d{2,3}万円")
_SITE = late.pattern(
    r"(?:この|下記の?|こちらの?|専用の?)サイト(?:の中)?(?:で|に|から)|サイト内で|ポイント(?:の)?(?:購入|追加|が必要)"
    r"|登録(?:は|も)(?:完全)?無料|(?:確認|解除|認証|開示|受取)コード[^。\n]{0,10}?(?:発行|購入)|文字化け"
    r"|連絡先(?:の|を)?交換|保証金[^。\n]{0,20}?(?:支払|コンビニ)"
)
_SUPPORT = late.pattern(r"\d{1,3}万円|援助|サポート(?:を|いた|金|費)|謝礼|お礼(?:は|を|に)")
_COSTS = late.pattern(
    r"ポイント(?:の)?(?:購入|追加|が必要)|(?:確認|解除|認証|開示|受取)コード[^。\n]{0,10}?(?:発行|購入)|文字化け|連絡先(?:の|を)?交換"
    r"|サイト内で|保証金[^。\n]{0,20}?(?:支払|コンビニ)"
)


@check(
    id="body.paid-correspondence",
    over="message",
    group="body",
    lang="ja",
    sure="inferred",
    title=Text(
        ja="有名人や大金の話で、有料のやり取りサイトへ誘っています",
        en="A celebrity or a fortune, on a site where every letter costs",
    ),
    says=Text(
        ja="「{who}」「{secret}」と持ちかけ、「{site}」と誘っています。相手はサクラで、"
        "やり取りや受け取りのたびにポイントを買わせる、"
        "サクラサイト商法の手口です。",
        en="“{who}”, “{secret}”, and on to “{site}”: the person is played by the site's own staff, and every letter "
        "has to be paid for.",
    ),
    advice=Text(
        ja="登録や返信をせず、支払ってしまった場合は消費者ホットライン(188)に相談してください。",
        en="Neither sign up nor answer; ask a consumer advice centre if you have paid.",
    ),
    speaks_for=("advance-fee",),
    experts=("LURE", "CTX"),
)
def paid_correspondence(case: Case, it: Observable) -> Iterator[Hit]:
    """Reference: 国民生活センター, サクラサイト商法. Innocent causes: fan clubs, which have a name and can be unsubscribed from;
    towns that pay a benefit, whose sums are small and for which nothing is bought.
    """
    if not _said.leads(case):
        return
    found = _told.together(case, _WHO, _SECRET, _SITE) or _told.together(case, _FORTUNE, _SUM, _COSTS)
    found = found or _told.together(case, _MET, _SUPPORT, _COSTS)
    if found:
        who, secret, site = (one.found for one in found)
        yield Hit(*found, who=who, secret=secret, site=site)

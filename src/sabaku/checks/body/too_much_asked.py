"""One check: more about oneself than any such matter needs."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _firms, _house, _told
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._who import senders
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late

_PIECES = late.pattern(
    r"氏名|お名前|生年月日|住所|電話番号|携帯番号|マイナンバー|個人番号|口座番号|銀行口座|受取口座|暗証番号|カード番号"
    r"|免許証|パスポート|保険証|在留カード|身分証|(?:インターネット|ネット)バンキング|ログイン情報|勤務先|年収|家族構成|緊急連絡先|在宅の時間|通帳|印鑑|キャッシュカード"
)
_GRAVE = frozenset(
    (
        *("マイナンバー", "個人番号", "口座番号", "銀行口座", "受取口座", "暗証番号", "カード番号", "免許証", "パスポート"),
        *("保険証", "在留カード", "通帳", "キャッシュカード", "家族構成", "インターネットバンキング", "ネットバンキング"),
        *("ログイン情報", "在宅の時間"),
    )
)
_ASKS = late.pattern(r"ご?入力|ご?返信|ご?記入|送って|お送り|ご?送付|必要です|ご?用意|ご?登録|ご?提出|お知らせ|教え")
_PUBLIC = late.pattern(r"(?:^|\.)(?:lg|go|ed|ac)\.jp$")
FEW, SENTENCE = 3, 160


@check(
    id="body.too-much-asked",
    over="message",
    group="body",
    lang="ja",
    sure="inferred",
    title=Text(
        ja="用件に見合わないほど多くの個人情報を求めています", en="It asks for more personal data than such a matter needs"
    ),
    says=Text(
        ja="「{pieces}」と、{count}種類の個人情報をまとめて求めています。集めた情報は、なりすましの契約や次の詐欺に使われます。",
        en="“{pieces}”: {count} kinds of personal data at once. They serve to open accounts in the victim's name, "
        "and for the next fraud.",
    ),
    advice=Text(
        ja="答えず、相手の会社や役所に、公式サイトの番号で必要な項目を確かめてください。",
        en="Do not answer; ask the firm or office by its own published number what it needs.",
    ),
    speaks_for=("phishing",),
    experts=("PW", "CTX"),
)
def too_much_asked(case: Case, it: Observable) -> Iterator[Hit]:
    """Innocent causes: contracts and entries into service, which the reader has asked for: a firm at its own proven domain,
    offices at public domains, the house itself and answers are left out.
    """
    if _house.inside(case) or _firms.of_a_firm(case) or any(_PUBLIC.search(one.domain) for one in senders(case)[:1]):
        return
    text = _told.flowing(case)[: _told.LONG]
    for first in _PIECES.finditer(text):
        told = list(_PIECES.finditer(text, first.start(), first.start() + SENTENCE))
        kinds = {it[0] for it in told}
        if len(kinds) < FEW or not kinds & _GRAVE or not _ASKS.search(text, first.start(), told[-1].end() + 40):
            continue
        if not _told.ordinary(case):
            place = Span("visible", first.start(), told[-1].end())
            shown = case.message.quote(place)
            yield Hit(Evidence(place, found=shown), pieces=shown, count=datum("number", len(kinds)))
        return

"""One check: a link named for help, contact or terms leads to a log-in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _links, _vouched
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._links import link
from sabaku.model import Case, Observable, Text
from sabaku.text import late

_QUIET = late.pattern(
    r"\s*(?:(?:各種|よくある)?(?:お?問い?合わ?せ|ご相談|ご質問)(?:先|窓口|フォーム)?|ヘルプ(?:センター)?"
    r"|よくあるご?質問|利用規約|ご?利用環境"
    r"|会社概要|個人情報(?:の取り?扱い|保護方針)(?:について)?|プライバシー(?:ポリシー|規約)|特定商取引法(?:に基づく表記)?"
    r"|配信(?:の)?(?:停止|解除)"
    r"|メール(?:の)?(?:配信)?停止|contact(?: us)?|help(?: cent(?:er|re))?|faq|support|privacy(?: policy| notice)?"
    r"|terms(?: (?:of (?:use|service)|and conditions))?|about us|unsubscribe)(?:はこちら|は、?こちら|へ|する)?[\s>»›→。:]*",
    re.IGNORECASE,
)
_LOGIN = late.pattern(
    r"/(?:[\w.-]{0,40}[-_/])?(?:log-?in|sign-?in|logon|signon|webmail|verif(?:y|ication)|auth(?:enticate)?|account-?update)"
    r"(?:[-_./?]|\Z)",
    re.IGNORECASE,
)
_DEMAND = late.pattern(
    r"ログイン|サインイン|確認(?:する|はこちら|へ進む)|認証(?:する|はこちら)|更新(?:する|はこちら)|お?手続き|再開"
    r"|\b(?:log ?in|sign ?in|verify|confirm|update|unlock|restore|review activity)\b",
    re.IGNORECASE,
)


@check(
    id="links.label-unlike-target",
    over="message",
    group="links",
    title=Text(ja="リンクの表示と行き先の役割が合いません", en="What a link is called does not fit where it leads"),
    says=Text(
        ja="「{label}」というリンクですが、行き先 {host} はログインや手続きを求めるページです。",
        en="The link is called “{label}”, but it leads to a page on {host} that is there to make the reader log in.",
    ),
    sure="inferred",
    speaks_for=("disguised",),
    experts=("LBTN", "LHID"),
)
def label_unlike_target(case: Case, it: Observable) -> Iterator[Hit]:
    """Whoever copies a company's mail puts another page behind every link: a contact form that is a log-in is nobody's own.

    Judged by the words of the path, or by another link with a demand as its text that leads to the very same page. Left out: the
    sender's own sites and known companies, whose help pages may stand behind a log-in, and click counters.
    """
    away = {one.value for one in _vouched.leading_away(case)}
    found = [one for one in case.seen("link", "href") if one.value in away]
    demanded = {one.value for one in found if _DEMAND.search(link(one).shown)}
    for one in found:
        label = link(one).shown
        if label and _QUIET.fullmatch(label) and (_LOGIN.search(link(one).path) or one.value in demanded):
            label = " ".join(label.split())
            yield Hit(_links.shown_at(one), _links.at(one), label=label, host=datum("domain", link(one).host))
            return

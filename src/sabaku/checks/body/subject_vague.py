"""One check: a subject that says «important» and not what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late
from sabaku.text.fold import fold

_FILL = late.pattern(
    "[\\s\\[\\]【】()「」『』!！?・:：、。.,*-]|重要|緊急|至急|大切|必読|警告|注意|最終|通知|のお知らせ|お知らせ|ご案内|案内|ご連絡|連絡"
    "|確認|ご確認|なお|な|の|を|ください|お願い|をお願いします|お客様|お客さま|へ|から|サービス|メール|アカウント|情報|について|に関する|に関して|ご|ご?利用|ご?継続|いただく|頂く|ための|するための|登録|更新|変更|手続き|お手続き|セキュリティ|認証|本人"
    "|サポート|復旧|spam|[0-9]{1,4}年?|月|日|[月火水木金土日]曜?日?"
    "|important|urgent|notice|notification|alert|attention|message|information|update|reminder|hello|hi|re|fwd|your|account"
    "|please|read|confirm|final|last|action required|action"
)


_GREETING = re.compile(
    "(?:\\[spam\\] ?)?(?:こんにちは|こんばんは|おはようございます|はじめまして|hello|hi|hey|greetings|good day)[!.。… ]*"
)


@check(
    id="body.subject-vague",
    over="message",
    group="body",
    title=Text(ja="件名だけでは何のことか分かりません", en="The subject does not say what it is about"),
    says=Text(
        ja="件名「{subject}」には、どの会社の何についての連絡なのかが書かれていません。",
        en="The subject “{subject}” names neither the firm nor the matter.",
    ),
    sure="inferred",
    experts=("SUBJODD", "NOBR"),
)
def subject_vague(case: Case, it: Observable) -> Iterator[Hit]:
    """Real notices name service and matter; curiosity is to do the rest. A light sign, only beside a demand."""
    title, view = _said.subject(case)
    if not title or len(title) > 60 or case.seen("brand", "subject"):
        return
    left = _FILL.sub("", fold(title))
    if (
        _GREETING.fullmatch(fold(title).strip())
        or title.strip().lower() in {it.value for it in case.seen("address", "from", "to")}
        or (
            not left
            and len(title.strip()) >= 2
            and _said.has(case, "threat", "credential", "card", "mailbox", "payment", "restored")
        )
    ):
        yield Hit(Evidence(Span(view, 0, len(title)), found=title), subject=title)

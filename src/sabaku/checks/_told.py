"""What a Japanese letter says together, each part at its place: a look-up that several checks share. No judgement."""

from __future__ import annotations

import re

from sabaku import late
from sabaku.checks import _author, _notes, _said, _story
from sabaku.model import Case, Evidence, Span, once

LONG = 3000
_WARNS = late.one_of(
    *(
        "注意喚起",
        "消費生活センター",
        "消費者ホットライン",
        "国民生活センター",
        "架空請求",
        "#9110",
        "だまされない",
        "騙されない",
    ),
    *(
        "詐欺にご注意",
        "詐欺に注意",
        "手口",
        "訓練メール",
        "を装った",
        "偽メール",
        "偽サイト",
        "偽アプリ",
        "偽の電話",
        "不審な電話",
    ),
)
"""Words of those who warn of such mail."""


def warns(case: Case) -> bool:
    """Whether the mail warns its reader of frauds."""
    return _WARNS(f"{_said.subject(case)[0]}\n{_said.text(case)[:20_000]}")


@once
def ordinary(case: Case) -> bool:
    """Whether it is no Japanese letter to judge by its story: another language, long, a newsletter, of a list, an answer to a
    mail, a warning of such mail, or provably the claimed company's own."""
    text = _said.text(case)
    if _said.lang(case) != "ja" or len(text) > LONG or _author.mass(case) or case.seen("list"):
        return True
    return warns(case) or _story.conversation(case) or _notes.of_the_brand(case)


def together(case: Case, *parts: re.Pattern[str]) -> tuple[Evidence, ...]:
    """One place for each of the patterns in the folded visible text; nothing where one of them is missing, or where the mail is
    ordinary by its kind."""
    if ordinary(case):
        return ()
    text = _said.folded(case)[:LONG]
    found = []
    for part in parts:
        match = part.search(text)
        if match is None:
            return ()
        found.append(Span("visible", *match.span()))
    return tuple(Evidence(it, found=case.message.quote(it)) for it in found)

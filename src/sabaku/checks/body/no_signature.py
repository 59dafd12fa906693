"""One check: a business notice without anybody who signs for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late

_SIGNED = late.pattern(
    "株式会社|有限会社|合同会社|財団|社団|センター|事務局|発行元|発行:|編集|お問い合わせ先|お問合せ|連絡先|電話|tel|〒|[0-9]{3}-[0-9]{4}|"
    "copyright|©|\\(c\\)|all rights|inc\\.|ltd|llc|corp|gmbh|株\\)|\\(株|係|窓口|運営|部|課|銀行|カード|サポート|チーム"
    "|内線|大学",
    re.IGNORECASE,
)
_NAMED = late.pattern(
    "^[^\n。、]{2,30}(?:学校|幼稚園|保育園|こども園|学園|市役所|町役場|村役場|病院|医院|クリニック|協会|組合|連盟|商店|工房|旅館|ホテル)"
    "(?:[ 　][^\n。、]{1,16})?[ 　]*$",
    re.MULTILINE,
)
"""A school, a clinic or a shop that signs with its name alone on a line."""
ENDING = 160
"""Characters at the end in which such a line is a signature."""
TAIL = 500
LINE = 100
"""Characters of the last line that are quoted."""


@check(
    id="body.no-signature",
    over="message",
    lang="ja",
    group="body",
    title=Text(ja="署名や連絡先がありません", en="No signature and no way to ask back"),
    says=Text(
        ja="本文の末尾に、会社名・部署・連絡先などの署名がありません。事業者なら、問い合わせ先を書くのが普通です。",
        en="The text ends without naming a firm, a department or a way to ask back, which real firms give.",
    ),
    sure="inferred",
    experts=("SIGMISS",),
)
def no_signature(case: Case, it: Observable) -> Iterator[Hit]:
    """Japanese business mail ends with a signature block. Innocent cause: short private mail: only beside a demand."""
    text = _said.text(case).rstrip()
    if len(text) < 120 or _signed(text) or (case.seen("list", "mailing-list", "group") and _signed(_above_footer(text))):
        return
    if _said.has(case, "threat", "credential.verify", "credential.password", "card.ask", "parcel.failed", "payment.unpaid"):
        start = max(text.rfind("\n") + 1, len(text) - LINE)
        yield Hit(Evidence(Span("visible", start, len(text)), found=text[start:]))


def _signed(text: str) -> bool:
    return bool(_SIGNED.search(text[-TAIL:]) or _NAMED.search(text[-ENDING:]))


_FOOTER = late.pattern(r"\n(?:_{10,}|-{2,}|={10,})[ \t]*\n")


def _above_footer(text: str) -> str:
    """The text without what stands below its last rule: there a list puts how to leave it, below the writer's signature."""
    *_, last = (len(text), *(it.start() for it in _FOOTER.finditer(text)))
    return text[:last].rstrip()

"""One check: a meaningless code in the subject."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _genuine, _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, File, Observable, Span, Text
from sabaku.text import late

_CODE = late.pattern(
    r"(?<![A-Za-z0-9])(?=[A-Za-z0-9-]{0,30}[0-9])(?=[A-Za-z0-9-]{0,30}[A-Za-z])[A-Za-z0-9]{2,12}(?:-[A-Za-z0-9]{2,12}){0,4}[\])】」]?\s*$"
    r"|[\[(【<#]?\s?[0-9]{6,20}\s?[\])】>]?\s*$|(?:番号|no\.?|id|#|nr\.?)\s?[::]?\s?[A-Za-z0-9-]{7,30}\s*[\])】]?\s*$"
    r"|[(\[(【]?\s?(?:code|コード|メール番号|管理番号|番号|no)\s?[.:::]\s?[A-Za-z0-9-]{2,30}\s*[)\])】]?\s*$|no\.?[0-9]{3,6}\s*$",
    re.IGNORECASE,
)


_TERM = late.pattern(
    r"[0-9]{1,4}-?(?:h|hrs?|hours?|min|mins|days?|wks?|weeks?|std|stunden|tage|heures|jours|horas|dias|ore|giorni|am|pm|eur|usd|gbp|kg|gb|mb|st|nd|rd|th|pcs|x|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)
"""A number with its unit."""
_LABEL = late.pattern(r"[^A-Za-z0-9]*+(?:code|コード|メール番号|管理番号|番号|no|nr|id)\b[\s.::#]*+", re.IGNORECASE)
_KNOWN = late.pattern(
    r"(?:20[0-9]{6}|[0-9]{4}[-/][0-9]{2}|v[0-9]|cve-|rfc|bug|#[0-9]{1,5}$|pr|ticket|re:|issue|item|order|注文|予約|伝票|お問い合わせ番号"
    r"|auto(?:matic)? ?-?reply|自動応答|自動返信)",
    re.IGNORECASE,
)


@check(
    id="body.subject-code",
    over="message",
    group="body",
    title=Text(ja="件名に、本文に出てこない番号・符号が付いています", en="A code in the subject that the text never mentions"),
    says=Text(
        ja="件名の末尾に「{code}」という番号・符号が付いていますが、本文のどこにも出てきません。"
        "一通ごとに件名を変えるための飾りとみられます。",
        en="The subject ends with the code “{code}”, which the text never mentions: "
        "probably there to make each copy's subject different.",
    ),
    sure="inferred",
    experts=("SUBJODD",),
)
def subject_code(case: Case, it: Observable) -> Iterator[Hit]:
    """Filters count equal subjects. Innocent cause: ticket and order numbers, which the text or the name of a file
    repeats, and a known company's own proven mail."""
    title, view = _said.subject(case)
    tail = title[-60:]
    found = _CODE.search(tail) if any(char.isdigit() for char in tail[-32:]) else None
    if not found:
        return
    code = found[0].strip(" []()【】「」<>#")
    start = len(title) - len(tail) + found.start()
    bare = code[label.end() :] if (label := _LABEL.match(code)) else code
    if len(code) < 5 or _KNOWN.search(title) or _TERM.fullmatch(code) or _genuine.of_the_brand(case) or _on_a_file(case, bare):
        return
    if _bears_the_sender(case, code):
        return
    if code not in _said.text(case) and (len(bare) < 3 or bare not in _said.text(case)):
        where = Span(view, start, start + len(found[0]))
        yield Hit(Evidence(where, found=found[0]), code=code)


def _bears_the_sender(case: Case, code: str) -> bool:
    """Whether the sender's own name stands before the number, as shops number their orders: example-10042."""
    words = {word for it in case.seen("address", "from") for word in re.findall("[a-z]{4,}", it.value)}
    return any(word in words for word in re.findall("[a-z]{4,}", code.lower()))


def _on_a_file(case: Case, code: str) -> bool:
    """Whether an attached paper is called by that number."""
    return len(code) >= 5 and any(isinstance(it.detail, File) and code in it.detail.name for it in case.seen("file"))

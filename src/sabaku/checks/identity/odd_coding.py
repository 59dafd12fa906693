"""One check: a sender or subject that is coded so that filters and readers see different text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Header, Observable, Text

_CHARSET = re.compile(rb"=\?([\w.-]{1,40})(?:\*[\w-]{1,12})?\?[bBqQ]\?")
SPLIT = "word-split-character"


@check(
    id="identity.odd-coding",
    over="message",
    group="identity",
    title=Text(ja="差出人・件名の文字の符号化が不自然です", en="Sender or subject is coded oddly"),
    says=Text(
        ja="{field}ヘッダーは{how}。表示は読めても、フィルターには別の文字列に見えることがあります。",
        en="In the {field} header {how}. A reader sees the words, a filter may not.",
    ),
    attacks=(21,),
)
def odd_coding(case: Case, it: Observable) -> Iterator[Hit]:
    """RFC 2047 section 5: a character must not be split between encoded words; one field needs only one charset.

    Innocent causes: old Japanese mail programs and scripts that cut at a fixed number of bytes.
    """
    split = [defect.where.start for defect in case.message.defects if defect.kind == SPLIT and defect.where is not None]
    for name in ("From", "Subject"):
        for header in case.message.named(name.lower()):
            cut = any(header.start <= at < header.end for at in split)
            how = SPLIT_SAYS if cut else MIXED_SAYS if len(_charsets(case, header)) > 1 else None
            if how is not None and header.text:
                evidence = Evidence(case.message.span_of(header), found=header.text)
                yield Hit(evidence, field=datum("text", name), how=datum("text", how.en, how))


SPLIT_SAYS = Text("1文字が2つの符号化語に分割されています", "one character is split between two encoded words")
MIXED_SAYS = Text("1つの行に異なる文字コードが混ざっています", "different charsets are mixed in one line")


def _charsets(case: Case, header: Header) -> set[bytes]:
    raw = case.message.raw[header.value_start : header.end]
    return {it.lower() for it in _CHARSET.findall(raw)} - {b"us-ascii"}

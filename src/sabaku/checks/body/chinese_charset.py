"""One check: Japanese text in a Chinese character set."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Part, Span, Text

_CHINESE = ("gb2312", "gbk", "gb18030", "big5", "hz-gb-2312")


@check(
    id="body.chinese-charset",
    over="message",
    lang="ja",
    group="body",
    title=Text(ja="日本語の本文が中国語の文字コードで送られています", en="Japanese text in a Chinese character set"),
    says=Text(
        ja="本文の文字コードが中国語用の {charset} です。中国語の環境で作られたとみられます(それだけで不正とは言えません)。",
        en="Japanese text in {charset}, a character set for Chinese: made on a Chinese system, which is no crime.",
    ),
    sure="inferred",
    experts=("XM", "CHF"),
)
def chinese_charset(case: Case, it: Observable) -> Iterator[Hit]:
    """Japanese mail programs write ISO-2022-JP or UTF-8. Innocent cause: a Chinese supplier who writes in Japanese."""
    for part in case.message.parts:
        if part.type.startswith("text/") and part.charset.lower() in _CHINESE:
            where = _label(case, part)
            yield Hit(where, charset=datum("code", part.charset.lower()))
            return


def _label(case: Case, part: Part) -> Evidence:
    """Where the character set is named."""
    raw = case.message.raw[part.start : part.body_start].decode("latin-1")
    at = raw.lower().find(part.charset.lower())
    start = part.start + max(at, 0)
    return Evidence(Span("raw", start, start + len(part.charset)), found=raw[at : at + len(part.charset)] if at >= 0 else "")

"""One check: spaces inside words."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late

_SPACE = late.pattern("(?<=[ぁ-ゖ一-鿿])[ \u3000\u00a0]+(?=[ぁ-ヿ一-鿿])|(?<=[ァ-ヿ])[ \u3000\u00a0]+(?=[ぁ-ゖ一-鿿])")
"""A space in Japanese; not between two words in katakana, where foreign firms set one (セキュリティ コード)."""


_POLITE = "(?![ごお御][一-鿿])"
"""«カード ご利用確認のお願い»: the second noun begins politely."""
_SPACE_IN_HEADING = late.pattern(
    f"(?<=[ぁ-ゖ一-鿿])[ \u3000\u00a0]++(?=[ぁ-ヿ一-鿿]){_POLITE}|(?<=[ァ-ヿ])[ \u3000\u00a0]++(?=[ぁ-ゖ]){_POLITE}"
)
"""The same in a subject, where nouns stand beside each other with a space between («ドメイン 情報認証のお願い»)."""


_LETTERS = re.compile("(?:[A-Za-z0-9] ){3,}[A-Za-z0-9]")


_ENDING = late.pattern(
    "[ぁ-ん一-鿿][ \u3000](?:ただ[きけい]|たしま|ます[。、]|ました[。、]|ません|ださい|させて|っており|ておりま"
    "|さいます|します[。、])"
)
"""A space before what can only be the rest of a Japanese word."""


@functools.cache
def _run() -> re.Pattern[str]:
    """A sentence set letter by letter; headings set wide («お 知 ら せ») are shorter."""
    one = "[ぁ-ヿ一-鿿]"
    gap = "[ \u3000\u00a0]"
    return re.compile(f"{one}{gap}(?<!{one}..)(?<!{one} ..)(?:{one}{gap}){{5,59}}{one}(?!{one})", re.DOTALL)


_LISTS = ("threat", "credential", "card", "scare", "deadline", "payment", "parcel", "action", "mailbox")


@check(
    id="body.spread-words",
    over="message",
    group="body",
    title=Text(ja="不自然な位置に空白が入れられています", en="Spaces where none belong"),
    says=Text(
        ja="「{word}」のように、ふつうは空けない所に空白があります。フィルターを避けるための細工か、機械的な生成の跡です。",
        en="“{word}” has spaces where none belong: a trick against filters, or the trace of a machine.",
    ),
    speaks_for=("disguised",),
    experts=("PUNC", "JP"),
    attacks=(61,),
)
def spread_words(case: Case, it: Observable) -> Iterator[Hit]:
    """Japanese is written without spaces. Innocent cause: headings set wide («お 知 ら せ»); only key phrases count."""
    for phrase in _said.said(case, *_LISTS):
        inside = phrase.shown.replace("\n", "")
        space = _SPACE if phrase.seen.view == "visible" else _SPACE_IN_HEADING
        if inside == phrase.shown and (space.search(inside) or _LETTERS.search(inside)):
            yield Hit(_said.quote(phrase), word=phrase.shown)
            return
    text = _said.text(case)[: _said.SEARCHED] if _said.lang(case) == "ja" else ""
    broken = _ENDING.search(text) or _run().search(text)
    if broken and "\n" not in broken[0]:
        yield Hit(Evidence(Span("visible", *broken.span()), found=broken[0]), word=broken[0])
        return
    for brand in case.seen("brand", "subject", "from", "text", "shown"):
        if _LETTERS.search(brand.shown):
            yield Hit(_said.quote(brand), word=brand.shown)
            return

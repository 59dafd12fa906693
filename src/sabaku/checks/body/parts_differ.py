"""One check: the plain text says something else than the HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late
from sabaku.text.fold import fold

_WORDS = late.pattern("[a-z]{4,}|[ァ-ヶー]{3,}|[一-鿿]{2,}")
_LATIN_WORDS = late.pattern("[a-z]{4,}")
MIN_WORDS = 12
MANY = 12
"""Two texts that say the same share more than one word of so many."""
FEW_WORDS = 4
"""Of a short text, where it shares no word at all with an HTML that threatens or asks for secrets."""
_LURES = ("threat", "credential", "card", "scare", "mailbox")
_POINTS = late.pattern("https?:|www\\.|html|browser|client|display|image|view|ブラウザ|表示|画像|ウェブ|対応")
"""What a short text says that only points to the HTML."""
MOST = 3000
"""Characters of either part that are compared."""


@check(
    id="body.parts-differ",
    over="message",
    group="body",
    title=Text(ja="テキスト版とHTML版の内容が違います", en="Plain text and HTML say different things"),
    says=Text(
        ja="テキスト版は「{plain}」、HTML版は「{html}」で始まり、共通する言葉がほとんどありません。"
        "フィルターには無害な方を読ませる細工に使われます。",
        en="The plain text begins “{plain}”, the HTML “{html}”; they share hardly a word. That is one way to have "
        "filters read the harmless one.",
    ),
    attacks=(48,),
)
def parts_differ(case: Case, it: Observable) -> Iterator[Hit]:
    """Both parts of multipart/alternative are to say the same (RFC 2046, 5.1.4). A plain part that only points to the HTML
    («view this in a browser») is short and passed over."""
    if not any(part.type == "multipart/alternative" for part in case.message.parts):
        return
    try:
        plain = case.message.view("text").text
    except KeyError:
        return
    html = _said.text(case)
    folded, other = fold(plain[:MOST]), _words(_said.folded(case)[:MOST])
    if _shares(folded, other):
        return
    one = _words(folded)
    long = min(len(one), len(other)) >= MIN_WORDS and len(one & other) * MANY < min(len(one), len(other))
    if long or _short_decoy(case, folded, one, other):
        begin, start = _start(plain), _start(html)
        yield Hit(
            Evidence(Span("text", *begin), found=plain[slice(*begin)]),
            Evidence(Span("visible", *start), found=html[slice(*start)]),
            plain=" ".join(plain[slice(*begin)].split()),
            html=" ".join(html[slice(*start)].split()),
        )


def _short_decoy(case: Case, plain: str, one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether a short text of its own matter stands before an HTML that lures."""
    told = min(len(one), len(other)) >= FEW_WORDS and len("".join(plain.split())) >= 40
    return told and not one & other and not _POINTS.search(plain) and _said.has(case, *_LURES)


def _shares(folded: str, words: frozenset[str]) -> bool:
    """Whether the text has so many of the words that the two say the same: mostly seen within its first lines."""
    found: set[str] = set()
    for it in _pattern(folded).finditer(folded):
        if it[0] in words:
            found.add(it[0])
            if len(found) * MANY >= len(words):
                return True
    return False


def _words(folded: str) -> frozenset[str]:
    return frozenset(_pattern(folded).findall(folded))


def _pattern(folded: str) -> re.Pattern[str]:
    return _LATIN_WORDS if folded.isascii() else _WORDS


def _start(text: str) -> tuple[int, int]:
    begin = len(text) - len(text.lstrip())
    return begin, min(len(text), begin + 40)

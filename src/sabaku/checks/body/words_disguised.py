"""One check: words written so that people read them and filters do not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Datum, Evidence, Observable, Span, Text
from sabaku.text import late

APART, MARKED, NUMBERED = 3, 3, 6
"""Different words of each kind that are enough: a slip, an abbreviation or a name for a product is one or two."""
_MARKS = r"[.·•∙⋅‧*_\-~|\u2006\u2009\u200a]"
_APART = late.pattern(
    rf"[A-Za-z](?<![\w.*_@/-][A-Za-z])({_MARKS})[a-z](?>\1[a-z]){{2,20}}+(?![\w@/])"
    r"|[ぁ-ヿ一-鿿]([・·•.*_\-])[ぁ-ヿ一-鿿](?>\2[ぁ-ヿ一-鿿]){3,20}+"
)
"""Letters in a row with the same mark between each two; capitals so are abbreviations («U.N.E.S.C.O.»)."""
_SINGLE = re.compile(
    r"[.·•∙⋅‧*_\-~|\u2006\u2009\u200a・](?<=[A-Za-zぁ-ヿ一-鿿].)[a-zぁ-ヿ一-鿿][.·•∙⋅‧*_\-~|\u2006\u2009\u200a・]"
)
"""A letter between two marks: it begins with a mark, so that most texts are passed over at once."""
_HIRAGANA = late.pattern("[ぁ-ん]")
_MARKED = late.pattern(r"[A-Za-z][\u0300-\u036f\u20d0-\u20f0]{1,6}+(?>[A-Za-z][\u0300-\u036f\u20d0-\u20f0]{1,6}+){3,24}+")
_NUMBERED = late.pattern(
    r"[A-Za-z](?<![\w/=&?%.@#:+\\-][A-Za-z])(?=[A-Za-z]{0,8}[013457@$!][A-Za-z])"
    r"(?>[A-Za-z]|[013457@$!](?![\d@$!])){3,15}+(?![\w/=&?%@#:+\\-]|[.]\w)"
)
"""Letters with a digit or sign for one, here and there («acc0unt»); not in an address, nor a number of its own («mp3»)."""
IN_FRONT, REACH = 10, 20
"""Characters before such a digit at which its word can begin, and behind it by which it is known where it ends."""
_ACCENT = re.compile(r"[\u0300-\u036f\u20d0-\u20f0]")
_DIGIT_BETWEEN = re.compile(r"[013457@$!](?<=[A-Za-z].)(?=[A-Za-z])")
HOW = {
    "apart": Text("文字と文字の間に記号", "a mark between each two letters"),
    "marked": Text("一文字ごとに余分な付加記号", "a needless accent on each letter"),
    "numbered": Text("文字の代わりに似た数字や記号", "digits and signs for letters that they resemble"),
}


@check(
    id="body.words-disguised",
    over="message",
    group="body",
    title=Text(ja="単語が、フィルターに読めない書き方になっています", en="Words are written so that a filter cannot read them"),
    says=Text(
        ja="「{word}」のように、{how}を使った書き方の単語が{count}個以上あります。人には読めても、"
        "フィルターは単語として読めません。",
        en="“{word}”: {count} words or more are written with {how}. People read them, a filter does not.",
    ),
    speaks_for=("disguised",),
    experts=("PUNC",),
    attacks=(61,),
)
def words_disguised(case: Case, it: Observable) -> Iterator[Hit]:
    """Nobody writes whole sentences so. Innocent causes: an abbreviation, a brand or a name of the net in such letters: one or
    two words; letters with accents of their own language, which are one character when put together."""
    text = _said.text(case)[: _said.SEARCHED]
    found = _apart(text)
    how, enough = "apart", APART
    if len(found) < enough and not text.isascii() and _ACCENT.search(text):
        found, how, enough = _marked(text), "marked", MARKED
    if len(found) < enough:
        found, how, enough = _numbered(text), "numbered", NUMBERED
    if len(found) < enough:
        return
    where = [Span("visible", *place) for place in list(found.values())[:3]]
    quoted = [Evidence(place, found=case.message.quote(place)) for place in where]
    yield Hit(*quoted, word=quoted[0].found, how=Datum("text", how, HOW[how]), count=datum("number", len(found)))


Places = dict[str, tuple[int, int]]


def _apart(text: str) -> Places:
    """The words set letter by letter, each once."""
    found: Places = {}
    behind = 0
    for single in _SINGLE.finditer(text):
        it = _APART.match(text, single.start() - 1) if single.start() > behind else None
        if it is not None:
            behind = it.end()
            if it[1] or len(_HIRAGANA.findall(it[0])) > 1:  # «月・火・水・木・金» is a list
                found[it[0]] = it.span()
    return found


def _marked(text: str) -> Places:
    """The words in which most accents are on letters that no language writes so."""
    found: Places = {}
    for it in _MARKED.finditer(text):
        marks = sum(1 for one in unicodedata.normalize("NFC", it[0]) if unicodedata.category(one).startswith("M"))
        if marks * 2 >= sum(map(str.isalpha, it[0])):
            found[it[0]] = it.span()
    return found


def _numbered(text: str) -> Places:
    """The words with digits for letters: looked for around such digits, of which most texts have few."""
    found: Places = {}
    digits = [it.start() for it in _DIGIT_BETWEEN.finditer(text)]
    behind = 0
    for at in digits if len(digits) >= NUMBERED else ():
        it = _NUMBERED.search(text, max(at - IN_FRONT, behind), at + REACH) if at >= behind else None
        if it is not None:
            found[it[0].lower()], behind = it.span(), it.end()
    return found

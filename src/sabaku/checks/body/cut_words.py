"""One check: words that are cut, in the source, by what is not shown."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Datum, Evidence, Observable, Span, Text
from sabaku.text import late

MANY = 2
MOST = 200
_LETTER = "[A-Za-zÀ-ÿぁ-ヿ一-鿿]"
_COMMENT = late.pattern(rf"<!--(?<={_LETTER}<!--)(?!\s*+-->)(?!\s*\[)[^<>]{{1,120}}?-->(?={_LETTER})")
_EMPTY = late.pattern(rf"<(?<={_LETTER}<)(b|i|u|em|strong|font|span|small|big|s)(?:\s[^<>]{{0,120}}+)?></\1>(?={_LETTER})")
_LETTER_BY_NUMBER = r"(?:0{0,3}(?:6[5-9]|[78]\d|90|9[7-9]|1[01]\d|12[0-2])|[xX](?:4[1-9a-fA-F]|5[\daA]|6[1-9a-fA-F]|7[\daA]));"
_CODED = late.pattern(rf"&#(?<=[A-Za-z]&#){_LETTER_BY_NUMBER}(?:&#{_LETTER_BY_NUMBER}){{0,11}}(?=[A-Za-z])")
"""Latin letters by number among plain ones: programs write only other characters so."""
_ADDRESS = re.compile("@|&#64;|&#x40;|mailto", re.IGNORECASE)
_REST = late.pattern(rf"{_LETTER}{{1,20}}+")
_BEFORE = late.pattern(rf"({_LETTER}{{1,20}}+)<[a-z]{{1,8}}\s[^<>]{{1,200}}+>\Z", re.IGNORECASE)
_AFTER = late.pattern(rf"</[a-z]{{1,8}}>(?={_LETTER})", re.IGNORECASE)
_WORD_BEFORE = {letters: re.compile(rf"{letters}{{1,20}}+\Z") for letters in (_LETTER, "[A-Za-z]")}
_SCRIPT = late.pattern("[一-鿿]++|[ァ-ヶー]++|[ぁ-ん]++|[A-Za-zÀ-ÿ]++")
HOW = {
    "comment": Text("コメント", "a comment"),
    "empty": Text("中身のない要素", "an empty element"),
    "coded": Text("番号で書かれた文字(文字参照)", "letters written as numbers"),
    "spelt": Text("一文字ごとの要素の区切り", "an element around each letter"),
    "hidden": Text("画面に表示されない文字", "characters that are not shown"),
}


class Cut(NamedTuple):
    """A word that is cut: from where to where in the HTML, its first half, and by what."""

    start: int
    end: int
    first: str
    how: str


@check(
    id="body.cut-words",
    over="message",
    group="body",
    title=Text(ja="単語の途中に、画面に出ないものが挟まれています", en="Words are cut in two by what is not shown"),
    says=Text(
        ja="画面には「{word}」と表示されますが、元のHTMLではその途中に{how}が挟まれています(同様の箇所は全部で{count}か所)。"
        "読む人には気付かれずに、フィルターに単語を読ませないための細工です。",
        en="“{word}” is shown, but the HTML cuts it in two with {how} ({count} such places in all): the reader sees nothing of "
        "it, and a filter does not find the word.",
    ),
    experts=("TEMPL",),
    attacks=(57, 58, 61),
)
def cut_words(case: Case, it: Observable) -> Iterator[Hit]:
    """No program that writes mail cuts words. Innocent causes: web frameworks set blank comments between pieces of text, which
    are not counted; an editor leaves one empty element behind, which is why two places are asked for."""
    html = case.message.view("html").text
    found = sorted(
        (
            *_plain(html, _COMMENT, "comment"),
            *_plain(html, _EMPTY, "empty"),
            *_coded(html),
            *_hidden(case, html),
            *_spelt(case, html),
        )
    )
    told = next((one for one in found if _REST.match(html, one.end)), None)
    if len({one.end for one in found}) < MANY or told is None:
        return
    rest = _REST.match(html, told.end)
    assert rest is not None
    where = Span("html", told.start, rest.end())
    yield Hit(
        Evidence(where, found=html[told.start : rest.end()]),
        word=datum("text", _last(told.first) + _begin(rest[0])),
        how=Datum("text", told.how, HOW[told.how]),
        count=datum("number", len(found)),
    )


def _last(first: str) -> str:
    """The end of it in one script: Japanese has no gaps, and the whole sentence is no word."""
    return max((found[0] for found in _SCRIPT.finditer(first) if found.end() == len(first)), default=first, key=len)


def _begin(rest: str) -> str:
    found = _SCRIPT.match(rest)
    return found[0] if found else rest


def _plain(html: str, pattern: re.Pattern[str], how: str) -> Iterator[Cut]:
    mark = "<!--" if how == "comment" else "></"
    if mark in html:
        for one in itertools.islice(pattern.finditer(html), MOST):
            word = _before(html, one.start(), _LETTER)
            yield Cut(one.start() - len(word), one.end(), word, how)


def _before(html: str, at: int, letters: str) -> str:
    """The letters right before that place, at most twenty: looked for only where something cuts a word."""
    found = _WORD_BEFORE[letters].search(html[max(0, at - 20) : at])
    return found[0] if found else ""


def _coded(html: str) -> Iterator[Cut]:
    """Letters by number, but not in a tag or a mail address, which web programs write so against robots."""
    for one in itertools.islice(_CODED.finditer(html), MOST) if "&#" in html else ():
        word = _before(html, one.start(), "[A-Za-z]")
        start = one.start() - len(word)
        before = html[max(0, start - 200) : start]
        if before.rfind("<") <= before.rfind(">") and not _ADDRESS.search(html, max(0, start - 80), one.end() + 80):
            yield Cut(start, one.end(), unescape(word + one[0]), "coded")


_WEEK = frozenset("smtwf日月火水木金土dlmjvgx")
"""Letters over the columns of a calendar."""
SHORT = 3
"""Letters up to which columns of single letters look like a word."""


def _spelt(case: Case, html: str) -> Iterator[Cut]:
    """Words set letter by letter; the columns of a calendar are none, nor a table of marks, which repeats them."""
    for it in case.seen("hidden", "spelt"):
        start, end = it.seen.start, it.seen.end
        word = "".join(one[1] or "" for one in _SHOWN.finditer(html, start, end))
        varied = len(set(word)) * 3 > len(word) * 2
        if len(word) > SHORT and varied and not _WEEK.issuperset(word.lower()):
            yield Cut(start, end - 1, word[:-1], "spelt")


_SHOWN = re.compile(r"<[^<>]*+>|(\w)")


def _hidden(case: Case, html: str) -> Iterator[Cut]:
    """Short hidden pieces with a letter right before and right behind their element."""
    for one in case.seen("hidden", "text"):
        after = _AFTER.match(html, one.seen.end) if one.seen.end - one.seen.start <= 40 else None
        before = _BEFORE.search(html[max(0, one.seen.start - 240) : one.seen.start]) if after else None
        if before and after:
            yield Cut(one.seen.start - len(before[0]), after.end(), before[1], "hidden")

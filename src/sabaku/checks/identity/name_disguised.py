"""The display name or the subject is written with characters that only look like the usual ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from sabaku.checks._check import Hit, check
from sabaku.checks._who import VIA, senders, through_list
from sabaku.model import Case, Datum, Evidence, Observable, Span, Text
from sabaku.text import late
from sabaku.text.fold import SELECTORS

_UNSEEN = late.pattern(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
    f"{SELECTORS}]"
)
_SELECTOR = late.pattern(f"[{SELECTORS}]")
_OVERRIDE = re.compile("[\u202d\u202e]")
"""Marks that force a direction on the letters behind them: no name needs them, in whatever script."""
_FANCY = re.compile("[\U0001d400-\U0001d7ff]{2,}")
_WORD = re.compile(r"[^\W\d_]{3,}")
_ALIEN = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_LATIN = re.compile("[A-Za-z]")
CAPITALS = 3
_COMBINING = late.pattern("(?:[A-Za-z0-9][\u0300-\u036f\u0730-\u074a\u07eb-\u07f3]){3,}")
HOW = {
    "unseen": Text("見えない文字が入っています", "invisible characters inside"),
    "turned": Text("文字の並ぶ向きを変える制御文字が入っています", "a control character that turns the reading direction"),
    "fancy": Text("数学用などの飾り文字が使われています", "mathematical or decorated letters"),
    "mixed": Text("1つの単語に異なる文字体系(キリル文字など)が混ざっています", "letters of different scripts in one word"),
    "combining": Text("文字に余計な記号が重ねられています", "marks put on letters to break words"),
    "stand-in": Text("大文字のI(アイ)と小文字のl(エル)が入れ替えられています", "a small l for a capital I, or the reverse"),
}


@check(
    id="identity.name-disguised",
    over="message",
    group="identity",
    title=Text("名前や件名の文字が細工されています", "The name or the subject is written with disguised letters"),
    says=Text(
        "{field}「{shown}」の文字が細工されています({how})。迷惑メール判定をすり抜けるための手口です。",
        "The letters of the {field} “{shown}” are disguised: {how}. It is done to slip past filters.",
    ),
    speaks_for=("disguised",),
    experts=("MOJI", "FDISP"),
    attacks=(16, 17, 18, 19),
)
def name_disguised(case: Case, _: Observable) -> Iterator[Hit]:
    """Nobody types a Cyrillic а or a zero-width space into a company's name by accident.

    Full-width letters, accents and emoji are ordinary and don't count; neither does a word wholly in Greek or Cyrillic, nor a
    capital inside a name (LinkedIn, MyID).
    Innocent causes: names copied from web pages with a stray zero-width space; decorated subjects of advertisers.
    Reference: Unicode TR 39 (mixed scripts).
    """
    for text, view, start, label in _texts(case):
        found = _disguise(text)
        if found:
            kind, place = found
            first, last = _around(text, place)
            where = Span(view, start + first, start + last)
            shown = Datum("text", case.message.quote(where))
            how = Datum("text", kind, HOW[kind])
            yield Hit(Evidence(where, found=case.message.quote(where)), field=label, shown=shown, how=how)
            return


NEAR, FAR = 12, 32
"""Characters on either side of the place that are quoted; so many where a word ends only there."""


def _around(text: str, place: int) -> tuple[int, int]:
    """The words around the place, none cut in two where there are blanks."""
    before = text.rfind(" ", max(0, place - FAR), max(0, place - NEAR)) + 1
    first = before or (0 if place <= FAR else place - NEAR)
    behind = text.find(" ", place + NEAR, place + FAR)
    last = behind if behind >= 0 else len(text) if len(text) <= place + FAR else place + NEAR
    return first, last


def _texts(case: Case) -> Iterator[tuple[str, str, int, Datum]]:
    for sender in senders(case):
        at = sender.who.shown_at
        if at is not None:
            text = case.message.quote(at)
            left = VIA.fullmatch(text) if through_list(case) else None
            first, last = left.span(1) if left else (0, len(text))
            yield text[first:last], at.view, at.start + first, Datum("text", "name", Text("表示名", "display name"))
    for header in case.message.named("subject")[:1]:
        yield header.text, f"header:{case.message.headers.index(header)}", 0, Datum("text", "subject", Text("件名", "subject"))


def _disguise(text: str) -> tuple[str, int] | None:
    """The kind of disguise and its place."""
    if text.isascii():
        return _stand_in(text)
    for found in _UNSEEN.finditer(text):
        if _inside_word(text, found.start()) and not _chooses_a_shape(text, found.start()):
            return "unseen", found.start()
    for kind, pattern in (("turned", _OVERRIDE), ("fancy", _FANCY), ("combining", _COMBINING)):
        match = pattern.search(text)
        if match:
            return kind, match.start()
    for word in _WORD.finditer(text):
        if _ALIEN.search(word[0]) and _LATIN.search(word[0]):
            return "mixed", word.start()
    return _stand_in(text)


_STANDS_IN = re.compile(r"[^\W\d_a-z]l|[aiou]I")
"""What a word holds in which a letter stands in for another."""


def _stand_in(text: str) -> tuple[str, int] | None:
    """A word of capitals with a small l in it (VlAGRA), or one of small letters that ends in a capital I (EmaiI)."""
    if not _STANDS_IN.search(text):
        return None
    for word in _WORD.finditer(text):
        capitals, small = word[0].replace("l", ""), word[0][1:-1]
        if "l" in small and len(capitals) >= CAPITALS and capitals.isupper() and word[0][0] != "l":
            return "stand-in", word.start()
        if word[0][-1] == "I" and len(small) >= CAPITALS - 1 and small.islower() and small[-1] in "aiou":
            return "stand-in", word.start()
    return None


def _chooses_a_shape(text: str, at: int) -> bool:
    """Whether a variation selector stands behind a kanji, as in names (Unicode's Ideographic Variation Database)."""
    return bool(_SELECTOR.match(text, at)) and "CJK" in unicodedata.name(text[at - 1], "")


def _inside_word(text: str, at: int) -> bool:
    """Whether the character stands between two letters (emoji are joined by such characters too)."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return bool(before and after) and all(unicodedata.category(it)[0] == "L" for it in (before, after))

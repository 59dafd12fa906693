"""One reading of many spellings: a text folded for comparison, character by character, so that places stay places.

`fold` keeps the length: what it finds at 12 to 17 stands at 12 to 17 of the text as written. It is for matching only
and is never shown. It knows no words, no brands and no mail.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator

from sabaku.text import glyphs, late

SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
"""Variation selectors: they choose a shape of a kanji or an emoji; behind another letter they only break the word."""
UNSEEN = f"\u00ad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\U000e0020-\U000e007f{SELECTORS}"
"""Characters without a shape of their own, as the inside of a class of a regular expression."""

# Characters that look like a Latin letter and are none (after Unicode TR 39, the ones that mail really uses).
_TWINS = {
    "a": "аɑᴀαΑ",
    "b": "ᏏʙвВβΒ",
    "c": "сСϲᴄⅽ",
    "d": "ԁᴅⅾđð",
    "e": "еЕᴇεΕєёЁ",
    "f": "ꜰϝ",
    "g": "ɡɢցԍ",
    "h": "һнНʜհΗħ",
    "i": "іІıɩɪιΙӀїЇ¡ɨ",
    "j": "јЈᴊϳ",
    "k": "кКᴋκΚ",
    "l": "ӏʟℓⅼł",
    "m": "мМᴍΜⅿ",
    "n": "ɴηΝոռ",
    "o": "оОᴏοΟօσøɵ",
    "p": "рРᴘρΡ",
    "q": "ԛզ",
    "r": "ʀгᴦɾ",
    "s": "ѕЅꜱſ",
    "t": "тТᴛτΤŧ",
    "u": "ᴜυսμ",
    "v": "ѵᴠνⅴ",
    "w": "ԝᴡωѡ",
    "x": "хХχΧⅹ",
    "y": "уУʏγүΥ",
    "z": "ᴢΖ",
}

# Punctuation that is typed in many ways.
_MARKS = {
    "-": "‐‑‒–—―−﹘﹣",
    "'": "‘’‚‛′`´ʼ",
    '"': "“”„‟″〝〟",
    "~": "〜",
    " ": (
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u3164\u115f\u1160\u2800"
    ),
}

# Kanji and kana that look like a katakana: read as one between katakana («ア力ウント» with the kanji for power).
_KANA_TWINS = str.maketrans("力二口工夕卜八才一へり", "カニロエタトハオーヘリ")
_BETWEEN_KATAKANA = late.pattern("[力二口工夕卜八才一へり](?<=[ァ-ヶー].)(?=[ァ-ヶー])")
_DISGUISED = (
    ("力一ド", "カード"),
    ("力ード", "カード"),
    ("口グイン", "ログイン"),
    ("力ウント", "カウント"),
    ("二ュース", "ニュース"),
)
_APART = re.compile("[\u3046-\u30fd][\u3099\u309a]")
FILLER = "\u00ad"
"""Stands where a detached voicing mark was folded into the kana before it, or a mark stood on a letter; `phrases` drops it."""
_ON_LETTERS = (
    *((0x300, 0x370), (0x483, 0x48A), (0x591, 0x5C8), (0x610, 0x61B), (0x64B, 0x660), (0x730, 0x74B), (0x7EB, 0x7F4)),
    *((0x1AB0, 0x1B00), (0x1DC0, 0x1E00), (0x20D0, 0x2100), (0xFE20, 0xFE30)),
)
"""Marks that are set on a letter: detached accents, and those of other scripts that break a word for filters only."""

_RANGES = (
    (0xA0, 0x530),
    (0x1D00, 0x1D80),
    (0x1E00, 0x1F00),
    (0x2000, 0x2200),
    (0x2460, 0x2500),
    (0x2E80, 0x2FE0),
    (0x3000, 0x3001),
    (0x3200, 0x3400),
    (0xA720, 0xA800),
    (0xF900, 0xFB00),
    (0xFE30, 0xFE70),
    (0xFF00, 0xFFF0),
    (0x1D400, 0x1D800),
    (0x1F100, 0x1F200),
)


KEPT = 50_000
"""Characters of a text whose folding is kept for whoever asks next; of longer ones it would cost too much memory."""


def fold(text: str) -> str:
    """The text for comparison, of the same length: lower case, plain width, look-alikes as Latin (Unicode NFKC, TR 39).

    Full-width and half-width forms, enclosed and mathematical letters, accents, Cyrillic and Greek twins, spaces,
    quotes and dashes, simplified Chinese characters: each becomes the one character that a Japanese reader takes it for.
    """
    if text.isascii():
        return text.lower()
    # a mail's text and subject are folded for several who ask
    return _folded(text) if len(text) > KEPT else _known(text)


def _folded(text: str) -> str:
    table, beyond, astral = _tables()
    text = text.translate(table)  # a list: twice as fast as a dict
    if text.isascii():
        return text
    if len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text):  # ten times faster than to search for one
        text = astral.sub(lambda run: run[0].translate(beyond), text)
    if "\u3099" in text or "\u309a" in text:
        text = _APART.sub(_joined, text)
    for disguised, plain in _DISGUISED:
        text = text.replace(disguised, plain)
    return _BETWEEN_KATAKANA.sub(lambda it: it[0].translate(_KANA_TWINS), text)


_known = functools.lru_cache(maxsize=16)(_folded)


def _joined(pair: re.Match[str]) -> str:
    """A kana and its detached mark as one kana and a filler."""
    whole = unicodedata.normalize("NFC", pair[0])
    return whole + FILLER if len(whole) == 1 else pair[0]


@functools.cache
def _tables() -> tuple[list[str], dict[int, str], re.Pattern[str]]:
    """What each character of the basic plane becomes, then those beyond it, then a pattern that finds the latter."""
    table = {ord(char): to for char, to in _computed()}
    for to, chars in (*_TWINS.items(), *_MARKS.items()):
        table.update((ord(char), to) for char in chars)
    table.update((ord(char), twin) for char, twin in glyphs.twins().items())
    for to, chars in _TWINS.items():
        for char in chars.upper():
            table.setdefault(ord(char), to)
    for base in (0x1F150, 0x1F170, 0x1F1E6):
        table.update((base + n, chr(ord("a") + n)) for n in range(26))
    plane = [chr(code) for code in range(0x10000)]
    for code, to in table.items():
        if 0x7F < code < 0x10000:
            plane[code] = to
    plane = list("".join(plane).lower())
    beyond = {code: to.lower() for code, to in table.items() if code > 0xFFFF}
    return plane, beyond, re.compile("[\U0001d400-\U0001f1ff]+")


def _computed() -> Iterator[tuple[str, str]]:
    """Characters that NFKC, or leaving an accent away, turns into one other character."""
    for first, last in _RANGES:
        for char in map(chr, range(first, last)):
            plain = unicodedata.normalize("NFKC", char)
            if len(plain) == 1 and ord(plain) < 0x370:
                plain = unicodedata.normalize("NFD", plain)[0]
            if len(plain) == 1 and plain != char:
                yield char, plain
    for first, last in _ON_LETTERS:
        yield from ((char, FILLER) for char in map(chr, range(first, last)) if unicodedata.category(char) in ("Mn", "Me"))

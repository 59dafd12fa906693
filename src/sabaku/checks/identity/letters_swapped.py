"""A word is written with a capital I for a small l."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from sabaku import data
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Datum, Evidence, Observable, Span, Text
from sabaku.names import brands

_CAPITAL = re.compile(r"I(?:(?<=[a-z]I)|(?<![A-Za-z0-9]I))(?=[a-zI]|(?<=[a-z]I)(?![A-Za-z0-9]))")
_WORD = re.compile(r"[A-Za-z]{2,24}")
_LETTERS = re.compile(r"[A-Za-z]*\Z")
SEARCHED = 6000


@check(
    id="identity.letters-swapped",
    over="message",
    group="identity",
    title=Text("文字の「l」が大文字の「I」にすり替えられています", "A small l is replaced by a capital I"),
    says=Text(
        "「{shown}」は、小文字の l(エル)の代わりに大文字の I(アイ)を使った「{meant}」です。見た目は同じで、"
        "名前の検査をすり抜けます。",
        "“{shown}” is “{meant}” with a capital I for the small l. It looks the same and slips past filters that know the name.",
    ),
    experts=("TYPO", "FDISP"),
    attacks=(19,),
    speaks_for=("phishing",),
)
def letters_swapped(case: Case, _: Observable) -> Iterator[Hit]:
    """Nobody types it so by mistake: the keys are far apart. Looked for in From, the subject and the text, for common words of
    such mails and the names of brands. Innocent cause: a text that was read by a machine from a picture.
    """
    views = [f"header:{case.message.headers.index(it)}" for key in ("from", "subject") for it in case.message.named(key)[:1]]
    for view in (*views, "visible"):
        text = case.message.view(view).text
        for capital in _CAPITAL.finditer(text, 0, SEARCHED):
            start, end = _word_around(text, capital.start())
            shown = text[start:end]
            meant = _meant(shown)
            if meant:
                there = Evidence(Span(view, start, end), found=shown, expected=meant)
                yield Hit(there, shown=Datum("text", shown), meant=Datum("text", meant))
                return


def _word_around(text: str, at: int) -> tuple[int, int]:
    """Where the word begins and ends that has this letter; at most 24 letters on either side."""
    before = _LETTERS.search(text[max(0, at - 24) : at]) if text[at - 1 : at].isalpha() else None
    after = _WORD.match(text, at)
    return at - (len(before[0]) if before else 0), after.end() if after else at + 1


@functools.lru_cache(maxsize=1024)
def _meant(word: str) -> str:
    """The word that was meant; "" where the word is right as it stands."""
    other = word.replace("I", "l")
    low = other.lower()
    if low in _common() or (len(low) > 4 and low in _names()):
        return other
    ending = next((it for it in ("team", "support", "service", "security") if low.endswith(it) and low != it), "")
    return other if ending and low.removesuffix(ending) in _names() | _common() else ""


@functools.cache
def _common() -> frozenset[str]:
    return frozenset(data.toml("lookalike")["with_l"].split())


@functools.cache
def _names() -> frozenset[str]:
    """Brands' names in one word of letters that have an l, and would be no word with an i in its place."""
    names = [name for it in brands.brands().values() for name in it.aliases]
    found = {brands.squeeze(name) for name in names} | {part.lower() for name in names for part in name.split() if len(part) > 4}
    known = frozenset(it for it in found if it.isascii() and it.isalpha())
    return frozenset(it for it in known if "l" in it and it.replace("l", "i", 1) not in known)

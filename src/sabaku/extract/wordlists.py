"""The phrases of data/words and the brands' names, made ready for one automaton: a beginning to find, a rest to check.

A line such as `account (has been|is) (closed|locked)` stands for many phrases. Only their beginnings go into the automaton;
the rest is a pattern tried where a beginning stands. A tilde stands for how a word goes on, in languages that inflect: `карт~`.
Reading only: what a phrase means is for the checks.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sabaku import data
from sabaku.extract.spellings import patterns
from sabaku.text import late
from sabaku.text.fold import fold

BRAND = "brand"
MANY = 24
"""Beginnings of one line that the automaton gets, where they are long enough to be worth it."""
FEWER = 8
"""The same where only texts in the line's own language are searched for it."""
EVERYWHERE = ("ja", "en", "")
"""The languages whose lines are searched for in every text."""
ENOUGH = 3
"""Letters that make a beginning worth looking for; a kana or kanji counts for two."""

_CHOICE = re.compile(r"\(([^()]*)\)")
STEM = "~"
_ENDING_WRITTEN = r"[^\W\d_]*+"
_ENDING = late.pattern(_ENDING_WRITTEN)
"""How a word goes on: letters."""
_SPACED = late.pattern("(?<=[^\x00-\u2e7f]) +(?=[^\x00-\u2e7f])")


class Entry(NamedTuple):
    """What a phrase stands for (`list`.`key`, in the language of the list), and what follows its beginning, for `rest`."""

    list: str
    key: str
    lang: str
    rest: str = ""


def entries(languages: Sequence[str] = ()) -> Iterator[tuple[str, Entry]]:
    """Every beginning, folded as texts are, with what it stands for; `languages`: only their lists, and those for any.

    What several beginnings stand for is one object: there are five times as many of them.
    """
    made: dict[Entry, Entry] = {}
    for id, names in _brands().items():
        yield from ((name, Entry(BRAND, id, "", _alone(name))) for name in names)
    for id, told in data.toml("glossary")["terms"].items():
        yield from ((fold(word), Entry("term", id, "")) for word in told["words"])
    for name in data.names("words"):
        for lang, meanings in data.toml(f"words/{name}").items():
            if languages and lang and lang not in languages:
                continue
            for key, lines in meanings.items():
                for line in fold(lines).split("\n"):
                    for written in _spellings(line.strip(), lang):
                        for start, rest in beginnings(written, MANY if lang in EVERYWHERE else FEWER):
                            entry = Entry(name, key, lang, rest)
                            yield start, made.setdefault(entry, entry)


_LAST_SS = re.compile(r"ss(?!\w*ss)")
"""Of a word's double s the last one: «ausschliesslich» begins with another."""


def _spellings(line: str, lang: str) -> tuple[str, ...]:
    """German is written with ß or, in Switzerland and by many programs, with ss: the folding of texts keeps that letter."""
    return (line, _LAST_SS.sub("ß", line)) if lang == "de" and "ss" in line else (line,)


SHORT_KANA = 4
"""Katakana names up to this length stand inside other words («ニトリ|ル手袋»); a longer one is itself wherever it stands."""
_KANA_NAME = re.compile(f"[ァ-ヶー]{{1,{SHORT_KANA}}}")
_GOES_ON = (
    "アカウント|アプリ|オンライン|カード|カスタマ|キャンペーン|クラブ|グループ|サービス|サイト|サポート|サーバ|ショッピング|ショップ|ジャパン|"
    "スタッフ|ストア|セキュリティ|センター|チーム|ネット|バンク|プライム|プレミアム|ペイ|ホーム|ポイント|マート|マーケット|メール|メンバ|"
    "モバイル|モール|ユーザ|ログイン|ヤマト|ファイナンス|フィナンシャル|トラベル|ウォレット|ギフト|カメラ|ドット|ミュージック|"
    "ビデオ|ライフロック|クレジット|ローン|セール"
)
"""What firms put behind their name, and what follows it in a notice."""


def _alone(name: str) -> str:
    """What must follow a short katakana name: no more of the same word, before it or behind, but a firm's usual addition."""
    if not _KANA_NAME.fullmatch(name):
        return ""
    return f"(?:(?<=マイ{name})|(?<=ウェブ{name})|(?<![ァ-ヶー]{name}))(?:(?={_GOES_ON})|(?![ァ-ヶー]))"


def _brands() -> dict[str, list[str]]:
    """Brand ids with their names, folded in one go."""
    given = [(name.strip().replace("\n", " "), id) for name, id in patterns() if name.strip()]
    found: dict[str, list[str]] = {}
    for name, (_, id) in zip(fold("\n".join(name for name, _ in given)).split("\n"), given, strict=True):
        found.setdefault(id, []).append(_SPACED.sub("", name))
    known = {name for names in found.values() for name in names}
    for names in found.values():
        names += [one for one in map(_joined, tuple(names)) if one and one not in known]
    return found


LONG_NAME = 12
"""Letters from which on a name of several words is known when it is written in one («PosteItaliane», «WellsFargo»)."""


def _joined(name: str) -> str:
    """The name in one word, as firms like to write theirs in From; "" where it has one word, or is too short for that."""
    one = name.replace(" ", "")
    return one if one != name and len(one) >= LONG_NAME and one.isascii() and one.isalpha() else ""


def beginnings(line: str, many: int = MANY) -> Iterator[tuple[str, str]]:
    """What a folded line begins with, at most so `many` where they are long enough, each with what must follow: of
    `(a|b) (c|d)` a stands before ` (c|d)`."""
    if "(" not in line and STEM not in line:
        yield from [(line, "")] if line else []
        return
    slots, starts = _slots(line), [""]
    while slots and (len(starts) * len(slots[0]) <= many or any(map(_is_short, starts))):
        choices = slots.pop(0)
        written = [start + more for start in starts for more in choices]
        starts = [it for it in written if STEM not in it]
        for stem, _, more in (it.partition(STEM) for it in written if STEM in it):
            yield stem, STEM + more + _joined_slots(slots)
    rest = _joined_slots(slots)
    yield from ((start, rest) for start in dict.fromkeys(starts) if start)


def _joined_slots(slots: Sequence[Sequence[str]]) -> str:
    """The pieces as they were written."""
    return "".join(it[0] if len(it) == 1 else f"({'|'.join(it)})" for it in slots)


def _slots(line: str) -> list[list[str]]:
    """The line's pieces in turn: what stands there, and what may be chosen."""
    return [it.split("|") if n % 2 else [it] for n, it in enumerate(_CHOICE.split(line))]


def _is_short(start: str) -> bool:
    return len(start) < ENOUGH and sum(1 if char < "\u2e80" else 2 for char in start) < ENOUGH


def _pattern(slots: Sequence[Sequence[str]]) -> str:
    """The longer choice first, so that the longest phrase is found."""
    return "".join(
        _escaped(it[0]) if len(it) == 1 else f"(?:{'|'.join(map(_escaped, sorted(it, key=len, reverse=True)))})" for it in slots
    )


def _escaped(it: str) -> str:
    return re.escape(it).replace(re.escape(STEM), _ENDING_WRITTEN)


_OWN = "(?"
"""How a rest begins that is a pattern already."""


OFTEN = 200
"""Tries after which a rest is compiled: that costs as much as it has cost by then to do without."""
OTHERS = "\u2e80"
"""From here on alphabets do not separate words by spaces."""


def wordy(char: str) -> bool:
    """A letter or digit of an alphabet that separates words by spaces."""
    return char < OTHERS and char.isalnum()


class Rest:
    """What must follow a beginning. Its end is the end of a word, where words are separated by spaces.

    Of thousands a mail tries forty, and most of them are never tried again: to compile each took a thirtieth of an examination.
    """

    __slots__ = ("pattern", "slots", "tries", "written")

    def __init__(self, written: str) -> None:
        self.written, self.tries = written, 0
        self.pattern = re.compile(written) if written.startswith(_OWN) else None
        self.slots = () if self.pattern else tuple(_by_head(it) for it in _slots(written) if it != [""])

    def end(self, text: str, at: int) -> int:
        """Where it ends, if it stands there; else 0."""
        if self.pattern is None:
            self.tries += 1
            if self.tries < OFTEN:
                return _end(text, at, self.slots, 0)
            self.pattern = re.compile(_pattern(_slots(self.written)))
        found = self.pattern.match(text, at)
        if found is None:
            return 0
        return found.end() if _ends_word(text, found.end()) else _end(text, at, self.slots, 0)


rest = functools.cache(Rest)
Slot = tuple[dict[str, list[str]], tuple[str, ...]]
"""What may stand in one place: by its first letter, and what fits any."""


def _by_head(choices: Sequence[str]) -> Slot:
    """The longer choice first, so that the longest phrase is found; nothing at all comes last. A tilde is anything."""
    if any(it.startswith(STEM) for it in choices):
        return {}, tuple(sorted(choices, key=len, reverse=True))
    heads: dict[str, list[str]] = {}
    for it in sorted(filter(None, choices), key=len, reverse=True):
        heads.setdefault(it[0], []).append(it)
    if "" not in choices:
        return heads, ()
    return {head: [*them, ""] for head, them in heads.items()}, ("",)


def _end(text: str, at: int, slots: Sequence[Slot], n: int) -> int:
    """Where the slots from the `n`-th on end, if they stand there; else 0."""
    if n == len(slots):
        return at if _ends_word(text, at) else 0
    heads, any_ = slots[n]
    for it in heads.get(text[at : at + 1], any_):
        to = _after(text, at, it)
        if to >= 0 and (end := _end(text, to, slots, n + 1)):
            return end
    return 0


def _ends_word(text: str, at: int) -> bool:
    """No word goes on there. (Not said in the patterns: all letters of such alphabets as one class take 5 ms to compile.)"""
    return not (wordy(text[at : at + 1]) and wordy(text[at - 1]))


def _after(text: str, at: int, written: str) -> int:
    """Where what is written ends, if it stands there, each tilde taken for how the word goes on; else -1."""
    if STEM not in written:
        return at + len(written) if text.startswith(written, at) else -1
    for n, piece in enumerate(written.split(STEM)):
        at = _ENDING.match(text, at).end() if n else at  # type: ignore[union-attr]  # it matches also where there is nothing
        if not text.startswith(piece, at):
            return -1
        at += len(piece)
    return at


def leads(written: str) -> frozenset[str]:
    """The first two characters of all that the rest may be; none where that cannot be told: then it has to be tried."""
    if not written or written.startswith(_OWN):
        return frozenset()
    found = {""}
    for choice in _slots(written):
        found = {(so_far + it)[:2] for so_far in found for it in (choice if len(so_far) < 2 else ("",))}
        if any(STEM in it for it in found):
            break
        if all(len(it) == 2 for it in found):
            return frozenset(found)
    return frozenset()

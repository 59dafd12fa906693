"""Phrases and brand names in what the reader sees: one multi-pattern pass for all lists of data/words and data/brands.

Knows where a phrase stands, not what it means: no weights, no judgement. Every list is data; this file names none.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from sabaku.data import toml
from sabaku.extract.language import language, spoken
from sabaku.extract.textlinks import written
from sabaku.extract.urls import read
from sabaku.extract.visible import folded
from sabaku.extract.wordlists import BRAND, OTHERS, Entry, entries, leads, rest, wordy
from sabaku.mime.html import page
from sabaku.model import Input, Message, Observable, Span
from sabaku.names.brands import owners
from sabaku.names.endings import is_organisations
from sabaku.names.hosts import same_site, suffixes
from sabaku.text import late
from sabaku.text.fold import UNSEEN, fold
from sabaku.text.unmeant import declined, denied, denies, examples, house_note, not_done, posed, poses, warned_of, within

ALWAYS = ("ja", "en")
"""The languages whose lists are used in any text."""
MOST_OF_ONE = 40
"""Places of one phrase that are kept per view: who writes it more often says nothing new."""


class Match(NamedTuple):
    """One phrase at its place in a view: `list`.`key` names it, `lang` is the language of the word list ("" for a brand)."""

    list: str
    key: str
    start: int
    end: int
    lang: str = ""


Found = Mapping[str, Sequence[Match]]


def matches(message: Message) -> Found:
    """All phrases and brand names of the visible text, the subject and the From field, by view name, in order of place.

    Within one list the longest of overlapping phrases counts; what the text shows as a swindler's words is left out. Call it as
    `message.once(matches)`.
    """
    langs = message.once(spoken)
    text = message.view("visible").text
    found = {"visible": tuple(_meant(message, text, _search(message.once(folded), langs)))}
    for key in ("subject", "from"):
        for header in message.named(key)[:2]:
            found[f"header:{message.headers.index(header)}"] = tuple(_search(fold(header.text), langs))
    return found


def leads_to_strangers(message: Message) -> bool:
    """Whether a link, form or address in the text leads to a host that is no known company's nor an authority's own.

    Whoever warns of a fraud leads to where one reads more about it; a lure that calls itself an example leads to the fraud. In
    plain text, where no print is small, an address among words that the reader is told to keep off leads nobody there, and one
    at the domain in From leads to who warns.
    """
    it = message.once(page)
    given = [one.value for one in it.places if one.tag in _CLICKED] + [one.action for one in it.forms]
    text = message.view("visible").text
    shown = () if message.view("html").text else warned_of(text, message.text_of("subject"))
    own = _AT.findall(message.text_of("from")[:400])[-1:] if shown else []
    urls = (*map(read, given), *(one.url for one in written(text) if not within(shown, one.start)))
    return any(one.web and not _is_known(one.host) and not any(same_site(one.host, it) for it in own) for one in urls)


_AT = re.compile(r"@([A-Za-z0-9.-]{3,253})")


def _is_known(host: str) -> bool:
    """Whether the host is a company's or an authority's, and none where anybody may put a page or a short address."""
    told = toml("link_hosts")
    anybodys = {*told["free_hosting"]["hosts"], *told["shorteners"]["hosts"]}
    return bool(owners(host) or is_organisations(host)) and not any(it in anybodys for it in suffixes(host))


_CLICKED = frozenset(("a", "area", "base", "meta"))
_DEMANDS = frozenset(
    ("credential", "card", "crypto", "personal", "payment", "trade", "boss", "refund", "payee", "action", "deadline")
)
"""Lists whose phrases ask for something or announce it: «we never ask for …» is no demand."""
_BLOWS = frozenset(("threat", "tax"))
"""Lists whose phrases announce something bad: «we never announce a seizure by mail» is no threat."""


def _meant(message: Message, text: str, found: Sequence[Match]) -> Iterator[Match]:
    """The phrases without those that the text shows as a swindler's words, and demands without those that it denies."""
    title, doubts, pretence = message.text_of("subject"), denies(text), poses(text)
    shown = examples(text, title)
    if shown and leads_to_strangers(message):
        shown = examples(text, title, lured=True)
    top, below = house_note(text)
    for it in found:
        if (pretence and posed(text, it.start, it.end)) or top <= it.start < below:
            continue
        if it.list == "scare" and _OF_THE_MAIL.search(text, max(0, it.start - 10), it.start):
            continue
        if not (shown and within(shown, it.start)) and not (doubts and _denies(text, it)):
            yield it


_OF_THE_MAIL = late.pattern(r"メール(?:に|は|について|の内容に)[おご]?\Z")
"""«このメールにお心当たりがない場合は破棄してください» stands below any notice: no login or purchase is told of."""


def _denies(text: str, it: Match) -> bool:
    """Whether the sentence says that such a thing is never asked for, or never done, or is not to be done."""
    if declined(text, it.start):
        return True
    return (it.list in _DEMANDS and denied(text, it.start, it.end)) or (it.list in _BLOWS and not_done(text, it.end))


def find(message: Message, input: Input, so_far: Sequence[Observable]) -> Iterator[Observable]:
    """One `phrase` observable for each phrase and view, at its first place there."""
    for view, found in message.once(matches).items():
        text = message.view(view).text
        seen: set[tuple[str, str]] = set()
        for it in found:
            if it.list != BRAND and (it.list, it.key) not in seen:
                seen.add((it.list, it.key))
                where = Span(view, it.start, _told_to(text, it))
                yield Observable("phrase", f"{it.list}.{it.key}", it.lang, where, text[where.start : where.end])


_PARTICLE = late.pattern("[ァ-ヶー一-鿿][をがはにのでと]\\Z")
_VERB_GOES_ON = late.pattern(
    "(?:(?<=[しりれせきえけべみ])|(?<=さ)|(?<=い)(?:たし|ただき|ただけ)|(?<=いた)し)"
    "(?:ない|(?:まし(?:た|て)|ます|ません(?:でした)?|(?:さ)?せ(?:て|られ)|れ(?:ました|ます|る|た)|た|て)(?=[。、!\\s「」『』【】()]|\\Z))"
)
"""The rest of a verb that a phrase breaks off («制限し|ました»), up to the end of the clause."""

_OKURIGANA = frozenset("りるっられろげか")
"""What makes the kana before it a part of the word («下が|る»), and no particle."""


def _told_to(text: str, it: Match) -> int:
    """Where the phrase ends as one would quote it: without a particle or space that hangs on, with the rest of its verb."""
    if it.lang != "ja" or it.end - it.start < 3:
        return it.start + len(text[it.start : it.end].rstrip())
    more = _VERB_GOES_ON.match(text, it.end)
    if more:
        return more.end()
    hangs = _PARTICLE.search(text[it.end - 2 : it.end]) and text[it.end : it.end + 1] not in _OKURIGANA
    return it.end - 1 if hangs else it.end


def search(text: str, lang: str | None = None) -> list[Match]:
    """All phrases of the lists in a text, in order of place; offsets are those of the text as given.

    Lists of Japanese and English are always used, another language's only in a text of that language or of none that is clear:
    many a little word of one is a word of another.
    """
    found = language(text) if lang is None else lang
    return _search(fold(text), (found,) if found else ())


def _search(folded: str, langs: Sequence[str]) -> list[Match]:
    squeezed, back = _squeezed(folded)
    automaton, patterns, edges, ahead = _automaton(bool(langs) and all(it in ALWAYS for it in langs))
    meant_in = ("", *ALWAYS, *langs) if langs else None  # a text too short to tell may be in any
    hits: dict[Entry, list[tuple[int, int]]] = {}
    for n, start, end in automaton.find_matches_as_indexes(squeezed, overlapping=True):
        if (follows := ahead.get(n)) is None:
            follows = ahead[n] = _ahead(patterns[n])
        meant = follows.get(squeezed[end : end + 2], follows[ANYTHING])
        if not meant or (edges[n] and not _whole(squeezed, start, end, edges[n])):  # of a hundred ninety go on otherwise
            continue
        for entry in meant:
            if (meant_in is None or entry.lang in meant_in) and (to := _end(squeezed, end, entry)):
                places = hits.setdefault(entry, [])
                if len(places) < MOST_OF_ONE:
                    places.append((start, to))
    return _longest(hits, back)


def _end(text: str, end: int, entry: Entry) -> int:
    """Where the phrase that begins before `end` ends; 0 if it isn't that phrase."""
    if not entry.rest:
        return 0 if end < len(text) and wordy(text[end - 1]) and wordy(text[end]) else end
    return rest(entry.rest).end(text, end)


def _longest(hits: dict[Entry, list[tuple[int, int]]], back: Back) -> list[Match]:
    """Of the overlapping places of one list only the leftmost longest, as places of the text as given."""
    kept: list[Match] = []
    ends: dict[str, int] = {}
    places = [(start, -end, entry) for entry, found in hits.items() for start, end in found]
    for start, minus_end, entry in sorted(places):
        if start >= ends.get(entry.list, 0):
            ends[entry.list] = -minus_end
            kept.append(Match(entry.list, entry.key, back(start), back(-minus_end - 1) + 1, entry.lang))
    return kept


# --- spacing -----------------------------------------------------------------------------------------------------

_CJK = "\u3005-\u30ff\u3400-\u9fff\uff00-\uffef、。「」【】"
# A run of spaces shrinks to one; one between Japanese characters, and what can't be seen, goes altogether. The space before a
# Latin word, which is most of what is met, is sent away first.
_LOOSE = late.pattern(f"[ {UNSEEN}](?!(?<= )[!-~])(?:[ {UNSEEN}]++|(?<=[{UNSEEN}])|(?<=[{_CJK}] )(?=[{_CJK}]))")
_LOOSE_ASCII = re.compile("   *+")  # two literal spaces first: `re` then looks for both at once


class Back:
    """The way from places of the squeezed text to places of the text before."""

    __slots__ = ("at", "shift")

    def __init__(self) -> None:
        self.at: list[int] = []
        self.shift: list[int] = []

    def __call__(self, place: int) -> int:
        """The place of the same character in the text as given."""
        n = bisect_right(self.at, place)
        return place + self.shift[n - 1] if n else place


def _squeezed(text: str) -> tuple[str, Back]:
    """The folded text with the spaces left out that only stand in the way of a phrase, and the way back."""
    text = text.replace("\n", " ").replace("\r", " ").replace("\t", " ")
    back = Back()
    loose = _LOOSE if not text.isascii() else _LOOSE_ASCII if "  " in text else None
    gaps = [it.span() for it in loose.finditer(text)] if loose else []
    if more := frozenset(_spread(text)):
        gaps = sorted(more.union(gaps))
    if not gaps:
        return text, back
    kept: list[str] = []
    length = done = 0
    for start, end in gaps:
        kept.append(text[done:start])
        length += start - done
        if end - start > 1 and not _between_cjk(text, start, end) and " " in text[start:end]:
            kept.append(" ")
            length += 1
        back.at.append(length)
        back.shift.append(end - length)
        done = end
    kept.append(text[done:])
    return "".join(kept), back


_FIRST_CJK = "\u3001"
_IS_CJK = late.pattern(f"[{_CJK}]")


def _between_cjk(text: str, start: int, end: int) -> bool:
    if not start or text[start - 1] < _FIRST_CJK:
        return False
    return bool(_IS_CJK.match(text, start - 1) and _IS_CJK.match(text, end))


_SPREAD = late.pattern(r"[a-z0-9](?<![a-z0-9].)(?:(?: [a-z0-9](?![a-z0-9])){3,}|(?:\.[a-z](?![a-z0-9])){3,})")


_OUTLINE = bytes(ord("a") if chr(it).isalnum() else ord(" ") if chr(it) in " ." else ord("-") for it in range(128)) + b"-" * 128
_LETTERS = b" a a a"
"""Single letters in a row, behind the first, in the outline of a text: that is a plain search."""


def _spread(text: str) -> Iterator[tuple[int, int]]:
    """The gaps inside words written with spaces or dots between the letters («a m a z o n», «a.m.a.z.o.n»)."""
    outline = text.encode("latin-1", "replace").translate(_OUTLINE)
    at = outline.find(_LETTERS, 1)
    while at > 0:
        word = _SPREAD.match(text, at - 1)
        if word:
            yield from ((place, place + 1) for place in range(at, word.end(), 2))
        at = outline.find(_LETTERS, word.end() + 1 if word else at + 1)


# --- the automaton -----------------------------------------------------------------------------------------------

LEFT, RIGHT = 1, 2


def _whole(text: str, start: int, end: int, edges: int) -> bool:
    """Whether the match is not a piece of a longer word, on the sides where its own edge is a letter or digit."""
    if edges & LEFT and start and (before := text[start - 1]) < OTHERS and before.isalnum():
        return False
    return not (edges & RIGHT and end < len(text) and (after := text[end]) < OTHERS and after.isalnum())


ANYTHING = ""
Ahead = Mapping[str, tuple[Entry, ...]]


def _ahead(found: Sequence[Entry]) -> Ahead:
    """What a beginning may stand for by the two characters that follow it; under ANYTHING what it may be before all others."""
    each = [(it, leads(it.rest)) for it in found]
    heads = frozenset((ANYTHING,)).union(*(heads for _, heads in each))
    return {head: tuple(it for it, heads in each if not heads or head in heads) for head in heads}


Beginnings = tuple[AhoCorasick, tuple[tuple[Entry, ...], ...], bytes, dict[int, Ahead]]


@functools.cache
def _automaton(alone: bool) -> Beginnings:
    """One automaton over the beginnings of all phrases: per beginning what it may stand for, its edges, and what is `_ahead`,
    which is noted when it is first met.

    `alone`: without the other languages' lists, which are a third of all; most mails and every first one need no more.
    """
    meant: dict[str, list[Entry]] = {}
    for start, entry in entries(ALWAYS if alone else ()):
        known = meant.setdefault(start, [])
        if entry not in known:
            known.append(entry)
    edges = bytes(
        LEFT * wordy(start[0]) + RIGHT * (wordy(start[-1]) and not any(it.rest for it in found)) for start, found in meant.items()
    )
    automaton = AhoCorasick(list(meant), implementation=Implementation.ContiguousNFA, store_patterns=False)
    one: dict[tuple[Entry, ...], tuple[Entry, ...]] = {}  # most beginnings share what they may stand for
    return automaton, tuple(one.setdefault(it, it) for it in map(tuple, meant.values())), edges, {}

"""Whether a word is one that no language speaks: letters strewn at random, by their neighbours and vowels. Knows no mail."""

from __future__ import annotations

import functools
import itertools
import re

from sabaku.names.brands import brands, squeeze
from sabaku.names.brandwords import tokens
from sabaku.names.hosts import tld
from sabaku.text import late

_MIXED = late.pattern(r"[a-z]\d+[a-z]+\d|\d[a-z]+\d+[a-z]|[a-z]\d{5,}|\A\d{12,}\Z")
_SYLLABLE = (
    "(?:(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?"
    "(?:i[ao]ng|uang|[aeio]ng|i[ae]n|[iu]a[oi]|ua[in]|uan|[aeo][iu]|ao|[aeiu]n|[iu][aeiou]|er|[aeiou]))"
)
_PINYIN = late.pattern(_SYLLABLE + "{2,6}")
"""Chinese in Latin letters: consonants meet there that no other language puts side by side («tongzhi»)."""
_VOWELS = frozenset("aeiouy")
_AFTER = {
    "b": "bjlrst",
    "c": "chklrst",
    "d": "dglmnrstvw",
    "f": "flrt",
    "g": "ghlmnrs",
    "h": "mnrt",
    "k": "klmnrstw",
    "l": "bcdfgklmnprstvw",
    "m": "bcdlmnprst",
    "n": "bcdfghjklmnprstvwz",
    "p": "hlmnprst",
    "r": "bcdfghjklmnprstvw",
    "s": "cdfhklmnpqrstvw",
    "t": "bcfhlmnrstwz",
    "v": "lr",
    "w": "dhlnrs",
    "x": "cpt",
    "z": "z",
}
"""Consonants that follow a consonant in English words, Japanese in Latin letters and their compounds."""
_ADDED = tuple("hq app inc net web my get try go the pay team group corp jp us uk de".split())
"""What firms put before or behind their name to have a domain."""
_OTHER_WORDS = frozenset(
    "cn tw hk mo kr vn pl cz sk hu ru su ua by bg rs hr si mk ro nl be de at ch li tr lt lv ee fi se no dk is gr ge am il".split()
)
"""Endings of countries whose words have other neighbours («Krzysztof», «zorgverzekering»), or whose firms go by initials
(«gzlhjx» for 广州联合机械)."""
_KNOWN_WORDS = frozenset(("ja", "en", "pt", "es", "fr", "it"))
"""Languages of which the neighbours are known here."""
SHORTEST = 5
"""Letters of a word below which it is not judged."""
LEAST_UNSPEAKABLE, RAREST = 7, 8
"""Letters of a word that no language speaks, and letters of which fewer than one is a vowel."""
_WORDS = re.compile(r"[a-z0-9]+")
_COMMON = late.pattern(
    r"reply|info|mail|news|notice|notif|support|service|admin|account|update|order|contact|alert"
    r"|member|customer|bounce|system|server|cloud|http|mktg|^mx(?:gate|gw|in|out|relay)|^microsoftexchange329e71ec88ae4615bbc36ab6ce41109e$"
)


_OF_FIRMS = late.pattern(
    "bank|group|consult(?:ing|ants?)?|trad(?:e|ing)|tech|smart|tight|market|media|design|studio|house|home|world|global|digital"
    "|online|store|shop|travel|hotel|garden|power|energy|water|ground|works|wizards?|engineering|machine(?:ry)?|logisti[ck]s?"
    "|shipping|transport|express|delivery|parcel|industr(?:y|ies|ial)|metal|steel|plasti[ck]s?|print|school|clinic|dental|medic(?:al)?"
    "|health|legal|law|financ(?:e|ial)|capital|invest|insurance|estate|property|build(?:ers)?|construct|fencing|jornal|journal|norte"
    "|metrolog(?:ia|y)|nigerian?|multiply|abc|plc|and"
)
"""Words of which firms make their names: what is written together of them has neighbours that no single word has."""


def known(language: str, domain: str) -> bool:
    """Whether the neighbours of letters are known for who writes that language from that domain: to Japanese customers anybody
    has a name that they can read, at any ending."""
    return language == "ja" or (tld(domain) not in _OTHER_WORDS and language in _KNOWN_WORDS)


def looks_random(text: str, known: bool = True) -> bool:
    """Whether one of its words reads like random letters: no vowels where a word would have some, digits strewn in, hex.

    known: whether it is in a language of which the neighbours are known.
    """
    words = (word for word in _WORDS.findall(text.lower()[:80]) if _random_word(word, known))
    return any(_random_word(piece, known) for word in words for piece in _OF_FIRMS.split(word))


def _random_word(word: str, known: bool) -> bool:
    if len(word) < SHORTEST or _COMMON.search(word) or word in _names() or _compound(word) or _PINYIN.fullmatch(word):
        return False
    if _MIXED.search(word):
        return True
    if known:
        return _unlike_words(word)
    return len(word) >= LEAST_UNSPEAKABLE and sum(char in _VOWELS for char in word) * RAREST < len(word)


_THICK = re.compile(r"(?<=[aeiou])(?:(?:ng|nk|w|d|n|p|l)ths?|ths)")
"""English has rows of consonants before «th» as no other place does: growth, strength, months."""


def _unlike_words(word: str) -> bool:
    """Whether its letters stand together as in no word of the known languages."""
    word = _THICK.sub("nt", word)
    if len(re.findall(r"[aeiou]{4,}", word)) and len(word) >= 8:
        return True
    odd = sum(1 for a, b in itertools.pairwise(word) if _jars(a, b))
    if odd == 1 and _is_joined(word):
        return False
    letters = sum(map(str.isalpha, word))
    vowels = sum(char in _VOWELS for char in word)
    few = vowels <= letters * (0.28 if len(word) >= 6 and odd else 0.2)
    return odd >= 2 or (letters >= 3 and few and (odd >= 1 or not word.isalpha()))


def _compound(word: str) -> bool:
    """Whether it is a brand's word, alone or with a usual addition before or behind it («slackhq», «myebay»)."""
    known = tokens()
    before = (word.removeprefix(it) for it in _ADDED if word.startswith(it))
    behind = (word.removesuffix(it) for it in _ADDED if word.endswith(it))
    return any(it in known for it in (word, *before, *behind))


@functools.cache
def _names() -> frozenset[str]:
    """How brands and programs are called in Latin letters, ordinary words among them."""
    return frozenset(word for it in brands().values() for word in (squeeze(it.names.en), *it.weak) if word.isascii())


def _is_joined(word: str) -> bool:
    """Whether the one odd pair stands where two words meet: both halves have vowels enough («help|desk», «bright|path»)."""
    at = next(n for n, (a, b) in enumerate(itertools.pairwise(word), start=1) if _jars(a, b))
    return word.isalpha() and all(
        len(half) >= LEAST_HALF and sum(char in _VOWELS for char in half) * FEWEST >= len(half) for half in (word[:at], word[at:])
    )


LEAST_HALF, FEWEST = 4, 6
"""Letters of each half, and letters of which at least one is a vowel."""


def _jars(a: str, b: str) -> bool:
    """Whether two neighbours are consonants that don't stand together in words."""
    return a.isalpha() and b.isalpha() and a not in _VOWELS and b not in _VOWELS and b not in _AFTER.get(a, "")

"""The sender's address is a meaningless string."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator

from sabaku.checks._check import Hit, check
from sabaku.checks._claimed import claims, claims_home
from sabaku.checks._route import platform_name
from sabaku.checks._said import has, lang
from sabaku.checks._who import Sender, place, senders, through_list
from sabaku.model import Case, Datum, Observable, Text
from sabaku.names.brands import brands, is_official, squeeze
from sabaku.names.brandwords import tokens
from sabaku.names.hosts import registrable, tld
from sabaku.names.whose import authentic
from sabaku.text import late
from sabaku.text.fold import fold

_MIXED = late.pattern(r"[a-z]\d+[a-z]+\d|\d[a-z]+\d+[a-z]|[a-z]\d{5,}|\A\d{12,}\Z")
_NUMBERED = re.compile(r"[a-z]{3,}\d{2,}|[a-z]{2,}\d{2,}[a-z]{1,2}")
"""A registrable label that is a word with a number, or with a number and a letter, behind it: made in rows."""
_CASED = re.compile(r"[a-z][A-Z][a-z]{1,4}\d|[a-z]{2}\d{2,}[A-Z]")
"""Capitals and digits strewn into a local part."""
_ROW = re.compile(r"[a-z]{6,}(?!(?:19|20)\d\d\Z)\d{3,}")
"""A word with a number behind it that is no year («physics2026»)."""
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
_ADDED = (
    "hq",
    "app",
    "inc",
    "net",
    "web",
    "my",
    "get",
    "try",
    "go",
    "the",
    "pay",
    "team",
    "group",
    "corp",
    "jp",
    "us",
    "uk",
    "de",
)
"""What firms put before or behind their name to have a domain."""
_OTHER_WORDS = frozenset(
    "cn tw hk mo kr vn pl cz sk hu ru su ua by bg rs hr si mk ro nl be de at ch li tr lt lv ee fi se no dk is gr ge am il".split()  # noqa: SIM905
)
"""Endings of countries whose words have other neighbours («Krzysztof», «zorgverzekering»), or whose firms go by initials
(«gzlhjx» for 广州联合机械)."""
_KNOWN_WORDS = frozenset(("ja", "en", "pt", "es", "fr", "it"))
"""Languages of which the neighbours are known here."""
LEAST_UNSPEAKABLE, RAREST = 7, 8
"""Letters of a word that no language speaks, and letters of which fewer than one is a vowel."""
_WORDS = re.compile(r"[a-z0-9]+")
_COMMON = late.pattern(
    r"reply|info|mail|news|notice|notif|support|service|admin|account|update|order|contact|alert"
    r"|member|customer|bounce|system|http|mktg|^mx(?:gate|gw|in|out|relay)|^microsoftexchange329e71ec88ae4615bbc36ab6ce41109e$"
)


_DEMANDS = ("threat", "credential", "card", "scare", "extortion", "prize", "parcel")


@check(
    id="identity.from-random",
    over="message",
    group="identity",
    sure="inferred",
    title=Text("差出人のアドレスが意味のない文字列です", "The sender's address is a meaningless string"),
    says=Text(
        "差出人アドレスの「{piece}」は、意味のない文字の並びに見えます。大量に作って使い捨てるアドレスの特徴です。",
        "“{piece}” in the sender's address looks like random letters, as in addresses that are made by the thousand and "
        "thrown away.",
    ),
    experts=("FRAND",),
)
def from_random(case: Case, _: Observable) -> Iterator[Hit]:
    """Companies write from addresses that mean something; programs that change the address with every mail don't.

    Judged only where a brand or the recipient's house is claimed, or the mail threatens or asks. Inferred from neighbours that
    don't stand together in words, and from mixtures of letters and digits; at endings and in languages of other words from the
    latter, and from long words without a vowel. Who writes to Japanese customers has a name that they can read, at any ending.
    A brand's own proven address is left out, whatever it is called. Innocent causes: abbreviations, names in other languages,
    bounce addresses put into From.
    """
    claimed = bool(claims(case)) or claims_home(case) is not None
    if through_list(case) or not (claimed or has(case, *_DEMANDS)):
        return
    for sender in senders(case):
        label = registrable(sender.domain).partition(".")[0]
        official = is_official(sender.domain)
        if official and authentic(case, sender.domain) is not None:
            continue
        hosted = official or platform_name(sender.domain)
        left = [] if hosted else sender.domain[: -len(registrable(sender.domain)) - 1].split(".")
        pieces = [*([sender.who.local] if claimed or lang(case) == "ja" else []), *([] if official else [label, *left])]
        known = lang(case) == "ja" or (tld(sender.domain) not in _OTHER_WORDS and lang(case) in _KNOWN_WORDS)
        odd = (it for it in pieces if looks_random(it, known) and not _spelt_out(it, sender))
        piece = next(odd, "") or _strewn(case, sender, "" if hosted else label)
        if piece:
            yield Hit(place(sender), piece=Datum("text", piece))
            return


def _strewn(case: Case, sender: Sender, label: str) -> str:
    """A numbered label or a local part with capitals and digits strewn in, where a brand is claimed; any number in a threat."""
    local = sender.who.local
    if claims(case):
        written = case.message.quote(sender.seen.seen).partition("@")[0]
        return label if _NUMBERED.fullmatch(label) else local if _CASED.search(written) else ""
    return local if has(case, "extortion") and _ROW.fullmatch(local.lower()) else ""


def _spelt_out(piece: str, sender: Sender) -> bool:
    """Whether the sender calls himself so among other words: an abbreviation means something to who knows its owner."""
    name, word = fold(sender.who.shown), re.sub("[^a-z0-9]", "", piece.lower())
    return word in re.sub("[^a-z0-9]", "", name) and len(re.sub(r"[\W_]", "", name)) > len(word) + 2


def looks_random(text: str, known: bool = True) -> bool:
    """Whether one of its words reads like random letters: no vowels where a word would have some, digits strewn in, hex.

    known: whether it is in a language of which the neighbours are known.
    """
    return any(_random_word(word, known) for word in _WORDS.findall(text.lower()[:80]) if len(word) >= 5)


def _random_word(word: str, known: bool) -> bool:
    if _COMMON.search(word) or word in _names() or _compound(word) or _PINYIN.fullmatch(word):
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

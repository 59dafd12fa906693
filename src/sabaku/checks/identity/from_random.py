"""The sender's address is a meaningless string."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.brands import is_official
from sabaku.checks._check import Hit, check
from sabaku.checks.identity._who import claims, claims_home, place, senders, through_list
from sabaku.hosts import registrable
from sabaku.model import Case, Datum, Observable, Text

_CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxz]{5,}")
_MIXED = re.compile(r"[a-z]\d+[a-z]+\d|\d[a-z]+\d+[a-z]+\d")
_WORDS = re.compile(r"[a-z0-9]+")
_COMMON = re.compile(
    r"reply|info|mail|news|notice|notif|support|service|admin|account|update|order|contact|alert|member|customer|bounce|system|http|mktg"
)


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

    Judged only where a brand or the recipient's house is claimed, or the domain itself is random. Inferred from runs of
    consonants and mixtures of letters and digits. Innocent causes: abbreviations, names in other languages, bounce addresses put into From.
    """
    if through_list(case):
        return
    claimed = bool(claims(case)) or claims_home(case) is not None
    for sender in senders(case):
        label = registrable(sender.domain).partition(".")[0]
        official = is_official(sender.domain)
        left = [] if official else sender.domain[: -len(registrable(sender.domain)) - 1].split(".")
        pieces = [sender.who.local] if claimed else []
        pieces += [] if official else [label, *(it for it in left if claimed)]
        piece = next((it for it in pieces if looks_random(it)), "")
        if piece:
            yield Hit(place(sender), piece=Datum("text", piece))
            return


def looks_random(text: str) -> bool:
    """Whether one of its words reads like random letters: no vowels where a word would have some, digits strewn in, hex."""
    return any(_random_word(word) for word in _WORDS.findall(text.lower()[:80]) if len(word) >= 5)


def _random_word(word: str) -> bool:
    if _COMMON.search(word) or word.isdigit():
        return False
    letters = [char for char in word if char.isalpha()]
    vowels = sum(char in "aeiouy" for char in letters)
    if _CONSONANTS.search(word) and vowels <= len(letters) * 0.34:
        return True
    if len(word) >= 7 and _MIXED.search(word):
        return True
    return len(letters) >= 6 and vowels <= len(letters) * 0.17

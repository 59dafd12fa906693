"""The sender's address is a meaningless string."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _unspeakable
from sabaku.checks._check import Hit, check
from sabaku.checks._claimed import claims, claims_home
from sabaku.checks._route import platform_name
from sabaku.checks._said import has, lang
from sabaku.checks._who import Sender, place, senders, through_list
from sabaku.model import Case, Datum, Observable, Text
from sabaku.names.brands import is_official
from sabaku.names.hosts import registrable
from sabaku.names.whose import authentic
from sabaku.text.fold import fold

_NUMBERED = re.compile(r"[a-z]{3,}\d{2,}|[a-z]{2,}\d{2,}[a-z]{1,2}")
"""A registrable label that is a word with a number, or with a number and a letter, behind it: made in rows."""
_CASED = re.compile(r"[a-z][A-Z][a-z]{1,4}\d|[a-z]{2}\d{2,}[A-Z]")
"""Capitals and digits strewn into a local part."""
_ROW = re.compile(r"[a-z]{6,}(?!(?:19|20)\d\d\Z)\d{3,}")
"""A word with a number behind it that is no year («physics2026»)."""
WHERE = {
    "address": Text("アドレスの@より前にある", "before the @ of the sender's address"),
    "domain": Text("ドメインにある", "in the sender's domain"),
}
_DEMANDS = ("threat", "credential", "card", "scare", "extortion", "prize", "parcel")


@check(
    id="identity.from-random",
    over="message",
    group="identity",
    sure="inferred",
    title=Text("差出人のアドレスに意味のない文字列があります", "There is a meaningless string in the sender's address"),
    says=Text(
        "差出人の{where}「{piece}」には、意味のない文字や数字の並びがあるように見えます。大量に作って使い捨てるものの特徴です。",
        "“{piece}” {where} seems to have letters or digits at random in it, as names have that are made by the thousand.",
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
        known = _unspeakable.known(lang(case), sender.domain)
        odd = (it for it in pieces if _unspeakable.looks_random(it, known) and not _spelt_out(it, sender))
        piece = next(odd, "") or _strewn(case, sender, "" if hosted else label)
        if piece:
            where = "address" if piece == sender.who.local else "domain"
            yield Hit(place(sender), piece=Datum("text", piece), where=Datum("text", where, WHERE[where]))
            return


def _strewn(case: Case, sender: Sender, label: str) -> str:
    """A numbered label or a local part with capitals and digits strewn in, where a brand is claimed; any number in a threat."""
    local = sender.who.local
    if claims(case):
        written = case.message.quote(sender.seen.seen).partition("@")[0]
        return label if _NUMBERED.fullmatch(label) else local if _CASED.search(written) else ""
    return local if has(case, "extortion") and _ROW.fullmatch(local.lower()) else ""


def _spelt_out(piece: str, sender: Sender) -> bool:
    """Whether the sender calls themselves so among other words: an abbreviation means something to who knows its owner."""
    name, word = fold(sender.who.shown), re.sub("[^a-z0-9]", "", piece.lower())
    return word in re.sub("[^a-z0-9]", "", name) and len(re.sub(r"[\W_]", "", name)) > len(word) + 2

"""A Japanese company that writes from a foreign or cheap top-level domain."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from sabaku.checks._check import Hit, check, datum
from sabaku.checks._claimed import claims
from sabaku.checks._firms import of_a_firm
from sabaku.checks._hosts import country, listed
from sabaku.checks._said import has, lang, subject, text
from sabaku.checks._who import place, senders, through_list
from sabaku.model import Case, Datum, Observable, Text
from sabaku.names.brands import owners, standing
from sabaku.names.hosts import registrable, suffix, tld
from sabaku.names.whose import delivered_houses
from sabaku.text import late

_ORDINARY = frozenset("jp com net org co io me info biz tokyo osaka nagoya edu gov int".split())

_DEMANDS = (
    *("threat", "credential", "card", "parcel.failed", "parcel.address", "extortion", "prize", "scare", "mailbox"),
    "payee.changed",
)


@check(
    id="identity.from-foreign-tld",
    over="message",
    group="identity",
    title=Text("差出人のドメインの末尾が、日本の会社としては不自然です", "An odd top-level domain for a Japanese company"),
    says=Text(
        "差出人のドメイン {domain} の末尾は「.{tld}」({what})で、日本の利用者への連絡としては不自然です。",
        "The From domain {domain} ends in “.{tld}” ({what}), which is odd for a notice to customers in Japan.",
    ),
    experts=("FTLD", "FD"),
)
def from_foreign_tld(case: Case, _: Observable) -> Iterator[Hit]:
    """Japanese companies write to Japanese customers from .jp or .com; country codes of elsewhere and cheap endings are what
    forgers register in bulk.

    Judged where the claimed brand serves Japan only, or a Japanese text claims a brand, threatens or asks.
    Whoever poses as nobody else and names that country, as its firms do («台湾精密の張です», from .tw), writes from a known
    service's domain, or from a proven one that bears the name given in From, is left out.
    Innocent causes: foreign companies that write in Japanese, start-ups with fashionable endings.
    """
    claimed = claims(case)
    japanese = lang(case) == "ja" and (claimed or has(case, *_DEMANDS))
    if through_list(case) or not (japanese or (claimed and claimed[0].brand.country == "JP")):
        return
    house = delivered_houses(case) | set(map(registrable, case.input.home.domains))
    for sender in senders(case):
        end = tld(sender.domain)
        if (
            not end
            or end in _ORDINARY
            or (claimed and (end in _own_endings(claimed[0].brand.id) or standing(claimed[0].brand.id, sender.domain)))
            or registrable(sender.domain) in house
            or (not claimed and (len(end) > 2 or _known(sender.domain) or _says_where(case, sender.domain) or of_a_firm(case)))
        ):
            continue
        yield Hit(place(sender), domain=datum("domain", sender.domain), tld=Datum("code", end), what=_what(end))
        return


def _known(domain: str) -> bool:
    """Whether it is a known company's, or a service's through which people send files."""
    return bool(owners(domain)) or bool(listed(domain, "many_hands"))


_HERE = 600
"""Characters at the beginning of the text where a writer says where they are."""
_NOT_CHINA = late.pattern("中国(?:電力|銀行|地方|新聞|労働|ゴム|木材|自動車道|経済産業局|運輸局|財務局|総合通信局)")


def _says_where(case: Case, domain: str) -> bool:
    """Whether the country of the ending is named in From, the subject or at the beginning of the text."""
    found = country(domain)
    if found is None:
        return False
    told = f"{case.message.text_of('from')[:200]} {subject(case)[0]} {text(case)[:_HERE]}"
    return found[1].ja in _NOT_CHINA.sub(" ", told)


@functools.cache
def _own_endings(id: str) -> frozenset[str]:
    from sabaku.names.brands import brand

    known = brand(id)
    return frozenset(map(tld, known.domains)) if known else frozenset()


_OTHER_CODES = {"uk": "GB", "eu": "", "su": "RU", "ac": "SH"}
_RESERVED = frozenset({"example", "test", "invalid", "localhost"})
"""RFC 2606 and RFC 6761."""


def _what(end: str) -> Datum:
    """What the ending is: a country's, a generic one, or none at all."""
    if len(end) == 2 and end != "eu":
        return Datum("country", _OTHER_CODES.get(end, end.upper()))
    if end in _RESERVED:
        says = Text("例や試験のために予約され、誰も登録できない末尾", "reserved for examples and tests; nobody can register it")
    elif not suffix(end):
        says = Text("登録を受け付ける末尾としては知られていない", "not known as an ending that can be registered")
    else:
        says = Text("誰でも登録できる汎用ドメイン", "a generic ending that anybody can register")
    return Datum("text", end, says)

"""Brands whose names are ordinary words too (`LINE`, `Target`, `au`): when such a word is the name, and when only a means.

Looks at spelling, the words around and the trade that the mail speaks of; weighs nothing.
"""

from __future__ import annotations

import re
import unicodedata

from sabaku.extract.phrases import Match, matches
from sabaku.model import Message
from sabaku.names.brands import Brand, brands, is_public, owners, squeeze
from sabaku.text import late


def is_weak(brand: Brand, shown: str) -> bool:
    """Whether the brand is named here by a word that is also an ordinary one."""
    return squeeze(shown) in brand.weak


_TOOL_AFTER = late.pattern(
    r"\s?(?:の)?(?:グループ|オープンチャット|通話|面談|面接|説明会|友だち追加|友達追加|トーク)"
    r"|\s?(?:で|にて)(?:の)?(?:面談|面接|説明会|打ち?合わせ|会議|連絡|開催|配信|お?やり?とり|お?やり?取り|つな)"
)


_PAID_WITH = late.pattern(r"\s?(?:で|にて|による)の?[おご]?(?:支払|決済|注文|購入|精算|清算|送金|送って|申告|申請|寄[付附]|予約)")
_CASH = late.pattern(r"\s?(?:の)?(?:atm|ATM)(?:で|にて|から|での)")
_PAID_BY = re.compile(r"(?:支払い?|決済|送金|申告)(?:の)?方法(?:は|[\s::]{1,4})\s{0,4}$")
_MEANS = re.compile(r"(?:pay|ペイ|払い)$", re.IGNORECASE)


def is_tool(brand: Brand, text: str, start: int, end: int) -> bool:
    """Whether a service is the means (`LINEグループ`, `Zoomで面談`, `PayPayでのお支払い`) and not the one who speaks."""
    if brand.sector in ("social", "tech") and _TOOL_AFTER.match(text, end):
        return True
    if brand.sector == "bank" and _CASH.match(text, end):
        return True
    if brand.sector not in ("payment", "government", "travel") and not _MEANS.search(text, start, end):
        return False
    return _PAID_WITH.match(text, end) is not None or _PAID_BY.search(text, max(0, start - 12), start) is not None


def is_proper(brand: Brand, shown: str) -> bool:
    """Written as the name is: `LINE`, not `line` or `Line`; `Target` or `TARGET`, not `target`; `au` as it stands."""
    plain = unicodedata.normalize("NFKC", shown).replace(" ", "")
    listed = brand.weak[squeeze(shown)].replace(" ", "")
    if listed.isupper() or listed.islower():
        return plain == listed
    return plain == listed or plain[:1].isupper()


_ADDRESS_AT = re.compile(r"[A-Za-z0-9._%+-]@")
_HOST = re.compile(r"(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,18}(?![A-Za-z0-9._-])")


def is_address_of(text: str, it: Match, end: int) -> bool:
    """Whether the name shows an address of the brand itself (`Streaming@Brand.example`): it is read as the sender's."""
    host = _HOST.match(text, it.start, end)
    if not host or not _ADDRESS_AT.fullmatch(text[max(0, it.start - 2) : it.start]):
        return False
    where = host[0].lower()
    named = text[it.end : it.end + 1] == "." and not is_public(where)
    return it.key in owners(where) or (named and not is_weak(brands()[it.key], text[it.start : it.end]))


_TRADES = {"courier": "parcel", "crypto": "crypto", "security": "callback"}
"""The lists of phrases in which companies of a trade speak to their customers."""


def is_of_trade(message: Message, brand: Brand) -> bool:
    """Whether the mail speaks as companies of the brand's trade do."""
    spoken = _TRADES.get(brand.sector)
    return spoken is not None and any(it.list == spoken for found in message.once(matches).values() for it in found)


_LEAVE_AFTER = late.pattern(
    r"[ -](?:sections?|offices?|officers?|appl(?:y|ications?|icants?)|appointments?|interviews?|sponsorships?|requirements?"
    r"|waivers?|extensions?|status|holders?|categor(?:y|ies)|free|runs?|stamps?|facilitation|processing|consultan(?:ts?|cy)|lottery)\b",
    re.IGNORECASE,
)
_LEAVE_BEFORE = late.pattern(
    r"(?:\b(?:student|tourist|work|working|travel|entry|exit|transit|immigration|immigrant|residence|spouse|family|schengen|stay)"
    r"|\bpassports?,? (?:and|or|&)|\bdemande de|\bsolicitud de|\bpedido de|\brichiesta di) $",
    re.IGNORECASE,
)
"""A leave to enter a country, which is called as the card is."""
_BOX_AFTER = late.pattern(r"[ -](?:offices?|lunch(?:es)?|numbers?|sets?|hire|scheme|number|no|\d{1,6})\b", re.IGNORECASE)
_BOX_BEFORE = late.pattern(r"\b(?:post|p\.? ?o\.?|ticket|letter|tool|veg|vegetable|gift|lunch|the|our|your|a) ?$", re.IGNORECASE)
"""What a theatre sells tickets at, a post office lets, or a farm delivers."""
_TOWN_BEFORE = late.pattern(
    r"\b(?:ayuntamiento|turismo|universidad|puerto|obispado|diocesis|di\u00f3cesis|aeropuerto|diputaci\u00f3n|camara|c\u00e1mara|mairie"
    r"|ville|office de tourisme|universite|universit\u00e9|stadt|gemeinde|city|town|university"
    r"|port|diocese|bishop|comune"
    r"|prefeitura|municipio)"
    r" (?:de|d'|of|del|di|do|da|der|von) ?$",
    re.IGNORECASE,
)
_OF = (" de", " d'", " of", " del", " di", " do", " da", " der", " von")
_NEAR = 28


def is_another_thing(brand: Brand, text: str, it: Match) -> bool:
    """Whether the word stands for something else of that name: a visa in a passport, or the town after which it is called."""
    before = text[max(0, it.start - _NEAR) : it.start]
    if brand.id == "visa" and (_LEAVE_AFTER.match(text, it.end) or _LEAVE_BEFORE.search(before)):
        return True
    if brand.id == "box-com" and (_BOX_AFTER.match(text, it.end) or _BOX_BEFORE.search(before)):
        return True
    return before.rstrip().lower().endswith(_OF) and _TOWN_BEFORE.search(before) is not None


_GIVEN = re.compile(
    r"(?:[A-Z\u00c0-\u00de][a-z\u00df-\u00ff]{1,15}|[A-Z]\.)(?:[ -](?:[A-Z\u00c0-\u00de][a-z\u00df-\u00ff]{1,15}|[A-Z]\.)){0,2} "
)


def is_surname(name: str, shown: str, local: str, business: re.Pattern[str]) -> bool:
    """Whether somebody of that surname writes («Peter Rossmann», `p.rossmann@`): given names before it, and both in the mailbox.

    business: what stands around a company's name and names nobody.
    """
    given, last = name.removesuffix(shown), squeeze(shown)
    if given == name or not last.isalpha() or not _GIVEN.fullmatch(given) or business.fullmatch(squeeze(given)):
        return False
    first, box = squeeze(given.split()[0].strip(".")), re.sub("[^a-z]", "", local[:64].lower())
    return box in {first + last, first[0] + last, last + first, last + first[0]}


_PERSONAL = re.compile(r"[a-z]{1,2}[._-][a-z]++")
"""`t.nomura`: an initial and a surname, which a brand may share."""
_SURNAMES = frozenset(("konami", "matsui", "nojima", "nomura", "sagawa", "seino"))
"""Brands' words that are Japanese surnames or given names in Latin letters as well."""


def is_persons_box(word: str, local: str, business: re.Pattern[str]) -> bool:
    """Whether a brand's word in a local part may be the surname of whoever has the mailbox («free.writer.nomura», «sagawa»).

    business: what stands around a company's name and names nobody; beside that a surname is the company («nomura-info»).
    """
    local = local[:64].lower()
    beside = squeeze(local.replace(word, "", 1))
    return bool(_PERSONAL.fullmatch(local)) or (word in _SURNAMES and not (beside and business.fullmatch(beside)))

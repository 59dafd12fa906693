"""What ties a mail to its sender: whether their name, or their domain's, stands in the text or the links. No judgement."""

from __future__ import annotations

import re

from sabaku.checks import _said
from sabaku.checks._who import Sender, senders
from sabaku.model import Case
from sabaku.names import romaji
from sabaku.names.brands import is_public, owners
from sabaku.names.hosts import registrable
from sabaku.names.whose import authentic
from sabaku.text import late
from sabaku.text.fold import fold

LIKE = 8
"""Letters of a domain's name that are enough to know the firm by."""


def tied(case: Case, domain: str) -> bool:
    """Whether a link, a host or an address in the text is the sender's or another of their brand's, or the name of either stands
    in it."""
    if is_public(domain):
        return False
    if _leads_there(case, domain) or _says(case, domain):
        return True
    shown = _FORM.sub(" ", case.message.text_of("from")[:200])
    return any(name[0] in _said.text(case) for name in _FIRM.finditer(shown))


def _leads_there(case: Case, domain: str) -> bool:
    """Whether a host in the text is at the domain or another of its brand's, or an address there is at it."""
    own, brand = registrable(domain), set(owners(domain))
    hosts = case.seen("domain", "href", "text", "form", "image", "pdf", "file")
    if any(it.value == own or brand & set(owners(it.value)) for it in hosts):
        return True
    return any(it.value.rpartition("@")[2].endswith(own) for it in case.seen("address", "text", "mailto"))


def _says(case: Case, domain: str) -> bool:
    """Whether From, the subject or the text says the beginning of the domain's name; a brand's domain has to be proven."""
    if owners(domain) and authentic(case, domain) is None:
        return False
    label = registrable(domain).partition(".")[0].replace("-", "").removesuffix("s")[:LIKE]
    names = " ".join(it.who.shown for it in senders(case) if "@" not in it.who.shown)
    about = fold(f"{names} {_said.subject(case)[0]} ") + _said.folded(case)
    return len(label) > 2 and (label in _in_one(about) or label in _in_one(about.replace("&", "and")))


def _in_one(text: str) -> str:
    """The text without what stands between the words of a name; one mark after the other takes a tenth of a pattern's time."""
    for mark in " .,_&'-":
        text = text.replace(mark, "")
    return text


_FIRM = late.pattern("[\u3005-\u30ff\u3400-\u9fff]{4,20}")
"""A firm's or person's name in Japanese: domains are spelt in Latin letters, so the name itself has to tie them."""
_FORM = late.pattern("(?:株式|有限|合同|合資|合名)会社|(?:一般|公益)?(?:社団|財団)法人|医療法人|税理士法人|特定非営利活動法人")
"""The legal form, with which few speak of themselves."""


def signs(case: Case, sender: Sender) -> bool:
    """Whether the name shown in From, or a word of it, stands in the text too: whoever writes from a provider's address has
    nothing else to be known by."""
    text = _said.folded(case)
    words = words_of(sender)
    return any(word in text for word in words) or _with_half_a_name(text, words) or _with_the_first(text, sender.who.shown)


def words_of(sender: Sender) -> list[str]:
    """The words of the name shown in From, folded, without those that name nobody."""
    return [word for word in _NAMES.findall(fold(sender.who.shown)[:100]) if word not in _NOBODY]


def _with_half_a_name(text: str, words: list[str]) -> bool:
    """Whether a line of the text is the family or the given name alone: Japanese names are written without a space in From."""
    lines = {it.strip() for it in text[-_LETTER:].splitlines()}
    whole = (word for word in words if len(word) in _WHOLE and not word.isascii())
    return any(half in lines for word in whole for at in (1, 2, 3) for half in (word[:at], word[at:]) if len(half) in _HALF)


def _with_the_first(text: str, shown: str) -> bool:
    """Whether a line of the text is the family name alone, where From shows it before a space: «李 建国», and «李» below."""
    found = _FIRST.match(shown)
    return found is not None and found[1] in {it.strip() for it in text[-_LETTER:].splitlines()}


_FIRST = late.pattern(r"([々一-鿿]{1,3})[ \u3000][々一-鿿]{1,3}(?:\W|\Z)")
_LETTER = 4000
"""Characters at the end of a text among which its writer's name is looked for."""
_WHOLE, _HALF = range(3, 8), range(2, 5)
"""Letters that a Japanese name has, and its family or given name by itself."""
_NAMES = late.pattern("[a-z\u00c0-\u024f]{4,}|[\u3005-\u30ff\u3400-\u9fff]{2,}")
_NOBODY = frozenset(
    ("info", "invoice", "order", "sales", "account", "accounts", "support", "service", "mail", "team", "office", "payment")
)
"""Words in From that name nobody."""
_ADDRESS = re.compile(r"https?://\S{1,400}|[\w.+-]{1,64}@[\w.-]{1,255}")


def named_in_words(case: Case, domain: str) -> bool:
    """Whether the name of the domain's owner stands in From, the subject or the text, other than in addresses: whoever buys a
    domain can link to it."""
    label = registrable(domain).partition(".")[0].replace("-", "")
    shown = " ".join(it.who.shown for it in senders(case))
    told = fold(f"{shown} {_said.subject(case)[0]} ") + _said.folded(case)
    told = " ".join(_ADDRESS.sub(" ", word) if "@" in word or "//" in word else word for word in told.split(" "))
    if label[:LIKE] in _in_one(told) or label[:LIKE] in _in_one(told.replace("&", "and")):
        return True
    return any(romaji.spells(it, label) for it in names_in_text(case))


def names_in_text(case: Case) -> list[str]:
    """The Japanese names in From that stand in the text too, but for what any desk is called."""
    shown = _FORM.sub(" ", " ".join(it.who.shown[:200] for it in senders(case)))
    return [it[0] for it in _FIRM.finditer(shown) if it[0] in _said.text(case) and len(_DESK.sub("", it[0])) >= OF_A_NAME]


OF_A_NAME = 3
"""Characters that a name has beside what any desk is called."""
_DESK = late.pattern(
    "カスタマー|サポート|センター|サービス|ヘルプ|デスク|セキュリティ|チーム|システム|メール|ニュース|ショップ|オンライン|アカウント"
    "|公式|事務局|事務所|運営|管理者?|担当者?|窓口|お?知らせ|お客様?|ご?案内|通知|連絡|配信|自動|送信|専用|会員|本部|総務|経理|営業|人事|採用|情報|部|課|室|係"
)

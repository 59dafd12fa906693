"""Who wrote a letter, whatever a mailing list did to it, and whether it is a letter at all: look-ups. No judgement."""

from __future__ import annotations

import re

from sabaku.checks import _links, _said, _vouched
from sabaku.checks._foreign import foreign
from sabaku.checks._who import Sender, senders, through_list
from sabaku.model import Address, Case, Observable, once
from sabaku.names import romaji
from sabaku.names.brands import is_public, owners
from sabaku.names.endings import is_organisations
from sabaku.names.hosts import registrable
from sabaku.names.whose import authentic, delivered_houses
from sabaku.text import late
from sabaku.text.fold import fold

LIKE = 8
"""Letters of a domain's name that are enough to know the firm by."""
MANY_LINKS = 3
"""Links of its own above which a mail is no letter but a page: newsletters, shops, notices of a platform."""


def authors(case: Case) -> tuple[Sender, ...]:
    """The addresses of the author: From, or Reply-To where a mailing list put itself into From."""
    if not through_list(case):
        return senders(case)
    own = {it.seen.value for it in senders(case)}
    replies = (it for it in case.seen("address", "reply-to") if it.value not in own)
    return tuple(Sender(it, it.detail) for it in replies if isinstance(it.detail, Address) and it.detail.domain)


@once
def own_links(case: Case) -> tuple[Observable, ...]:
    """The links of the author's own, without those that a list or group service put below."""
    return tuple(it for it in _links.digest(case).clicked if _links.link(it).host != "groups.google.com")


@once
def mass(case: Case) -> bool:
    """Whether the sender himself offers to unsubscribe; on a mailing list that field is the list's.

    Hardly any newsletter comes from a mailbox at a free mail service, and anybody there can write the field: it excuses nothing.
    A letter without a link and a word of it in its text bears the field for filters only.
    """
    if not case.message.named("list-unsubscribe") or case.seen("list", "mailing-list"):
        return False
    if any(is_public(it.domain) for it in senders(case)):
        return False
    return bool(_links.digest(case).clicked) or _said.has(case, "newsletter")


@once
def is_letter(case: Case) -> bool:
    """Whether it is written as a letter: few links, nothing to unsubscribe from, no page of the sender's own platform."""
    links = own_links(case)
    if len(links) > MANY_LINKS or mass(case):
        return False
    houses = {registrable(it.domain) for it in senders(case)}
    return not any(_links.link(it).domain in houses for it in links) or len(links) < 2


def tied(case: Case, domain: str) -> bool:
    """Whether a link, a host or an address in the text is the sender's or another of his brand's, or his name is in an address
    written there."""
    own = registrable(domain)
    if is_public(domain):
        return False
    brand = set(owners(domain))
    if any(
        it.value == own or brand & set(owners(it.value))
        for it in case.seen("domain", "href", "text", "form", "image", "pdf", "file")
    ):
        return True
    if any(it.value.rpartition("@")[2].endswith(own) for it in case.seen("address", "text", "mailto")):
        return True
    if not owners(domain) or authentic(case, domain) is not None:
        label = own.partition(".")[0].replace("-", "").removesuffix("s")[:LIKE]
        names = " ".join(it.who.shown for it in senders(case) if "@" not in it.who.shown)
        about = fold(f"{names} {_said.subject(case)[0]} ") + _said.folded(case)
        if len(label) > 2 and (label in _in_one(about) or label in _in_one(about.replace("&", "and"))):
            return True
    shown = _FORM.sub(" ", case.message.text_of("from")[:200])
    return any(name[0] in _said.text(case) for name in _FIRM.finditer(shown))


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
    words = [word for word in _NAMES.findall(fold(sender.who.shown)[:100]) if word not in _NOBODY]
    return any(word in text for word in words) or _with_half_a_name(text, words) or _with_the_first(text, sender.who.shown)


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


def is_machine(local: str) -> bool:
    """An address that nobody reads, and so nobody's stolen mailbox: systems send from it in their customers' names."""
    return re.sub("[._-]", "", local).startswith(("noreply", "donotreply", "notification"))


def for_a_firm(case: Case) -> bool:
    """Whether a system provably sends in the name of whoever reads the answers, and that name stands in the text too."""
    for it in senders(case)[:1]:
        words = [word for word in _NAMES.findall(fold(it.who.shown)[:100]) if word not in _NOBODY]
        replies = [one.detail.local for one in case.seen("address", "reply-to") if isinstance(one.detail, Address)]
        fits = any(word in fold(local) for word in words for local in replies)
        return is_machine(it.who.local) and fits and signs(case, it) and authentic(case, it.domain) is not None
    return False


def by_name(case: Case) -> bool:
    """Whether somebody writes at a firm's proven domain from the mailbox that bears his name, and reads the answers there."""
    replies = {it.detail.domain for it in case.seen("address", "reply-to") if isinstance(it.detail, Address)}
    return any(
        not is_public(it.domain)
        and authentic(case, it.domain) is not None
        and replies <= {it.domain}
        and any(word in it.who.local for word in re.findall("[a-z]{3,}", fold(it.who.shown)))
        for it in senders(case)[:1]
    )


_GREETS = late.pattern(
    r"^[ \t]{0,4}(?:(?:dear|hi|hello|hey|good (?:morning|afternoon|evening|day)|greetings|sehr geehrter?|lieber?|hallo"
    r"|guten (?:tag|morgen)|chere?|bonjour|hola|estimad[oa]|querid[oa]|prezad[oa]|ola|car[oa]|gentile|egregio|buongiorno"
    r"|beste|geachte|hoi)[ ,]{1,3}([^\n@:;?]{2,48})|([^\n@:;?!,]{2,30})(?:[,!](?:\s|$)|様|さま|さん| ?您好| ?你好))",
    re.MULTILINE,
)
_TOP = 400
"""Characters from the start of the text where a greeting stands."""
_ANYBODY = frozenset(
    (
        *("user", "customer", "client", "member", "friend", "account", "info", "sales", "support", "admin", "team", "office"),
        *("mail", "contact", "webmaster", "postmaster", "staff", "list", "users", "developer", "devel", "sir", "madam"),
    )
)


@once
def by_readers_name(case: Case) -> bool:
    """Whether the text greets its reader by the name that To shows, or that his address is made of: «Dear Ms Morton».

    Who writes to thousands hardly ever knows it; it may be known to a forger all the same, so nothing but a guess is excused.
    """
    if case.seen("list", "mailing-list"):
        return False
    told: set[str] = set()
    for it in case.seen("address", "to", "delivered-to"):
        shown = it.detail.shown if isinstance(it.detail, Address) and "@" not in it.detail.shown else ""
        told.update(_NAMES_OF.findall(fold(f"{shown} {it.value.partition('@')[0]}")))
    told -= {word for it in senders(case) for word in _NAMES_OF.findall(fold(it.who.shown))} | _ANYBODY
    lines = ["".join(found) for found in _GREETS.findall(_said.folded(case)[:_TOP])[:2]]
    return any(told.intersection(_NAMES_OF.findall(line)) for line in lines if not _CODED.search(line))


_CODED = re.compile(r"\w[._-]\w")
"""A local part as it is written in an address, which is no name."""
_NAMES_OF = late.pattern("[a-z\u00c0-\u024f]{3,}|[\u3005-\u30ff\u3400-\u9fff]{2,4}")


def firm(case: Case) -> bool:
    """Whether a firm writes at its own domain, proven to be no forgery, named in the text, and wants its answers there."""
    sending = senders(case)[:1]
    replies = (it.detail.domain for it in case.seen("address", "reply-to") if isinstance(it.detail, Address))
    return any(
        not is_public(it.domain)
        and authentic(case, it.domain) is not None
        and signs(case, it)
        and tied(case, it.domain)
        and all(registrable(other) == registrable(it.domain) for other in replies)
        for it in sending
    )


def own_business(case: Case) -> bool:
    """Whether a firm writes of its own business: as `firm`, posing as no known company, and leading nowhere else."""
    return firm(case) and foreign(case) is None and not _vouched.leading_away(case)


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
    return any(romaji.spells(it, label) for it in _names_in_text(case))


def _names_in_text(case: Case) -> list[str]:
    """The Japanese names in From that stand in the text too, but for what any desk is called."""
    shown = _FORM.sub(" ", " ".join(it.who.shown[:200] for it in senders(case)))
    return [it[0] for it in _FIRM.finditer(shown) if it[0] in _said.text(case) and len(_DESK.sub("", it[0])) >= OF_A_NAME]


OF_A_NAME = 3
_DESK = late.pattern(
    "カスタマー|サポート|センター|サービス|ヘルプ|デスク|セキュリティ|チーム|システム|メール|ニュース|ショップ|オンライン|アカウント"
    "|公式|事務局|事務所|運営|管理者?|担当者?|窓口|お?知らせ|お客様?|ご?案内|通知|連絡|配信|自動|送信|専用|会員|本部|総務|経理|営業|人事|採用|情報|部|課|室|係"
)


def _of_a_house(case: Case, domain: str) -> bool:
    """Whether a Japanese firm or body names itself in From and in the text, at a domain that only such can have: its name in
    kanji cannot be compared with letters. As no known company: that would be another's name."""
    return is_organisations(domain) and domain.endswith(".jp") and foreign(case) is None and bool(_names_in_text(case))


@once
def of_a_firm(case: Case) -> bool:
    """Whether somebody writes at a firm's own, proven domain that the text names in words, and wants its answers there."""
    replies = {it.detail.domain for it in case.seen("address", "reply-to") if isinstance(it.detail, Address)}
    return any(
        not is_public(it.domain)
        and authentic(case, it.domain) is not None
        and (named_in_words(case, it.domain) or _of_a_house(case, it.domain))
        and replies <= {it.domain}
        for it in senders(case)[:1]
    )


def of_the_house(case: Case) -> bool:
    """Whether the sender's domain is the recipient's own and proven: then a colleague writes (or somebody with his mailbox)."""
    houses = delivered_houses(case) | {registrable(it) for it in case.input.home.domains}
    return any(registrable(it.domain) in houses and authentic(case, it.domain) is not None for it in senders(case)[:1])

"""Whether a mail says anywhere who sent it, and whether its domain does: look-ups that checks share. No judgement."""

from __future__ import annotations

import re

from sabaku.checks import _house, _links, _said, _tied
from sabaku.checks._claimed import claims
from sabaku.checks._offices import office
from sabaku.checks._who import Sender, author, senders, through_list
from sabaku.model import Case
from sabaku.names.brands import is_public, owners
from sabaku.names.endings import kind
from sabaku.names.hosts import registrable, tld
from sabaku.names.whose import authentic, home_domains
from sabaku.text import late
from sabaku.text.fold import fold

SEARCHED = 6000
LEAST, LONGEST, LAST_LINES = 4, 30, 8
"""Characters of a line that may be a name, and how many lines at the end are looked at."""
_FIRM = late.pattern(
    r"(?:株式|有限|合同|合資)会社|(?:社団|財団|医療|学校|宗教|社会福祉|監査|税理士|弁護士)法人|独立行政法人|〒\s?\d{3}"
    r"|\((?:株|有|同)\)|㈱|㈲"
)
_TO_READER = re.compile(r"[^\n]{0,12}(?:様|御中|各位|殿)\s*$", re.MULTILINE)
_SAYS_WHO = late.pattern(r"([^\s。、,]{2,30})(?:でございます|です|と申します)。")
_OF_FIRM = re.compile("の[ァ-ヴー一-鿿々]{1,5}$")
"""«…の藤本です»: somebody says their name and whose they are."""
_ADDRESSES = re.compile(r"https?://\S{1,400}|[\w.+-]{1,64}@[\w.-]{1,255}")
_BETWEEN = re.compile("[ .,_&'-]")
_RULE = re.compile(r"[\s\d=━─―~*_.+-]*+")
_TAIL = late.pattern(
    r"[\s(:]{1,4}(?:tel\b)?[\s.:]{0,3}0(?!120|570|800|[57-9]0)\d{1,4}[-( ]\d{1,4}[-) ]\d{3,4}\)?$"
    r"|[\s(]{1,3}担当者?[\s:]{1,3}\S{1,8}$"
)
"""What may follow a name in its line: the number of a line with a place, or who is in charge."""
_YEAR = re.compile(r"20\d\d(?:年度?)?")
_OF_NUMBERS = late.pattern("先|電話|番号|ダイヤル|直通|受付")
_NO_NAME = re.compile(
    r"^[\s・※*■▼▶●◆□◇○→>(<「\[【-]|[。:?!%を]|ます|です|ください|下さい|ません|こちら|https?:|@|\d|(?:[るすくうへ、]|お知らせ)$"
)
"""What no line that is a name has."""


def stranger(case: Case) -> Sender | None:
    """The author, unless their domain says who they are: no colleague, no known company, no public office, nobody on a list."""
    sender = author(case)
    if sender is None or through_list(case) or case.seen("list", "mailing-list") or claims(case):
        return None
    own = registrable(sender.domain)
    if is_public(own):
        return sender
    house = own in _house.own_domains(case) | home_domains(case) or to_its_own(case, sender)
    return None if house or owners(own) or _is_public_office(own) else sender


def _is_public_office(domain: str) -> bool:
    """Whether it is an office's or a school's of Japan, whose domain nobody else can have."""
    return tld(domain) == "jp" and kind(domain) in ("state", "school")


def to_its_own(case: Case, sender: Sender) -> bool:
    """Whether it provably writes to its own house, and the reader is one of those or got it from them."""
    told = [it.value for it in case.seen("address", "to")]
    own = bool(told) and all(registrable(it.rpartition("@")[2]) == registrable(sender.domain) for it in told)
    return own and sender.seen.value not in told and authentic(case, sender.domain) is not None


def named(case: Case, domain: str) -> bool:
    """Whether the mail says anywhere who it is from: the domain's name in words, a firm's form, or a name in its last lines.

    The last lines are read in Japanese only, where who signs gives their firm's name; elsewhere they give some Christian name.
    """
    text = _TO_READER.sub("", _ADDRESSES.sub(" ", _said.folded(case)[:SEARCHED]))
    told = f"{fold(_said.subject(case)[0])} {text}"
    if _FIRM.search(told) or _says(told, registrable(domain).partition(".")[0]):
        return True
    return _said.lang(case) == "ja" and (_presents(text) or _signs(case, text))


def says_all(case: Case, domain: str) -> bool:
    """Whether From, the subject or the text says the whole of the domain's name, other than in addresses."""
    label = registrable(domain).partition(".")[0].replace("-", "")
    shown = " ".join(it.who.shown for it in senders(case))
    told = _ADDRESSES.sub(" ", f"{shown} {_said.subject(case)[0]} {_said.text(case)[:SEARCHED]}")
    return label in _BETWEEN.sub("", fold(told).lower())


def _says(told: str, label: str) -> bool:
    """Whether the words name the domain; one that is made of nobody's words too names nobody."""
    return len(label) > 3 and not office(label) and label.replace("-", "")[: _tied.LIKE] in _BETWEEN.sub("", told)


def _presents(text: str) -> bool:
    """Whether a Japanese letter begins with the name of who writes it."""
    presented = _SAYS_WHO.search(text[:300])
    return presented is not None and _OF_FIRM.search(presented[1]) is not None


def _signs(case: Case, text: str) -> bool:
    """Whether one of its last lines may be a name, and no button."""
    lines = [it.strip() for it in text.split("\n") if it.strip() and not _RULE.fullmatch(it)]
    buttons = {fold(_links.link(it).shown).strip() for it in _links.clicked(case)}
    return any(_is_name(it) for it in lines[-LAST_LINES:] if it not in buttons)


def _is_name(line: str) -> bool:
    """Whether a line may be somebody's name, with a number, a clerk or a year, and no more."""
    rest = _TAIL.sub("", line)
    if rest != line and _OF_NUMBERS.search(rest):
        return False
    line = _YEAR.sub("", rest).strip()
    return LEAST <= len(line) <= LONGEST and not _NO_NAME.search(line) and not office(line)

"""Whether the name in From and the address behind it have anything in common. No judgement."""

from __future__ import annotations

import re

from sabaku.checks._offices import naming
from sabaku.checks._who import Sender
from sabaku.model import Address, Case
from sabaku.names.brands import is_public, standing
from sabaku.names.brandwords import tokens
from sabaku.names.hosts import registrable
from sabaku.text.fold import fold

MOST = 4
"""Words of a name: longer ones are sentences."""
_WORDS = re.compile(r"[a-z0-9]{3,}")
_ASCII = re.compile(r"[^a-z0-9]+")


def squeezed(text: str) -> str:
    """The Latin letters and figures of a text, and nothing between them."""
    return _ASCII.sub("", text)


def words_of(sender: Sender) -> list[str]:
    """The words of the display name that name somebody; none where it is an address or a whole sentence."""
    found = naming(sender.who.shown)
    return found if any(len(it) > 3 for it in found) and len(found) <= MOST else []


def related(case: Case, sender: Sender, words: list[str]) -> bool:
    """Whether the name, its initials or its beginning stand in the address, or the domain's label in the name."""
    return any(it in sender.who.local for it in words) or by_domain(case, sender, words)


def by_domain(case: Case, sender: Sender, words: list[str]) -> bool:
    """The same of the domain only: what stands before the @ is written by whoever has hired the domain."""
    shown = fold(sender.who.shown).lower()
    whole = squeezed(shown)
    label = registrable(sender.domain).partition(".")[0].replace("-", "")
    initials = "".join(it[0] for it in _WORDS.findall(shown))
    replies = [it.detail.domain for it in case.seen("address", "reply-to") if isinstance(it.detail, Address)]
    hosts = [squeezed(it) for it in (sender.domain, *(it for it in replies if not is_public(it)))]
    if (len(label) >= 3 and label in whole) or (len(initials) >= 2 and initials in label):
        return True
    if any(it in tokens() and standing(tokens()[it], sender.domain) for it in words):  # a product, at its maker's domain
        return True
    return any(it[:5] in host for it in words for host in hosts)

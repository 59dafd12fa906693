"""Whether the mail greets its reader by name. A look-up, no judgement."""

from __future__ import annotations

import re

from sabaku.checks import _said
from sabaku.checks._who import senders
from sabaku.model import Address, Case, once
from sabaku.text import late
from sabaku.text.fold import fold

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
        *("desk", "frontdesk", "reception", "billing", "accounts", "accounting", "payroll", "orders", "service", "hello"),
        *("helpdesk", "enquiries", "inquiries", "bookings", "reservations", "purchasing", "marketing"),
        *("kontakt", "buero", "biuro"),
    )
)


@once
def by_readers_name(case: Case) -> bool:
    """Whether the text greets its reader by the name that To shows, or that their address is made of: «Dear Ms Morton».

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

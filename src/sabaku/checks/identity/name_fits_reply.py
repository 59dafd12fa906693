"""The sender's name is in the address for answers, and not in their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks._author import is_machine
from sabaku.checks._bulk import is_letter
from sabaku.checks._check import Hit, check
from sabaku.checks._firms import for_a_customer
from sabaku.checks._results import refuted
from sabaku.checks._who import Sender, senders, through_list
from sabaku.model import Address, Case, Datum, Evidence, Observable, Text
from sabaku.names.brands import owners
from sabaku.names.whose import authentic
from sabaku.text.fold import fold

_WORD = re.compile("[a-z]{4,20}")
_NO_NAME = frozenset(("info", "mail", "email", "sales", "support", "admin", "office", "contact", "reply", "team", "service",
                      "customer", "news", "mister", "miss", "barrister", "group", "company", "limited"))  # fmt: skip


@check(
    id="identity.name-fits-reply",
    over="message",
    group="identity",
    title=Text(
        "差出人名に合うのは、差出人ではなく返信先のアドレスです", "The sender's name fits the reply address, not the one in From"
    ),
    says=Text(
        "差出人名「{name}」の「{word}」は返信先の {reply} に含まれますが、差出人のアドレス {sender} は名前と合いません。"
        "他人のアドレスから送っていると考えられます。",
        "“{word}” of the name “{name}” stands in {reply}, where answers go; the name does not fit {sender}, from where it is "
        "sent: probably somebody else's mailbox.",
    ),
    sure="inferred",
    experts=("FDISP", "FD"),
    attacks=(22,),
    speaks_for=("advance-fee", "bec", "malware"),
)
def name_fits_reply(case: Case, _: Observable) -> Iterator[Hit]:
    """Mail is sent through a stolen mailbox, while the new name and the mailbox for answers were made for each other.

    Innocent causes: an assistant who writes for somebody, a shared mailbox of a firm (the same domain is left out), platforms
    that send invoices and shares in their customers' names (known brands and no-reply addresses with an authentic sender are
    left out, and what is both, as long as nothing refutes it: nobody owns such a mailbox).
    """
    sending = {it.seen.value for it in senders(case)}
    if all(it.value in sending for it in case.seen("address", "reply-to")) or through_list(case) or not is_letter(case):
        return
    for sender in senders(case)[:1]:
        if _passes_on(case, sender):
            return
        shown = fold(sender.who.shown)
        words = set(_WORD.findall(shown)) - _NO_NAME
        own = f"{sender.who.local}@{sender.domain}"
        if not words or any(word in own for word in words):
            return
        for reply in case.seen("address", "reply-to"):
            if not isinstance(reply.detail, Address) or (reply.detail.domain == sender.domain and _role(sender.who.local)):
                continue
            word = next((it for it in _WORD.findall(shown) if it in words and it in reply.detail.local), "")
            if word:
                yield Hit(
                    Evidence(reply.seen, found=reply.shown, expected=sender.seen.value),
                    Evidence(sender.seen.seen, found=sender.seen.shown),
                    name=Datum("text", sender.who.shown),
                    word=_as_written(sender.who.shown, shown, word),
                    sender=Datum("address", sender.seen.value),
                    reply=Datum("address", reply.value),
                )
                return


def _as_written(name: str, folded: str, word: str) -> str:
    """The word with the letters of the name, where folding has moved none of them."""
    at = folded.find(word)
    return name[at : at + len(word)] if len(name) == len(folded) else word


def _passes_on(case: Case, sender: Sender) -> bool:
    """Whether a platform writes in its customer's name."""
    known, machine = bool(owners(sender.domain)), is_machine(sender.who.local)
    if known and machine:
        return refuted(case, sender.domain) is None
    return (known and for_a_customer(case)) or ((known or machine) and authentic(case, sender.domain) is not None)


def _role(local: str) -> bool:
    """A shared mailbox of a house."""
    return local.split("+")[0] in _NO_NAME or is_machine(local)

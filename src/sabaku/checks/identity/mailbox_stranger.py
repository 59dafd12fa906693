"""A stranger speaks about the recipient's own mailbox."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _sealed
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._claimed import claims
from sabaku.checks._links import targets
from sabaku.checks._lures import given
from sabaku.checks._said import first, folded, quote, subject
from sabaku.checks._who import author, place, recipients
from sabaku.model import Case, Datum, Evidence, Observable, Span, Text
from sabaku.names.brands import brand, is_public, owners
from sabaku.names.hosts import registrable, same_site
from sabaku.names.whose import delivered
from sabaku.text import late
from sabaku.text.unmeant import ANSWER

SEARCHED = 4000


@check(
    id="identity.mailbox-stranger",
    over="message",
    group="identity",
    title=Text(
        "受信者のメールボックスについて、無関係のドメインから連絡しています",
        "A stranger writes about the recipient's own mailbox",
    ),
    says=Text(
        "「{address}」のメールについて「{phrase}」と連絡していますが、差出人のドメイン {domain} は {own} "
        "を管理する立場にありません。",
        "It says “{phrase}” about the mailbox {address}, but the sender's domain {domain} has no part in running {own}.",
    ),
    advice=Text(
        "メールボックスのことは、契約しているサーバー会社か社内の管理者にだけ確かめてください。",
        "Only its own administrator or hoster can speak about a mailbox: ask there.",
    ),
    experts=("FD", "CTX", "LBTN"),
    attacks=(15,),
    speaks_for=("credential-phishing",),
)
def mailbox_stranger(case: Case, _: Observable) -> Iterator[Hit]:
    """Whether a box is full or a password runs out is known to the house that keeps it, and it writes from its own domain.

    Judged where the mail names the recipient's address, speaks of its mailbox or password, and demands or leads somewhere.
    What a mailing list puts below an answer has the list's address in it, and is not the author's.
    Left out: senders that are known as brands, those whose links lead to their own site (unless they go by a mail
    program's name), the password of a claimed brand's account, one that is told, as a file's is, and the envelope of an encrypted
    mail, which is opened at the service that made it. Innocent causes: the hoster of a domain who writes from another one and
    links elsewhere.
    """
    sender = author(case)
    if sender is None or _known_house(sender.domain) or _sealed.envelope(case):
        return
    if any(same_site(link.host, sender.domain) for _, link in targets(case)) and not _called_as_program(case):
        return
    phrase = first(case, "mailbox.held", "mailbox.quota", "mailbox.upgrade", "credential.password")
    if phrase is not None and phrase.value.startswith("credential.") and (claims(case) or given(case, phrase)):
        return  # the password of a named company's account or of a file, which has nothing to do with the mailbox
    demand = first(case, "action", "credential", "threat", "deadline.hours", "deadline.if_not", "deadline.now")
    if phrase is None or ((demand is None or demand.seen == phrase.seen) and not targets(case)):
        return
    text = _above_footer(case)
    for address in dict.fromkeys((*(it.value for it in recipients(case)), *delivered(case))):
        house = address.rpartition("@")[2]
        at = text.find(address) if len(address) > 5 and registrable(house) != registrable(sender.domain) else -1
        if at >= 0 and not (is_public(house) and is_public(sender.domain)):
            there = Span("visible", at, at + len(address))
            yield Hit(
                quote(phrase),
                Evidence(there, found=case.message.quote(there)),
                place(sender),
                phrase=phrase.shown,
                address=Datum("address", address),
                domain=datum("domain", sender.domain),
                own=datum("domain", house),
            )
            return


def _above_footer(case: Case) -> str:
    text = folded(case)[:SEARCHED]
    answers = ANSWER.match(subject(case)[0])
    footer = _FOOTER.search(text) if answers else None
    return text[: footer.start()] if footer else text


_FOOTER = late.pattern(r"^_{20,}[ \t]*\n[^\n]{2,80}(?:list|liste|forum)\b|^-- ?\n", re.MULTILINE)
"""Where a mailing list says what it is («… mailing list»), or a signature begins."""


def _called_as_program(case: Case) -> bool:
    """Whether From names a mail program and no firm: whose site it leads to, broken into or not, is then not said."""
    return any(it.brand.product for it in claims(case)[:1]) and not case.seen("list", "mailing-list")


def _known_house(domain: str) -> bool:
    """Whether the domain is that of a brand that may run mailboxes; the maker of a mail program runs none."""
    known = (brand(it) for it in owners(domain))
    return any(it is not None and not it.product for it in known)

"""Answers go to a domain that is the sender's, slightly changed."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._alike import alike
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._who import senders, through_list
from sabaku.model import Address, Case, Evidence, Observable, Text
from sabaku.names.brands import is_public
from sabaku.names.hosts import registrable


@check(
    id="identity.reply-to-imitates",
    over="message",
    group="identity",
    title=Text("返信先のドメインが、差出人のドメインに似せてあります", "Answers go to a domain that imitates the sender's"),
    says=Text(
        "差出人は {sender} ですが、返信するとよく似た別のドメイン {reply} に届きます。"
        "本物の相手に気づかれずにやり取りを乗っ取るための細工です。",
        "The mail is from {sender}, but an answer goes to {reply}, which only looks like it: "
        "that is how a conversation is taken over unnoticed.",
    ),
    experts=("FLOOK", "FDISP", "BEC"),
    speaks_for=("bec",),
    attacks=(22, 42),
)
def reply_to_imitates(case: Case, _: Observable) -> Iterator[Hit]:
    """A supplier's mailbox is broken into, or its address forged; the thief must get the answer, unseen by the victim.

    Innocent cause: one house under two endings (.com and .de) that answers from the other one; so the name itself must differ,
    or the same mailbox must be wanted under an ending that is a piece or a slip of the first (`.co` for `.co.jp`, `.cm`).
    """
    if through_list(case):
        return
    for reply in case.seen("address", "reply-to"):
        for sender in senders(case)[:1]:
            if not isinstance(reply.detail, Address) or not reply.detail.domain:
                continue
            theirs, own = registrable(reply.detail.domain), registrable(sender.domain)
            twin = alike(theirs, own) or (reply.detail.local == sender.who.local and _ends_short(theirs, own))
            if theirs != own and not is_public(own) and not is_public(theirs) and twin:
                found = Evidence(reply.seen, found=reply.shown, expected=own)
                yield Hit(found, sender=datum("domain", own), reply=datum("domain", theirs))
                return


_SHORT = frozenset(("co", "cm", "om", "cam"))
"""Endings that are taken for the beginning of a longer one, or for `.com`."""


def _ends_short(theirs: str, own: str) -> bool:
    """Whether the one name stands under such an ending and the other under `.com`, `.co.jp` or another that begins so."""
    name, _, ending = own.partition(".")
    return (
        ending.startswith("co")
        and ending not in _SHORT
        and theirs.partition(".")[0] == name
        and theirs.partition(".")[2] in _SHORT
    )

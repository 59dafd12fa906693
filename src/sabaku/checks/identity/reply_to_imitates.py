"""Answers go to a domain that is the sender's, slightly changed."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.brands import is_public
from sabaku.checks._alike import alike
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._who import senders, through_list
from sabaku.hosts import registrable
from sabaku.model import Address, Case, Evidence, Observable, Text


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

    Innocent cause: one house under two endings (.com and .de) that answers from the other one; so the name itself must differ.
    """
    if through_list(case):
        return
    for reply in case.seen("address", "reply-to"):
        for sender in senders(case)[:1]:
            if not isinstance(reply.detail, Address) or not reply.detail.domain:
                continue
            theirs, own = registrable(reply.detail.domain), registrable(sender.domain)
            if theirs != own and not is_public(own) and not is_public(theirs) and alike(theirs, own):
                found = Evidence(reply.seen, found=reply.shown, expected=own)
                yield Hit(found, sender=datum("domain", own), reply=datum("domain", theirs))
                return

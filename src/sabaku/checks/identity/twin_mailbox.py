"""Answers go to a mailbox that is called as the sender's, at another place, and the recipients are hidden."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check
from sabaku.checks._story import conversation
from sabaku.checks._who import Sender, senders, through_list
from sabaku.model import Address, Case, Datum, Evidence, Observable, Text
from sabaku.names.brands import is_public

STEM = 5
"""Letters that two mailboxes have in common before one is called as the other."""


@check(
    id="identity.twin-mailbox",
    over="message",
    group="identity",
    sure="inferred",
    title=Text("返信先が、差出人のアドレスに似せた別のアドレスです", "Answers go to a mailbox that looks like the sender's"),
    says=Text(
        "差出人は {sender} ですが、返信は、よく似た名前の別のアドレス {reply} に届き、宛先も隠されています。"
        "乗っ取ったアカウントの連絡先に登録された人から、本人に気づかれずに返事を集める手口に多い形です。",
        "The mail is from {sender}, but an answer goes to {reply}, which is only called like it, and the recipients are "
        "hidden. The friends of somebody whose mailbox was stolen are written to in this way, and the owner never sees their "
        "answers.",
    ),
    advice=Text(
        "返信せず、本人に電話など別の方法で確認してください。",
        "Do not answer: ask that person by telephone.",
    ),
    experts=("FFREE", "FDISP", "TOODD"),
    attacks=(22,),
    speaks_for=("advance-fee", "bec"),
)
def twin_mailbox(case: Case, _: Observable) -> Iterator[Hit]:
    """A stolen mailbox is soon lost again; so the answers are drawn to one that the people of its address book take for the same.

    Innocent cause: somebody who tells all friends of a new address by blind copies, and has set it for answers.
    """
    if through_list(case) or case.seen("list", "mailing-list") or conversation(case):
        return
    sending = {it.seen.value for it in senders(case)}
    if {it.value for it in case.seen("address", "to", "cc")} - sending:
        return
    for sender in senders(case)[:1]:
        for reply in case.seen("address", "reply-to")[:1]:
            if reply.value not in sending and isinstance(reply.detail, Address) and _twins(sender, reply.detail):
                where = Evidence(reply.seen, found=reply.shown, expected=sender.seen.value)
                yield Hit(where, sender=Datum("address", sender.seen.value), reply=Datum("address", reply.value))


def _twins(sender: Sender, reply: Address) -> bool:
    """Whether both are called alike, and anybody may have the second."""
    one, other = _letters(sender.who.local), _letters(reply.local)
    return is_public(reply.domain) and len(one) >= STEM and one[:STEM] == other[:STEM]


def _letters(local: str) -> str:
    return "".join(it for it in local.lower().partition("+")[0] if it.isalpha())

"""From and Reply-To are two different free-mail addresses."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check
from sabaku.checks._story import conversation
from sabaku.checks._who import senders, through_list
from sabaku.model import Address, Case, Datum, Evidence, Observable, Text
from sabaku.names.brands import is_public


@check(
    id="identity.two-free-mails",
    over="message",
    group="identity",
    quiet_when=("identity.answers-elsewhere",),
    title=Text(
        "差出人も返信先もフリーメールで、別のアドレスです", "Two different free-mail addresses for sending and for answers"
    ),
    says=Text(
        "差出人 {sender} と返信先 {reply} は、どちらも、誰でも取得できるアドレスで、互いに異なります。",
        "It is sent from {sender} and answered at {reply}: two mailboxes that anybody can have, and not the same.",
    ),
    experts=("FFREE",),
    attacks=(22,),
    speaks_for=("advance-fee", "bec"),
)
def two_free_mails(case: Case, _: Observable) -> Iterator[Hit]:
    """Mass mailers wear out one free mailbox after another for sending, and keep one for the answers.

    Innocent cause: people who move from one address to another; the two then mostly resemble each other (left out).
    """
    if through_list(case) or conversation(case):
        return
    for sender in senders(case)[:1]:
        for reply in case.seen("address", "reply-to")[:1]:
            if not isinstance(reply.detail, Address) or not (is_public(sender.domain) and is_public(reply.detail.domain)):
                return
            if _stem(sender.who.local) != _stem(reply.detail.local):
                yield Hit(
                    Evidence(reply.seen, found=reply.shown, expected=sender.seen.value),
                    Evidence(sender.seen.seen, found=sender.seen.shown),
                    sender=Datum("address", sender.seen.value),
                    reply=Datum("address", reply.value),
                )


def _stem(local: str) -> str:
    """The letters of a mailbox's name, up to eight: the same person mostly keeps them."""
    return "".join(it for it in local.partition("+")[0] if it.isalpha())[:8]

"""Replies go to another domain than the sender's."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check
from sabaku.checks._claimed import claims
from sabaku.checks._who import senders, through_list
from sabaku.model import Address, Case, Datum, Evidence, Observable, Text
from sabaku.names.brands import is_public, standing
from sabaku.names.hosts import registrable


@check(
    id="identity.reply-to-elsewhere",
    over="message",
    group="identity",
    quiet_when=("route.mailing-list",),
    title=Text("返信先のドメインが差出人と異なります", "Replies go to another domain"),
    says=Text(
        "差出人は {sender} ですが、返信すると {reply} に届きます。",
        "The mail says it is from {sender}, but a reply goes to {reply}.",
    ),
    experts=("FDISP",),
    attacks=(22,),
)
def reply_to_elsewhere(case: Case, _: Observable) -> Iterator[Hit]:
    """A forged From with a Reply-To that the attacker reads; where that is a free-mail address another check says so.

    Innocent causes: newsletters sent through a service, ticket systems, mailing lists, assistants who write for somebody.
    """
    sending = senders(case)
    if not sending or through_list(case) or case.message.named("list-id") or case.message.named("list-post"):
        return
    known = {registrable(it.domain) for it in sending}
    for reply in case.seen("address", "reply-to"):
        if not isinstance(reply.detail, Address) or not reply.detail.domain or registrable(reply.detail.domain) in known:
            continue
        if is_public(reply.detail.domain):
            return
        if any(standing(one.brand.id, reply.detail.domain) for one in claims(case)):
            continue
        yield Hit(
            Evidence(reply.seen, found=reply.shown, expected=sending[0].seen.value),
            sender=Datum("address", sending[0].seen.value),
            reply=Datum("address", reply.value),
        )
        return

"""A company's mail whose replies go to a free-mail address."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check, datum
from sabaku.checks._house import by_its_form
from sabaku.checks._who import senders, through_list
from sabaku.model import Address, Case, Datum, Evidence, Observable, Text
from sabaku.names.brands import is_public
from sabaku.names.hosts import registrable


@check(
    id="identity.reply-to-free-mail",
    over="message",
    group="identity",
    quiet_when=("route.mailing-list",),
    title=Text("返信先がフリーメールなど個人用のアドレスです", "Replies go to a personal mail address"),
    says=Text(
        "差出人は {sender} ですが、返信先は、誰でも取得できる {domain} のアドレス {reply} です。",
        "The mail says it is from {sender}, but replies go to {reply}, at {domain} where anybody can have an address.",
    ),
    experts=("FFREE",),
    attacks=(22,),
    speaks_for=("advance-fee", "bec"),
)
def reply_to_free_mail(case: Case, _: Observable) -> Iterator[Hit]:
    """The From field is borrowed or hijacked, and the answer shall reach the crook: usual in advance-fee and boss fraud.

    Innocent causes: small firms and clubs whose staff read private mailboxes; other firms'
    web forms that put the visitor into Reply-To (the recipient's own are left out).
    """
    sending = [it for it in senders(case) if not is_public(it.domain)]
    if not sending or through_list(case) or case.message.named("list-id") or by_its_form(case):
        return
    for reply in case.seen("address", "reply-to"):
        if isinstance(reply.detail, Address) and is_public(reply.detail.domain):
            if registrable(reply.detail.domain) in {registrable(it.domain) for it in sending}:
                continue
            yield Hit(
                Evidence(reply.seen, found=reply.shown, expected=sending[0].seen.value),
                sender=Datum("address", sending[0].seen.value),
                reply=Datum("address", reply.value),
                domain=datum("domain", reply.detail.domain),
            )
            return

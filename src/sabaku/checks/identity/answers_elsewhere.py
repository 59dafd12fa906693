"""Answers to a stranger's offer go to another mailbox than the one they write from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks._bulk import is_letter
from sabaku.checks._check import Hit, check
from sabaku.checks._firms import for_a_customer
from sabaku.checks._hosts import listed
from sabaku.checks._house import by_its_form
from sabaku.checks._links import clicked, link
from sabaku.checks._said import first, quote
from sabaku.checks._story import wants_answer
from sabaku.checks._who import Sender, senders, through_list
from sabaku.model import Address, Case, Datum, Evidence, Observable, Text
from sabaku.names.brands import is_public
from sabaku.names.hosts import registrable
from sabaku.text.fold import fold

_ORDERS = ("payee.wire", "payee.changed", "boss.errand", "boss.line")
"""What a false superior or supplier wants."""


@check(
    id="identity.answers-elsewhere",
    over="message",
    group="identity",
    quiet_when=("identity.reply-to-free-mail",),
    title=Text("返信は、差出人とは別のメールアドレスに届きます", "Answers go to another mailbox than the sender's"),
    says=Text(
        "「{phrase}」と書かれたこのメールに返信すると、差出人の {sender} ではなく {reply} に届きます。",
        "It says “{phrase}”, but an answer goes to {reply}, not to the sender {sender}.",
    ),
    experts=("FFREE", "FD"),
    attacks=(22,),
    speaks_for=("advance-fee", "bec", "malware"),
)
def answers_elsewhere(case: Case, _: Observable) -> Iterator[Hit]:
    """The mailbox that sends is stolen, rented or soon closed; the crook reads another one.

    Judged only where the text wants an answer, money or an order. Innocent causes: secretaries, ticket systems and newsletters,
    whose Reply-To is mostly in the same domain; mailing lists that set Reply-To are left out, shops that write through the
    platform on which they sell, and desks whose tickets a service keeps under their name.
    """
    replies = [it for it in case.seen("address", "reply-to") if isinstance(it.detail, Address) and it.detail.domain]
    sending = {it.seen.value for it in senders(case)}
    if not replies or all(it.value in sending for it in replies):
        return
    phrase = wants_answer(case) or first(case, *_ORDERS)
    if phrase is None or through_list(case) or not is_letter(case) or by_its_form(case) or for_a_customer(case):
        return
    if _for_a_shop(case, replies) or all(_of_its_desk(sender, it) for sender in senders(case)[:1] for it in replies):
        return
    lists = case.message.text_of("list-id") + case.message.text_of("list-post") + case.message.text_of("to")
    for sender in senders(case)[:1]:
        if any(_same(sender, it) or it.value in lists.lower() for it in replies):
            return
        for reply in replies[:1]:
            yield Hit(
                Evidence(reply.seen, found=reply.shown, expected=sender.seen.value),
                quote(phrase),
                phrase=Datum("text", phrase.shown),
                sender=Datum("address", sender.seen.value),
                reply=Datum("address", reply.value),
            )


def _same(sender: Sender, reply: Observable) -> bool:
    """The same mailbox, or another one of the same house; at a free-mail service every mailbox is another person's."""
    assert isinstance(reply.detail, Address)
    if registrable(reply.detail.domain) != registrable(sender.domain):
        return False
    return not is_public(sender.domain) or reply.detail.local.replace(".", "") == sender.who.local.replace(".", "")


def _for_a_shop(case: Case, replies: list[Observable]) -> bool:
    """Whether a machine's address writes in a name that is the domain to which answers go, and whose site it leads to."""
    own = {registrable(it.detail.domain) for it in replies if isinstance(it.detail, Address) and not is_public(it.detail.domain)}
    names = {_PLAIN.sub("", fold(it.who.shown).lower()) for it in senders(case)[:1] if _MACHINE.fullmatch(it.who.local.lower())}
    linked = {link(it).domain for it in clicked(case)}
    return any(it in linked and it.partition(".")[0].replace("-", "") in names for it in own)


def _of_its_desk(sender: Sender, reply: Observable) -> bool:
    """Whether the answer goes to the same desk («support+id12@») at a service for tickets, under a name that From's domain begins
    with."""
    assert isinstance(reply.detail, Address)
    name = registrable(sender.domain).partition(".")[0]
    service = listed(reply.detail.domain, "tickets")
    tenant = reply.detail.domain.removesuffix(service).rstrip(".")
    same = reply.detail.local.partition("+")[0] == sender.who.local.partition("+")[0]
    return bool(service) and len(tenant) >= TENANT and same and name.startswith(tenant)


TENANT = 4
"""Letters from which a name at such a service tells whose it is."""
_PLAIN = re.compile("[^a-z0-9]+")
_MACHINE = re.compile(r"(?:no-?reply|do-?not-?reply|store|shop|orders?|notifications?|mailer|hello|info)(?:[+._-]\w{1,40})?")

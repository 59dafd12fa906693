"""The From domain imitates one that takes part in the conversation."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from sabaku.checks import _house
from sabaku.checks._alike import slipped
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._who import place, senders, through_list
from sabaku.model import Address, Case, Evidence, Observable, Span, Text
from sabaku.names.brands import is_public, owners
from sabaku.names.hosts import registrable
from sabaku.text import late

MOST = 20
_ID = late.pattern(r"@([A-Za-z0-9.-]{4,100})>")


@check(
    id="identity.thread-imitated",
    over="message",
    group="identity",
    title=Text(
        "差出人のドメインが、それまでのやり取りの相手に似せてあります", "The From domain imitates that of the other side so far"
    ),
    says=Text(
        "差出人のドメイン {domain} は、このやり取りに出てくる {real} とよく似た別のドメインです。"
        "取引先とのやり取りを盗み見て、途中から割り込む手口に見られます。",
        "The From domain {domain} only looks like {real}, which takes part in this conversation: this is how somebody who "
        "has read it steps in for the other side.",
    ),
    advice=Text(
        "返信せず、以前から知っている電話番号で取引先に確認してください。",
        "Do not answer; ask the other side by a telephone number that you have known before.",
    ),
    experts=("FLOOK", "FD", "BEC"),
    speaks_for=("bec",),
    attacks=(42,),
)
def thread_imitated(case: Case, _: Observable) -> Iterator[Hit]:
    """Who diverts a payment registers a name one letter off, and goes on under the last mail of the real supplier.

    Held against the earlier mails' identifiers and the addresses in copy and in the text. The reader's own house is for
    identity.house-misspelt, known brands are for identity.from-imitates, and lists, whose members write from anywhere, are left
    out. Innocent cause: one firm under two names; so a mere addition to the name, or a hyphen, does not count.
    """
    if through_list(case) or case.seen("list", "mailing-list"):
        return
    house = _house.own_domains(case)
    for sender in senders(case)[:1]:
        own = registrable(sender.domain)
        for where, shown in () if is_public(own) else itertools.islice(_others(case), MOST):
            other = registrable(shown.rpartition("@")[2].lower())
            known = other in house or is_public(other) or bool(owners(other))
            if other != own and not known and slipped(own, other):
                yield Hit(
                    Evidence(where, found=shown), place(sender, other), domain=datum("domain", own), real=datum("domain", other)
                )
                return


def _others(case: Case) -> Iterator[tuple[Span, str]]:
    """The domains of the conversation, with their places."""
    for key in ("in-reply-to", "references"):
        for header in case.message.named(key)[:1]:
            view = case.message.span_of(header).view
            for found in itertools.islice(_ID.finditer(header.text), MOST):
                yield Span(view, *found.span(1)), found[1]
    quoted = (*case.seen("address", "text"), *case.seen("address", "mailto")) if _answers(case) else ()
    for it in (*case.seen("address", "cc"), *quoted):
        if isinstance(it.detail, Address) and it.detail.domain:
            yield it.seen, it.shown


_ANSWER = late.pattern(r"\s{0,8}(?:re|aw|sv|wg|fwd?|tr|rv|antw|回复|返信|転送)\s?[:：]", re.IGNORECASE)


def _answers(case: Case) -> bool:
    """Whether it goes on with a conversation: then addresses in the text are those of earlier mails."""
    return bool(case.message.named("in-reply-to") or _ANSWER.match(case.message.text_of("subject")))

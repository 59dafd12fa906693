"""A conversation goes on in the name of one who takes part in it, from a mailbox that is not theirs."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from sabaku.checks._author import is_machine
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._route import platform_name
from sabaku.checks._who import place, senders, through_list
from sabaku.model import Address, Case, Datum, Evidence, Observable, Text
from sabaku.names.brands import is_public, owners
from sabaku.names.hosts import registrable
from sabaku.text import late
from sabaku.text.fold import fold

MOST = 20
_ANSWER = late.pattern(r"\s{0,8}(?:re|aw|sv|wg|fwd?|fw|tr|rv|rif|antw|回复|返信|転送)\s?[:：]", re.IGNORECASE)
_WORD = re.compile("[a-z]{3,20}")
_DESK = late.pattern(r"(?:support|help|ticket|jira|service|crm|reply|issue|request|desk|team|list)", re.IGNORECASE)
"""Names of mailboxes from which systems write in the names of those who answer."""


@check(
    id="identity.thread-other-mailbox",
    over="message",
    group="identity",
    title=Text("やり取りの相手の名前で、別人のアドレスから送られています", "A conversation goes on from somebody else's mailbox"),
    says=Text(
        "「{name}」の名前で以前のやり取りを続けていますが、そのやり取りでの本人のアドレスは {real} で、"
        "差出人の {sender} ではありません。"
        "盗んだメールの続きを、乗っ取った別のメールボックスから送る手口です。",
        "It goes on with a conversation in the name of “{name}”, whose address there is {real}; but it comes from {sender}: "
        "stolen mail is answered from another stolen mailbox.",
    ),
    advice=Text(
        "返信もリンクや添付を開くこともせず、以前から知っている連絡先で本人に確認してください。",
        "Do not answer, and open no link or file; ask the person by a way that you have known before.",
    ),
    experts=("FD", "FDISP"),
    speaks_for=("malware", "credential-phishing", "bec"),
)
def thread_other_mailbox(case: Case, _: Observable) -> Iterator[Hit]:
    """Emotet, Qakbot and their heirs answer mail that they have stolen, to people who wait for an answer.

    Innocent causes: ticket systems and lists, which write in their users' names, and people with two addresses: so desks,
    platforms and addresses that bear the name are left out.
    """
    if through_list(case) or case.seen("list") or case.message.named("auto-submitted"):
        return
    if not case.message.named("in-reply-to") and not _ANSWER.match(case.message.text_of("subject")):
        return
    for sender in senders(case)[:1]:
        words = _WORD.findall(fold(sender.who.shown).lower()) if "@" not in sender.who.shown else []
        local = sender.who.local.lower()
        desk = is_machine(local) or _DESK.search(local) or owners(sender.domain) or platform_name(sender.domain)
        if len(words) not in (2, 3) or desk or any(word[:4] in local for word in words):
            return
        known = {registrable(it.detail.domain) for it in case.seen("address", "reply-to") if isinstance(it.detail, Address)}
        for it in itertools.islice(case.seen("address", "text"), MOST):
            theirs = it.detail
            if not isinstance(theirs, Address) or not theirs.domain or registrable(theirs.domain) in known:
                continue
            if _other(sender.domain, theirs) and all(word in theirs.local.lower() for word in words):
                yield Hit(
                    Evidence(it.seen, found=it.shown),
                    place(sender, it.value),
                    name=Datum("text", sender.who.shown),
                    real=Datum("address", it.value),
                    sender=datum("domain", sender.domain),
                )
                return


def _other(own: str, theirs: Address) -> bool:
    """Whether it is a firm's address at another domain."""
    return registrable(own) != registrable(theirs.domain) and not is_public(theirs.domain)

"""One check: a Message-ID of another domain."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _route
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text
from sabaku.names.hosts import is_ip, registrable


@check(
    id="route.message-id-elsewhere",
    over="message",
    group="route",
    title=Text(
        ja="Message-IDのドメインが差出人と違います",
        en="The Message-ID is of another domain than the sender",
    ),
    says=Text(
        ja="Message-IDのドメインは {id} で、差出人の {sender} とも、送信したサーバーとも違います。",
        en="The Message-ID is of {id}, neither the sender's {sender} nor the sending server's.",
    ),
    experts=("MID",),
    attacks=(46,),
)
def message_id_elsewhere(case: Case, it: Observable) -> Iterator[Hit]:
    """A weak sign: mail services and hosters write their own names there. Silent where the domain belongs to any known one."""
    seen, senders = case.first("domain", "message-id"), _route.from_domains(case)
    if (
        seen is None
        or not senders
        or case.seen("list")
        or _route.platform(case) is not None
        or "." not in seen.value
        or is_ip(seen.value)
    ):
        return
    near = {_route.domain_of(one) for one in senders} | {registrable(case.origin.rdns), registrable(case.origin.helo.lower())}
    near |= {"gmail.com"} if "google.com" in near else set()  # every house's mailboxes there write mail.gmail.com
    near |= {one.value for one in case.seen("domain", "return-path", "dkim", "sender")}
    if seen.value not in near and not _route.platform_name(seen.shown):
        yield Hit(
            _route.at(case, seen.seen, seen.shown),
            _route.at(case, senders[0].seen, senders[0].shown),
            id=datum("domain", seen.value),
            sender=datum("domain", _route.domain_of(senders[0])),
        )

"""Sender or Resent-From names somebody else than From."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check
from sabaku.checks._claimed import claims
from sabaku.checks._who import senders, through_list
from sabaku.model import Address, Case, Datum, Evidence, Observable, Text
from sabaku.names.hosts import registrable


@check(
    id="identity.sender-field-differs",
    over="message",
    group="identity",
    quiet_when=("route.mailing-list",),
    title=Text("実際の送信者(Sender)が差出人と異なります", "Sender names somebody else than From"),
    says=Text(
        "差出人は {sender} ですが、送信者の欄({field})には別のドメインの {other} とあります。",
        "From says {sender}, but {field} names {other}, at another domain.",
    ),
    attacks=(5, 6),
)
def sender_field_differs(case: Case, _: Observable) -> Iterator[Hit]:
    """Some programs show Sender or Resent-From instead of From, and authentication looks at From only (RFC 5322 section 3.6.2).

    Judged where a brand is claimed. Innocent causes: newsletters sent through a service, secretaries, mailing lists, forwarding.
    """
    sending = senders(case)
    if not sending or not claims(case) or through_list(case) or case.seen("list"):
        return
    known = {registrable(it.domain) for it in sending}
    for role, field in (("sender", "Sender"), ("resent-from", "Resent-From")):
        for it in case.seen("address", role):
            if isinstance(it.detail, Address) and it.detail.domain and registrable(it.detail.domain) not in known:
                yield Hit(
                    Evidence(it.seen, found=it.shown, expected=sending[0].seen.value),
                    sender=Datum("address", sending[0].seen.value),
                    other=Datum("address", it.value),
                    field=Datum("text", field),
                )
                return

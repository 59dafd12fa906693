"""Sender and recipient are the same address."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check
from sabaku.checks._house import by_its_form
from sabaku.checks._said import has
from sabaku.checks._who import Sender, place, recipients, senders, through_list
from sabaku.model import Case, Datum, Evidence, Observable, Text
from sabaku.names.hosts import registrable
from sabaku.names.whose import authentic, delivered, delivered_houses

_DEMANDS = ("mailbox", "hosting", "credential", "threat", "extortion", "scare", "prize", "shop")
"""Without a server's word for where it went, only a mail that wants something is judged: newsletters address themselves too."""


@check(
    id="identity.self-sent",
    over="message",
    group="identity",
    title=Text("差出人と宛先が同じアドレスです", "Sender and recipient are the same address"),
    says=Text(
        "差出人が、宛先と同じ {address} になっています。ご自分で送った覚えがなければ、そう見せかけたものです。",
        "From shows {address}, the same address that it was sent to: unless you sent it yourself, it is made to look so.",
    ),
    experts=("SELF", "FSP", "FFORGE"),
    attacks=(41,),
)
def self_sent(case: Case, _: Observable) -> Iterator[Hit]:
    """Servers trust mail of their own domain, and readers are startled: both are why forgers do it.

    Silent where the recipient's border found the sender authentic. Innocent causes: notes to oneself, scanners and scripts
    that send with the owner's address, mailing lists. A form of the house's own site, which writes in its name for a visitor, is
    left out.
    """
    if through_list(case) or case.message.named("list-id") or by_its_form(case):
        return
    witnessed = delivered(case)
    told = {it.value for it in recipients(case)}
    for sender in senders(case):
        if sender.seen.value in witnessed or (
            sender.seen.value in told and has(case, *_DEMANDS) and not _to_others(case, sender)
        ):
            if authentic(case, sender.domain) is not None:
                continue
            to = next((one for one in recipients(case) if one.value == sender.seen.value), None)
            more = (Evidence(to.seen, found=to.shown),) if to is not None else ()
            yield Hit(place(sender), *more, address=Datum("address", sender.seen.value))
            return


def _to_others(case: Case, sender: Sender) -> bool:
    """Whether it was delivered to another house than the sender's: they wrote to themselves, as schools and clubs do, and to
    others in blind copies. A mailbox of their house that passes its mail on is no other."""
    houses = delivered_houses(case)
    relays = {registrable(it.value) for it in case.seen("list", "forwarder", "filter")}
    return bool(houses) and registrable(sender.domain) not in houses | relays

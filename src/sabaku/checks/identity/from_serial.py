"""The sender's address is a name with a serial number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks._check import Hit, check
from sabaku.checks._links import clicked
from sabaku.checks._who import author, place
from sabaku.model import Case, Datum, Observable, Text
from sabaku.names.brands import is_public

_SERIAL = re.compile(r"(?>[a-z]++[_.-])++(?:[a-z]{0,2}\d++[_.-])?[a-z]{0,2}\d{3,6}")


@check(
    id="identity.from-serial",
    over="message",
    group="identity",
    sure="inferred",
    title=Text("差出人のアドレスに通し番号が付いています", "The sender's address carries a serial number"),
    says=Text(
        "差出人アドレスの「{local}」は、名前や部署名に番号を付けた形です。一通ごとにアドレスを変えて送るプログラムに見られます。",
        "“{local}” in the sender's address is a name or department with a number: programs that change the address "
        "with every mail write it like that.",
    ),
    experts=("FRAND",),
)
def from_serial(case: Case, _: Observable) -> Iterator[Hit]:
    """At free-mail services people need numbers to tell them apart; on a domain of one's own nobody does.

    Judged where the mail has links. Innocent causes: numbered mailboxes of universities and ticket systems.
    """
    sender = author(case)
    if sender is None or is_public(sender.domain) or case.seen("list", "mailing-list") or not clicked(case):
        return
    if _SERIAL.fullmatch(sender.who.local):
        yield Hit(place(sender), local=Datum("text", sender.who.local))

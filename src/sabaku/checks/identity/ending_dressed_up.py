"""A whole ending such as .co.jp stands in front of the domain's real ending."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks._check import Hit, check, datum
from sabaku.checks._claimed import own
from sabaku.checks._who import place, senders, through_list
from sabaku.model import Case, Datum, Observable, Text
from sabaku.names.endings import state
from sabaku.names.hosts import registrable, suffix
from sabaku.names.whose import delivered_houses

_INSIDE = re.compile(r"\.((?:co|or|ne|go|ac|gr|ed|lg|ad)\.jp|(?:co|org|ac|gov|ltd)\.uk|com|gov)\.(?=[a-z])")
"""Endings that readers know from the end of an address."""
_UNREAL = (".invalid",)
"""The ending that lists put behind an author's address, so that no one's DMARC policy applies to it (RFC 2606)."""


@check(
    id="identity.ending-dressed-up",
    over="message",
    group="identity",
    title=Text(
        "差出人のドメインが、.co.jp などで終わるように見せかけています", "The From domain only seems to end in .co.jp or the like"
    ),
    says=Text(
        "差出人のドメイン {domain} には「.{ending}」が含まれていますが、そこで終わってはいません。"
        "実際に登録されているのは {real} で、別人のドメインです。",
        "{domain} in From holds “.{ending}” but does not end there. What is registered is {real}, and that is somebody else's.",
    ),
    experts=("FLOOK", "FTLD", "FD"),
    attacks=(42,),
    speaks_for=("phishing",),
)
def ending_dressed_up(case: Case, _: Observable) -> Iterator[Hit]:
    """`supplier.co.jp.cm`: the eye stops where such names usually stop. Suffixes of the public list (`com.br`) are ordinary.

    Innocent cause: hosters that build a test address from their customer's domain; the reader's own domain is left out.
    Lists append `.invalid`.
    """
    if through_list(case) or own(case) is not None:
        return
    for sender in senders(case):
        host = sender.domain
        found = None if host.endswith(_UNREAL) else _INSIDE.search(host)
        if found is None or found.end(1) >= len(host) - len(suffix(host)) or registrable(host) in delivered_houses(case):
            continue
        if state(host):
            continue  # also one that the public list does not name (`nav.gov.hu`): nobody else can have it
        real = Datum("domain", registrable(host) or host)
        yield Hit(place(sender), domain=datum("domain", host), ending=Datum("text", found[1]), real=real)
        return

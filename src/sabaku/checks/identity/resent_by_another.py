"""One check: Resent-From names somebody at another domain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks._check import Hit, check, datum
from sabaku.checks._who import senders, through_list
from sabaku.model import Address, Case, Evidence, Observable, Text
from sabaku.names.hosts import registrable
from sabaku.text import late

_LIST = late.pattern(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6}", re.IGNORECASE)
_READERS = ("to", "cc", "delivered-to", "delivered-claimed")


@check(
    id="identity.resent-by-another",
    over="message",
    group="identity",
    quiet_when=("identity.sender-field-differs",),
    title=Text(ja="別の人が再送したことになっています(Resent-From)", en="It says that somebody else sent it on (Resent-From)"),
    says=Text(
        ja="差出人は {sender} ですが、再送者の欄(Resent-From)には {other} とあります。この欄は送信側が自由に書くことができ、"
        "差出人の代わりに表示するメールソフトもあります。",
        en="From says {sender}, but Resent-From names {other}. A sender can write anything there, and some programs show it "
        "instead of From.",
    ),
    attacks=(6,),
)
def resent_by_another(case: Case, it: Observable) -> Iterator[Hit]:
    """RFC 5322 section 3.6.6: whoever sends a mail on unchanged is named there, and authentication looks at From only.

    Innocent causes: lists, and recipients who send their own mail on; their domains are passed over. Reference: Chen, Paxson,
    Jiang: Composition Kills, USENIX Security 2020, attack a13.
    """
    sending = senders(case)
    if not sending or through_list(case) or case.seen("list"):
        return
    known = {registrable(one.domain) for one in sending} | {registrable(one) for one in case.input.home.domains}
    known |= {registrable(one.value.rpartition("@")[2]) for one in case.seen("address", *_READERS)}
    known |= {registrable(one) for one in _LIST.findall(case.message.text_of("list-id") + case.message.text_of("list-post"))}
    for one in case.seen("address", "resent-from"):
        if isinstance(one.detail, Address) and one.detail.domain and registrable(one.detail.domain) not in known:
            other = datum("address", one.value)
            yield Hit(Evidence(one.seen, found=one.shown), sender=datum("address", sending[0].seen.value), other=other)
            return

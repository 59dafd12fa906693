"""The letter is signed with the same mailbox at another firm's domain."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _bulk
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._who import author, place
from sabaku.model import Case, Evidence, Observable, Text
from sabaku.names.brands import is_public
from sabaku.names.hosts import registrable


@check(
    id="identity.signature-elsewhere",
    over="message",
    group="identity",
    sure="inferred",
    title=Text("署名のアドレスと、差出人のドメインが違います", "Signed with an address at another domain"),
    says=Text(
        "署名には {written} とありますが、差出人は {domain} です。"
        "他社のメールアカウントを乗っ取り、取引先の署名を写して送るマルウェアのメールに多い形です。",
        "The signature gives {written}, but the sender is at {domain}: that is how malware writes from somebody else's "
        "mailbox, under a signature that it copied from stolen mail.",
    ),
    experts=("FOTHER", "CTX"),
    speaks_for=("malware",),
)
def signature_elsewhere(case: Case, _: Observable) -> Iterator[Hit]:
    """Emotet and its kin take names and signatures from stolen mailboxes and send through any account whose password they have.

    Judged where a file came along, and only where the signed mailbox is called as the sender's is. Innocent cause: a firm with
    two domains; where one name is a part of the other, or the domain is linked or answered to, it stays silent.
    """
    sender = author(case)
    if sender is None or is_public(sender.domain) or _bulk.mass(case) or not case.seen("file", "attachment"):
        return
    own = registrable(sender.domain)
    ties = {registrable(it.value.rpartition("@")[2]) for it in case.seen("address", "reply-to", "to", "cc")}
    for it in case.seen("address", "text", "mailto"):
        local, _at, host = it.value.rpartition("@")
        other = registrable(host)
        if local != sender.who.local.lower() or other == own or other in ties or _alike(own, other) or is_public(host):
            continue
        yield Hit(
            place(sender),
            Evidence(it.seen, found=it.shown),
            written=datum("address", it.value),
            domain=datum("domain", sender.domain),
        )
        return


def _alike(one: str, other: str) -> bool:
    """Whether one name is part of the other: a firm's domains under several endings."""
    short, long = sorted((one.partition(".")[0], other.partition(".")[0]), key=len)
    return short in long

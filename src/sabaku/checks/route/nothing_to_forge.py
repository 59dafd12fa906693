"""One check: a mail that was passed on, and by which a forger would gain nothing."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _relayed
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._who import place, senders
from sabaku.model import Case, Observable, Text


@check(
    id="route.nothing-to-forge",
    over="hop:claimed",
    group="route",
    sure="inferred",
    title=Text(
        ja="転送されたメールで、偽装しても得るものがありません",
        en="Passed on, and a forger would gain nothing by it",
    ),
    says=Text(
        ja="転送されたと見られ、{domain} 以外へのリンクや連絡先も、添付ファイルも、振込先もありません。"
        "有名企業を名乗ってもおらず、偽装しても得るものがないため、DMARCに失敗しても差出人の問題とはみなしません。",
        en="It seems to have been passed on, leads nowhere else than to {domain}, brings no file, names no account to pay into "
        "and claims to be no known company. A forger would gain nothing, so a failure of DMARC is not held against the sender.",
    ),
)
def nothing_to_forge(case: Case, it: Observable) -> Iterator[Hit]:
    """DMARC tells whether the owner of a domain vouches for the mail. Of a domain that nobody knows its pass proves nothing, for
    a crook registers one; so its failure, which passing on explains (RFC 7960 section 3), speaks against nobody. Not said of
    mailboxes at providers, nor where answers, links, payments or calls go elsewhere.
    """
    if _relayed.taken(case) is it and _relayed.in_vain(case):
        sender = senders(case)[0]
        yield Hit(place(sender), domain=datum("domain", sender.domain))

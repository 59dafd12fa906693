"""The From domain ends in a top-level domain that does not exist."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check, datum
from sabaku.checks._claimed import claims
from sabaku.checks._route import nowhere
from sabaku.checks._who import place, senders, through_list
from sabaku.model import Case, Datum, Observable, Text
from sabaku.names.hosts import suffix, tld
from sabaku.text import late

_IMPOSSIBLE = late.pattern("(?!xn--)[a-z]{2,12}-[a-z0-9-]{1,20}")
"""A top-level domain is of letters alone (RFC 3696, 2; but for xn--, RFC 5890): no registry can ever sell these."""


@check(
    id="identity.from-no-such-ending",
    over="message",
    group="identity",
    title=Text("差出人のドメインの末尾が、世界に存在しません", "From's domain has an ending that does not exist"),
    says=Text(
        "差出人のドメイン {domain} の末尾「.{ending}」は、存在しないトップレベルドメインです。でたらめに作ったか、"
        "本物らしく見せるためのアドレスで、返信は届きません。",
        "{domain} in From ends in “.{ending}”, a top-level domain that does not exist: an address that was made up to look "
        "right, and to which no answer can be sent.",
    ),
    experts=("FNOADDR", "FTLD", "FLOOK", "FFORGE"),
)
def from_no_such_ending(case: Case, _: Observable) -> Iterator[Hit]:
    """Receivers show whatever From says. Judged where a brand is claimed, against the list of public suffixes; an ending that
    cannot be, everywhere.

    Innocent causes: an ending that is newer than the list, a wrongly configured machine inside a house.
    """
    if through_list(case):
        return
    for sender in senders(case):
        ending = tld(sender.domain)
        if "." in sender.domain and (_IMPOSSIBLE.fullmatch(ending) or (claims(case) and _unknown(sender.domain, ending))):
            yield Hit(place(sender), domain=datum("domain", sender.domain), ending=Datum("text", ending))
            return


def _unknown(name: str, ending: str) -> bool:
    return ending.isalpha() and not suffix(name) and not nowhere(ending)

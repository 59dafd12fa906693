"""One check: an invented Received field."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _route
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Hop, Observable, Text
from sabaku.text import late


@check(
    id="route.impossible-hop",
    over="hop",
    group="route",
    title=Text(
        ja="ありえない形のReceivedがあります",
        en="A Received field has an impossible form",
    ),
    says=Text(
        ja="境界より下のReceivedに「{piece}」とあります。"
        "IPアドレスが入るはずの場所に日時が入っており、本物のメールサーバーはこのような行を書きません。偽造された経路です。",
        en="A Received field below the border reads “{piece}”: a date where an address belongs. No mail server writes "
        "that; this part of the route is forged.",
    ),
    attacks=(30,),
)
def impossible_hop(case: Case, it: Observable) -> Iterator[Hit]:
    """Programs for mass mailing add invented fields below the real ones to mislead whoever reads the last line first."""
    hop = it.detail
    if isinstance(hop, Hop) and hop.standing == "claimed" and (found := _FORGED.search(it.shown[:2000])):
        yield Hit(_route.at(case, it.seen, found.group()), piece=found.group())


_FORGED = late.pattern(r"\(\[?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} [+-]\d{4}\]?\)")

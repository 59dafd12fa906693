"""One check: a claimed field that is later than the border."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Hop, Observable, Text


@check(
    id="route.clock-backwards",
    over="hop",
    group="route",
    title=Text(
        ja="経路の時刻が逆転しています",
        en="The times on the route run backwards",
    ),
    says=Text(
        ja="境界より前に書かれたはずのReceivedの時刻 {claimed} が、境界が受け取った時刻 {border} より後になっています。",
        en="A field that must be older than the border's says {claimed}, later than the border's {border}.",
    ),
    attacks=(30,),
)
def clock_backwards(case: Case, it: Observable) -> Iterator[Hit]:
    """A few seconds are clocks that differ; hours are a wrong zone or an invented field. RFC 5321 section 4.4 wants exact
    times.
    """
    hop = it.detail
    border = case.origin.border_at
    if not isinstance(hop, Hop) or hop.standing != "claimed" or hop.at is None or border is None or case.seen("list"):
        return
    if (hop.at - border).total_seconds() > LATE:
        yield Hit(
            Evidence(it.seen, found=it.shown), claimed=datum("time", hop.at.isoformat()), border=datum("time", border.isoformat())
        )


LATE = 3600.0
"""Seconds that no clock of a server that sends mail is wrong by."""

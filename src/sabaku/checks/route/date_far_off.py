"""One check: a Date far from the time of arrival."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sabaku.checks import _route, _sent
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Hop, Observable, Text

AHEAD, BEHIND = 6 * 3600.0, 3 * 86400.0
"""Seconds by which the Date may be ahead of the border's clock, and behind it."""


@check(
    id="route.date-far-off",
    over="message",
    group="route",
    title=Text(
        ja="Dateの日時が受信時刻と大きく違います",
        en="The Date is far from the time of arrival",
    ),
    says=Text(
        ja="Dateヘッダーは {date} ですが、受信側のサーバーが受け取ったのは {border} です。Dateは送信側が書く値です。",
        en="The Date field says {date}, but the receiving server took the mail at {border}. The sender writes the Date.",
    ),
    experts=("DATE",),
    attacks=(45,),
)
def date_far_off(case: Case, it: Observable) -> Iterator[Hit]:
    """A date in the future keeps the mail on top of the list; an old one comes from a template that is reused. Innocent
    causes: a wrong clock, a queue that waited for days. Where another server of the recipient's stamped a time that fits, the
    border's own clock is wrong.
    """
    stated, border = _sent.stated_date(case), case.origin.border_at
    if stated is None or border is None:
        return
    if not any(_fits(stated[1], at) for at in (border, *_inside(case))):
        yield Hit(
            _route.whole(case, stated[0]), date=datum("time", stated[1].isoformat()), border=datum("time", border.isoformat())
        )


def _fits(stated: datetime, stamped: datetime) -> bool:
    return -BEHIND <= (stated - stamped).total_seconds() <= AHEAD


def _inside(case: Case) -> Iterator[datetime]:
    """The times that the recipient's other servers stamped."""
    hops = (it.detail for it in case.seen("hop"))
    return (it.at for it in hops if isinstance(it, Hop) and it.standing == "inside" and it.at is not None)

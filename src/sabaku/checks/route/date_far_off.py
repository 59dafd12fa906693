"""One check: a Date far from the time of arrival."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _route, _said
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text


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
    causes: a wrong clock, a queue that waited for days.
    """
    stated, border = _said.stated_date(case), case.origin.border_at
    if stated is None or border is None:
        return
    late = (stated[1] - border).total_seconds()
    if late > AHEAD or late < -BEHIND:
        yield Hit(
            _route.whole(case, stated[0]), date=datum("time", stated[1].isoformat()), border=datum("time", border.isoformat())
        )


AHEAD, BEHIND = 6 * 3600.0, 3 * 86400.0
"""Seconds by which the Date may be ahead of the border's clock, and behind it."""

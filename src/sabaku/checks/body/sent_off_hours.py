"""One check: a business notice that came in the night, at a weekend or on a holiday."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sabaku.checks import _dates, _said, _sent
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._claimed import own
from sabaku.model import Case, Datum, Evidence, Observable, Text
from sabaku.names.whose import authentic

DAY = range(7, 22)
"""Hours in which somebody may be in an office."""


@check(
    id="body.sent-off-hours",
    over="message",
    group="body",
    title=Text(ja="業務時間外に届いた事務連絡です", en="An office notice outside office hours"),
    says=Text(
        ja="{when}の{sent}に届いています。事務連絡が送られる時間としては不自然です。",
        en="It came {when}, on {sent}: an odd time for a notice from an office.",
    ),
    sure="inferred",
    experts=("TIME",),
)
def sent_off_hours(case: Case, it: Observable) -> Iterator[Hit]:
    """Offices and administrators write in office hours; programs of real services write at any time: a light sign only, and none
    where the brand's own domain is proven. Shops and card companies have programs that write of orders and locked accounts
    whenever it happens: of those it tells nothing."""
    sent, sender = _sent.sent(case), own(case)
    if sender is not None and authentic(case, sender[1].domain) is not None:
        return
    if sent is None or _said.lang(case) != "ja" or not _said.has(case, "hosting", "mailbox", "boss.task", "tax"):
        return
    why = _why(sent[0])
    if why is not None:
        yield Hit(Evidence(sent[1], found=case.message.quote(sent[1])), sent=datum("time", sent[0].isoformat()), when=why)


def _why(moment: datetime) -> Datum | None:
    name = _dates.holiday(moment.date())
    if name:
        return datum("text", "holiday", Text(f"祝日({name})", "on a Japanese holiday"))
    if moment.weekday() >= 5:
        return datum("text", "weekend", Text("週末", "at the weekend"))
    if moment.hour not in DAY:
        return datum("text", "night", Text("夜間・早朝", "late at night or early in the morning"))
    return None

"""One check: a deadline that was over before the mail was sent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _dates, _said, _sent
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text, When
from sabaku.text import late

_OVERDUE = late.pattern(
    r"\b(?:past[- ]due|overdue|(?:first|second|third|final|1st|2nd|3rd) (?:notice|reminder)|reminder|mahnung|zahlungserinnerung"
    r"|erinnerung|relance|rappel|recordatorio|impagad[oa]s?|sollecito|scadut[oa]|herinnering|aanmaning)\b",
    re.IGNORECASE,
)
"""A subject that says itself that the day has gone by."""


@check(
    id="body.deadline-past",
    over="date",
    group="body",
    title=Text(ja="期限がメールの送信前に過ぎています", en="The deadline was over when the mail was sent"),
    says=Text(
        ja="期限は{deadline}とされていますが、このメールが届いたのは{sent}です。",
        en="The deadline is said to be {deadline}; this mail came on {sent}.",
    ),
    speaks_for=("phishing",),
    experts=("DATE",),
)
def deadline_past(case: Case, it: Observable) -> Iterator[Hit]:
    """Mass mailings go out for weeks with the same text. Innocent cause: a reminder of something that is overdue."""
    when, sent = it.detail, _sent.sent(case)
    if not isinstance(when, When) or when.role != "deadline" or when.year is None or sent is None:
        return
    if _said.has(case, "payment.unpaid", "boss.task", "newsletter.magazine") or _OVERDUE.search(_said.subject(case)[0]):
        return
    day, came = _dates.day_of(when), _sent.sent_day(case)
    if day is not None and came is not None and 1 <= (came - day).days <= 800:
        yield Hit(
            _said.quote(it),
            Evidence(sent[1], found=case.message.quote(sent[1])),
            deadline=datum("date", day.isoformat()),
            sent=datum("date", came.isoformat()),
        )

"""One check: a change of service that is announced on the eve or on the same day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _dates, _said, _sent
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Datum, Evidence, Observable, Text, When
from sabaku.text import late


@check(
    id="body.notice-on-the-eve",
    over="date",
    group="body",
    title=Text(ja="開始の直前になって知らせています", en="Announced on the eve of the day"),
    says=Text(
        ja="{start}からの変更を、{lead}の{sent}になって知らせています。事業者の告知は通常、数週間前に行われます。",
        en="A change that starts on {start} is announced {lead}, on {sent}; real notices come weeks ahead.",
    ),
    sure="inferred",
    speaks_for=("phishing",),
    experts=("DATE", "TIME", "CTX"),
)
def notice_on_the_eve(case: Case, it: Observable) -> Iterator[Hit]:
    """New functions and changes of terms are announced weeks before. Emergencies and outages are not: they are left out, and so
    are reminders of what people meet for."""
    when, sent = it.detail, _sent.sent(case)
    if (
        not isinstance(when, When)
        or when.role != "start"
        or sent is None
        or not _said.has(case, "hosting", "mailbox", "credential", "payment.fee")
    ):
        return
    start = _dates.day_of(when, sent[0])
    if _meeting(case, it):
        return
    if start is not None and start == sent[0].date() and _state(case, it):
        return
    if start is None or not 0 <= (start - sent[0].date()).days <= 4:
        return
    days = _dates.working_days_between(sent[0].date(), start)
    if days <= 2:
        yield Hit(
            _said.quote(it),
            Evidence(sent[1], found=case.message.quote(sent[1])),
            start=datum("date", start.isoformat()),
            sent=datum("date", sent[0].date().isoformat()),
            lead=_lead((start - sent[0].date()).days),
        )


_MEETING = late.pattern(
    r"\b(?:webinar|meeting|workshop|course|class|lesson|lecture|concert|event|session|seminar|interview|appointment)\b"
    r"|セミナー|ウェビナー|講座|講演|会議|説明会|勉強会|面接|面談|公演|試合|開演|ミーティング",
    re.IGNORECASE,
)
BEFORE = 120
"""Characters before a date in which what begins is named."""


def _meeting(case: Case, it: Observable) -> bool:
    """Whether it is a meeting or a show that begins then, and no change of a service."""
    text = case.message.view(it.seen.view).text
    return _MEETING.search(text, max(0, it.seen.start - BEFORE), it.seen.start) is not None


def _state(case: Case, it: Observable) -> bool:
    """Whether it only says how things stand: «held as of 13 March, 5:58» is no start."""
    led = case.message.view(it.seen.view).text[max(0, it.seen.start - 12) : it.seen.end].lower()
    return "as of" in led or "stand" in led


def _lead(days: int) -> Datum:
    """How long before, in days by the calendar."""
    near = {0: Text("当日", "on the same day"), 1: Text("前日", "the day before")}
    return datum("text", days, near.get(days) or Text(f"{days}日前", f"{days} days before"))

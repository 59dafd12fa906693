"""One check: something is announced as coming that was long ago."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _dates, _said, _sent
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text, When

LATE, LATEST = 14, 3000
"""Days between the change and its announcement: fewer are a delay, more a look back."""


@check(
    id="body.stale-announcement",
    over="date",
    group="body",
    title=Text(ja="告知されている日付がメールよりずっと前です", en="It announces what was long ago"),
    says=Text(
        ja="{start}からの変更を知らせていますが、このメールが届いたのは{sent}で、{days}日も後です。",
        en="It announces a change from {start}, but came on {sent}, {days} days later.",
    ),
    experts=("DATE", "KNOWN"),
)
def stale_announcement(case: Case, it: Observable) -> Iterator[Hit]:
    """Texts of real notices are copied and reused years later. Innocent cause: a look back («since 2019 we have …»)."""
    when, sent = it.detail, _sent.sent(case)
    if not isinstance(when, When) or when.role != "start" or when.year is None or sent is None:
        return
    if not _said.has(case, "credential.verify", "credential.login", "credential.password", "card.ask", "mailbox", "threat"):
        return
    day = _dates.day_of(when)
    if day is not None and LATE <= (sent[0].date() - day).days <= LATEST:
        yield Hit(
            _said.quote(it),
            Evidence(sent[1], found=case.message.quote(sent[1])),
            start=datum("date", day.isoformat()),
            sent=datum("date", sent[0].date().isoformat()),
            days=datum("number", (sent[0].date() - day).days),
        )

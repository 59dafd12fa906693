"""One check: the day of payment is no later than the mail that announces it."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _dates, _said, _sent
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text, When
from sabaku.text import late

_LABEL = late.pattern("(?:お?支払い?|引き?落とし?|口座振替|振替|ご?請求)(?:期?日|予定日|期限)[^0-9\n]{0,6}$")
_DONE = late.pattern("完了|済み|領収|受領|引き落としました|入金を確認しました|履歴|過去の")
BEFORE = 16
LATE = 45
"""Days: an older date belongs to another story."""


@check(
    id="body.payment-day-odd",
    over="date",
    lang="ja",
    group="body",
    title=Text(ja="支払日が、メールの届いた日かそれより前です", en="The day of payment is no later than the mail"),
    says=Text(
        ja="支払いの日は{day}とされていますが、このメールが届いたのは{sent}です。請求の案内は支払日より前に届くものです。",
        en="The day of payment is said to be {day}; this mail came on {sent}. Bills are announced before they are due.",
    ),
    sure="inferred",
    speaks_for=("card-phishing",),
    experts=("DATE",),
)
def payment_day_odd(case: Case, it: Observable) -> Iterator[Hit]:
    """Templates are sent for weeks, or set the day by the calendar of the sender. Innocent causes: receipts and reports of what
    was paid, and reminders: text that speaks of them is left out, unless the payment is due on the day of sending itself."""
    when, sent = it.detail, _sent.sent(case)
    if not isinstance(when, When) or sent is None or it.seen.view != "visible":
        return
    day = _dates.day_of(when, sent[0])
    if day is None or not 0 <= (sent[0].date() - day).days <= LATE:
        return
    today = day == sent[0].date() and when.role == "deadline" and _said.has(case, "payment")
    before = _said.folded(case)[max(0, it.seen.start - BEFORE) : it.seen.start]
    past = day < sent[0].date() and bool(_LABEL.search(before)) and not _said.has(case, "payment.unpaid")
    if today or (past and not _DONE.search(_said.text(case)[:6000])):
        yield Hit(
            _said.quote(it),
            Evidence(sent[1], found=case.message.quote(sent[1])),
            day=datum("date", day.isoformat()),
            sent=datum("date", sent[0].date().isoformat()),
        )

"""One check: money is to be drawn from an account on a day on which banks draw nothing."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _dates, _said, _sent
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Datum, Observable, Text, When
from sabaku.text import late
from sabaku.text.fold import fold

_DEBIT = late.pattern(r"(?:引き?落と?し|口座振替|振替|自動引落)(?:予定)?日?[^0-9。\n]{0,8}\Z")
_DEBIT_AFTER = late.pattern(r"[^0-9。\n]{0,4}に[、 ]?[^0-9。\n]{0,12}?(?:引き?落と?し|口座振替|振替|自動引落)")
BEFORE, AFTER = 24, 30


@check(
    id="body.debit-day-closed",
    over="date",
    lang="ja",
    group="body",
    title=Text(ja="引き落とし日が銀行の休業日です", en="The day of the debit is one on which banks are closed"),
    says=Text(
        ja="引き落とし日を{day}としていますが、この日は{why}で、口座振替は行われません(実際は翌営業日になります)。",
        en="It names {day} as the day of the direct debit, but that is {why}: banks move it to the next working day.",
    ),
    sure="inferred",
    speaks_for=("phishing",),
    experts=("DATE", "CTX"),
)
def debit_day_closed(case: Case, it: Observable) -> Iterator[Hit]:
    """Card companies and utilities announce the real day, since the bank will not be open; a template is filled without calendar.

    Innocent cause: standing terms that name the day of every month («毎月27日»), which state no full date.
    """
    when, sent = it.detail, _sent.sent(case)
    if not isinstance(when, When) or sent is None or it.seen.view != "visible":
        return
    day = _dates.day_of(when, sent[0])
    if day is None or abs((day - sent[0].date()).days) > 120 or _dates.is_working(day):
        return
    whole = _said.text(case)
    text = fold(whole[max(0, it.seen.start - BEFORE) : it.seen.start])
    said = _DEBIT.search(text) or _DEBIT_AFTER.match(fold(whole[it.seen.end : it.seen.end + AFTER]))
    if said and "毎月" not in text:
        yield Hit(_said.quote(it), day=datum("date", day.isoformat()), why=_why(_dates.holiday(day), day.weekday()))


def _why(name: str, weekday: int) -> Datum:
    if name:
        return datum("text", "holiday", Text(f"祝日({name})", "a Japanese holiday"))
    return datum("text", "weekend", Text("土曜日", "a Saturday") if weekday == 5 else Text("日曜日", "a Sunday"))

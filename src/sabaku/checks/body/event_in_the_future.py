"""One check: something is reported as having happened, on a day after the mail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sabaku.checks import _dates, _said, _sent
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text, When
from sabaku.text import late

_PAST = ("restored.done", "scare.login", "scare.purchase", "card.problem", "parcel.failed", "scare.change")


@check(
    id="body.event-in-the-future",
    over="date",
    group="body",
    title=Text(ja="まだ来ていない日時の出来事を報告しています", en="It reports an event of a day to come"),
    says=Text(
        ja="{event}に起きたこととして書かれていますが、このメールが届いたのはそれより前の{sent}です。",
        en="It tells of something that happened on {event}, but the mail came before that, on {sent}.",
    ),
    speaks_for=("phishing",),
    experts=("DATE",),
)
def event_in_the_future(case: Case, it: Observable) -> Iterator[Hit]:
    """The login, order or outage of which a mail tells can't be later than the mail. A day's leeway is left for time zones."""
    when, sent = it.detail, _sent.sent(case)
    if not isinstance(when, When) or when.role not in ("event", "outage", "") or sent is None or not _said.has(case, *_PAST):
        return
    day = _dates.day_of(when)
    if day is None or day <= sent[0].date() + timedelta(1):
        return
    if _told_behind(case, it) or (when.role and not _announces(case, it)):
        yield Hit(
            _said.quote(it),
            Evidence(sent[1], found=case.message.quote(sent[1])),
            event=datum("date", day.isoformat()),
            sent=datum("date", sent[0].date().isoformat()),
        )


_HAPPENED = late.pattern(
    "ログイン|アクセス|検知|検出|発生|利用日|ご利用|購入|注文日|取引日|決済日|変更日|更新日時"
    "|login|logged|sign-in|purchase|order date|transaction|detected"
)
_TO_COME = late.pattern("予定|まで|期限|から|より|以降|お届け|引き落とし|振替|支払|due|will|scheduled|next|by ")


def _announces(case: Case, it: Observable) -> bool:
    """Whether the words around speak of something to come, or of nothing that happened."""
    text = _said.folded(case) if it.seen.view == "visible" else it.shown
    before, after = text[max(0, it.seen.start - 28) : it.seen.start], text[it.seen.end : it.seen.end + 12]
    before = before.rpartition("。")[2]
    return _HAPPENED.search(before) is None or _TO_COME.search(before + after) is not None


_DONE = late.pattern(
    "[^。\n]{0,50}?(?:ログイン|アクセス|ご利用|利用|購入|決済|送金|出金|注文|取引|変更)[^。\n]{0,16}?(?:ました|された(?!場合))"
    r"|[^.\n]{0,60}?\b(?:was|were|have|has|we|somebody|someone)\b[^.\n]{0,20}?\b"
    r"(?:detected|logged in|signed in|purchased|charged|accessed|changed)"
)


def _told_behind(case: Case, it: Observable) -> bool:
    """Whether the sentence goes on with what happened on that day («2月8日10:00に、ログインを検知しました»)."""
    if it.seen.view != "visible":
        return False
    text = _said.folded(case)[it.seen.end : it.seen.end + 120]
    found = _DONE.match(text)
    return found is not None and _TO_COME.search(found[0]) is None

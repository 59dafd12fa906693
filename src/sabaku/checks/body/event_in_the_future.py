"""One check: something is reported as having happened, on a day after the mail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from sabaku.checks import _dates, _said
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text, When

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
    speaks_for=("credential-phishing", "card-phishing"),
    experts=("DATE",),
)
def event_in_the_future(case: Case, it: Observable) -> Iterator[Hit]:
    """The login, order or outage of which a mail tells can't be later than the mail. A day's leeway is left for time zones."""
    when, sent = it.detail, _said.sent(case)
    if not isinstance(when, When) or when.role not in ("event", "outage") or sent is None or not _said.has(case, *_PAST):
        return
    day = _dates.day_of(when)
    if day is not None and day > sent[0].date() + timedelta(1) and not _announces(case, it):
        yield Hit(
            _said.quote(it),
            Evidence(sent[1], found=case.message.quote(sent[1])),
            event=datum("date", day.isoformat()),
            sent=datum("date", sent[0].date().isoformat()),
        )


_HAPPENED = re.compile(
    "ログイン|アクセス|検知|検出|発生|利用日|ご利用|購入|注文日|取引日|決済日|変更日|更新日時"
    "|login|logged|sign-in|purchase|order date|transaction|detected"
)
_TO_COME = re.compile("予定|まで|期限|から|より|以降|お届け|引き落とし|振替|支払|due|will|scheduled|next|by ")


def _announces(case: Case, it: Observable) -> bool:
    """Whether the words around speak of something to come, or of nothing that happened."""
    text = _said.folded(case) if it.seen.view == "visible" else it.shown
    before, after = text[max(0, it.seen.start - 28) : it.seen.start], text[it.seen.end : it.seen.end + 12]
    return _HAPPENED.search(before) is None or _TO_COME.search(before + after) is not None

"""One check: «we have done it», and it starts only later."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _dates, _said, _sent
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late

_DONE = late.pattern(
    "(?:(?<=に)(?:対応|移行)|(?<=を)(?:開始|導入|実装|リリース)|(?<=が)完了)(?:しました|いたしました|致しました|しております)"
    "|(?:has been|have been|is now|was) (?:introduced|launched|activated|enabled|migrated)"
)


@check(
    id="body.done-yet-to-come",
    over="message",
    group="body",
    title=Text(ja="「対応しました」と言いながら開始日はまだ先です", en="Done already, but it starts only later"),
    says=Text(
        ja="「{done}」と済んだこととして書きながら、開始日は{start}とされています(届いたのは{sent}です)。",
        en="“{done}” is told as done, but it is to start on {start}; the mail came on {sent}.",
    ),
    sure="inferred",
    speaks_for=("phishing",),
    experts=("CTX", "DATE"),
)
def done_yet_to_come(case: Case, it: Observable) -> Iterator[Hit]:
    """Sentences of real notices put together. Innocent cause: a preview («we have introduced …, open from next week»)."""
    sent = _sent.sent(case) if _said.has(case, "credential", "mailbox", "hosting") else None
    done = _DONE.search(_said.text(case)[:4000]) if sent else None
    if sent is None or done is None:
        return
    for seen, when in _dates.stated(case):
        day = _dates.day_of(when, sent[0]) if when.role == "start" else None
        if day is not None and 0 < (day - sent[0].date()).days <= 60:
            yield Hit(
                Evidence(Span("visible", *done.span()), found=done[0]),
                _said.quote(seen),
                done=done[0],
                start=datum("date", day.isoformat()),
                sent=datum("date", sent[0].date().isoformat()),
            )
            return

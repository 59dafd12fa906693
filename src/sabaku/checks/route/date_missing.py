"""One check: a mail without a readable Date."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _route, _sent
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Datum, Observable, Text


@check(
    id="route.date-missing",
    over="message",
    group="route",
    title=Text(
        ja="Dateヘッダーが正しくありません",
        en="There is no readable Date",
    ),
    says=Text(
        ja="送信日時(Date)のヘッダーが{state}。通常の送信ソフトは必ず正しい形で書きます。",
        en="The Date field is {state}. Every proper program writes one that can be read.",
    ),
    attacks=(45,),
)
def date_missing(case: Case, it: Observable) -> Iterator[Hit]:
    """RFC 5322 section 3.6 demands it; kits forget it or fill in their template wrongly. Silent where the headers were lost when
    somebody forwarded the mail as text: then the date stands as that person's mail program shows it.
    """
    if case.input.carrier is not None and not case.input.carrier.complete:
        return
    header = _route.header(case, "date")
    if header is None and case.seen("hop"):
        yield Hit(_route.nothing(case, "Date"), state=Datum("text", "missing", MISSING))
    elif header is not None and _sent.stated_date(case) is None:
        yield Hit(_route.whole(case, header), state=Datum("text", "unreadable", UNREADABLE))


MISSING = Text(ja="ありません", en="missing")
UNREADABLE = Text(ja="読み取れません", en="unreadable")

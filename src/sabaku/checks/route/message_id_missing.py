"""One check: a mail without a Message-ID of its own."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _route
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Hop, Observable, Text


@check(
    id="route.message-id-missing",
    over="message",
    group="route",
    title=Text(
        ja="送信側が付けたMessage-IDがありません",
        en="The sending side gave it no Message-ID",
    ),
    says=Text(
        ja="送信側はMessage-IDヘッダーを付けていません。通常の送信ソフトなら付けます。",
        en="The sending side wrote no Message-ID, as every proper program does.",
    ),
    attacks=(46,),
)
def message_id_missing(case: Case, it: Observable) -> Iterator[Hit]:
    """RFC 5322 section 3.6.4: every message SHOULD have one. One that the receiving server added itself does not count: its
    queue number stands in it. Innocent causes: devices and scripts that send their reports.
    """
    header = _route.header(case, "message-id")
    if header is None or not header.text.strip():
        if case.seen("hop"):
            yield Hit(_route.nothing(case, "Message-ID"))
        return
    domain = header.text.rpartition("@")[2].strip(" >\t").lower()
    for hop in case.seen("hop", "border", "inside"):
        if (
            isinstance(hop.detail, Hop)
            and domain
            and domain == hop.detail.by
            and hop.detail.queue_id
            and hop.detail.queue_id in header.text
        ):
            yield Hit(_route.whole(case, header), _route.at(case, hop.seen, hop.detail.queue_id))
            return

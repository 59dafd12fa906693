"""One check: an empty envelope sender on an ordinary mail."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _route
from sabaku.checks._check import Hit, check
from sabaku.model import Address, Case, Observable, Text


@check(
    id="route.null-sender",
    over="message",
    group="route",
    title=Text(
        ja="不達通知でないのに返送先が空です",
        en="An empty envelope sender on a mail that is no bounce",
    ),
    says=Text(
        ja="エンベロープFrom(Return-Path)が空(<>)です。空の返送先は不達通知などの自動応答専用ですが、このメールはそうではあ"
        "りません。",
        en="The envelope sender (Return-Path) is empty (<>), which is reserved for bounces and automatic replies; this mail "
        "is neither.",
    ),
    attacks=(24,),
)
def null_sender(case: Case, it: Observable) -> Iterator[Hit]:
    """With an empty MAIL FROM, SPF can only look at the HELO name, which the sender makes up (RFC 7208 section 2.4). Innocent
    causes: vacation notices and receipts without the proper mark.
    """
    path = next((one for one in case.seen("address", "return-path") if not one.value), None)
    if path is None or case.seen("list") or not case.seen("hop"):
        return
    sender = case.first("address", "from")
    local = sender.detail.local if sender is not None and isinstance(sender.detail, Address) else ""
    automatic = any(
        case.message.text_of(key).strip().lower() not in ("", "no")
        for key in ("auto-submitted", "x-autoreply", "x-auto-response-suppress")
    )
    report = case.message.parts and case.message.parts[0].type == "multipart/report"
    if not (automatic or report or local in ("mailer-daemon", "postmaster", "double-bounce")):
        yield Hit(_route.at(case, path.seen, path.shown))

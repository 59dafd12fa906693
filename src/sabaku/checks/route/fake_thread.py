"""One check: a reply to nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _route
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Span, Text


@check(
    id="route.fake-thread",
    over="message",
    group="route",
    title=Text(
        ja="返信や転送を装っています",
        en="It poses as a reply or a forward",
    ),
    says=Text(
        ja="件名は「{mark}」で始まり返信・転送のように見えますが、"
        "元のメールを示すヘッダー(In-Reply-To、References)がありません。",
        en="The subject begins with “{mark}” like a reply or forward, but no field (In-Reply-To, References) tells of an "
        "earlier mail.",
    ),
    sure="inferred",
    attacks=(43,),
)
def fake_thread(case: Case, it: Observable) -> Iterator[Hit]:
    """Readers trust what looks like a running conversation. A light sign: some programs forget the fields, and forwards often
    have none, so forwards count only without quoted text.
    """
    header = _route.header(case, "subject")
    mark = _MARK.match(header.text) if header is not None else None
    carrier = case.input.carrier
    if carrier is not None and not carrier.complete:  # forwarded as text: its fields are gone
        return
    if header is None or mark is None or case.message.named("in-reply-to") or case.message.named("references"):
        return
    text = case.message.view("visible").text
    if case.seen("list", "mailing-list") or any(sign in text for sign in QUOTED) or case.message.named("thread-index"):
        return
    place = Span(case.message.span_of(header).view, *mark.span(1))
    yield Hit(Evidence(place, found=mark.group(1)), mark=mark.group(1))


_MARK = re.compile(r"\s{0,8}((?:re|fw|fwd|aw|返信|転送)\s?[:：])", re.IGNORECASE)
QUOTED = ("\n>", "-----Original", "----- Original", "Forwarded message", "wrote:", "From:", "差出人:", "送信者:")

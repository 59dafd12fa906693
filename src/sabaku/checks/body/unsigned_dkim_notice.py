"""One check: a notice about signatures that carries none."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late

_CLAIM = late.pattern(
    r"(?:dkim|送信ドメイン認証|電子署名)[^\n。]{0,60}(?:対応(?:しました|いたしました|を開始|開始|済)|導入(?:しま|いたしま)|開始(?:しま|いたしま)|強化|実装|が有効)"
)


@check(
    id="body.unsigned-dkim-notice",
    over="message",
    said=("mailbox.protocol", "hosting.domain"),
    group="body",
    title=Text(ja="DKIM対応を知らせるメール自体に署名がありません", en="A notice about DKIM without a DKIM signature"),
    says=Text(
        ja="「{claim}」と電子署名への対応を知らせていますが、このメール自体にはDKIM署名がありません。",
        en="“{claim}”: it announces signatures, but carries no DKIM signature itself.",
    ),
    speaks_for=("credential-phishing",),
    experts=("CTX", "AUTH"),
)
def unsigned_dkim_notice(case: Case, it: Observable) -> Iterator[Hit]:
    """A claim tested on the mail itself. Innocent cause: a forwarder that took the signature off."""
    if case.seen("signature") or case.message.named("dkim-signature") or case.seen("list", "mailing-list"):
        return
    folded = _said.folded(case)
    found = _CLAIM.search(folded)
    if found:
        where = Span("visible", *found.span())
        shown = _said.text(case)[where.start : where.end]
        top = case.message.headers[0] if case.message.headers else None
        searched = (Evidence(Span("headers", 0, top.end), found=""),) if top else ()
        yield Hit(Evidence(where, found=shown), *searched, claim=shown)

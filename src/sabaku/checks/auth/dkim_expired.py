"""One check: a signature that had expired on arrival."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from sabaku.checks import _route
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Signature, Text


@check(
    id="auth.dkim-expired",
    over="signature:dkim",
    group="auth",
    title=Text(
        ja="署名の期限が、届いた時点で切れていました",
        en="The signature had expired when the mail arrived",
    ),
    says=Text(
        ja="{domain} のDKIM署名の有効期限は {until} までで、受信側が受け取った {border} には切れていました。"
        "古いメールを送り直した(リプレイ)可能性があります。",
        en="The DKIM signature of {domain} was valid until {until} and had expired when the border took the mail at {border}"
        ": perhaps an old mail sent again (replay).",
    ),
    attacks=(33, 34),
)
def dkim_expired(case: Case, it: Observable) -> Iterator[Hit]:
    """RFC 6376 section 3.5 (x=). Judged by the border's clock, not by today's. Innocent cause: a mail that waited for days."""
    found, border = it.detail, case.origin.border_at
    if not isinstance(found, Signature) or not found.expires_at or border is None or case.seen("list"):
        return
    if EARLIEST < found.expires_at < border.timestamp() - 60:
        yield Hit(
            _route.at(case, it.seen, f"x={found.expires_at}"),
            domain=datum("domain", found.domain),
            until=datum("time", datetime.fromtimestamp(found.expires_at, UTC).isoformat()),
            border=datum("time", border.isoformat()),
        )


EARLIEST = 1_000_000_000
"""Times before 2001 are no times."""

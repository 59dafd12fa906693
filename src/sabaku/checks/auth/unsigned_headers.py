"""One check: a signature that leaves out important fields."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _route
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Signature, Text


@check(
    id="auth.unsigned-headers",
    over="signature:dkim",
    group="auth",
    title=Text(
        ja="署名が件名や差出人を守っていません",
        en="The signature leaves out subject or sender",
    ),
    says=Text(
        ja="{domain} のDKIM署名は {missing} を対象にしていません。署名を壊さずに書き換えられます。",
        en="The DKIM signature of {domain} does not cover {missing}: they can be rewritten without breaking it.",
    ),
    attacks=(33,),
)
def unsigned_headers(case: Case, it: Observable) -> Iterator[Hit]:
    """RFC 6376 section 5.4: From must be signed, and Subject, Date and To should be. Otherwise a signed mail can be sent again
    with another subject or recipient.
    """
    found = it.detail
    if not isinstance(found, Signature) or not found.headers or case.seen("list"):
        return
    missing = [name for name in ("from", "subject") if name not in found.headers and case.message.named(name)]
    if missing:
        yield Hit(_route.at(case, it.seen, "h="), domain=datum("domain", found.domain), missing=datum("code", ", ".join(missing)))

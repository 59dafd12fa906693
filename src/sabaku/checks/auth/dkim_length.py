"""One check: a signature with l=."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _route
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Signature, Text


@check(
    id="auth.dkim-length",
    over="signature:dkim",
    group="auth",
    title=Text(
        ja="署名が本文の一部しか守っていません",
        en="The signature covers only part of the body",
    ),
    says=Text(
        ja="{domain} のDKIM署名は本文の最初の{length}バイトだけを対象にしています(l=)。"
        "その後ろには、署名を壊さずに何でも書き足せます。",
        en="The DKIM signature of {domain} covers only the first {length} bytes of the body (l=); anything could be "
        "appended without breaking it.",
    ),
    attacks=(32,),
)
def dkim_length(case: Case, it: Observable) -> Iterator[Hit]:
    """RFC 6376 section 8.2. A signed mail of somebody else can be sent again with a new text below (or above, in HTML) the old
    one.
    """
    found = it.detail
    if isinstance(found, Signature) and found.length is not None and case.message.parts:
        root = case.message.parts[0]
        if found.length < root.end - root.body_start - SLACK:
            yield Hit(
                _route.at(case, it.seen, f"l={found.length}"),
                domain=datum("domain", found.domain),
                length=datum("number", found.length),
            )


SLACK = 64
"""Bytes by which canonicalisation may shorten a body."""

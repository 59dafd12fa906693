"""One check: characters in a signature's names that no name has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _route
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Signature, Text


@check(
    id="auth.signature-trick",
    over="signature:dkim",
    group="auth",
    title=Text(
        ja="署名のドメイン名に細工があります",
        en="A signature names a tricky domain",
    ),
    says=Text(
        ja="DKIM署名のドメインかセレクターに、名前に使えない文字が入っています({name})。検証する側の読み違いを狙った細工です。",
        en="The domain or selector of a DKIM signature holds characters that names cannot have ({name}): a trick to make "
        "verifiers misread it.",
    ),
    attacks=(28,),
)
def signature_trick(case: Case, it: Observable) -> Iterator[Hit]:
    """Some verifiers cut a name at a NUL byte or a slash and then ask for another key than the mail names (Chen, Paxson, Jiang
    2020, attack A3). Proper names have letters, digits, hyphens, underscores and dots (RFC 6376 section 3.1).
    """
    found = it.detail
    if not isinstance(found, Signature):
        return
    for name in (found.selector, found.domain):
        odd = _ODD.search(name)
        if odd is not None and name.isascii():
            yield Hit(_route.at(case, it.seen, name), name=name[:120])
            return


_ODD = re.compile(r"[^A-Za-z0-9._-]")

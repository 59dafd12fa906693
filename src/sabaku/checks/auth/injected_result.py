"""One check: results hidden inside comments or quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _route
from sabaku.checks._check import Hit, check
from sabaku.model import AuthResult, Case, Observable, Span, Text
from sabaku.text import late


@check(
    id="auth.injected-result",
    over="auth",
    group="auth",
    title=Text(
        ja="認証結果に細工されています",
        en="Somebody tampered with the authentication results",
    ),
    says=Text(
        ja="認証結果の中に、コメントや引用符に隠した別の結果「{piece}」が紛れ込んでいます。",
        en="Inside the authentication results another result, “{piece}”, is hidden in a comment or in quotes.",
    ),
    attacks=(26,),
)
def injected_result(case: Case, it: Observable) -> Iterator[Hit]:
    """Senders choose addresses with parentheses and quotes, so that their text becomes a result when a server copies it
    carelessly (Chen, Paxson, Jiang 2020). RFC 8601 section 7.9.
    """
    found = it.detail
    if not isinstance(found, AuthResult) or found.why == "arc":
        return
    text = case.message.view(it.seen.view).text[:4096]
    for aside in _ASIDE.finditer(text):
        hidden = _HIDDEN.search(aside.group())
        if hidden is not None:
            yield Hit(_route.at(case, Span(it.seen.view, *aside.span()), hidden.group(1)), piece=hidden.group(1))
            return


_ASIDE = late.pattern(r"\"[^\"]{0,400}+\"|\([^()\"]{0,400}+\)?")
_HIDDEN = re.compile(r";\s{0,4}((?:spf|dkim|dmarc)\s?=\s?pass)\b", re.IGNORECASE)

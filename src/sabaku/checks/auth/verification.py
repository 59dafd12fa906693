"""One check: what our own verification found."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _route
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Datum, Evidence, Observable, Text


@check(
    id="auth.verification",
    over="message",
    group="auth",
    title=Text(
        ja="送信ドメイン認証を独自に検証した結果",
        en="Our own verification of sender authentication",
    ),
    says=Text(
        ja="{method} の検証結果は {result} です。{why}",
        en="{method} gives {result}. {why}",
    ),
    needs=("auth",),
    experts=("AUTH",),
)
def verification(case: Case, it: Observable) -> Iterator[Hit]:
    """The outcome of verifying SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 9989) and ARC (RFC 8617) here, as of the mail's own
    time, with the reason; pass, fail, none and errors are kept apart.
    """
    case.need("auth", "dmarc")
    for method in ("spf", "dkim", "dmarc", "arc"):
        found = _route.verified(case, method)
        if found is not None:
            fact, told = found
            why = Datum("text", told.why.en, told.why)
            yield Hit(
                Evidence(fact.question, found=told.result),
                method=datum("code", method.upper()),
                result=datum("code", told.result),
                why=why,
            )

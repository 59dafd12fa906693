"""One check: an authentic domain in From: a good sign."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _results, _route
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text
from sabaku.names import brands
from sabaku.names.hosts import registrable


@check(
    id="auth.aligned",
    over="message",
    group="auth",
    title=Text(
        ja="差出人のドメインは本物と確認できます",
        en="The domain in From is authentic",
    ),
    says=Text(
        ja="差出人のドメイン {domain} は、{method} により本物と確認されています。"
        "送った人が誠実だという意味ではなく、そのドメインから送られたという意味です。",
        en="The From domain {domain} is confirmed by {method}. That says where the mail came from, not that its sender is "
        "honest.",
    ),
)
def aligned(case: Case, it: Observable) -> Iterator[Hit]:
    """A good sign only where the border said so (or our own verification), the domain is the claimed brand's own, read on a
    page of it, and anybody else's pass counts for nothing (see auth.passes-for-itself). Stolen accounts pass, too.
    """
    claim = _route.claimed(case)
    if case.seen("list") or any(found.result == "fail" for _, found in _results.results(case, "dmarc")):
        return
    for one in _route.from_domains(case):
        domain = one.value.rpartition("@")[2]
        if claim is None or brands.standing(claim[1].id, domain) != "verified":
            continue
        for evidence, method, passed in _results.passes(case):
            if registrable(passed) == registrable(domain):
                yield Hit(evidence, domain=datum("domain", domain), method=datum("code", method.upper()))
                return

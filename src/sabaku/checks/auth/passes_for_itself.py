"""One check: a pass of an unknown domain for itself."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _results, _route
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text
from sabaku.names.hosts import registrable


@check(
    id="auth.passes-for-itself",
    over="message",
    group="auth",
    title=Text(
        ja="認証に合格していますが、それ自体は良い印ではありません",
        en="Authentication passes, which alone is no good sign",
    ),
    says=Text(
        ja="差出人のドメイン {domain} は {method} に合格しています。そのドメインの持ち主が認めた送信元から届いたという意味で、"
        "詐欺師も自分のドメインでは合格できます。",
        en="The From domain {domain} passes {method}: the mail came as the owner of that domain allows. Fraudsters "
        "pass for their own domains, too.",
    ),
    attacks=(36,),
)
def passes_for_itself(case: Case, it: Observable) -> Iterator[Hit]:
    """Says what a pass means where no known brand is claimed: the domain is authentic, whether its owner is honest is another
    question. Measured on real mail, frauds pass nearly as often as newsletters, so it weighs nothing.
    """
    if case.seen("list") or _route.claimed(case) is not None:
        return
    for one in _route.from_domains(case):
        domain = one.value.rpartition("@")[2]
        for evidence, method, passed in _results.passes(case):
            if registrable(passed) == registrable(domain):
                yield Hit(evidence, domain=datum("domain", domain), method=datum("code", method.upper()))
                return

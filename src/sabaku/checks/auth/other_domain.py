"""One check: authentication that passes only for a domain unrelated to the claimed brand."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _house, _results, _route
from sabaku.checks._authorities import of_the_state
from sabaku.checks._branches import twin
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._claimed import claims
from sabaku.checks._named import named
from sabaku.model import Case, Observable, Text
from sabaku.names import brands


@check(
    id="auth.other-domain",
    over="message",
    group="auth",
    title=Text(
        ja="認証に合格したのは、名乗っている会社とは無関係のドメインです",
        en="What passed is a domain unrelated to the claimed sender",
    ),
    says=Text(
        ja="{method} は {domain} について合格していますが、これは{brand}のドメインではありません。"
        "「合格」は {domain} の持ち主が送ったという意味で、{brand}からのメールだという証明にはなりません。",
        en="{method} passes for {domain}, which is no domain of {brand}. A pass means that the owner of {domain} sent the "
        "mail, not that {brand} did.",
    ),
    experts=("AUTH",),
    attacks=(36,),
    quiet_when=("identity.own-ground",),
)
def other_domain(case: Case, it: Observable) -> Iterator[Hit]:
    """Attackers authenticate their own domains perfectly well: most phishing passes for itself. Said only where From itself is
    not the brand's, nor at a domain where it gives its customers addresses, and nothing of the brand's passed. Of a trade whose
    houses share a name, and have a domain each, none is known that it should be.
    """
    claim, senders = _route.claimed(case), _route.from_domains(case)
    if (
        claim is None
        or not senders
        or any(_route.of_brand(claim[1], one.value.rpartition("@")[2]) for one in senders)
        or case.seen("list")
        or claim[1].product
        or of_the_state(case, claim[1])
        or all(one.brand.id != claim[1].id for one in claims(case))
        or not claim[1].domains
        or _house.talks_of(case, claim[1].id)
        or twin(case)
        or any(brands.standing(claim[1].id, one.value.rpartition("@")[2]) for one in senders)
    ):
        return
    passed = list(_results.passes(case))
    if passed and not any(_route.of_brand(claim[1], domain) for _, _, domain in passed):
        evidence, method, domain = passed[0]
        yield Hit(evidence, method=datum("code", method.upper()), domain=datum("domain", domain), brand=named(claim[1].id))

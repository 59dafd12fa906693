"""One check: the servers that the claimed brand names for its mail do not include the one that this came from."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _named, _outside, _results, _route, _verified
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._named import named
from sabaku.model import Case, Datum, Evidence, Observable, Text
from sabaku.names import brands


@check(
    id="auth.brand-excludes-origin",
    over="origin",
    group="auth",
    title=Text(
        ja="名乗っている企業が公開している送信サーバーではありません",
        en="It did not come from a server that the claimed company names",
    ),
    says=Text(
        ja="{brand}がSPFで公開している送信サーバー({domains})に、このメールの発信元 {ip} は含まれていません({at}に確認)。"
        "差出人欄に何と書かれていても、{brand}がこれらのドメインの送信元としているサーバーから届いたものではありません。",
        en="The origin {ip} is not among the servers that {brand} names in SPF for {domains} (looked up {at}). Whatever From "
        "says, the mail did not come from a server that {brand} lets send for these domains.",
    ),
    needs=("auth",),
    speaks_for=("phishing",),
    quiet_when=("auth.dmarc-fail", "route.mailing-list", "route.forwarder", "route.passed-on"),
    experts=("AUTH", "RIP"),
)
def brand_excludes_origin(case: Case, it: Observable) -> Iterator[Hit]:
    """RFC 7208: the owner of a domain publishes who sends for it. Forgers pass SPF with domains of their own; the brand's own
    record shows that the sender is not the brand. Said only of domains that were read on the brand's pages, where each of them
    excludes the origin, and where nothing authenticates the mail as the brand's.

    Innocent causes: a mail service that sends under a domain of its own, a partner who writes in the brand's name, forwarding.
    """
    origin, claim = _route.sure(case), _route.claimed(case)
    if origin is None or claim is None or origin.through or _told(case, claim[1]):
        return
    told = _verified.brands_own(case, claim[1])
    against = [one for one in told if one[1].result in ("fail", "softfail")]
    unclear = any(found.result not in ("fail", "softfail", "none") for _, found in told)
    many = len(brands.senders(claim[1])) > _verified.MOST_SENDERS
    if not against or unclear or many or _verified.too_late(case, against[0][0]):
        return
    domains = tuple(found.domain for _, found in against)
    yield Hit(
        _outside.quoted(case, it),
        *(Evidence(fact.question, found=found.result, expected="pass") for fact, found in against),
        brand=named(claim[1].id),
        domains=Datum("text", ", ".join(domains), Text("、".join(domains), ", ".join(domains))),
        ip=datum("ip", it.value),
        at=_named.at(case, against[0][0]),
    )


def _told(case: Case, brand: brands.Brand) -> bool:
    """Whether the mail is authenticated as the brand's, a mail service sent it in the name of the brand's own domain (for which
    it may sign, and DMARC tells), or SPF was already seen to fail for a domain of the brand.
    """
    if _route.by_service(case) and any(_route.of_brand(brand, _route.domain_of(it)) for it in _route.from_domains(case)):
        return True
    failed = _results.stated(case, "spf", "fail", "hardfail", "softfail")
    by = [domain for _, _, domain in _results.passes(case)] + ([failed[2]] if failed is not None else [])
    return any(_route.of_brand(brand, domain) for domain in by if domain)

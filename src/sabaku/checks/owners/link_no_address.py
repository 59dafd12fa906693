"""One check: the linked domain leads to no address."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _asked, _named, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text


@check(
    id="owners.link-no-address",
    over=_asked.landed,
    group="owners",
    needs=("dns",),
    title=Text(ja="リンク先のドメインに対応するIPアドレスがありません", en="The linked domain has no address"),
    says=Text(
        ja="リンク先のドメイン {domain} には、対応するIPアドレスがありません({at}に確認)。"
        "サイトはすでに閉鎖された可能性があります。",
        en="The linked domain {domain} has no IP address (looked up {at}); the site may already be gone.",
    ),
    speaks_for=("phishing",),
    experts=("NODNS", "DOWN"),
)
def link_no_address(case: Case, it: Observable) -> Iterator[Hit]:
    """Phishing sites live for hours; a name without an address shortly after the mail came is a site that was taken down.

    Innocent cause: the mail is old. The sentence tells when it was looked up.
    """
    landing = _asked.landing(case, it)
    if landing is None or _outside.ips(case, landing.link.host):
        return
    fact = case.fact("dns", landing.link.host, type="A") or case.fact("dns", landing.domain, type="A")
    if fact is not None:
        yield Hit(
            _outside.quoted(case, it),
            Evidence(fact.question),
            domain=datum("domain", landing.domain),
            at=_named.at(case, fact),
        )

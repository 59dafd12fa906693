"""One check: a host name with so many labels that the real domain is out of sight."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _hosts, _links, _vouched
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text

MANY = 3


@check(
    id="links.many-subdomains",
    over="message",
    group="links",
    title=Text(ja="ドメイン名が何段にも連なっています", en="A host name with many levels"),
    says=Text(
        ja="リンク先 {host} は名前が何段にも連なっていますが、実際のドメインは末尾の {domain} です。",
        en="{host} has many levels, but the domain that counts is the end: {domain}.",
    ),
    quiet_when=("links.machine-host",),
    speaks_for=("disguised",),
    experts=("LHID",),
    attacks=(87,),
)
def many_subdomains(case: Case, it: Observable) -> Iterator[Hit]:
    """On a telephone only the left part of a long name is seen, and there anything may stand.

    Innocent: universities, clouds and mailing services; `www`, known counters and the sender's own domain are left out.
    """
    house = _vouched.house(case)
    for found in _links.clicked(case):
        link = _links.link(found)
        if link.domain in house or "ip" in link.tricks or _hosts.tracker(link.host) or _hosts.listed(link.host, "free_hosting"):
            continue
        levels = [it for it in link.host[: -len(link.domain)].split(".") if it and it != "www"]
        if len(levels) >= MANY and sum(map(len, levels)) >= 12:
            yield Hit(_links.at(found), host=datum("domain", link.host), domain=datum("domain", link.domain))

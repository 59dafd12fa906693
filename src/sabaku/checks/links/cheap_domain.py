"""One check: a link to a top-level domain that is cheap and much abused."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _hosts, _links, _vouched
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Link, Observable, Text
from sabaku.names.brands import owners
from sabaku.names.hosts import tld


@check(
    id="links.cheap-domain",
    over="message",
    group="links",
    title=Text(ja="悪用の多い安価なドメインに誘導しています", en="The link uses a cheap, much abused kind of domain"),
    says=Text(
        ja="リンク先 {host} の「.{tld}」は、安価に取得でき、フィッシングサイトに多用されている種類のドメインです。",
        en="“.{tld}”, at the end of {host}, costs next to nothing and is used for phishing sites far more often than others.",
    ),
    sure="inferred",
    experts=("LTLD",),
    attacks=(98,),
)
def cheap_domain(case: Case, it: Observable) -> Iterator[Hit]:
    """Which ones these are stands in data/link_hosts.toml. Honest sites use them too, so it is only a hint.

    Left out: the sender's own domain, a known brand's own one, such as a shop's short address, and services whose ending nobody
    chose who uses them: shorteners, forms, hosts of free pages (of which links.free-hosting tells).
    """
    house = _vouched.house(case)
    for domain, found in _links.digest(case).domains.items():
        link = _links.link(found)
        if domain not in house and _hosts.is_cheap(domain) and not owners(link.host) and not _of_service(link):
            yield Hit(_links.at(found), host=datum("domain", link.host), tld=tld(domain))


def _of_service(link: Link) -> bool:
    served = _hosts.listed(link.host, "shorteners") or _hosts.tracker(link.host) or _hosts.listed(link.host, "free_hosting")
    return bool(served) or _hosts.is_form(link.url)

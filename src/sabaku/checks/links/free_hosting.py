"""One check: a link to a page that anybody can put up within minutes."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _hosts, _links, _vouched
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text


@check(
    id="links.free-hosting",
    over="message",
    group="links",
    title=Text(ja="誰でも無料で使えるサービス上のページに誘導しています", en="The link leads to free hosting"),
    says=Text(
        ja="リンク先の {host} は、誰でも数分でページを作れるサービス({service})のページです。",
        en="The link leads to {host}, at a service ({service}) where anybody can put up a page in minutes.",
    ),
    speaks_for=("disguised",),
    experts=("LRED",),
    attacks=(94,),
)
def free_hosting(case: Case, it: Observable) -> Iterator[Hit]:
    """Companies with customers have a domain of their own. Services on which serious firms keep pages too are left out.

    Innocent: small projects, schools and clubs, and a sender who writes from there.
    """
    house = _vouched.house(case)
    for found in _links.clicked(case):
        link = _links.link(found)
        service = _hosts.listed(link.host, "free_hosting")
        if service and link.domain not in house and not _hosts.listed(link.host, "free_hosting", "also_companies"):
            yield Hit(_links.at(found), host=datum("domain", link.host), service=datum("domain", service))

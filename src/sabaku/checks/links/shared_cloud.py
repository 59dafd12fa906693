"""One check: a link to a cloud where companies and crooks keep pages side by side."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _hosts, _links, _vouched
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text


@check(
    id="links.shared-cloud",
    over="message",
    group="links",
    title=Text(ja="誰でも使えるサービス上のページに誘導しています", en="The link leads to where anybody can have a page"),
    says=Text(
        ja="リンク先の {host} は、企業も個人も同じように使えるサービス({service})にあり、名前だけでは持ち主を確かめられません。",
        en="{host} is at a service where anybody can have a page ({service}): its name alone does not prove whose it is.",
    ),
    sure="inferred",
    experts=("LRED",),
    attacks=(94,),
    quiet_when=("links.public-form", "links.page-in-bucket"),
)
def shared_cloud(case: Case, it: Observable) -> Iterator[Hit]:
    """Pages in buckets and app platforms borrow the good name of a big provider. Innocent: many serious firms do the same."""
    house = _vouched.vouching(case)
    for found in _links.clicked(case):
        link = _links.link(found)
        service = _hosts.listed(link.host, "free_hosting", "also_companies") or _bucket(link.host)
        if service and link.domain not in house and found.role != "text" and not _hosts.is_form(found.value):
            yield Hit(_links.at(found), host=datum("domain", link.host), service=datum("domain", service))


def _bucket(host: str) -> str:
    """Amazon's buckets, whose host has the region in the middle."""
    labels = host.split(".")
    return "s3.amazonaws.com" if host.endswith(".amazonaws.com") and any(it.startswith("s3") for it in labels) else ""

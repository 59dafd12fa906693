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
    title=Text(ja="誰でも借りられるクラウド上のページに誘導しています", en="The link leads to a rented cloud"),
    says=Text(
        ja="リンク先の {host} は、企業も個人も同じように使えるクラウド({service})にあり、名前からは持ち主が分かりません。",
        en="{host} lies in a cloud that anybody can rent ({service}): its name does not show whose page it is.",
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

"""One check: a link to a name of a dynamic DNS service."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _hosts, _links
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text


@check(
    id="links.dynamic-dns",
    over="message",
    group="links",
    title=Text(ja="リンク先がダイナミックDNSの名前です", en="The link uses a dynamic DNS name"),
    says=Text(
        ja="リンク先の {host} は、無料のダイナミックDNSサービス {service} の名前です。"
        "接続先をいつでも差し替えられるため、企業の窓口には使われません。",
        en="{host} is a free name of the dynamic DNS service {service}. "
        "It can point elsewhere at any time; no company uses one for its customers.",
    ),
    speaks_for=("disguised",),
    experts=("LTLD",),
    attacks=(94,),
)
def dynamic_dns(case: Case, it: Observable) -> Iterator[Hit]:
    """Such names were an eighth of all phishing addresses that JPCERT/CC listed in 2024. Innocent: people's own home servers."""
    for found in _links.clicked(case):
        link = _links.link(found)
        service = _hosts.listed(link.host, "ddns")
        if service and found.role != "text":
            yield Hit(_links.at(found), host=datum("domain", link.host), service=datum("domain", service))

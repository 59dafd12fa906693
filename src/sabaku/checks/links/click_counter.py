"""One check: links that go through the click counter of a mailing service."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _hosts, _links
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text


@check(
    id="links.click-counter",
    over="message",
    group="links",
    title=Text(ja="配信サービスのクリック計測を経由しています", en="The link goes through a click counter"),
    says=Text(
        ja="リンクは配信サービス {service} の計測用アドレス {host} を経由します。最終的な行き先はサービス側にしか分かりません。",
        en="The link goes through {host}, the click counter of {service}; only the service knows the final target.",
    ),
    experts=("LRED",),
    attacks=(92,),
)
def click_counter(case: Case, it: Observable) -> Iterator[Hit]:
    """Almost every newsletter does this, and so do frauds sent through hijacked accounts of the same services. Only informs."""
    for found in _links.clicked(case):
        host = _links.link(found).host
        service = _hosts.tracker(host)
        if service:
            yield Hit(_links.at(found), service=service, host=datum("domain", host))

"""One check: a link that hides behind a well-known service which forwards anybody's address."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku import late
from sabaku.checks import _hosts, _links
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text


@check(
    id="links.borrowed-name",
    over="message",
    group="links",
    title=Text(ja="有名サービスの転送機能を隠れみのにしています", en="The link hides behind a well-known service"),
    says=Text(
        ja="リンクは {service} のアドレスに見えますが、そこから {host} へ転送・表示されます。",
        en="The link looks as if it belonged to {service}, but that only passes the reader on to {host}.",
    ),
    speaks_for=("disguised",),
    experts=("LRED",),
    attacks=(90, 91),
)
def borrowed_name(case: Case, it: Observable) -> Iterator[Hit]:
    """Search, translation and cache services show or forward any page; filters and readers trust the famous name.

    Innocent: an address that somebody copied out of a search result. Filters' gateways and advertising counters are left out.
    """
    for found in _links.clicked(case):
        link = _links.link(found)
        if not link.wraps or link.wraps == "Google Ads" or _own_page(found.value):
            continue
        if _hosts.service_kinds(link.wraps) & {"redirect", "cache"}:
            yield Hit(_links.at(found), service=link.wraps, host=datum("domain", link.host))


_OWN = late.pattern(r"https://line\.me/(?:R/)?ti/(?:g2?|p)/[^/?#]{1,80}")


def _own_page(url: str) -> bool:
    """Whether the service shows something of its own there and passes nobody on: an invitation to a LINE group or account."""
    return _OWN.match(url) is not None

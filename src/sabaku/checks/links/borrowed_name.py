"""One check: a link that hides behind a well-known service which forwards anybody's address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _hosts, _links
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._vouched import house
from sabaku.checks._who import senders
from sabaku.model import Case, Link, Observable, Text
from sabaku.names.brands import owners
from sabaku.names.whose import authentic
from sabaku.text import late


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

    Innocent: an address that somebody copied out of a search result. Links that show where they lead, as webmail
    writes them, or that stay at the service, are left out; so
    is what Gmail makes of links to the sender's own domain; so are filters' gateways and advertising counters, and the links in
    the service's own proven mail, which it makes itself.
    """
    wrapped = [it for it in case.seen("link") if _links.link(it).clicked and _links.link(it).wraps]
    hidden = {it.value: it for it in wrapped if not _told(_links.link(it))}
    for found in (hidden[it.value] for it in _links.clicked(case) if it.value in hidden):
        link = _links.link(found)
        if link.wraps == "Google Ads" or _own_page(found.value) or (_GMAILS.search(found.shown) and _at_home(case, link)):
            continue
        if _hosts.service_kinds(link.wraps) & {"redirect", "cache"} and not _writes(case, link.wraps):
            yield Hit(_links.at(found), service=link.wraps, host=datum("domain", link.host))


_GMAILS = late.pattern(r"//(?:www\.)?google\.[a-z.]{2,6}/url\?[^#]{0,4000}\bsource=gmail\b")
"""What Gmail writes around the links of a mail when it is forwarded or copied out of it."""
_OWN = late.pattern(r"https://line\.me/(?:R/)?ti/(?:g2?|p)/[^/?#]{1,80}")


def _at_home(case: Case, link: Link) -> bool:
    """Whether the link leads to the sender's own domain, or to their company's."""
    return link.domain in house(case) or not set(owners(link.host)).isdisjoint(id for it in house(case) for id in owners(it))


def _writes(case: Case, service: str) -> bool:
    """Whether the service itself provably wrote the mail."""
    id = service.lower()
    return any(id in owners(it.domain) and authentic(case, it.domain) is not None for it in senders(case))


def _own_page(url: str) -> bool:
    """Whether the service shows something of its own there and passes nobody on: an invitation to a LINE group or account."""
    return _OWN.match(url) is not None


_SHOWN = late.pattern(r"(?:https?://)?(?:www\.)?([a-z0-9.-]{4,253})(?:[/?#][^\s]{0,2000})?", re.IGNORECASE)


def _told(link: Link) -> bool:
    """Whether the reader sees the address to which they are passed on, or the service passes them on to a page of its own."""
    shown = _SHOWN.fullmatch(link.shown.strip())
    seen = shown is not None and shown[1].lower() in (link.host, link.host.removeprefix("www."))
    return seen or link.wraps.lower() in owners(link.host)

"""One check: the text of a link is itself an address, of another site than the one it leads to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sabaku.checks import _hosts, _links, _vouched
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Link, Observable, Text
from sabaku.names.brands import brand, standing
from sabaku.names.hosts import registrable, suffix
from sabaku.text import late
from sabaku.text.fold import fold

_SHOWN = late.pattern(
    r"\s{0,9}(?:https?://|[hH]ttps?://)?((?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24})(?:[:/?#]\S{0,2000})?\s{0,9}", re.IGNORECASE
)

_WITHIN = late.pattern(r"https?://((?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24})(?![a-z0-9.-])", re.IGNORECASE)
FEW_WORDS = 120
"""Characters of a link's text that names itself and an address."""


@check(
    id="links.text-shows-another-host",
    over="message",
    group="links",
    title=Text(ja="リンクの表示と実際の行き先が違います", en="The link shows one address and leads to another"),
    says=Text(
        ja="画面には {shown} と表示されていますが、クリックすると {host} に接続します。",
        en="The text on the screen says {shown}, but a click leads to {host}.",
    ),
    advice=Text(
        ja="リンクの文字は差出人が自由に書けます。クリックせず、行き先を確かめてください。",
        en="The sender can write anything as the text of a link. Do not click; look where it leads.",
    ),
    speaks_for=("phishing",),
    experts=("LHID",),
    attacks=(75,),
)
def text_shows_another_host(case: Case, it: Observable) -> Iterator[Hit]:
    """The visible text of a link says nothing about its target, and readers trust what they see.

    Innocent: click counters of mailing services, which this check knows, and counters on the sender's own domain, unless the mail
    claims to be from the one whose address it shows, and leads to a domain that is not that one's.
    """
    house = _vouched.house(case)
    for found in _with_text(case):
        link = _links.link(found)
        text = _squeezed(fold(link.shown))
        shown = _shown(text) if "." in text else None
        if shown is None or not _is_address(shown) or _same(shown[1].lower(), link):
            continue
        if (
            _hosts.tracker(link.host)
            or link.wraps
            or (link.domain in house and not _shows_a_borrowed_name(case, shown[1], link.host))
        ):
            continue
        evidence = (_links.shown_at(found), _links.at(found))
        yield Hit(*evidence, shown=datum("domain", shown[1].lower()), host=datum("domain", link.host))


def _same(shown: str, link: Link) -> bool:
    """Whether the address shown is of the same house; an ending that has a site itself («gov.uk») has it at www."""
    return registrable(shown) == link.domain or link.host == f"www.{shown}"


def _with_text(case: Case) -> Iterable[Observable]:
    """The links on whose text a reader clicks, each text and page once: the same page may stand behind a picture before."""
    pages = {it.value for it in _links.clicked(case)}
    found: dict[tuple[str, str], Observable] = {}
    for it in _links.digest(case).all:
        if it.role == "href" and it.value in pages and _links.link(it).clicked and _links.link(it).shown:
            found.setdefault((it.value, _links.link(it).shown), it)
    return found.values()


def _shows_a_borrowed_name(case: Case, shown: str, host: str) -> bool:
    """Whether the address shown is that of the brand which the mail claims to come from, and the link's is not."""
    claimed = [it.brand for it in case.claims if brand(it.brand) is not None]
    return any(standing(it, shown.lower()) in ("verified", "unverified") and not standing(it, host) for it in claimed)


def _shown(text: str) -> re.Match[str] | None:
    """The address that the text is, or the first whole one (with its scheme) that it contains beside few words."""
    return _SHOWN.fullmatch(text) or (_WITHIN.search(text) if len(text) <= FEW_WORDS else None)


def _squeezed(shown: str) -> str:
    """The text without the gaps that break an address up for filters; words are not run together."""
    return "".join(shown.split()) if shown.lower().startswith("http") else shown


def _is_address(shown: re.Match[str]) -> bool:
    """Whether a reader takes it for an address: `https://…`, `www.…`, or a name under a top-level domain that exists."""
    return shown[0].strip().lower().startswith(("http", "www.")) or bool(suffix(shown[1]))

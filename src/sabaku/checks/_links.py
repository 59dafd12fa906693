"""The links of a mail: which of them a reader clicks, how they are written, where they stand. Plain look-ups over a case."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from sabaku.checks import _meant
from sabaku.model import Case, Evidence, Link, Observable, once
from sabaku.names import whose
from sabaku.text import late

WEB = frozenset(("http", "https"))


class Digest(Struct, frozen=True):
    """The links of a mail, sorted once for all checks."""

    all: tuple[Observable, ...]
    clicked: tuple[Observable, ...]
    """Those on which a reader can click and that lead to the web, each address once."""
    tricks: Mapping[str, tuple[Observable, ...]]
    """All links by trick."""
    domains: Mapping[str, Observable]
    """The first clicked link of each registrable domain."""


def link(it: Observable) -> Link:
    """The link of an observable of kind "link"."""
    assert isinstance(it.detail, Link)
    return it.detail


def only_quoted(case: Case, it: Observable) -> bool:
    """Whether the link stands in the lines of another mail that an answer quotes, or of a fraud that the mail warns of,
    or that a mailing list talks over.

    Mail programs make a link of what was typed as an address: shown as it is, it is no button.
    """
    if it.role in ("href", "pdf", "file"):
        shown = link(it).shown_at
        return shown is not None and _TYPED.match(link(it).shown) is not None and _meant.kept_off(case, shown)
    places = (_meant.quoted, _meant.kept_off, _meant.talked_over)
    return it.role == "text" and any(told(case, it.seen) for told in places)


_LEAVING = (
    *("unsub", "optout", "opt-out", "preference", "subscri", "/leave", "mailman", "list-manage", "remove"),
    *("haishin", "kaijo", "taikai"),
)


def leaves_list(url: str) -> bool:
    """Whether an address looks like one by which a reader leaves a list, or chooses what they are sent."""
    lowered = url.lower()
    return any(word in lowered for word in _LEAVING)


_TYPED = re.compile(r"\s{0,4}(?:https?://|www\.)", re.IGNORECASE)


_INNER = late.pattern(
    r"/(wp-(?:content|includes|admin)|\.well-known|cgi-sys|administrator/components|vendor/phpunit"
    r"|wp-json|images/stories|tmp/install_[0-9a-f]{6,40})(?=/)(?!/uploads/[^?#]{0,400}\.(?:jpe?g|png|gif|pdf|docx?|xlsx?|webp)\Z)",
    re.IGNORECASE,
)


def inner_folder(it: Link) -> str:
    """The folder of a site's programs, or of its files that no visitor is led to, into which the link goes; or ""."""
    found = _INNER.search(it.path)
    return found[1] if found else ""


@once
def digest(case: Case) -> Digest:
    """The mail's links, sorted."""
    links = case.seen("link")
    clicked: dict[str, Observable] = {}
    tricks: dict[str, list[Observable]] = {}
    domains: dict[str, Observable] = {}
    for it in links:
        its = link(it)
        if its.clicked and its.host and its.scheme in WEB and not whose.of_list(case, its) and not only_quoted(case, it):
            clicked.setdefault(it.value, it)
            domains.setdefault(its.domain, it)
        for trick in its.tricks:
            tricks.setdefault(trick, []).append(it)
    return Digest(links, tuple(clicked.values()), {name: tuple(found) for name, found in tricks.items()}, domains)


def clicked(case: Case) -> tuple[Observable, ...]:
    """The links on which a reader can click."""
    return digest(case).clicked


@once
def written(case: Case) -> str:
    """The addresses of all links in lower case, one a line: so that «does any of them have …» is asked once and not of each."""
    return "\n".join(it.value for it in case.seen("link")).lower()


def tricked(case: Case, *names: str) -> tuple[Observable, ...]:
    """The links whose spelling has one of these tricks, also those that a program fetches."""
    tricks = digest(case).tricks
    return tuple(it for name in names for it in tricks.get(name, ()))


def at(it: Observable) -> Evidence:
    """The link as it is written. A code that is drawn stands nowhere as text: its place alone is cited."""
    drawn = it.role == "qr" and not it.seen.view.startswith(("qr:", "pdf:"))
    return Evidence(it.seen, found="" if drawn else it.shown)


def shown_at(it: Observable) -> Evidence:
    """The text on which one clicks; the link itself where there is none."""
    its = link(it)
    return Evidence(its.shown_at, found=its.shown) if its.shown_at is not None and its.shown_at.view == "visible" else at(it)


def in_fragment(case: Case, it: Link) -> bool:
    """Whether the recipient's address stands behind the # of a link."""
    mark = it.url.find("#")
    return mark > 0 and bool(it.token) and len(it.url) - mark > 8 and not _in_front(case, it.url[:mark], it.url[mark:])


def _in_front(case: Case, front: str, fragment: str) -> bool:
    """Whether the address stands before the # and not behind it: then the fragment is only a place in a page."""
    local = (it.value.partition("@")[0] for it in case.seen("address", "to", "delivered-to", "delivered-claimed", "cc"))
    return "@" not in fragment and "%40" not in fragment and any(len(it) > 3 and it in front.lower() for it in local)


@once
def targets(case: Case) -> tuple[tuple[Observable, Link], ...]:
    """The links on which a reader can click, each with what it is."""
    return tuple((it, link(it)) for it in clicked(case))


@once
def leading(case: Case) -> tuple[tuple[Observable, Link], ...]:
    """The same without addresses that stand in the plain version only because a link that leads elsewhere shows them."""
    masks = {link(it).shown.strip(): link(it).host for it in case.seen("link", "href")}
    return tuple((it, its) for it, its in targets(case) if it.role != "text" or masks.get(it.shown.strip(), its.host) == its.host)

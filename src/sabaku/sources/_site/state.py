"""In what state a page was found: up, closed, blocked by a warning, parked, in error, gone; or the visitor was sent elsewhere."""

from __future__ import annotations

import functools
from typing import cast, get_args

from sabaku import data
from sabaku.model import PageState
from sabaku.names import brands, hosts
from sabaku.sources._site import _told
from sabaku.sources._site._marks import marks
from sabaku.sources._site._told import Told

PAGES: tuple[tuple[PageState, str], ...] = (
    ("blocked", "blocked"),
    ("closed", "stopped"),
    ("parked", "parked"),
    ("closed", "closed"),
)
"""States that a page's words tell, with the list of these words in faces.toml."""
UNREACHED = frozenset(("dns", "refused", "unreachable"))
BRIEF = 2000
"""Characters above which a page is not merely a notice: then its title alone can say that it is closed, blocked or parked."""
SHOWN = frozenset(("", "auth", "download", "form", "aborted"))
"""Errors with which a page may have been shown all the same."""


def state_of(face: Told, seen: str, *, asks: bool) -> PageState:
    """The state of one visitor's page. `seen`: folded title and text; `asks`: whether the page asks for a secret."""
    stated = next((it for it in get_args(PageState) if it == face.get("state")), None)
    if stated is not None:
        return cast("PageState", stated)
    error = _told.text(face.get("error"), 40)
    if error and not (asks or (error in SHOWN and (seen.strip() or face.get("auth") or face.get("downloads")))):
        return "gone" if error in UNREACHED else "error"
    if asks:
        return "cloaked" if sent_elsewhere(face) else "up"
    notice = seen if len(seen) <= BRIEF else seen.partition("\n")[0]
    told = next((state for state, name in PAGES if any(it in notice for it in marks(name))), None)
    return told or _by_status(face)


def stopped(state: PageState, seen: str) -> bool:
    """Whether the page was closed by the provider, because of what it did."""
    return state == "closed" and any(it in seen[:BRIEF] for it in marks("stopped"))


def _by_status(face: Told) -> PageState:
    status = face.get("status", 200)
    if status in (404, 410):
        return "closed"
    if face.get("auth"):
        return "up"
    if not isinstance(status, int) or status >= 400:
        return "error"
    return "cloaked" if sent_elsewhere(face) else "up"


def sent_elsewhere(face: Told) -> bool:
    """Whether the visit ended at a search engine, an encyclopaedia or a brand's genuine site: a visitor who was not wanted."""
    start, end = hosts.of_page(_told.text(face.get("url"))), hosts.of_page(_told.text(face.get("final_url")))
    if not end or hosts.same_site(start, end):
        return False
    return hosts.registrable(end) in data.toml("faces")["elsewhere"]["domains"] or is_genuine(end)


def is_genuine(host: str) -> bool:
    """Whether a host is under a domain that was read on a brand's own page."""
    return any(it in _genuine() for it in hosts.suffixes(host))


@functools.cache
def _genuine() -> frozenset[str]:
    return frozenset(domain for it in brands.brands().values() for domain in it.verified)

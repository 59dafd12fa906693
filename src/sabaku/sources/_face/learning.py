"""Takes a genuine page's picture for the operator's store: by the isolated browser only, as every visitor that visits go as."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from sabaku.sources._face import pictures
from sabaku.sources._site import _told
from sabaku.sources._source import FetchError, Settings


class Genuine(NamedTuple):
    """A page as one visitor saw it; `icon`: sha256 of its favicon."""

    visitor: str
    url: str
    title: str
    icon: str
    picture: bytes


async def captured(url: str, settings: Settings) -> list[Genuine]:
    """The page as each visitor saw it. Raises FetchError where there is no browser, or no visitor was shown a page."""
    from sabaku.sources._browser.launch import NoBrowser
    from sabaku.sources._browser.limits import Limits
    from sabaku.sources._browser.names import resolver
    from sabaku.sources._browser.policy import own_of
    from sabaku.sources._browser.upstream import exit_of, straight, through
    from sabaku.sources._browser.visit import visit
    from sabaku.sources._visiting import chosen

    blobs: dict[str, bytes] = {}

    def keep(body: bytes) -> str:
        name = hashlib.sha256(body).hexdigest()
        blobs[name] = body
        return name

    try:
        how = settings.visit
        way = how.proxy or settings.proxy
        dial = through(exit_of(way)) if way else straight
        told = await visit(url, chosen(how), resolver(settings), dial, keep, Limits(face=how.seconds), own_of(how.refuse))
    except (NoBrowser, ValueError) as fault:
        raise FetchError(str(fault)) from fault
    found = [seen for face in _told.dicts(told.get("faces")) if (seen := _seen(face, blobs)) is not None]
    if not found:
        faults = sorted({_told.text(it.get("error"), 40) or str(it.get("status")) for it in _told.dicts(told.get("faces"))})
        raise FetchError(", ".join(faults) or "no page")
    return found


def _seen(face: _told.Told, blobs: dict[str, bytes]) -> Genuine | None:
    """The page, unless it met an error."""
    status, body = face.get("status"), blobs.get(_told.text(face.get("screenshot"), 64))
    if body is None or face.get("error") or not isinstance(status, int) or status >= 400:
        return None
    icon = _told.text(_told.table(face.get("favicon")).get("sha256"), 64)
    return Genuine(
        _told.text(face.get("visitor"), 40),
        _told.text(face.get("final_url"), 2000),
        _told.text(face.get("title"), 300),
        icon,
        body,
    )


def width(body: bytes) -> int:
    """The picture's width in pixels; 0 where it is none."""
    picture = pictures.opened(body)
    return picture.width if picture is not None else 0
